"""Products of sparse rows are those of SciPy, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.labels import sparse
from auditor.text.labels.sparse import Rows
from auditor.text.ragged import offsets_of

from . import both

WIDTH = 12
numbers = st.floats(-1e3, 1e3, width=32)
rows = st.lists(st.dictionaries(st.integers(0, WIDTH - 1), numbers, max_size=WIDTH), max_size=9)


def laid_out(some: list[dict[int, float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    offsets = offsets_of(np.array([len(row) for row in some], np.int64))
    columns = np.array([column for row in some for column in row], np.int64)
    return offsets, columns, np.array([value for row in some for value in row.values()], np.float32)


def dense(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(height).normal(size=(height, width)).astype(np.float32)


@given(rows, st.integers(1, 9))
def test_product(some: list[dict[int, float]], targets: int):
    plain, fast = both("sparse.product", sparse.product)
    given = *laid_out(some), dense(WIDTH, targets)
    np.testing.assert_array_equal(fast(*given), plain(*given), strict=True)


@given(rows, st.integers(1, 9))
def test_transposed_product(some: list[dict[int, float]], targets: int):
    plain, fast = both("sparse.transposed_product", sparse.transposed_product)
    given = *laid_out(some), WIDTH, dense(len(some), targets)
    np.testing.assert_array_equal(fast(*given), plain(*given), strict=True)


@given(rows, rows)
def test_row_products(some: list[dict[int, float]], others: list[dict[int, float]]):
    plain, fast = both("sparse.row_products", sparse.row_products)
    given = *laid_out(some), *laid_out(others), WIDTH
    np.testing.assert_array_equal(fast(*given), plain(*given), strict=True)


def test_a_place_outside_is_an_error():
    both("sparse.product", sparse.product)
    far = Rows(np.array([0, 1]), np.array([WIDTH]), np.ones(1, np.float32), WIDTH)
    beyond = Rows(np.array([0, 2]), np.zeros(1, np.int64), np.ones(1, np.float32), WIDTH)
    for wrong in (far, beyond):
        with pytest.raises(IndexError):
            wrong @ dense(WIDTH, 2)
        with pytest.raises(IndexError):
            wrong.transposed_times(dense(1, 2))
        with pytest.raises(IndexError):
            wrong.times_rows(wrong)
