"""Conversations are read in C as they are in Python."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.formats import turns
from auditor.model import Turn

from . import both

SPEAKERS = st.sampled_from(
    ["user", "assistant", "system", "developer", "tool", "function", "", "User", "\ud800"]
)
CONTENTS = st.text(max_size=3) | st.none() | st.just([{"type": "text", "text": "part"}, {"type": "image"}])
MESSAGES = st.fixed_dictionaries(
    {},
    optional={
        "role": SPEAKERS | st.none() | st.just(["user"]) | st.integers(),
        "content": CONTENTS | st.integers(),
        "name": st.text(max_size=1),
    },
)


@given(
    st.lists(MESSAGES | st.none() | st.just("user"), max_size=4), st.sampled_from([turns.ROLES, frozenset()])
)
def test_plain_turns(messages: list, roles: frozenset):
    plain, fast = both("conversations.plain_turns", turns.plain_turns)
    assert fast(messages, roles, Turn) == plain(messages, roles, Turn)


@given(st.lists(st.builds(Turn, SPEAKERS, CONTENTS), max_size=6))
def test_said(spoken: list):
    plain, fast = both("conversations.said", turns.said)
    assert fast(spoken) == plain(spoken)
    assert fast(tuple(spoken)) == plain(tuple(spoken))
