"""A house style in a few phrases: the conventions on keys and sections are told together."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.text.style.convention import Convention
from auditor.text.style.features import COMMON_ENDS
from auditor.text.style.infer import HouseStyle, StyledForm
from auditor.text.style.trait import kind, path
from auditor.text.style.usual import PLACES, WORD_FORMS
from auditor.text.style.words import quoted, sentence

Phrase = tuple[str, float, int]
"""(words, support, rows it applies to)."""

_TELLING = (
    "layout",
    "language",
    "script",
    "person",
    "exclamation",
    "contractions",
    "length",
    "bullet mark",
    "end",
)
_COMMON = ("language", "script", "letter case", "length", "contractions", "layout", *PLACES, *WORD_FORMS[1:])
_STRUCTURE = ("key", "type", "wrapper", "valid", "format", "partial", "element")


def phrases(style: HouseStyle) -> list[Phrase]:
    """The house style in words: what the output is, what is special, and last what most texts have in common.

    Habits of absence are left out.
    """
    if not style.forms:  # pinned: all that is asked for
        return [_phrase(each) for each in style.conventions]
    structures = [phrase for form in style.forms for phrase in _structure(form)]
    formats = [each for each in style.conventions if each.feature in ("format", "form")]
    told = [] if len(structures) == len(style.forms) else [_phrase(each) for each in formats]
    rest = [each for form in style.forms for each in form.conventions if _is_told(each)]
    sections = [phrase for form in style.forms for phrase in _sections(form)]
    special = [_phrase(each) for each in rest if not _is_common(each)]
    return told + structures + sections + special + [_phrase(each) for each in rest if _is_common(each)]


def _phrase(convention: Convention) -> Phrase:
    return sentence(convention), convention.support, convention.rows


def _structure(form: StyledForm) -> list[Phrase]:
    """ "JSON object with keys name (string), optional notes; nothing around it"."""
    told = [each for each in form.conventions if kind(each.feature) in _STRUCTURE and not each.told_by]
    if not told or form.form.format == "text":
        return []
    words = form.form.format + "".join(_keys(form.conventions, noun) for noun in ("key", "element"))
    words += "".join(f"; {sentence(c)}" for c in told if c.feature in ("wrapper", "partial"))
    weakest = min(told, key=lambda convention: convention.support)
    return [(words, weakest.support, weakest.rows)]


def _keys(conventions: Sequence[Convention], noun: str) -> str:
    """The keys (elements) of every object, by path."""
    types = {path(c.feature): " or ".join(c.values) for c in conventions if kind(c.feature) == "type"}
    types = {
        inside: "text" if "null or number or string" in words else words for inside, words in types.items()
    }
    words = ""
    for feature in sorted({c.feature for c in conventions if kind(c.feature) == noun}):
        own = [c for c in conventions if c.feature == feature and not c.told_by]
        needed = [c.values[0] for c in own if c.must == "have"]
        optional = [v for c in own if c.must == "only" for v in c.values if v not in needed]
        inside = path(feature)
        typed = [_typed(name, inside, types) for name in needed]
        typed += [f"optional {_typed(name, inside, types)}" for name in optional]
        where = f"; `{inside}` with" if inside else " with"
        words += f"{where} {noun}s {', '.join(typed)}" if typed else ""
    return words


def _typed(name: str, inside: str, types: dict[str, str]) -> str:
    of = types.get(f"{inside}.{name}" if inside else name)
    return f"{name} ({of})" if of else name


def _sections(form: StyledForm) -> list[Phrase]:
    sections = [c for c in form.conventions if c.feature == "section" and c.must == "have"]
    order = [c for c in form.conventions if c.feature == "section" and c.must == "order"]
    if sections:
        names = order[0].values if order else [c.values[0] for c in sections]
        weakest = min(sections, key=lambda convention: convention.support)
        in_order = " in this order" if order else ""
        noun = f"{len(sections)} sections{in_order}" if len(sections) > 1 else "section"
        return [(f"{noun}: {quoted(names)}", weakest.support, weakest.rows)]
    return []


def _is_common(convention: Convention) -> bool:
    """Whether many a text is like this that has no style of its own."""
    if convention.feature == "end":
        return set(convention.values) <= set(COMMON_ENDS)
    return convention.feature in _COMMON


def _is_told(convention: Convention) -> bool:
    """Whether a convention is worth a phrase of its own."""
    if convention.told_by:
        return convention.must == "have"
    if convention.must == "never" or kind(convention.feature) in (*_STRUCTURE, "section", "mark", "initial"):
        return False
    return convention.strong or convention.feature in _TELLING
