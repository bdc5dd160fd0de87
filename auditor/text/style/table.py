"""Rows by trait: which rows have which of the frequent traits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from auditor.text.style.trait import Trait, code, feature_code

MINIMUM = 30  # rows of a form before anything is inferred
OTHER = "\x00other"  # stands for every value of a feature that is not frequent

Ints = NDArray[np.int64]
Codes = NDArray[np.uint64]
Mask = NDArray[np.bool_]


class Table:
    """An inverted index from frequent traits to row numbers 0..n-1, rows in reading order.

    `names` are the traits, each feature's infrequent values taken together as OTHER. `slack` is 1 where the
    rows are all there are; in a sample that many times more rows may break what is a convention of the whole.
    """

    slack = 1.0

    def __init__(
        self, rows: Ints, lengths: Ints, names: Sequence[Trait], owners: Ints, ids: Ints, codes: Codes
    ) -> None:
        """Index entries: `owners` are row numbers in reading order, `ids` numbers of names."""
        self.rows, self.lengths, self.names = rows, lengths, list(names)
        self.owners, self.ids, self._codes = owners, ids, codes
        self._number = {name: number for number, name in enumerate(self.names)}
        self._values: dict[str, list[str]] = {}
        for feature, value in self.names:
            self._values.setdefault(feature, []).append(value)
        order = np.argsort(ids, kind="stable")
        self._postings = owners[order]
        self._starts = np.searchsorted(ids[order], np.arange(len(self.names) + 1))

    @classmethod
    def build(
        cls,
        rows: Ints,
        sizes: Ints,
        lengths: Ints,
        codes: Codes,
        frequent: Sequence[Trait],
        features: Sequence[str],
    ) -> Table:
        """Index the rows of a census by the frequent traits; features not named are left out."""
        names = [*frequent, *((feature, OTHER) for feature in features)]
        owners = np.repeat(np.arange(len(rows)), sizes)
        ids = _numbers(codes, [code(name) for name in frequent])
        upper = _numbers(codes >> np.uint64(32), [feature_code(feature) >> 32 for feature in features])
        ids = np.where((ids < 0) & (upper >= 0), upper + len(frequent), ids)
        known = ids >= 0
        reading = np.argsort(rows, kind="stable")
        rank = np.empty_like(reading)
        rank[reading] = np.arange(len(rows))
        owners, ids, codes = rank[owners[known]], ids[known], codes[known]
        inside = np.argsort(owners, kind="stable")
        owners, ids, codes = owners[inside], ids[inside], codes[inside]
        return cls(rows[reading], lengths[reading].astype(np.int64), names, owners, ids, codes)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def few(self) -> float:
        """The least number of rows that anything is inferred from."""
        return MINIMUM / self.slack

    def least(self, support: float, rows: int) -> float:
        """How many of so many rows must keep a convention of this support."""
        return (1 - self.slack * (1 - support)) * rows

    def posting(self, trait: Trait) -> Ints:
        """The numbers of the rows that have a trait."""
        number = self._number.get(trait)
        if number is None:
            return self._postings[:0]
        return self._postings[self._starts[number] : self._starts[number + 1]]

    def values_of(self, feature: str) -> list[str]:
        """The frequent values of a feature, and OTHER."""
        return self._values.get(feature, [])

    def features(self) -> list[str]:
        """All features, sorted."""
        return sorted(self._values)

    def with_trait(self, trait: Trait) -> Mask:
        """Which rows have a trait."""
        return self.with_any((trait,))

    def with_any(self, traits: Iterable[Trait]) -> Mask:
        """Which rows have at least one of the traits."""
        mask = np.zeros(len(self), dtype=bool)
        for trait in traits:
            mask[self.posting(trait)] = True
        return mask

    def with_feature(self, feature: str) -> Mask:
        """Which rows have any value of a feature."""
        return self.with_any((feature, value) for value in self.values_of(feature))

    def counts(self, feature: str, among: Mask) -> dict[str, int]:
        """How many of the rows `among` have each frequent value of a feature."""
        values = self.values_of(feature)
        counts = {value: int(np.count_nonzero(among[self.posting((feature, value))])) for value in values}
        return {value: count for value, count in counts.items() if count}

    def largest_unknown(self, feature: str) -> int:
        """How often the commonest of the infrequent values occurs: 1 where each is the only one."""
        number = self._number.get((feature, OTHER))
        codes = self._codes[self.ids == number] if number is not None else self._codes[:0]
        return int(np.unique(codes, return_counts=True)[1].max()) if len(codes) else 0

    def positions(self, sequence: Sequence[Trait]) -> tuple[Ints, Ints]:
        """Where traits of the sequence occur: row numbers, and places in the sequence, in text order."""
        place = np.full(len(self.names) + 1, -1)
        for position, trait in enumerate(sequence):
            place[self._number.get(trait, len(self.names))] = position
        places = place[self.ids]
        return self.owners[places >= 0], places[places >= 0]


def _numbers(codes: Codes, known: Sequence[int]) -> Ints:
    """The position of each code in `known`, -1 where it is not there."""
    if not known:
        return np.full(len(codes), -1)
    wanted = np.array(known, dtype=np.uint64)
    order = np.argsort(wanted)
    at = np.minimum(np.searchsorted(wanted[order], codes), len(wanted) - 1)
    return np.where(wanted[order][at] == codes, order[at], -1)
