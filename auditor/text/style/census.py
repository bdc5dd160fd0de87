"""The state of style inference: for every row the codes of its traits, and a small sample in words.

About 8 bytes a trait and 20 a row, so some 200 MB for a million rows of free text and less for structured
ones. The words of the traits are known from a sample of rows, the ones with the smallest scrambled row id:
which rows those are does not depend on how the rows were split. A trait that 1 % of the rows have is
missed by it once in 30,000 data sets.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain

import numpy as np

from auditor.text.style.features import PLAIN_FEATURES, is_value
from auditor.text.style.ranges import A_FEW, ALPHABETS, LOOSE
from auditor.text.style.table import Table
from auditor.text.style.trait import Trait, codes, kind, path
from auditor.text.style.values import SIZES, WHOLE

KNOWN_CHARACTERS = frozenset().union(*ALPHABETS)
SAMPLE = 1024  # rows known in words

_MASK = (1 << 64) - 1


def scramble(row: int) -> int:
    """A row id mixed so that order says nothing about position (the finaliser of splitmix64)."""
    mixed = (row + 0x9E3779B97F4A7C15) & _MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
    return mixed ^ (mixed >> 31)


class Census:
    """Counts traits over rows; mergeable in any order."""

    def __init__(self) -> None:
        """Start empty."""
        self.rows = array("q")
        self.sizes = array("H")
        self.lengths = array("L")
        self.codes = array("Q")
        self.sample: list[tuple[int, int, list[Trait]]] = []
        self._bar = _MASK

    def add(self, row: int, traits: list[Trait], length: int) -> None:
        """Count one output by its traits and its length in characters."""
        self.rows.append(row)
        self.sizes.append(len(traits))
        self.lengths.append(length)
        self.codes.extend(codes(traits))
        if (rank := scramble(row)) <= self._bar:
            self.sample.append((rank, row, traits))
            if len(self.sample) >= 2 * SAMPLE:
                self._trim()

    def merge(self, other: Census) -> None:
        """Take in what another census has counted."""
        self.rows.extend(other.rows)
        self.sizes.extend(other.sizes)
        self.lengths.extend(other.lengths)
        self.codes.extend(other.codes)
        self.sample.extend(other.sample)
        self._trim()

    def _trim(self) -> None:
        """Keep the sample rows of the smallest rank."""
        self.sample.sort(key=lambda entry: entry[:2])
        del self.sample[SAMPLE:]
        if len(self.sample) == SAMPLE:
            self._bar = self.sample[-1][0]

    def table(self, known: Iterable[Trait] = (), counted: Collection[str] | None = None) -> Table:
        """All rows in reading order with the traits that are frequent or `known` from elsewhere.

        `counted` are the features that were counted, None for all.
        """
        self._trim()
        seen = Counter(chain.from_iterable(traits for _, _, traits in self.sample))
        rows, sizes, lengths, entries = map(np.array, (self.rows, self.sizes, self.lengths, self.codes))
        few = 2 if len(self.sample) == len(rows) else 1  # what is rare in the sample may be a label
        frequent = {trait for trait, count in seen.items() if count > 1 or (few == 1 and is_value(trait[0]))}
        occurring = {feature for feature, _ in seen}
        names = {*known, *frequent, *_neighbours(seen, occurring)}
        plain = (feature for feature in PLAIN_FEATURES if counted is None or feature in counted)
        rare = (feature for feature in occurring if kind(feature) in ("element", "attribute"))
        features = {*plain, *rare, *(feature for feature, _ in names)}
        features |= {f"partial:{path(feature)}" for feature in features if kind(feature) == "key"}
        return Table.build(rows, sizes, lengths, entries, names, features)


def _neighbours(seen: Counter[Trait], occurring: Collection[str]) -> list[Trait]:
    """The counts that a range may have as its slack: one below and two above each frequent one.

    And, where whole numbers are usual, those of any length. `occurring` are the features of what is seen.
    """
    near = [("sentences", str(count)) for count in range(1, A_FEW + 1)]
    numbers = any(kind(feature) == "number" for feature in occurring)
    counted = LOOSE.union(name for name in occurring if kind(name) == "items")
    for (name, value), rows in seen.items() if numbers or not counted.isdisjoint(occurring) else ():
        if name in counted and rows >= 2:
            near += [(name, str(int(value) + more)) for more in (-1, 1, 2) if int(value) + more > 0]
        elif value == WHOLE:
            near += [(name, size) for size in SIZES]
    if "character" in occurring:
        near += [("character", char) for char in KNOWN_CHARACTERS]
    return near
