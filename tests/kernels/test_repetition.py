"""Phrases counted in one loop are those that NumPy counts."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text import repetition
from auditor.text.joined import laid_out

from . import both

PIECES = ("a", "the same words again ", "x" * 13, "z" * 25, " ", "\n", "\0", "é", "再び", "\ud800", "Z" * 24)
TEXTS = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
    | st.text()
    | st.tuples(st.sampled_from(PIECES), st.integers(0, 60)).map(lambda some: some[0] * some[1]),
    max_size=8,
)


@given(TEXTS)
@example([])
@example(["", "0123456789abcde", "0123456789abcdef", "a 0123456789abcdef", ""])
def test_words_and_repeats(texts: list[str]):
    plain, fast = both("repetition.words_and_repeats", repetition.words_and_repeats)
    laid = laid_out(texts, [])
    for one, other in zip(fast(laid.blob, laid.starts), plain(laid.blob, laid.starts), strict=True):
        np.testing.assert_array_equal(one, other, strict=True)


@pytest.mark.parametrize("starts", [[0], [5], [1, 9], [3, 1], [-1], [1 << 62]])
def test_places_outside_of_the_blob_are_refused(starts: list[int]):
    _, fast = both("repetition.words_and_repeats", repetition.words_and_repeats)
    with pytest.raises(IndexError):
        fast(b"\nabc\n", np.array(starts, np.int64))


def _phrases(hashes: np.ndarray) -> bytes:
    """A text of one phrase for each hash, by the hash backwards; the last eight bytes of all are the same."""
    last = np.frombuffer(b"aaaaaaaa", "<u8")
    rest = (last * repetition._MIX) >> np.uint64(7) ^ last
    back = np.uint64(pow(int(repetition._MIX), -1, 1 << 64))
    found = np.full((len(hashes), 17), ord(" "), np.uint8)
    found[:, 8:16] = ord("a")
    missing = np.arange(len(hashes))
    noise = np.random.default_rng(1)
    while len(missing):  # until every byte is a letter
        low = noise.integers(0, 1 << 42, len(missing), np.uint64)
        first = ((hashes[missing] << np.uint64(42) | low) * back ^ rest) * back
        found[missing, :8] = first.view(np.uint8).reshape(-1, 8)
        missing = missing[(found[missing, :8] <= 32).any(axis=1)]
    return b"\n" + found.tobytes() + b"\n"


def test_phrases_chosen_to_be_in_each_others_way_take_no_longer():
    plain, fast = both("repetition.words_and_repeats", repetition.words_and_repeats)
    numbers = np.arange(20_000, dtype=np.uint64)
    starts = np.array([1])
    seconds = []
    for hashes in (numbers * np.uint64(209), (numbers % 32) << np.uint64(17) | numbers // 32):
        blob = _phrases(hashes)
        assert [int(each[0]) for each in fast(blob, starts)] == [20_000, 0]
        assert [int(each[0]) for each in plain(blob, starts)] == [20_000, 0]
        times = []
        for _ in range(5):
            begun = time.process_time()
            fast(blob, starts)
            times.append(time.process_time() - begun)
        seconds.append(min(times))
    assert seconds[1] < 10 * seconds[0]
