"""Ridge regression by either of its two systems."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from auditor.text.labels.ridge import PENALTY, Ridge

COLUMNS = 40


def _data(rows: int, filled: float) -> tuple[csr_matrix, np.ndarray]:
    chance = np.random.default_rng(rows)
    values = chance.normal(size=(rows, COLUMNS)) * (chance.random((rows, COLUMNS)) < filled)
    return csr_matrix(values.astype(np.float32)), chance.normal(size=(rows, 3)).astype(np.float32)


@pytest.mark.parametrize("filled", [0.05, 1.0])
@pytest.mark.parametrize("portions", [[5], [39], [40], [200], [10, 10], [30, 30], [10, 100, 7]])
def test_whichever_system_is_solved_it_is_the_textbook_answer(portions: list[int], filled: float) -> None:
    rows, wanted = _data(sum(portions), filled)
    model = Ridge(COLUMNS, 3)
    ends = np.cumsum(portions)
    for start, end in zip(ends - portions, ends, strict=True):
        model.learn([(rows[start:end], wanted[start:end])])
        some = _data(7, filled)[0]
        known, aims = rows[:end].toarray().astype(float), wanted[:end]
        inverse = np.linalg.inv(known.T @ known + PENALTY * np.eye(COLUMNS))
        np.testing.assert_allclose(model.weights, inverse @ known.T @ aims, atol=2e-4)
        for asked in (rows, some):
            expected = np.einsum("ij,jk,ik->i", asked.toarray(), inverse, asked.toarray())
            np.testing.assert_allclose(model.leverage(asked), expected, atol=2e-4)
