"""Traits are kept, and their codes made, as in plain Python."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.text.style import trait as module

from . import both

words = st.text(st.characters() | st.sampled_from("ab\x00é\ud800😀"), max_size=40)
traits = st.lists(st.tuples(st.sampled_from(("end", "key:ä", "\udfff", "")) | words, words), max_size=40)


@given(traits)
def test_codes(traits: list):
    plain, fast = both("style_codes.codes", module.codes)
    assert fast(traits) == plain(traits)
    assert fast(traits).typecode == plain(traits).typecode == "Q"


@given(traits, st.none() | st.frozensets(st.sampled_from(("end", "", "key:ä"))), st.integers(0, 9))
def test_kept(traits: list, counted: frozenset[str] | None, most: int):
    plain, fast = both("style_codes.kept", module.kept)
    assert fast(traits, counted, most) == plain(traits, counted, most)
