"""Rows of which most numbers are zero. SciPy has them too, but loads as long as 1,000 labels are judged."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from auditor.kernels import compiled
from auditor.text.ragged import Ints, offsets_of

Floats = NDArray[np.float32]


class Rows(Struct):
    """Row i has `values[offsets[i]:offsets[i + 1]]` in these `columns`, of `width` many, each once."""

    offsets: Ints
    columns: Ints
    values: Floats
    width: int

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.offsets) - 1

    def __getitem__(self, rows: Ints) -> Rows:
        """The chosen rows, in that order."""
        starts, lengths = self.offsets[rows], self.offsets[rows + 1] - self.offsets[rows]
        offsets = offsets_of(lengths)
        index = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)
        return Rows(offsets, self.columns[index], self.values[index], self.width)

    def __matmul__(self, dense: Floats) -> Floats:
        """The product with a matrix that has a row for each column."""
        return product(self.offsets, self.columns, self.values, np.ascontiguousarray(dense))

    def transposed_times(self, dense: Floats) -> Floats:
        """The product of what has a row for each column, with a matrix that has one for each row."""
        return transposed_product(
            self.offsets, self.columns, self.values, self.width, np.ascontiguousarray(dense)
        )

    def times_rows(self, others: Rows) -> Floats:
        """The product of each row with each of some others."""
        return row_products(
            self.offsets,
            self.columns,
            self.values,
            *(others.offsets, others.columns, others.values, self.width),
        )

    def owners(self) -> Ints:
        """For every number, the row it belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))

    def dense(self) -> Floats:
        """All numbers, zeros and all."""
        found = np.zeros((len(self), self.width), np.float32)
        found[self.owners(), self.columns] = self.values
        return found

    def squares(self) -> Floats:
        """The sum of squares of every row."""
        return np.bincount(self.owners(), self.values**2, len(self)).astype(np.float32)


def none(width: int) -> Rows:
    """No row at all."""
    return Rows(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32), width)


def stacked(one: Rows, other: Rows) -> Rows:
    """Some rows and then some more."""
    return Rows(
        np.concatenate((one.offsets, one.offsets[-1] + other.offsets[1:])),
        np.concatenate((one.columns, other.columns)),
        np.concatenate((one.values, other.values)),
        one.width,
    )


@compiled("sparse")
def product(offsets: Ints, columns: Ints, values: Floats, dense: Floats) -> Floats:
    """See `Rows.__matmul__`."""
    from scipy.sparse import csr_matrix

    found: Floats = csr_matrix((values, columns, offsets), (len(offsets) - 1, len(dense))) @ dense
    return found


@compiled("sparse")
def transposed_product(offsets: Ints, columns: Ints, values: Floats, width: int, dense: Floats) -> Floats:
    """See `Rows.transposed_times`."""
    from scipy.sparse import csr_matrix

    found: Floats = csr_matrix((values, columns, offsets), (len(offsets) - 1, width)).T @ dense
    return found


@compiled("sparse")
def row_products(
    offsets: Ints,
    columns: Ints,
    values: Floats,
    other_offsets: Ints,
    other_columns: Ints,
    other_values: Floats,
    width: int,
) -> Floats:
    """See `Rows.times_rows`."""
    from scipy.sparse import csr_matrix

    one = csr_matrix((values, columns, offsets), (len(offsets) - 1, width))
    other = csr_matrix((other_values, other_columns, other_offsets), (len(other_offsets) - 1, width))
    found: Floats = (one @ other.T.tocsr()).toarray()
    return found
