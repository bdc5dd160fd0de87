"""The literals found in one loop are those that NumPy finds."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text import patterns
from auditor.text.joined import laid_out
from auditor.text.patterns import Prefilter

from . import both

LETTERS = st.text("aab\n\0é\ud800", max_size=7)
LITERALS = st.lists(LETTERS.filter(lambda word: word and "\ud800" not in word), max_size=9)


@given(LITERALS, st.lists(st.lists(LETTERS, max_size=5).map("".join), max_size=9))
@settings(deadline=None)
def test_literals_in(literals: list[str], texts: list[str]):
    plain, fast = both("literals.literals_in", patterns.literals_in)
    index = Prefilter({"all": literals})._index
    joined = laid_out(texts, [])
    for blob, starts in ((joined.blob, joined.starts), (joined.blob[1:], np.zeros(1, np.int64)), (b"", joined.starts)):
        slow, quick = (sorted(zip(*found(blob, starts, index))) for found in (plain, fast))
        assert quick == slow


def test_every_run_of_a_slice_is_looked_at():
    """The plain form works in slices; a literal may lie over the edge of two."""
    plain, fast = both("literals.literals_in", patterns.literals_in)
    index = Prefilter({"all": ["over the edge", "ab"]})._index
    for size in range((1 << 16) - 20, (1 << 16) + 4):
        blob = b"-" * size + b"over the edge" + b"-" * 50 + b"ab"
        given = blob, np.array([0, size + 5]), index
        assert sorted(zip(*fast(*given))) == sorted(zip(*plain(*given))) == [(1, 0), (1, 1)]
