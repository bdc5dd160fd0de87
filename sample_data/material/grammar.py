"""A seeded dice, a phrase grammar and a sieve for look-alikes: all that the sample texts are made with.

Only `random.Random.random()` is used, the one sequence Python promises to keep between versions.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

SLOT = re.compile(r"\{(\w+)\}")
WORD = re.compile(r"\w+")


def lines(block: str) -> tuple[str, ...]:
    """The non-empty lines of a block of phrases, stripped."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


class Dice:
    """A source of choices that gives the same ones for the same seed, on every machine."""

    def __init__(self, seed: str) -> None:
        """Seed the one generator behind all choices."""
        self._random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """True in `share` of the calls."""
        return self._random.random() < share

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, each equally likely."""
        return choices[self.number(0, len(choices) - 1)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in a random order."""
        order = sorted((self._random.random(), place) for place in range(len(items)))
        return [items[place] for _, place in order]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different ones of the items."""
        return self.shuffled(items)[:count]


class Grammar:
    """Phrases with `{slots}`; a slot is filled with a phrase of that name, which may hold slots itself."""

    def __init__(self, phrases: Mapping[str, Sequence[str]], dice: Dice) -> None:
        """`phrases` maps the name of a slot to what may stand there."""
        self.phrases = phrases
        self.dice = dice

    def expand(self, template: str, bound: Mapping[str, str] | None = None) -> str:
        """The template with every slot filled; slots named in `bound` are filled with what is given."""

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            if bound and name in bound:
                return bound[name]
            return self.expand(self.dice.pick(self.phrases[name]), bound)

        return SLOT.sub(fill, template)


class Sieve:
    """Lets a text through when no earlier one shares too much of its wording.

    Wording is the set of three-word sequences; `limit` is the Jaccard similarity that is too much. It is
    set well below what a near-duplicate check flags (0.8), so that a ready data set stays whole.
    """

    def __init__(self, limit: float = 0.45) -> None:
        """Start with nothing seen."""
        self.limit = limit
        self._sizes: list[int] = []
        self._seen: dict[tuple[str, ...], list[int]] = {}

    def accepts(self, text: str) -> bool:
        """Whether the text is unlike all accepted before; if so it is remembered."""
        wording = shingles(text)
        shared = Counter(place for shingle in wording for place in self._seen.get(shingle, ()))
        for place, common in shared.items():
            if common >= self.limit * (len(wording) + self._sizes[place] - common):
                return False
        for shingle in wording:
            self._seen.setdefault(shingle, []).append(len(self._sizes))
        self._sizes.append(len(wording))
        return True


def shingles(text: str) -> set[tuple[str, ...]]:
    """The three-word sequences of a text; a text of fewer words is one sequence."""
    words = WORD.findall(text.lower())
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
