"""Features of words in one loop are those that Python finds."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text.labels import features

from . import both

letters = st.one_of(st.sampled_from("abé\u0dff\u0e00\u3042\U0001f600\ud800"), st.characters())
words = st.lists(
    st.one_of(st.text(letters, min_size=1, max_size=9), st.sampled_from(["card", "a"])), max_size=200
)


@given(words)
@example(["a" * 4_000, "b"])
@example(["".join(map(chr, range(0x4E00, 0x4E00 + 300))), "x"])
@example(["".join(map(chr, range(0x100, 0x100 + 300)))])
def test_ids_of(some: list[str]):
    plain, fast = both("features.ids_of", features.ids_of)
    np.testing.assert_array_equal(fast(some), plain(some), strict=True)
