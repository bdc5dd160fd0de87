"""Rows by trait: which rows have which of the frequent traits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from auditor.text.style.trait import Trait, feature_code
from auditor.text.style.trait import codes as codes_of

MINIMUM = 30  # rows of a form before anything is inferred
OTHER = "\x00other"  # stands for every value of a feature that is not frequent

KEPT = 16  # masks that are kept

Ints = NDArray[np.int64]
Codes = NDArray[np.uint64]
Mask = NDArray[np.bool_]


class Table:
    """An inverted index from frequent traits to row numbers 0..n-1, rows in reading order.

    `names` are the traits, those of a feature one after the other, its infrequent values taken together as
    OTHER. `slack` is 1 where the rows are all there are; in a sample that many times more rows may break what
    is a convention of the whole.
    """

    slack = 1.0

    def __init__(
        self, rows: Ints, lengths: Ints, names: Sequence[Trait], owners: Ints, ids: Ints, codes: Codes
    ) -> None:
        """Index entries: `owners` are row numbers in reading order, `ids` numbers of names."""
        self.rows, self.lengths, self.names = rows, lengths, list(names)
        self.owners, self.ids = owners, ids
        self._number = {name: number for number, name in enumerate(self.names)}
        self._values: dict[str, list[str]] = {}
        self._first: dict[str, int] = {}
        for number, (feature, value) in enumerate(self.names):
            self._values.setdefault(feature, []).append(value)
            self._first.setdefault(feature, number)
        small = np.uint16 if len(self.names) < 1 << 16 else np.int64  # numpy sorts small numbers by counting
        order = np.argsort(ids.astype(small), kind="stable")
        self._postings, self._codes = owners[order], codes[order]
        self._starts = np.append(0, np.cumsum(np.bincount(ids, minlength=len(self.names))))
        self._having: dict[tuple[Trait, ...], Mask] = {}

    @classmethod
    def build(
        cls,
        rows: Ints,
        sizes: Ints,
        lengths: Ints,
        codes: Codes,
        frequent: Iterable[Trait],
        features: Iterable[str],
    ) -> Table:
        """Index the rows of a census by the frequent traits; features not named are left out."""
        others = [(feature, OTHER) for feature in features]
        names = sorted((*frequent, *others), key=lambda name: (name[0], name[1] == OTHER, name[1]))
        owners = np.repeat(np.arange(len(rows)), sizes)
        numbers = {name: number for number, name in enumerate(names)}
        of_other = {feature_code(feature) >> 32: numbers[feature, OTHER] for feature, _ in others}
        known = [name for name in names if name[1] != OTHER]
        ids = _numbers(codes, codes_of(known), [numbers[name] for name in known])
        rare = np.flatnonzero(ids < 0)
        ids[rare] = _numbers(codes[rare] >> np.uint64(32), list(of_other), list(of_other.values()))
        named = ids >= 0
        owners, ids, codes = owners[named], ids[named], codes[named]
        reading = np.argsort(rows, kind="stable")
        if np.any(reading[1:] < reading[:-1]):
            rank = np.empty_like(reading)
            rank[reading] = np.arange(len(rows))
            owners = rank[owners]
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

    def occurring(self) -> list[str]:
        """The features that some row has, sorted."""
        starts, first = self._starts, self._first
        return [
            name
            for name in self.features()
            if starts[first[name]] < starts[first[name] + len(self._values[name])]
        ]

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
        mask = np.zeros(len(self), dtype=bool)
        mask[self._of_feature(feature)[0]] = True
        return mask

    def with_others(self, feature: str, values: Sequence[str]) -> Mask:
        """Which rows have a value of a feature that is none of these."""
        postings, bounds = self._of_feature(feature)
        usual = frozenset(values)
        strange = np.array([value not in usual for value in self.values_of(feature)], dtype=bool)
        mask = np.zeros(len(self), dtype=bool)
        mask[postings[np.repeat(strange, np.diff(bounds))]] = True
        return mask

    def having(self, when: tuple[Trait, ...]) -> Mask:
        """Which rows have all traits (value "*": any value of the feature); kept, and not to be changed."""
        if when not in self._having:
            mask = np.ones(len(self), dtype=bool)
            for feature, value in when:
                mask &= self.with_feature(feature) if value == "*" else self.with_trait((feature, value))
            mask.flags.writeable = False
            if len(self._having) == KEPT:
                self._having.clear()
            self._having[when] = mask
        return self._having[when]

    def counts(self, feature: str, among: Mask) -> dict[str, int]:
        """How many of the rows `among` have each frequent value of a feature."""
        postings, bounds = self._of_feature(feature)
        until = np.zeros(len(postings) + 1, dtype=np.int64)
        np.cumsum(among[postings], out=until[1:])
        until = until[bounds]
        counts = zip(self.values_of(feature), (until[1:] - until[:-1]).tolist(), strict=True)
        return {value: count for value, count in counts if count}

    def largest_unknown(self, feature: str) -> int:
        """How often the commonest of the infrequent values occurs: 1 where each is the only one."""
        number = self._number.get((feature, OTHER))
        codes = self._codes[self._starts[number] : self._starts[number + 1]] if number is not None else ()
        return int(np.unique(codes, return_counts=True)[1].max()) if len(codes) else 0

    def _of_feature(self, feature: str) -> tuple[Ints, Ints]:
        """The postings of all values of a feature, and where in them those of each value begin and end."""
        first, values = self._first.get(feature, 0), len(self.values_of(feature))
        bounds = self._starts[first : first + values + 1]
        return self._postings[bounds[0] : bounds[-1]], bounds - bounds[0]

    def positions(self, sequence: Sequence[Trait]) -> tuple[Ints, Ints]:
        """Where traits of the sequence occur: row numbers, and places in the sequence, in text order."""
        place = np.full(len(self.names) + 1, -1)
        for position, trait in enumerate(sequence):
            place[self._number.get(trait, len(self.names))] = position
        places = place[self.ids]
        return self.owners[places >= 0], places[places >= 0]


def _numbers(codes: Codes, known: Sequence[int], numbers: Sequence[int]) -> Ints:
    """The number of each code that is known, -1 for others."""
    if not known:
        return np.full(len(codes), -1)
    wanted = np.array(known, dtype=np.uint64)
    order = np.argsort(wanted)
    wanted, sorted_numbers = wanted[order], np.array(numbers)[order]
    at = np.minimum(np.searchsorted(wanted, codes), len(wanted) - 1)
    return np.where(wanted[at] == codes, sorted_numbers[at], -1)
