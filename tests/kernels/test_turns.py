"""Rows take turns in loops as they do in NumPy."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from auditor.text.near import buckets

from . import both

ROWS = 12
MASK = arrays.arrays(bool, ROWS)


@given(st.lists(st.integers(0, 4), max_size=40), st.data(), MASK, MASK)
def test_take_turn(sizes: list[int], data: st.DataObject, leads: np.ndarray, follows: np.ndarray):
    plain, fast = both("turns.take_turn", buckets.take_turn)
    bucket = np.repeat(np.arange(len(sizes)), np.array(sizes, np.int64))
    rows = data.draw(arrays.arrays(np.int64, len(bucket), elements=st.integers(0, ROWS - 1)))
    for turn in range(4):
        given = rows, bucket, turn, leads, follows, 3, 2
        found, expected = fast(*given), plain(*given)
        for mine, theirs in zip(found, expected, strict=True):
            np.testing.assert_array_equal(mine, theirs, strict=True)
        *_, rows, bucket = found


@given(st.data(), st.integers(0, 20), MASK)
def test_untried(data: st.DataObject, pairs: int, follows: np.ndarray):
    plain, fast = both("turns.untried", buckets.untried)
    row = arrays.arrays(np.int64, pairs, elements=st.integers(0, ROWS - 1))
    in_time = arrays.arrays(bool, pairs)
    states = [
        (np.full((ROWS, 3), -1, np.int32), np.full(ROWS, 2, np.int32), follows.copy(), np.zeros(ROWS, bool))
        for _ in range(2)
    ]
    for _ in range(3):
        given = data.draw(row), data.draw(row), data.draw(in_time)
        found, expected = fast(*given, *states[0]), plain(*given, *states[1])
        np.testing.assert_array_equal(found, expected, strict=True)
        for mine, theirs in zip(*states, strict=True):
            np.testing.assert_array_equal(mine, theirs, strict=True)
