"""The literals found in one loop are those that NumPy finds."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text import patterns
from auditor.text.joined import laid_out
from auditor.text.patterns import indexed

from . import both

LITERALS = st.lists(st.text("aab\n\0é", min_size=1, max_size=7), max_size=9)
TEXTS = st.lists(st.text("aab\n\0é\ud800", max_size=40), max_size=9)
ONE_TEXT = np.zeros(1, np.int64)


@given(LITERALS, TEXTS)
@settings(deadline=None)
def test_literals_in(literals: list[str], texts: list[str]):
    plain, fast = both("literals.literals_in", patterns.literals_in)
    index = indexed([literal.encode() for literal in literals])
    joined = laid_out(texts, [])
    for blob, starts in ((joined.blob, joined.starts), (joined.blob[1:], ONE_TEXT), (b"", joined.starts)):
        assert sorted(fast(blob, starts, index)) == sorted(plain(blob, starts, index))


def test_every_run_of_a_slice_is_looked_at():
    """The plain form works in slices; a literal may lie over the edge of two."""
    plain, fast = both("literals.literals_in", patterns.literals_in)
    index = indexed([b"over the edge", b"ab"])
    for size in range((1 << 16) - 20, (1 << 16) + 4):
        blob = b"-" * size + b"over the edge" + b"-" * 50 + b"ab"
        given = blob, np.array([0, size + 5]), index
        assert sorted(fast(*given)) == sorted(plain(*given)) == [(1, 0), (1, 1)]
