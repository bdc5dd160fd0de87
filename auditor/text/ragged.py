"""Lists of different lengths in two flat arrays, so that NumPy can work on all rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Ragged(NamedTuple):
    """Row i is `values[offsets[i]:offsets[i + 1]]`; `offsets` has one element more than there are rows."""

    values: NDArray[Any]
    offsets: Ints

    @property
    def lengths(self) -> Ints:
        """How many values each row has."""
        return np.diff(self.offsets)

    def lengths_of(self, rows: Ints) -> Ints:
        """How many values the chosen rows have; costs nothing for the others."""
        return self.offsets[rows + 1] - self.offsets[rows]

    def take(self, rows: Ints) -> Ragged:
        """The chosen rows, in that order."""
        return self.between(self.offsets[rows], self.offsets[rows + 1])

    def between(self, starts: Ints, ends: Ints) -> Ragged:
        """The values between these places, as rows."""
        offsets = offsets_of(ends - starts)
        index = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], ends - starts)
        return Ragged(self.values[index], offsets)

    def owners(self) -> Ints:
        """For every value, the row it belongs to."""
        return np.repeat(np.arange(len(self.offsets) - 1), self.lengths)

    def owners_of(self, places: Ints) -> Ints:
        """The rows that some of the values belong to."""
        return np.searchsorted(self.offsets, places, side="right") - 1

    def only(self, rows: Mask) -> Ragged:
        """The chosen rows as they are, the others empty."""
        return Ragged(self.values[np.repeat(rows, self.lengths)], offsets_of(self.lengths * rows))


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The values, sorted, each once: `np.unique` without the import of `numpy.ma`, 9 ms of every run."""
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]]


def in_order(keys: NDArray[np.uint32]) -> Ints:
    """The places of the keys in ascending order, equal ones as they come: faster than `argsort`."""
    pairs = keys.astype(np.uint64) << np.uint64(32)
    pairs |= np.arange(len(keys), dtype=np.uint64)
    pairs.sort()
    pairs &= np.uint64(0xFFFFFFFF)
    return pairs.view(np.int64)


def among(values: NDArray[Any], known: NDArray[Any]) -> Mask:
    """Which values are among the known ones, which are sorted: `np.isin` sorts them each time."""
    if not len(known):
        return np.zeros(len(values), bool)
    found: Mask = known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values
    return found


class Known:
    """Some hashes that are looked for among very many: by 16 of their bits first, in a table."""

    def __init__(self, hashes: Hashes) -> None:
        """Sort the hashes, each once."""
        self.hashes = distinct(hashes)
        self.likely = np.zeros(1 << 16, bool)
        self.likely[self.hashes.astype(np.uint16)] = True

    def find(self, values: Hashes) -> tuple[Ints, Ints]:
        """The places of the values that are known, ascending, and which of the hashes each is."""
        return find(values, self.hashes, self.likely)


@compiled("words")
def find(values: Hashes, hashes: Hashes, likely: Mask) -> tuple[Ints, Ints]:
    """See `Known.find`."""
    at = np.flatnonzero(likely[values.astype(np.uint16)])
    found = values[at]
    which = np.minimum(np.searchsorted(hashes, found), len(hashes) - 1)
    known = hashes[which] == found
    return at[known], which[known]


def offsets_of(lengths: NDArray[Any]) -> Ints:
    """Row boundaries from row lengths."""
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def by_owner(values: NDArray[Any], owners: Ints, rows: int) -> Ragged:
    """Values whose owners come in ascending order, as rows."""
    return Ragged(values, offsets_of(np.bincount(owners, minlength=rows)))


def stack(parts: Sequence[Ragged]) -> Ragged:
    """The rows of all parts, one after the other."""
    if not parts:
        return Ragged(np.zeros(0, np.uint64), np.zeros(1, np.int64))
    if len(parts) == 1:
        return parts[0]
    lengths = np.concatenate([part.lengths for part in parts])
    return Ragged(np.concatenate([part.values for part in parts]), offsets_of(lengths))
