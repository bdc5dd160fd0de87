"""Words found in one loop over the letters are those that NumPy finds in all texts at once."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text import ragged
from auditor.text.near import comparison
from auditor.text.ragged import Known

from . import both

# colons and commas in numbers, operators, apostrophes, runs of spaces, letters of two bytes and more, NUL
BYTES = st.one_of(
    st.text("a1, 23:'`.+-<*\0\u00e9\u4e00\ud800_A", max_size=120).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    ),
    st.binary(max_size=60),
)


@given(BYTES)
@example(b"1,000:30,000 1,0000 12:3x :1 1,2 ,000 1,000")
def test_spelled(joined: bytes) -> None:
    plain, fast = both("words.spelled", comparison.spelled)
    assert fast(joined) == plain(joined)


@given(BYTES)
@example(b"word" * 5000 + b" " + b"12" * 5000)
def test_words_in(blob: bytes) -> None:
    plain, fast = both("words.words_in", comparison.words_in)
    for one, other in zip(fast(blob), plain(blob), strict=True):
        np.testing.assert_array_equal(one, other, strict=True)


# many that share their lowest 16 bits
HASHES = st.one_of(st.integers(0, 3), st.integers(0, 3).map(lambda n: n << 62), st.integers(0, (1 << 64) - 1))
KNOWN = st.lists(HASHES, min_size=1, max_size=30).map(lambda hashes: Known(np.array(hashes, np.uint64)))


@given(KNOWN, st.lists(HASHES, max_size=30))
def test_find(known: Known, hashes: list[int]) -> None:
    plain, fast = both("words.find", ragged.find)
    given = np.array(hashes, np.uint64), known.hashes, known.likely
    for one, other in zip(fast(*given), plain(*given), strict=True):
        np.testing.assert_array_equal(one, other, strict=True)
