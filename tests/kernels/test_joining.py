"""Texts laid end to end in one loop are the same bytes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from auditor.text import joined

from . import both

CHARACTERS = st.characters(codec=None) | st.sampled_from("AZaz@[`{\0\n\ud800\udfffÀß\U0001f600")


@given(st.lists(st.text(CHARACTERS, max_size=80), max_size=9))
def test_end_to_end(texts: list[str]):
    plain, fast = both("joining.end_to_end", joined.end_to_end)
    (blob, starts), (expected, places) = fast(texts), plain(texts)
    assert blob == expected
    np.testing.assert_array_equal(starts, places, strict=True)
