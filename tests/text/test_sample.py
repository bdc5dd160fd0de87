"""The bounded sample: the same rows however they were seen."""

from __future__ import annotations

import random

import numpy as np

from auditor.text.sample import Sample, scramble


def filled(rows: list[int], size: int) -> Sample[int]:
    sample: Sample[int] = Sample(size)
    for start in range(0, len(rows), 7):
        part = rows[start : start + 7]
        for position, key in sample.wanted(part):
            sample.add(key, part[position], part[position] * 2)
    return sample


def test_any_order_and_any_split_keep_the_same_rows():
    rows = list(range(0, 50_000, 37))
    whole = filled(rows, 50).items()
    shuffled = rows[:]
    random.Random(1).shuffle(shuffled)
    parts = [filled(shuffled[i::5], 50) for i in range(5)]
    joined = parts[3]
    for part in parts[:3] + parts[4:]:
        joined.merge(part)
    assert filled(shuffled, 50).items() == whole
    assert joined.items() == whole
    assert len(whole) == 50


def test_few_rows_are_all_kept():
    assert filled([5, 3, 9], 10).items() == [(3, 6), (5, 10), (9, 18)]


def test_the_sample_is_spread_over_the_file():
    kept = [row for row, _ in filled(list(range(100_000)), 1_000).items()]
    assert all(70 < sum(low <= row < low + 10_000 for row in kept) < 130 for low in range(0, 100_000, 10_000))


def test_scrambling_has_no_collisions():
    assert len(np.unique(scramble(np.arange(100_000, dtype=np.int64)))) == 100_000


def test_a_sample_that_knows_how_many_rows_will_come_keeps_the_same_rows_and_looks_at_few():
    knowing: Sample[int] = Sample(50, rows=100_000)
    looked_at = 0
    for start in range(0, 100_000, 512):
        part = list(range(start, min(start + 512, 100_000)))
        for position, key in knowing.wanted(part):
            looked_at += 1
            knowing.add(key, part[position], part[position] * 2)
    assert knowing.items() == filled(list(range(100_000)), 50).items()
    assert looked_at < 300
