"""What stands in a field, above all that of a label, where there is no value."""

from __future__ import annotations

from auditor.text.expression import later

RARE = 0.02  # share of the labelled rows, below which a sign such as "-" is hardly a class of its own
LONGEST_MARK = 9  # characters

_NEVER = later(  # what spreadsheets and data frames write where there is no value
    r"(?i:#(?:n/a|nv|ref!|bezug!|name\?|value!|wert!|div/0!|num!|zahl!|null!)|nan)|NaT|<NA>"
)
_SIGNS = later(r"[?\-–—._…]+")
_WORDS = frozenset({"k.a.", "n/a", "n.a.", "null", "undefined", "tbd", "tba", "todo", "fixme", "xxx"})


def names_nothing(label: str) -> bool:
    """Whether a text is the mark of a missing value."""
    text = label.strip()
    return text[:1] in "#nN<" and len(text) <= LONGEST_MARK and _NEVER.fullmatch(text) is not None


def may_name_nothing(label: str) -> bool:
    """Whether a label looks left open, unless many rows have it: "-" is a class where operators are told."""
    text = label.replace(" ", "").casefold()
    return len(text) <= LONGEST_MARK and (text in _WORDS or _SIGNS.fullmatch(text) is not None)
