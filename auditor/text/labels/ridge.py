"""Ridge regression by which every row can be left out in closed form; rows can be added."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = Any  # scipy.sparse.csr_matrix of float32; scipy ships no type hints

PENALTY = 1.5
_FULL = 0.1  # of the columns: rows that fill more are multiplied faster as dense ones


class Ridge:
    """Learns targets from sparse rows.

    Solved is the smaller of two systems with the same answer: rows by rows while they are fewer than the
    columns (the dual form), and columns by columns from then on.
    """

    def __init__(self, columns: int, targets: int) -> None:
        """Know nothing yet."""
        from scipy.sparse import csr_matrix

        self.weights: Floats = np.zeros((columns, targets), np.float32)
        self._rows: Rows = csr_matrix((0, columns), dtype=np.float32)  # none once the columns are fewer
        self._wanted: Floats = np.zeros((0, targets), np.float32)
        self._gram: Floats | None = None
        self._towards: Floats = np.zeros((columns, targets), np.float32)

    def learn(self, parts: Iterable[tuple[Rows, Floats]]) -> None:
        """Train on more rows: shapes (rows, columns) and (rows, targets), in portions."""
        from scipy.sparse import vstack

        for rows, wanted in parts:
            self._rows = vstack((self._rows, rows), format="csr")
            self._wanted = np.concatenate((self._wanted, wanted))
            if self._gram is not None or len(self._wanted) >= len(self.weights):
                self._sum_up()
        self._solve()

    def leverage(self, rows: Rows) -> Floats:
        """For every row x (X'X + λ)⁻¹ x': the part of its prediction that a copy in training brings."""
        if self._gram is not None:
            return _along(rows, _times(rows, self._inverse))
        alike = _times(rows, self._rows.T.toarray("C"))
        explained: Floats = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
        explained -= np.einsum("ij,ij->i", alike @ self._inverse, alike)
        return explained / np.float32(PENALTY)

    @cached_property
    def _inverse(self) -> Floats:
        """Of the system, of which only the leverage asks more than one solution."""
        from scipy.linalg.lapack import spotri

        lower, _ = spotri(self._root, lower=1)
        found: Floats = np.tril(lower) + np.tril(lower, -1).T
        return found

    def _sum_up(self) -> None:
        gram = _times(self._rows.T, self._rows.toarray())
        self._gram = gram if self._gram is None else self._gram + gram
        self._towards += self._rows.T @ self._wanted
        self._rows, self._wanted = self._rows[:0], self._wanted[:0]

    def _solve(self) -> None:
        from scipy.linalg import cholesky, solve_triangular

        system, wanted = self._system()
        system[np.diag_indices(len(system))] += np.float32(PENALTY)
        self._root = cholesky(system, lower=True, overwrite_a=True, check_finite=False)
        self.__dict__.pop("_inverse", None)
        half = solve_triangular(self._root, wanted, lower=True, check_finite=False)
        solved: Floats = solve_triangular(self._root, half, lower=True, trans=1, check_finite=False)
        self.weights = self._rows.T @ solved if self._gram is None else solved

    def _system(self) -> tuple[Floats, Floats]:
        """What is to be solved, without the penalty, and for what."""
        if self._gram is not None:
            return self._gram.copy(), self._towards
        return _times(self._rows, self._rows.T.toarray("C")), self._wanted


def _times(rows: Rows, dense: Floats) -> Floats:
    found: Floats = rows.toarray() @ dense if _is_full(rows) else rows @ dense
    return found


def _is_full(rows: Rows) -> bool:
    filled: bool = rows.nnz > _FULL * rows.shape[0] * rows.shape[1]
    return filled


def _along(rows: Rows, dense: Floats) -> Floats:
    """For every row the sum of its values times those at their places in a dense matrix."""
    owners = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    found = np.bincount(owners, dense[owners, rows.indices] * rows.data, rows.shape[0])
    return found.astype(np.float32)
