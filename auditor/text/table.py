"""A table of numbers that grows with the rows of the data set, in memory or, when it gets large, on disk."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import mkstemp
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

LIMIT = 32 << 20  # bytes that one table keeps in memory

Chunk = NDArray[Any]


class Table:
    """Records of one NumPy structured type, in any order.

    Beyond LIMIT bytes the records go to a file in the folder `scratch`, which belongs to the audit and is
    removed with it; without such a folder they stay in memory. A pickled table carries the path, not the
    records, so the folder must be visible to whoever unpickles it.
    """

    def __init__(self, dtype: DTypeLike, scratch: str = "") -> None:
        """Start empty."""
        self.dtype = np.dtype(dtype)
        self.scratch = scratch
        self.chunks: list[Chunk] = []
        self.files: list[str] = []
        self.held = 0

    def append(self, **columns: NDArray[Any]) -> None:
        """Add records, given column by column."""
        chunk = np.empty(len(next(iter(columns.values()))), self.dtype)
        for name, values in columns.items():
            chunk[name] = values
        self.chunks.append(chunk)
        self.held += chunk.nbytes
        self._spill()

    def merge(self, other: Self) -> None:
        """Take in the records of another table."""
        self.chunks += other.chunks
        self.files += other.files
        self.held += other.held
        self._spill()

    def column(self, name: str) -> NDArray[Any]:
        """All values of one column."""
        return np.concatenate([part[name] for part in self._parts()])

    def element(self, name: str, index: int) -> NDArray[Any]:
        """All values of one element of a column of arrays."""
        return np.concatenate([part[name][:, index] for part in self._parts()])

    def elements(self, name: str, some: int) -> Iterator[NDArray[Any]]:
        """As `element`, of one after the other; `some` of them are read at once, as they lie side by side."""
        for first in range(0, self.dtype[name].shape[0], some):
            block = np.concatenate([part[name][:, first : first + some] for part in self._parts()])
            yield from block.T

    def renamed(self, column: str, old: NDArray[Any], new: NDArray[Any], scratch: str) -> Self:
        """The records with one of the `old` values, ascending, in a column; it becomes the `new` one."""
        found = type(self)(self.dtype, scratch)
        for part in self._parts():
            places = np.searchsorted(old, part[column])
            there = np.flatnonzero(places < len(old))
            there = there[old[places[there]] == part[column][there]]
            chunk = part[there]
            chunk[column] = new[places[there]]
            found.chunks.append(chunk)
            found.held += chunk.nbytes
            found._spill()
        return found

    def clear(self) -> None:
        """Forget all records; files are left to the owner of the folder."""
        self.chunks, self.files, self.held = [], [], 0

    def _parts(self) -> list[NDArray[Any]]:
        files = [np.memmap(path, self.dtype, "r") for path in self.files]
        return [np.zeros(0, self.dtype), *files, *self.chunks]

    def _spill(self) -> None:
        if self.held <= LIMIT or not self.scratch:
            return
        handle, path = mkstemp(dir=self.scratch)
        with open(handle, "wb") as stream:
            for chunk in self.chunks:
                chunk.tofile(stream)
        self.files.append(path)
        self.chunks, self.held = [], 0
