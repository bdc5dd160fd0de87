"""What stands in a label field where nobody has decided on a label."""

from __future__ import annotations

import re

from auditor.text.expression import later

RARE = 0.02  # share of the labelled rows, below which a sign such as "-" is hardly a class of its own

_NEVER = later(  # what spreadsheets and data frames write where there is no value
    r"#(?:n/a|nv|na|ref!|bezug!|name\?|value!|wert!|div/0!|num!|zahl!|null!)|nan|nat|<na>", re.IGNORECASE
)
_SIGNS = later(r"[?\-–—._…]+")
_WORDS = frozenset(
    {"k.a.", "k. a.", "n/a", "n.a.", "null", "undefined", "tbd", "tba", "todo", "fixme", "xxx"}
)


def names_nothing(label: str) -> bool:
    """Whether a label is the mark of a missing value."""
    text = label.strip()
    return text[:1] in "#nN<" and len(text) < 10 and _NEVER.fullmatch(text) is not None


def may_name_nothing(label: str) -> bool:
    """Whether a label looks left open, unless many rows have it: "-" is a class where operators are told."""
    text = label.replace(" ", "").casefold()
    return len(text) < 10 and (text in _WORDS or _SIGNS.fullmatch(text) is not None)
