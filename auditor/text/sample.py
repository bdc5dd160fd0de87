"""A bounded random sample of rows that does not depend on who saw which rows in what order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

_KEYS = 1 << 64
_MARGIN = 2  # so many times the size of the sample are looked at; that too few are left happens never

ROWS = 4_096
"""Rows in a sample: a share is then known to ±1.5 points with 95 % confidence."""


class Sample(Generic[T]):
    """The rows with the smallest scrambled ids, each with what was seen in it.

    Whatever the split into batches and the order of merges, the same rows are kept (a bottom-k sample), and
    up to `size` rows all of them. Where it is known that at most `rows` rows will come, most are passed over
    unseen from the start.
    """

    def __init__(self, size: int = ROWS, rows: int = 0) -> None:
        """Start empty; `rows` is 0 where their number is not known."""
        self.size = size
        self.kept: dict[int, tuple[int, T]] = {}  # scrambled id → row id, what was seen
        self.bound = _KEYS - 1  # no key above it can belong to the sample
        if rows > _MARGIN * size:
            self.bound = _KEYS // rows * size * _MARGIN

    def wanted(self, rows: Sequence[int] | NDArray[np.int64]) -> Iterator[tuple[int, int]]:
        """The rows of a batch that may belong to the sample: (position in the batch, key for `add`)."""
        keys = scramble(np.asarray(rows, dtype=np.int64))
        positions = np.flatnonzero(keys <= np.uint64(self.bound))
        return zip(positions.tolist(), keys[positions].tolist(), strict=True)

    def add(self, key: int, row: int, seen: T) -> None:
        """Keep a wanted row."""
        self.kept[key] = (row, seen)
        if len(self.kept) >= 2 * self.size:
            self._shrink()

    def merge(self, other: Sample[T]) -> None:
        """Join with the sample of another worker."""
        self.kept.update(other.kept)
        self._shrink()

    def items(self) -> list[tuple[int, T]]:
        """The sample as (row id, what was seen), in reading order."""
        self._shrink()
        return sorted(self.kept.values(), key=lambda item: item[0])

    def _shrink(self) -> None:
        if len(self.kept) > self.size:
            keys = np.fromiter(self.kept, np.uint64, len(self.kept))
            self.bound = int(np.partition(keys, self.size - 1)[self.size - 1])
            self.kept = {key: seen for key, seen in self.kept.items() if key <= self.bound}


def scramble(rows: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A 64-bit mix of each row id without collisions (the finaliser of SplitMix64, Steele et al. 2014)."""
    mixed = rows.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
