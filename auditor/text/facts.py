"""The written forms of facts that are looked up, and which texts state one that was not given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from auditor.text.expression import later
from auditor.text.joined import laid_out
from auditor.text.patterns import Prefilter
from auditor.text.ragged import Ints

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_ANY_YEAR = later(rf"\b{_YEAR}\b")
_DIGIT = later(r"\d")
_FOREIGN_DIGIT = later(r"(?![0-9])\d")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?,?"
_SIGNS = "$€£¥₹"
_CURRENCIES = ("USD", "EUR", "GBP", "CHF", "dollars", "euros")
_CURRENCY = rf"(?:{'|'.join(_CURRENCIES)})"
_NEW = ("current", "latest", "newest")
_THINGS = ("version", "release", "price", "rate", "edition", "model")
_LATEST = rf"(?:{'|'.join(_NEW)}) (?:{'|'.join(_THINGS)})"
_AS_OF = r"as of (?!now\b|yet\b)[\w ]{0,20}\d{4}"

CHANGING: dict[str, re.Pattern[str]] = {
    "a price": later(rf"[{_SIGNS}]\s?\d[\d,.]*|\b\d[\d,.]{{0,15}}\s?{_CURRENCY}\b"),
    "a version": later(r"\b(?:version|release)\s\d+(?:\.\d+)*\b|\bv\d+\.\d+(?:\.\d+)*\b", re.I),
    "a state of affairs": later(
        rf"\b(?:{_AS_OF}|last updated|at the time of writing|{_LATEST}|opening hours)\b", re.I
    ),
}

LOOKED_UP: dict[str, re.Pattern[str]] = {
    **CHANGING,
    "a date": later(rf"\b{_YEAR}-\d\d-\d\d\b|\b{_MONTH}(?: {_DAY})?(?: of)? {_YEAR}\b"),
    "an address on the web": later(r"https?://|\bwww\.\w"),
    "a telephone number": later(
        r"(?<![\w.<=*/+-])(?:\+\d{1,3}[ -]?)?\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?![\w.=])"
    ),
}

# of which every such fact holds one in any case, or digits as in `_digits_of`
_HINTS: dict[str, tuple[str, ...]] = {
    "a price": (*_SIGNS, *_CURRENCIES),
    "a version": ("version", "release"),
    "a state of affairs": (
        *("as of ", "last updated", "at the time of writing", "opening hours"),
        *(f"{new} {thing}" for new in _NEW for thing in _THINGS),
    ),
    "an address on the web": ("http://", "https://", "www."),
}
# and of which it holds one as it is written: "EUR" is not "neural"
_SPELLED: dict[str, tuple[str, ...]] = {"a price": (*_SIGNS, *_CURRENCIES), "a date": (*_MONTHS, "-")}


def facts_stated(outputs: list[str], inputs: Sequence[str]) -> list[tuple[str, ...]]:
    """The kinds of fact that every output states and its input gives none of, in the order of LOOKED_UP."""
    stated: list[tuple[str, ...]] = [()] * len(outputs)
    likely = _may_state(outputs)
    for kind, form in LOOKED_UP.items():
        for at in likely[kind]:
            text, spelled = outputs[at], _SPELLED.get(kind)
            if spelled and not any(part in text for part in spelled):
                continue
            if form.search(text) and not _derived(kind, form, inputs[at]):
                stated[at] += (kind,)
    return stated


def _may_state(texts: list[str]) -> dict[str, set[int]]:
    """The numbers of the texts that may state a fact, by its kind: a quick look at all of them at once."""
    laid = laid_out(texts, [])
    foreign = {at for at, text in enumerate(texts) if not text.isascii() and _FOREIGN_DIGIT.search(text)}
    found = {kind: set(foreign) for kind in LOOKED_UP}
    for kind, holders in _gate().holders(laid.blob, laid.starts).items():
        found[kind].update(holders)
    for kind, at in _digits_of(np.frombuffer(laid.blob, np.uint8)).items():
        found[kind].update(laid.texts_at(at))
    return found


@cache
def _gate() -> Prefilter:
    return Prefilter(_HINTS)


def _digits_of(letters: NDArray[np.uint8]) -> dict[str, Ints]:
    """Where v1, 19.. or 20.., and 123-4567 stand in lower case, by the kind of fact they belong to."""
    digit = np.flatnonzero(letters - np.uint8(ord("0")) < 10)
    four = digit[:-3][digit[3:] - digit[:-3] == 3]  # each the first of so many in a row,
    seven = digit[:-6][(digit[2:-4] - digit[:-6] == 2) & (digit[6:] - digit[:-6] == 7)]  # but for one between
    begun = letters[four] * np.uint16(256) + letters[four + 1]
    between = letters[seven + 3]
    return {
        "a version": digit[letters[digit - 1] == ord("v")],
        "a date": four[(begun == 0x3139) | (begun == 0x3230)],
        "a telephone number": seven[(between == ord(" ")) | (between == ord("-"))],
    }


def _derived(kind: str, form: re.Pattern[str], given: str) -> bool:
    """Whether the input holds such a fact; any number makes a price by a sum, any year a date."""
    if kind == "a price":
        return _DIGIT.search(given) is not None
    return (_ANY_YEAR if kind == "a date" else form).search(given) is not None
