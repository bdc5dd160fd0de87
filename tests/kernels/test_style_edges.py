"""Numbers and the ends of sentences are found as by the expressions."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text.style import edges

from . import both

texts = st.text(
    st.sampled_from("a1٣².,:/-<!?…。！？؟।\"'”’)]*」』 \n\u3000\ud800\x00"), max_size=30
) | st.text(max_size=30)


@given(texts, st.sampled_from(("<number>", "", "9")))
@example("1.2,3:4/5.6. 1..2 ٣,4 1.", "<number>")
def test_numbers_masked(text: str, number: str):
    plain, fast = both("style_edges.numbers_masked", edges.numbers_masked)
    assert fast(text, number) == plain(text, number)


@given(texts)
@example('a.) b。"c 。*.x ..." !)y।) 。.」.a')
def test_sentence_ends(text: str):
    plain, fast = both("style_edges.sentence_ends", edges.sentence_ends)
    assert fast(text) == plain(text)
