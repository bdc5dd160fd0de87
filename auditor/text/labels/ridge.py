"""Ridge regression by which every row can be left out in closed form; rows can be added."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from auditor.text.labels.sparse import Floats, Rows, none, stacked

PENALTY = 1.5
_BLOCK = 64  # rows of a matrix that are not halved
_FULL = 0.1  # of the columns: rows that fill more are multiplied faster as dense ones


class Ridge:
    """Learns targets from sparse rows.

    Solved is the smaller of two systems with the same answer: rows by rows while they are fewer than the
    columns (the dual form), and columns by columns from then on.
    """

    def __init__(self, columns: int, targets: int) -> None:
        """Know nothing yet."""
        self.weights: Floats = np.zeros((columns, targets), np.float32)
        self._rows: Rows = none(columns)  # none once the columns are fewer
        self._wanted: Floats = np.zeros((0, targets), np.float32)
        self._gram: Floats | None = None
        self._towards: Floats = np.zeros((columns, targets), np.float32)

    def learn(self, parts: Iterable[tuple[Rows, Floats]]) -> None:
        """Train on more rows: shapes (rows, columns) and (rows, targets), in portions."""
        for rows, wanted in parts:
            self._rows = stacked(self._rows, rows)
            self._wanted = np.concatenate((self._wanted, wanted))
            if self._gram is not None or len(self._wanted) >= len(self.weights):
                self._sum_up()
        self._solve()

    def leverage(self, rows: Rows) -> Floats:
        """For every row x (X'X + λ)⁻¹ x': the part of its prediction that a copy in training brings."""
        if self._gram is not None:
            return _along(rows, _times(rows, self._inverse))
        alike = _products(rows, self._rows)
        explained = rows.squares()
        half = alike @ self._inverse_root.T
        explained -= np.einsum("ij,ij->i", half, half)
        return explained / np.float32(PENALTY)

    @cached_property
    def _inverse_root(self) -> Floats:
        """Of the system; only the leverage asks it for more than one solution."""
        return inverse_of(self._root)

    @cached_property
    def _inverse(self) -> Floats:
        found: Floats = self._inverse_root.T @ self._inverse_root
        return found

    def _sum_up(self) -> None:
        gram = _gram(self._rows)
        self._gram = gram if self._gram is None else self._gram + gram
        self._towards += self._rows.transposed_times(self._wanted)
        self._rows, self._wanted = none(self._rows.width), self._wanted[:0]

    def _solve(self) -> None:
        system, wanted = self._system()
        system[np.diag_indices(len(system))] += np.float32(PENALTY)
        self._root = root_of(system)
        for known in ("_inverse_root", "_inverse"):
            self.__dict__.pop(known, None)
        solved = solved_by(self._root, solved_by(self._root, wanted), transposed=True)
        self.weights = self._rows.transposed_times(solved) if self._gram is None else solved

    def _system(self) -> tuple[Floats, Floats]:
        """What is to be solved, without the penalty, and for what."""
        if self._gram is not None:
            return self._gram.copy(), self._towards
        return _products(self._rows, self._rows), self._wanted


def _times(rows: Rows, dense: Floats) -> Floats:
    found: Floats = rows.dense() @ dense if _is_full(rows) else rows @ dense
    return found


def _products(rows: Rows, others: Rows) -> Floats:
    """The product of each row with each of the others."""
    return rows.dense() @ others.dense().T if _is_full(rows) else rows.times_rows(others)


def _gram(rows: Rows) -> Floats:
    """The product of each column with each."""
    dense = rows.dense()
    return np.asarray(dense.T @ dense) if _is_full(rows) else rows.transposed_times(dense)


def _is_full(rows: Rows) -> bool:
    return len(rows.values) > _FULL * len(rows) * rows.width


def _along(rows: Rows, dense: Floats) -> Floats:
    """For every row the sum of its values times those at their places in a dense matrix."""
    owners = rows.owners()
    found = np.bincount(owners, dense[owners, rows.columns] * rows.values, len(rows))
    return found.astype(np.float32)


# What follows works in halves, so that nearly all of it is products of matrices. To load SciPy for it would
# take longer than 1,000 labels to judge, and `numpy.linalg.cholesky` takes three times as long.


def root_of(system: Floats) -> Floats:
    """The lower triangular matrix that times itself, transposed, is a positive definite one (Cholesky)."""
    if len(system) <= _BLOCK:
        root: Floats = np.linalg.cholesky(system)
        return root
    half = len(system) // 2
    found = np.zeros_like(system)
    found[:half, :half] = above = root_of(system[:half, :half])
    found[half:, :half] = beside = solved_by(above, system[half:, :half].T).T
    found[half:, half:] = root_of(system[half:, half:] - beside @ beside.T)
    return found


def solved_by(lower: Floats, wanted: Floats, *, transposed: bool = False) -> Floats:
    """What a lower triangular matrix (or that, transposed) must be multiplied with to give what is wanted."""
    size = len(lower)
    if size <= _BLOCK:
        found: Floats = np.linalg.solve(lower.T if transposed else lower, wanted)
        return found
    half = size // 2
    above, beside, below = lower[:half, :half], lower[half:, :half], lower[half:, half:]
    if transposed:
        last = solved_by(below, wanted[half:], transposed=True)
        first = solved_by(above, wanted[:half] - beside.T @ last, transposed=True)
    else:
        first = solved_by(above, wanted[:half])
        last = solved_by(below, wanted[half:] - beside @ first)
    return np.concatenate((first, last))


def inverse_of(lower: Floats) -> Floats:
    """The inverse of a lower triangular matrix."""
    size = len(lower)
    if size <= _BLOCK:
        return np.tril(np.linalg.inv(lower))
    half = size // 2
    found = np.zeros_like(lower)
    above, below = inverse_of(lower[:half, :half]), inverse_of(lower[half:, half:])
    found[:half, :half], found[half:, half:] = above, below
    found[half:, :half] = -below @ (lower[half:, :half] @ above)
    return found
