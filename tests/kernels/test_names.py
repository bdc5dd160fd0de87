"""Names are told from other words alike by loops and by expressions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.text.near import names

from . import both

WORDS = st.sampled_from(
    ["Ada", "ADA-1", "so", "I", "Ö", "Straße", "İzmir", "end.", "Lo\ud800ve", "\u01c5a", "of"]
)
SPACES = st.sampled_from([" ", "\u00a0", "\x1c", "  ", "\n", "\u2003"])
SENTENCES = st.lists(st.tuples(WORDS, SPACES), max_size=12).map(lambda parts: "".join(map("".join, parts)))


@given(SENTENCES | st.text(st.characters(exclude_categories=())))
def test_names_of(text: str):
    plain, fast = both("names.names_of", names.names_of)
    assert fast(text) == plain(text)
