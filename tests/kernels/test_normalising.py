"""Texts tidied in one loop are the same bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.text import normalise

from . import both

SIGNS = st.sampled_from(" \0\t\n\x0b\x1c\x1f\x7fAbZ.,*_~«é\ud800\U0001f600")
TEXTS = st.text(SIGNS, max_size=30) | st.text(max_size=30) | st.just(" A  b. " * 300)


def test_every_byte():
    plain, fast = both("normalising.tidied", normalise.tidied)
    texts = ["a" + chr(code) + "b" for code in range(256)]
    assert fast(texts, b"") == plain(texts, b"")


@given(st.lists(TEXTS, max_size=9))
def test_tidied(texts: list[str]):
    plain, fast = both("normalising.tidied", normalise.tidied)
    assert fast(texts, normalise._EDGE) == plain(texts, normalise._EDGE)
