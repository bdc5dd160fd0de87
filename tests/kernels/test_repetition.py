"""Phrases counted in one loop are those that NumPy counts."""

from __future__ import annotations

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
