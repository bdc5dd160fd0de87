"""Buckets are searched by loops as NumPy does it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from auditor.text.near import buckets, components, crowds

from . import both

ROWS = 12
KEYS = st.sampled_from([0, 1, 2, 1 << 20, (1 << 20) + 1, (1 << 32) - 1])


@given(st.lists(KEYS), st.sampled_from([1, 2, 5, 300]))
def test_crowded(keys: list[int], most: int):
    plain, fast = both("buckets.crowded", crowds.crowded)
    key = np.array(keys, np.uint32)
    np.testing.assert_array_equal(fast(key, most), plain(key, most), strict=True)
    np.testing.assert_array_equal(fast(key[::2], most), plain(key[::2], most), strict=True)


def test_crowded_counts_beyond_a_byte():
    plain, fast = both("buckets.crowded", crowds.crowded)
    key = np.repeat(np.array([7, 9], np.uint32), [300, 301])
    assert fast(key, 300).tolist() == plain(key, 300).tolist() == [False] * 300 + [True] * 301


@given(st.data(), st.integers(0, 60), st.integers(1, 8), st.integers(1, 8))
def test_like_groups(data: st.DataObject, rows: int, neighbours: int, close: int):
    plain, fast = both("buckets.like_groups", crowds.like_groups)
    key = data.draw(arrays.arrays(np.uint32, rows, elements=KEYS))
    chance = np.random.default_rng(data.draw(st.integers(0, 99)))
    samples = chance.integers(0, 3, (rows, crowds.SAMPLE)).astype(np.uint8)
    given = key, samples, crowds.LIKE, neighbours, close
    np.testing.assert_array_equal(fast(*given), plain(*given), strict=True)


def test_like_groups_wants_a_sample_for_every_key():
    fast = both("buckets.like_groups", crowds.like_groups)[1]
    for shape in ((1, crowds.SAMPLE), (2, crowds.SAMPLE - 4)):
        with pytest.raises(ValueError, match="sample"):
            fast(np.zeros(2, np.uint32), np.zeros(shape, np.uint8), 7, 8, 8)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))), st.lists(st.integers(0, 30)))
def test_joined(pairs: list[tuple[int, int]], before: list[int]):
    plain, fast = both("buckets.joined", components.joined)
    rows = np.arange(31)
    one, other = (np.array(side, np.int64) for side in (zip(*pairs, strict=True) if pairs else ((), ())))
    known = plain(rows, np.array(before[1:], np.int64), np.array(before[:-1], np.int64))
    found = fast(known, one, other)
    np.testing.assert_array_equal(found, plain(known, one, other), strict=True)
    assert (found[one] == found[other]).all()
    assert (found <= rows).all()


@given(st.lists(st.tuples(KEYS, st.integers(0, ROWS - 1))))
def test_in_buckets(sketches: list[tuple[int, int]]):
    plain, fast = both("buckets.in_buckets", buckets.in_buckets)
    key, row = np.array([k for k, _ in sketches], np.uint32), np.array([r for _, r in sketches], np.int64)
    for mine, theirs in zip(fast(key, row), plain(key, row), strict=True):
        np.testing.assert_array_equal(mine, theirs, strict=True)
