from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.near.buckets import TURNS, matches, representatives
from auditor.text.near.crowds import CLOSE, LIKE, NEIGHBOURS, SAMPLE, alike, crowded, repeated
from auditor.text.ragged import Ints, Mask

BANDS = 3
KEYS = st.lists(st.lists(st.integers(0, 3), min_size=BANDS, max_size=BANDS), max_size=TURNS)


def table(keys: list[list[int]]) -> np.ndarray:
    return np.array(keys, dtype=np.uint32).reshape(len(keys), BANDS)


def grouped(keys: np.ndarray, tiers: tuple, rows: int) -> np.ndarray:
    """Groups where nothing is known."""
    held = np.full(rows, len(tiers))
    return representatives(keys, np.arange(rows), tiers, held, np.ones(rows, bool))[0]


def near_numbers(width: int):
    """A measure of similarity for tests: rows are near whose numbers are."""
    return lambda one, other: np.abs(one - other) <= width


@settings(deadline=None)
@given(KEYS, st.integers(0, 4))
def test_a_small_bucket_is_searched_completely(keys: list[list[int]], width: int) -> None:
    rows = len(keys)
    shares = {
        (one, other)
        for other in range(rows)
        for one in range(other)
        if any(a == b for a, b in zip(keys[one], keys[other], strict=True)) and other - one <= width
    }
    owner = grouped(table(keys), (near_numbers(width),), rows)
    kept = {row for row in range(rows) if owner[row] < 0}
    assert all(
        int(owner[row]) in kept and (int(owner[row]), row) in shares for row in set(range(rows)) - kept
    )
    if len({tuple(row) for row in keys}) == 1:  # one bucket: nothing that is near a kept row is left
        assert not {(one, other) for one, other in shares if one in kept and other in kept}


def test_groups_have_no_chains() -> None:
    keys = table([[0] * BANDS] * 6)
    assert grouped(keys, (near_numbers(1),), 6).tolist() == [-1, 0, -1, 2, -1, 4]


def test_a_row_that_represents_a_close_copy_is_not_given_away() -> None:
    keys = table([[0] * BANDS] * 3)

    def close(one: Ints, other: Ints) -> Mask:
        return (one == 1) & (other == 2)

    def similar(one: Ints, other: Ints) -> Mask:
        return other - one == 1

    assert grouped(keys, (close, similar), 3).tolist() == [-1, -1, 1]
    assert grouped(keys, (similar,), 3).tolist() == [-1, 0, -1]


def test_a_near_copy_of_a_follower_joins_the_group_where_it_is_akin_to_its_first_row() -> None:
    keys, rows = table([[0] * BANDS] * 4), 4

    def akin(leader: Ints, member: Ints, other: Ints) -> Mask:
        assert (member - leader == 1).all()
        return (other - member == 1) & (other - leader <= 2)

    new, held = np.ones(rows, bool), np.ones(rows, np.int64)
    owner, tier, _ = representatives(keys, np.arange(rows), (near_numbers(1),), held, new, akin)
    assert owner.tolist() == [-1, 0, -1, 2]  # row 2 leads row 3 and stays
    keys[3] = 1
    owner, tier, _ = representatives(keys, np.arange(rows), (near_numbers(1),), held, new, akin)
    assert owner.tolist() == [-1, 0, 0, -1]
    assert tier.tolist() == [1, 0, 0, 1]
    new, held = np.array([False, False, True, True]), np.array([1, 0, 1, 1])  # an index knows rows 0 and 1
    led_by = np.array([-1, 0, -1, -1])
    owner, tier, _ = representatives(keys, np.arange(rows), (near_numbers(1),), held, new, akin, led_by)
    assert owner.tolist() == [-1, -1, 0, -1]
    assert tier.tolist() == [1, 0, 0, 1]


def test_a_giant_bucket_costs_comparisons_in_proportion_to_its_rows() -> None:
    rows, compared = 5000, 0

    def never(one: Ints, other: Ints) -> Mask:
        nonlocal compared
        compared += len(one)
        return np.zeros(len(one), bool)

    everyone = np.ones(rows, bool)
    assert list(matches(table([[0] * BANDS] * rows), np.arange(rows), never, everyone, everyone)) == []
    assert compared <= 3 * BANDS * rows


def test_only_leaders_lead_wherever_they_stand() -> None:
    leads = np.array([False, False, True])
    found = list(matches(table([[0] * BANDS] * 3), np.arange(3), near_numbers(9), leads, ~leads))
    assert sorted(
        zip(*(np.concatenate(side).tolist() for side in zip(*found, strict=True)), strict=True)
    ) == [
        (2, 0),
        (2, 1),
    ]


