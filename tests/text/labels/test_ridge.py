"""Ridge regression by either of its two systems."""

from __future__ import annotations

import numpy as np
import pytest

from auditor.text.labels.ridge import PENALTY, Ridge

COLUMNS = 40


def _data(rows: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(rows)
    return chance.normal(size=(rows, COLUMNS)).astype(np.float32), chance.normal(size=(rows, 3)).astype(
        np.float32
    )


@pytest.mark.parametrize("portions", [[5], [39], [40], [200], [10, 10], [30, 30], [10, 100, 7]])
def test_whichever_system_is_solved_the_answer_is_the_textbook_one(portions: list[int]) -> None:
    rows, wanted = _data(sum(portions))
    model = Ridge(COLUMNS, 3)
    ends = np.cumsum(portions)
    for start, end in zip(ends - portions, ends, strict=True):
        model.learn([(rows[start:end], wanted[start:end])])
    inverse = np.linalg.inv(rows.T.astype(float) @ rows + PENALTY * np.eye(COLUMNS))
    np.testing.assert_allclose(model.weights, inverse @ rows.T @ wanted, atol=2e-4)
    others = _data(7)[0]
    for some in (rows, others):
        expected = np.einsum("ij,jk,ik->i", some, inverse, some)
        np.testing.assert_allclose(model.leverage(some), expected, atol=2e-4)
