"""Counts and medians of many numbers."""

from __future__ import annotations

import statistics
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.distribution import Tally, median

NUMBERS = st.lists(st.integers(0, 10) | st.integers(4090, 4100) | st.integers(0, 10**9))


@given(NUMBERS, NUMBERS)
def test_a_tally_counts_like_a_counter(numbers: list[int], others: list[int]) -> None:
    tally, other = Tally(), Tally()
    tally.add(np.array(numbers, np.int64))
    other.add(np.array(others, np.int64))
    tally.merge(other)
    tally.add(np.array(others, np.int64))
    assert tally.counts() == Counter(numbers + others + others)
    assert other.counts() == Counter(others)


@given(NUMBERS.filter(bool))
def test_the_median_is_one_of_the_numbers(numbers: list[int]) -> None:
    assert median(Counter(numbers)) == statistics.median_low(numbers)
