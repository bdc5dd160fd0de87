"""Function words counted text by text, as NumPy counts them in all texts at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text import language
from auditor.text.joined import laid_out

from . import both

MARKS, OWNERS = language._marks()
words = st.sampled_from(sorted(mark for marks in language._MARKS.values() for mark in marks.split("|")))
texts = st.one_of(
    st.text(st.characters(), max_size=500),
    st.lists(st.one_of(words, st.text(max_size=5)), max_size=60).map("".join),
)


@given(st.lists(texts, max_size=8), st.integers(0, 400))
@example(["\0" * 500, "\ud800 the" * 100, "", "é" * 200], 384)
def test_count_marks(rows: list[str], seen: int):
    plain, fast = both("function_words.count_marks", language.count_marks)
    joined = laid_out(rows, [[] for _ in rows])
    given = joined.blob, joined.starts, MARKS, OWNERS, len(language.LANGUAGES), seen
    for one, other in zip(fast(*given), plain(*given), strict=True):
        np.testing.assert_array_equal(one, other, strict=True)


@pytest.mark.parametrize("starts", [[-1], [3], [2**62], [2, 1], [0, 0]])
def test_a_text_outside_of_the_batch_is_an_error(starts: list[int]):
    _, fast = both("function_words.count_marks", language.count_marks)
    with pytest.raises(ValueError, match="outside"):
        fast(b"\nab", np.array(starts), MARKS, OWNERS, len(language.LANGUAGES), 9)


def test_no_two_marks_share_a_place_in_the_table():
    assert len(set(language.hashed(MARKS).tolist())) == len(MARKS)
