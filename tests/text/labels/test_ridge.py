"""Ridge regression by either of its two systems."""

from __future__ import annotations

import numpy as np
import pytest

from auditor.text.labels.ridge import PENALTY, Ridge, inverse_of, root_of, solved_by
from auditor.text.labels.sparse import Rows
from auditor.text.ragged import offsets_of

COLUMNS = 40


def sparse(values: np.ndarray) -> Rows:
    columns = np.nonzero(values)[1].copy()
    return Rows(
        offsets_of(np.count_nonzero(values, axis=1)),
        columns,
        values[np.nonzero(values)].astype(np.float32),
        values.shape[1],
    )


def _data(rows: int, filled: float) -> tuple[Rows, np.ndarray]:
    chance = np.random.default_rng(rows)
    values = chance.normal(size=(rows, COLUMNS)) * (chance.random((rows, COLUMNS)) < filled)
    return sparse(values), chance.normal(size=(rows, 3)).astype(np.float32)


@pytest.mark.parametrize("filled", [0.05, 1.0])
@pytest.mark.parametrize("portions", [[5], [39], [40], [200], [10, 10], [30, 30], [10, 100, 7]])
def test_whichever_system_is_solved_it_is_the_textbook_answer(portions: list[int], filled: float) -> None:
    rows, wanted = _data(sum(portions), filled)
    model = Ridge(COLUMNS, 3)
    ends = np.cumsum(portions)
    for start, end in zip(ends - portions, ends, strict=True):
        model.learn([(rows[np.arange(start, end)], wanted[start:end])])
        some = _data(7, filled)[0]
        known, aims = rows.dense()[:end].astype(float), wanted[:end]
        inverse = np.linalg.inv(known.T @ known + PENALTY * np.eye(COLUMNS))
        np.testing.assert_allclose(model.weights, inverse @ known.T @ aims, atol=2e-4)
        for asked in (rows, some):
            expected = np.einsum("ij,jk,ik->i", asked.dense(), inverse, asked.dense())
            np.testing.assert_allclose(model.leverage(asked), expected, atol=2e-4)


@pytest.mark.parametrize("size", [1, 128, 129, 600])
def test_triangular_systems_are_solved_in_halves(size: int) -> None:
    chance = np.random.default_rng(size)
    lower = np.tril(chance.normal(size=(size, size)).astype(np.float32)) / size + np.eye(
        size, dtype=np.float32
    )
    wanted = chance.normal(size=(size, 3)).astype(np.float32)
    np.testing.assert_allclose(lower @ solved_by(lower, wanted), wanted, atol=1e-4)
    np.testing.assert_allclose(lower.T @ solved_by(lower, wanted, transposed=True), wanted, atol=1e-4)
    np.testing.assert_allclose(lower @ inverse_of(lower), np.eye(size), atol=1e-4)
    np.testing.assert_allclose(root_of(lower @ lower.T), lower, atol=1e-4)
