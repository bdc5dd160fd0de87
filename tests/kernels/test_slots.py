"""Digests of templates in one loop are those of expressions and NumPy."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text.near import slots

from . import both

# what makes slots, borders and edges, in small pieces and beyond every limit
PIECES = ("a", "of", "Bo", "X", "Ann-Lou", "x" * 45, "X" * 45, "1", "23.4", ".:,/-", "1." * 12, " ", "\t\r\n")
ODD = ("\0", "\1", "\2", "\x1c", "\x7f", "\x85", "\u2003", "٣", "𝟗", "\ud800", "word " * 80)
BEYOND = ("é", "É", "×", "÷", "ß", "µ", "²", "’", "Ж", "東京", "😀", "İ", "ΟΔΟΣ", "ǅ", "\u0301")
TEXTS = st.lists(st.sampled_from([*PIECES, *"?!_'", *ODD, *BEYOND]), max_size=40).map("".join) | st.text()


@given(st.lists(TEXTS, max_size=8))
@example([])
@example(["", " ", "a" * 400 + "1", "ab cd ef 1" + "g" * 390, "ab cd ef 1" + "g" * 391, "é" * 401])
@example(
    ["we met Anna Bo Carl Dora Eve Finn in town", "to Anna A Bo", ", Ab", "A Bo of to 1", "of to in Ab "]
)
def test_template_digests(texts: list[str]):
    plain, fast = both("slots.template_digests", slots.template_digests)
    np.testing.assert_array_equal(fast(texts), plain(texts), strict=True)
