"""What is no plain exchange is the same for one loop in C."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Example, Turn
from auditor.text import first_look

from . import both

TEXTS = st.sampled_from(["Hello.", "!", "~", " a", "", "\x7f", "\0", "é", "\ud800"])
USUAL = st.just("Hello.")
TURNS = st.builds(
    Turn,
    role=st.sampled_from(["user", "assistant", "user", "assistant", "system", "developer", "tool", ""]),
    content=st.one_of(USUAL, USUAL, TEXTS, st.sampled_from([None, [{"type": "text", "text": "a"}]])),
    weight=st.sampled_from([None, None, None, 0, 1.0]),
    tool_calls=st.sampled_from([None, None, None, [], [{"id": "1"}]]),
    function_call=st.sampled_from([None, None, None, {}, {"name": "f"}]),
    refusal=st.sampled_from([None, None, None, "", "no"]),
)
ROLES = st.lists(st.sampled_from(["system", "developer", "user", "assistant"]), max_size=5)
TALKS = st.lists(TURNS, max_size=5) | ROLES.map(lambda roles: [Turn(role, "a") for role in roles])
EXAMPLES = st.builds(Example, st.just(0), TEXTS, TEXTS, turns=TALKS.map(tuple))


@given(st.lists(EXAMPLES, max_size=9))
def test_odd_ones(examples: list[Example]):
    plain, fast = both("exchanges.odd_ones", first_look.odd_ones)
    assert fast(examples) == plain(examples)
