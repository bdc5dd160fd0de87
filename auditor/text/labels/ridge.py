"""Ridge regression by which every row can be left out in closed form; rows can be added."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

PENALTY = 1.5


class Ridge:
    """Learns targets from dense rows.

    Solved is the smaller of two systems with the same answer: rows by rows while they are fewer than the
    columns (the dual form), and columns by columns from then on.
    """

    def __init__(self, columns: int, targets: int) -> None:
        """Know nothing yet."""
        self.weights: Floats = np.zeros((columns, targets), np.float32)
        self._rows: Floats = np.zeros((0, columns), np.float32)  # none any more once the columns are fewer
        self._wanted: Floats = np.zeros((0, targets), np.float32)
        self._gram: Floats | None = None
        self._towards: Floats = np.zeros((columns, targets), np.float32)

    def learn(self, parts: Iterable[tuple[Floats, Floats]]) -> None:
        """Train on more rows: shapes (rows, columns) and (rows, targets), in portions."""
        for rows, wanted in parts:
            if self._gram is None and len(self._rows) + len(rows) < len(self.weights):
                self._rows = np.concatenate((self._rows, rows))
                self._wanted = np.concatenate((self._wanted, wanted))
            else:
                self._sum_up(rows, wanted)
        self._solve()

    def leverage(self, rows: Floats) -> Floats:
        """For every row x (X'X + λ)⁻¹ x': the part of its prediction that a copy in training brings."""
        from scipy.linalg import solve_triangular

        if self._gram is not None:
            half = solve_triangular(self._root, rows.T, lower=True, check_finite=False)
            taken: Floats = np.einsum("ij,ij->j", half, half)
            return taken
        half = solve_triangular(self._root, self._rows @ rows.T, lower=True, check_finite=False)
        explained: Floats = np.einsum("ij,ij->i", rows, rows) - np.einsum("ij,ij->j", half, half)
        return explained / np.float32(PENALTY)

    def _sum_up(self, rows: Floats, wanted: Floats) -> None:
        if self._gram is None:
            self._gram = self._rows.T @ self._rows
            self._towards += self._rows.T @ self._wanted
            self._rows, self._wanted = self._rows[:0], self._wanted[:0]
        self._gram += rows.T @ rows
        self._towards += rows.T @ wanted

    def _solve(self) -> None:
        from scipy.linalg import cholesky, solve_triangular

        system = self._rows @ self._rows.T if self._gram is None else self._gram.copy()
        system[np.diag_indices(len(system))] += np.float32(PENALTY)
        self._root = cholesky(system, lower=True, overwrite_a=True, check_finite=False)
        wanted = self._wanted if self._gram is None else self._towards
        half = solve_triangular(self._root, wanted, lower=True, check_finite=False)
        solved: Floats = solve_triangular(self._root, half, lower=True, trans=1, check_finite=False)
        self.weights = self._rows.T @ solved if self._gram is None else solved
