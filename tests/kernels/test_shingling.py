"""Shingles made one text after the other are those that NumPy makes of all texts at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from auditor.text.near import answers, shingles
from auditor.text.near.comparison import LONGEST
from auditor.text.ragged import offsets_of

from . import both

# words of all sizes around 64 letters at once, scripts without spaces, surrogates, NUL
TEXTS = st.lists(
    st.one_of(st.text(max_size=200), st.text("ab \0\n\u00e9\u4e00\ud800\U0001f600", max_size=200)), max_size=8
).map(lambda texts: [text.encode("utf-8", "surrogatepass") for text in texts])


def assert_equal(found: tuple[np.ndarray, ...], expected: tuple[np.ndarray, ...]) -> None:
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(one, other, strict=True)


@given(st.lists(arrays.arrays(np.uint64, st.integers(0, 150)), max_size=8), st.integers(1, 12))
def test_runs_of_hashes(rows: list[np.ndarray], size: int) -> None:
    plain, fast = both("shingling.runs_of_hashes", shingles.runs_of_hashes)
    values = np.concatenate([np.zeros(0, np.uint64), *rows])
    offsets = offsets_of(np.array([len(row) for row in rows], np.int64))
    assert_equal(fast(values, offsets, size), plain(values, offsets, size))


@given(TEXTS, st.integers(1, 6))
def test_runs_of_characters(texts: list[bytes], size: int) -> None:
    plain, fast = both("shingling.runs_of_characters", shingles.runs_of_characters)
    assert_equal(fast(texts, size), plain(texts, size))


@pytest.mark.parametrize("text", [b"\xff", b"abc\xe4\xb8", b"\x80abc"])
def test_what_is_no_utf8_is_an_error(text: bytes) -> None:
    for form in both("shingling.runs_of_characters", shingles.runs_of_characters):
        with pytest.raises(UnicodeDecodeError):
            form([b"a", text], 4)


@given(st.one_of(TEXTS, st.lists(st.binary(max_size=200), max_size=8)))
@example([b"a word " * LONGEST])
def test_runs_from_beginnings(texts: list[bytes]) -> None:
    plain, fast = both("shingling.runs_from_beginnings", answers.runs_from_beginnings)
    assert_equal(fast(texts), plain(texts))
