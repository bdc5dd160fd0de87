"""The quick look at many texts loses no fact that its expression finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.facts import LOOKED_UP, facts_stated

FACTS = {
    "a price": ["€ 5", "it is 3 dollars", "12 CHF", "₹100", "4 euros", "$ 3", "¥7", "1,000.5 USD"],
    "a version": ["Version 2", "release 3.1", "RELEASE\n3.1", "v1.2", "V1.2.3", "v١.٢"],
    "a state of affairs": ["As of spring 2020", "Last updated today", "the newest model", "Opening hours: 9"],
    "a date": ["2024-01-31", "May 1998", "on Sept. 3rd, 2011", "1999-12-٣١"],
    "an address on the web": ["http://a.b", "https://a.b", "see www.a"],
    "a telephone number": ["(212) 555-0123", "+1 212 555 0123", "call 212-555-0123", "٢١٢-٥٥٥-٠١٢٣"],
}
PIECES = [
    *"$v-. 1290",
    "19",
    "2024",
    "555",
    "\n",
    "é",
    "\ud800",
    "as of ",
    *(f for all in FACTS.values() for f in all),
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FACTS.items() for text in texts])
def test_every_fact_is_found(kind: str, text: str) -> None:
    assert facts_stated([text, "nothing to look up", ""], [""] * 3) == [(kind,), (), ()]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=6))
def test_what_is_found_in_many_texts_is_what_the_expressions_find(texts: list[str]) -> None:
    alone = [tuple(kind for kind, form in LOOKED_UP.items() if form.search(text)) for text in texts]
    assert facts_stated(texts, [""] * len(texts)) == alone
