"""Words that cannot be words, told letter by letter as expressions tell them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.checkers import gibberish
from auditor.text import pronounceable
from auditor.text.joined import laid_out

from . import both

RUNS = pronounceable.KEYBOARD_RUNS
odd = st.sampled_from([*RUNS, *pronounceable._NO_TRIPLES, "kzl", "kz", "aabbccdd", "bcdfgh", "q", "x", "j"])
word = st.lists(st.one_of(odd, st.sampled_from("aeyknsVKZ")), min_size=1, max_size=6).map("".join)
between = st.sampled_from([" ", "_", "é", "1", "\0", "\ud800", "ſ", "\u212a", "-", "日", "٣", "\U0001f600"])
texts = st.lists(st.one_of(word, word.map(str.upper), word.map(str.title), between)).map("".join)


@given(st.one_of(texts, st.text(st.characters())))
@example("asdf éasdf asdf_ 日asdf asdf日 -asdf- asdf\ud800")
@example("qwertyuiop" * 10_000)
def test_count_words(text: str):
    plain, fast = both("pronouncing.count_words", pronounceable.count_words)
    given = text, pronounceable._never(), RUNS
    assert fast(*given) == plain(*given)


@pytest.mark.parametrize("runs", [("abc",), ("é123",), ("ABCD",), ("asdf",) * 200])
def test_runs_are_four_small_letters_and_not_many(runs: tuple[str, ...]):
    _, fast = both("pronouncing.count_words", pronounceable.count_words)
    with pytest.raises(ValueError, match=r"more than|not four|encode"):
        fast("word", pronounceable._never(), runs)


heaps = st.one_of(word, st.text("!?#$%&*()_+ a1é\n", max_size=12), st.text(st.characters(), max_size=5))


@given(
    st.lists(st.lists(heaps, max_size=9).map("".join), max_size=9),
    st.integers(1, 9),
    st.integers(1, 4),
    st.integers(1, 9),
)
def test_odd_texts(rows: list[str], consonants: int, several: int, signs: int):
    plain, fast = both("pronouncing.odd_texts", gibberish.odd_texts)
    joined = laid_out(rows, [[] for _ in rows])
    given = joined.blob, joined.starts, consonants, several, signs
    np.testing.assert_array_equal(fast(*given), plain(*given), strict=True)


@pytest.mark.parametrize("starts", [[-1], [4], [2**62], [2, 1]])
def test_a_text_outside_of_the_batch_is_an_error(starts: list[int]):
    _, fast = both("pronouncing.odd_texts", gibberish.odd_texts)
    with pytest.raises(ValueError, match="outside"):
        fast(b"\nab", np.array(starts), 5, 3, 8)
