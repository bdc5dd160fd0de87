"""How two nearly identical texts differ, in a few words."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

CONTEXT = 3  # words shown on either side of a difference
SHOWN = 12  # words of a difference that are shown
FEW = 12  # words that differ up to which misspellings are looked for
SMALL = 3  # letters of a word that says little: "a", "one", "the"
MISSPELT = 0.8  # likeness of two spellings of a word, of which most letters are the same

_NO_WORD = re.compile(r"[\W_]+")
_HAS_DIGIT = re.compile(r"\d")


def likeness(one: str, other: str) -> float:
    """Letters of the words in common, over the letters of the longer text: 0 to 1.

    Case and punctuation do not count, nor does a letter or two in a word.
    """
    first, second, gone, come = _compared(one, other)
    longer = max(_letters(first), _letters(second))
    return 1 - max(_letters(gone), _letters(come)) / longer if longer else 1.0


def is_slip(one: str, other: str) -> bool:
    """Whether no more than spelling and small words differ, which nobody means."""
    _, _, gone, come = _compared(one, other)
    return all(len(word) <= SMALL and not _HAS_DIGIT.search(word) for word in (*gone, *come))


def _compared(one: str, other: str) -> tuple[Counter[str], Counter[str], Counter[str], Counter[str]]:
    """The words of both texts, and those of each that the other lacks in any spelling."""
    first, second = _words(one), _words(other)
    gone, come = first - second, second - first
    if max(gone.total(), come.total()) <= FEW:
        for word in sorted(gone.elements()):
            if spelling := next((each for each in sorted(come) if _is_spelling(word, each)), None):
                gone -= Counter((word,))
                come -= Counter((spelling,))
    return first, second, gone, come


def _words(text: str) -> Counter[str]:
    bare = (_NO_WORD.sub("", word).casefold() for word in text.split())
    return Counter(word for word in bare if word)


def _letters(words: Counter[str]) -> int:
    return sum(len(word) * times for word, times in words.items())


def _is_spelling(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if shorter <= SMALL or shorter < MISSPELT * longer or longer > 200 or _HAS_DIGIT.search(one + other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= MISSPELT


def difference(one: str, other: str) -> str:
    """The stretch that differs, in its surroundings: "with [one JSON → a JSON] object".

    Of texts that differ in white space alone it says so. Linear in the length of the texts.
    """
    old, new = one.split(), other.split()
    if old == new:
        return "only the white space differs"
    start = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    before = " ".join(old[max(0, start - CONTEXT) : start])
    after = " ".join(old[len(old) - end : len(old) - end + CONTEXT])
    gone, come = _cut(old[start : len(old) - end]), _cut(new[start : len(new) - end])
    return f"{before} [{gone} → {come}] {after}".strip()


def _cut(words: list[str]) -> str:
    shown = " ".join(words[:SHOWN]) or "nothing"
    return f"{shown} …" if len(words) > SHOWN else shown