def test_repeated() -> None:
    assert repeated(np.array([4, 1, 4, 2], dtype=np.uint32)).tolist() == [True, False, True, False]


def test_a_crowd_is_more_rows_than_told() -> None:
    assert crowded(np.array([7, 8, 7, 9, 7, 8], np.uint32), 2).tolist() == [
        True,
        False,
        True,
        False,
        True,
        False,
    ]


@given(st.lists(st.sampled_from([0, 1, 2, 1 << 20, (1 << 20) + 1, (1 << 32) - 1])), st.integers(1, 3))
def test_crowds_are_counted_by_whole_keys(keys: list[int], most: int) -> None:
    found = crowded(np.array(keys, np.uint32), most)
    assert found.tolist() == [keys.count(key) > most for key in keys]


def groups(keys: np.ndarray, places: np.ndarray) -> set[frozenset[int]]:
    """Which places were given the same key."""
    return {frozenset(places[keys == key].tolist()) for key in keys.tolist()}


@pytest.mark.parametrize("buckets", [400, 40])
def test_alike_are_those_that_hang_together_by_like_neighbours_in_a_bucket(buckets) -> None:
    chance = np.random.default_rng(buckets)
    key = chance.integers(0, buckets, 800).astype(np.uint32)
    samples = chance.integers(0, 3, (800, SAMPLE)).astype(np.uint8)
    same = (samples[:, None] == samples[None]).sum(axis=2) >= LIKE
    hang = same & (key[:, None] == key[None])
    for middle in range(800):
        hang |= hang[:, [middle]] & hang[[middle]]
    expected = {frozenset(np.flatnonzero(row).tolist()) for row in hang if row.sum() > 1}
    assert np.bincount(key).max() <= NEIGHBOURS
    assert 0 < len(expected) < 400
    places, parted = alike(key, samples)
    assert groups(parted, places) == expected
    order = chance.permutation(800)
    again, moved = alike(key[order], samples[order])
    assert dict(zip(order[again], moved, strict=True)) == dict(zip(places, parted, strict=True))


def test_in_a_crowd_like_samples_are_found_among_those_beside_them() -> None:
    rows = 100 * NEIGHBOURS
    chance = np.random.default_rng(1)
    samples = chance.integers(0, 256, (rows, SAMPLE)).astype(np.uint8)
    for one in range(0, 100, 2):  # pairs, of which a quarter of the bytes differ
        samples[one] = samples[one + 1]
        samples[one, chance.choice(SAMPLE, SAMPLE // 4, replace=False)] = 0
    places, parted = alike(np.zeros(rows, np.uint32), samples)
    assert groups(parted, places) >= {frozenset((one, one + 1)) for one in range(0, 100, 2)}
    assert len(places) < 110


def test_a_crowd_of_equals_hangs_together_however_large() -> None:
    key = np.zeros(NEIGHBOURS * 10, np.uint32)
    samples = np.repeat(np.arange(2, dtype=np.uint8)[:, None], SAMPLE, axis=1)[np.arange(len(key)) % 2]
    assert len(key) > CLOSE * 10
    assert len(groups(*alike(key, samples)[::-1])) == 2


def test_alike_to_an_old_row_only_is_none_of_the_candidates() -> None:
    samples = np.zeros((4, SAMPLE), np.uint8)
    new = np.array([True, False, False, False])
    assert alike(np.array([4, 4, 1, 1], np.uint32), samples, new)[0].tolist() == [0, 1]


def test_only_what_a_new_row_has_too_is_repeated() -> None:
    new = np.array([False, False, True, False, False])
    assert repeated(np.array([4, 1, 4, 1, 2], np.uint32), new).tolist() == [True, False, True, False, False]


@pytest.mark.parametrize(("rows", "expected"), [(TURNS, 0), (TURNS + 1, 0), (TURNS + 2, 1), (TURNS + 9, 8)])
def test_it_says_which_rows_were_not_compared_with_all(rows: int, expected: int) -> None:
    """Of a bucket without a match every row but one leads or follows in each turn."""
    keys, never = table([[0] * BANDS] * rows), near_numbers(-1)
    new = np.ones(rows, bool)
    missed = representatives(keys, np.arange(rows), (never,), np.ones(rows, np.int64), new)[2]
    assert missed.sum() == expected
    assert not missed[: TURNS + 1].any()


def test_a_row_that_was_found_has_missed_nothing() -> None:
    rows = TURNS + 9
    keys, all_near = table([[0] * BANDS] * rows), near_numbers(rows)
    new = np.ones(rows, bool)
    assert not representatives(keys, np.arange(rows), (all_near,), np.ones(rows, np.int64), new)[2].any()
