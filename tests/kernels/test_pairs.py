"""What two texts have in common, in loops, is what NumPy and sets say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from auditor.text.near import similarity
from auditor.text.ragged import offsets_of

from . import both

WORDS = st.lists(st.sampled_from([b"a", b"b", b"ab", b"\x00", b"\xff", b"abc"]), max_size=300)
ROWS = st.lists(arrays.arrays(np.uint64, st.integers(0, 60)), max_size=8)
FEW = st.lists(st.sets(st.integers(0, 9) | st.just((1 << 32) - 1)), min_size=1, max_size=6)


def same(one: tuple, other: tuple) -> None:
    """Hold two tuples of arrays together, types included."""
    for mine, theirs in zip(one, other, strict=True):
        np.testing.assert_array_equal(mine, theirs, strict=True)


@given(FEW, st.data())
def test_common(rows: list[set[int]], data: st.DataObject):
    plain, fast = both("pairs.common", similarity.common)
    values = np.array([value for row in rows for value in sorted(row)], np.uint32)
    offsets = offsets_of(np.array([len(row) for row in rows]))
    ends = st.lists(st.integers(0, len(rows) - 1), min_size=8, max_size=8)
    one, other = (np.array(data.draw(ends)) for _ in range(2))
    found = fast(values, offsets, one, other)
    np.testing.assert_array_equal(found, plain(values, offsets, one, other), strict=True)
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    assert found.tolist() == [len(rows[mine] & rows[theirs]) for mine, theirs in pairs]


def test_common_stays_within_the_values():
    fast = both("pairs.common", similarity.common)[1]
    values, one = np.zeros(3, np.uint32), np.zeros(1, np.int64)
    for offsets in ([0, 4], [-1, 2], [2, 1 << 40]):
        with pytest.raises(IndexError):
            fast(values, np.array(offsets), one, one)


@given(
    st.tuples(WORDS, WORDS, WORDS, WORDS).map(lambda parts: (parts[0] + parts[1], parts[0] + parts[2])),
    st.sampled_from([b" ", b"\t\n", b" \x0b"]),
)
def test_exchanged_words(words: tuple[list[bytes], list[bytes]], space: bytes):
    plain, fast = both("pairs.exchanged_words", similarity.exchanged_words)
    one, other = map(space.join, words)
    assert fast(one, other) == plain(one, other)
    assert fast(one, other + space) == plain(one, other + space)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_exchanged_words_of_any_bytes(one: bytes, other: bytes):
    plain, fast = both("pairs.exchanged_words", similarity.exchanged_words)
    assert fast(one, other) == plain(one, other)
