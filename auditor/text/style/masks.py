"""What a short text is made of, in three steps: its characters by kind, runs of them, and series of runs.

    "AB-123-CD"          mask "AA-999-AA"         cast "A-9-A"      series "A-9-A"
    "green-tea-recipes"  mask "aaaaa-aaa-aaaaaaa" cast "a-a-a"      series "a-…"
    "$1,250.00"          mask "$9,999.99"         cast "$9,9.9"     series "$9,9.9"

A capital stands for capitals, `a` for small letters, `x` for letters that know neither, `9` for digits.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

from auditor.text.expression import later

KNOWN = 4096  # masks and casts that are kept: texts differ far more often than what they are made of

_TWICE = [(2 * kind, kind) for kind in "Aax9"]
_BETWEEN = later(r"([^Aax9]+)")
_BRACKETS = frozenset("()[]{}<>")
_PLAIN = later(r"[-+−]?9(?:[.,]9)?|(?:[Aax '’…]*|[x ,…]*|[ax ,'’…]*A[Aax ,'’…]*)[.!?]?")


class _Kinds(dict[int, str]):
    """The kind of each character, looked up once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isalpha():
            kind = "a" if char.islower() else "A" if char.isupper() else "x"
        else:
            is_part = category(char)[0] == "M"  # of a letter, like a vowel sign
            kind = "9" if char.isdigit() else "x" if is_part else char
        self[code] = kind
        return kind


_KINDS = _Kinds()


def mask(text: str) -> str:
    """Each letter and digit as its kind."""
    return text.translate(_KINDS)


@lru_cache(maxsize=KNOWN)
def cast(masked: str) -> str:
    """A mask with every run of one kind once."""
    for twice, once in _TWICE:
        while twice in masked:
            masked = masked.replace(twice, once)
    return masked


def digits_once(text: str) -> str:
    """A text with one 9 for each run of them."""
    while "99" in text:
        text = text.replace("99", "9")
    return text


@lru_cache(maxsize=KNOWN)
def series(runs: str) -> str:
    """A cast in which what repeats, parted in the same way, stands once: "a-a-a" → "a-…"."""
    words = _BETWEEN.split(runs)  # words at even places, what parts them at odd ones
    kept = words[:1]
    for at in range(1, len(words) - 1, 2):
        between, word = words[at : at + 2]
        if word and word == kept[-1] and _BRACKETS.isdisjoint(between):
            kept.append(between + "…")
        elif not (kept[-1] == between + "…" and word == kept[-2]):
            kept += [between, word]
    return "".join(kept)


def is_plain(form: str) -> bool:
    """Whether a cast or series is that of words or of a number, which says little."""
    return _PLAIN.fullmatch(form) is not None
