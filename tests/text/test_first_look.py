"""What is told at a glance agrees with a close look at every text and turn."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.checkers.base import RowChecker
from auditor.checkers.edge_whitespace import PLAIN, edges_of
from auditor.checkers.empty_input import EmptyInput
from auditor.checkers.empty_output import EmptyOutput
from auditor.checkers.no_assistant_turn import NoAssistantTurn
from auditor.checkers.role_order import RoleOrder
from auditor.checkers.tool_calls import ToolCalls
from auditor.checkers.truncated import Truncated
from auditor.config import Config
from auditor.formats.turns import conversation
from auditor.model import Batch, Example, Turn
from auditor.text.columns import _attached
from auditor.text.first_look import EMPTY, UNKNOWN, edges, is_plain, lengths, unusual
from auditor.text.joined import SEARCHED_CHARACTERS

LOOKING = (EmptyInput, EmptyOutput, NoAssistantTurn, RoleOrder, ToolCalls)
TEXTS = st.text("aB.,!?{[(3² \n\t\x1c\u3000éß中`", max_size=12)
CALL = [{"id": "1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]
TURNS = st.builds(
    Turn,
    role=st.sampled_from(
        ["system", "developer", "user", "user", "assistant", "assistant", "tool", "function"]
    ),
    content=st.one_of(
        st.sampled_from(["a", "Hello.", "Hello.", " b", "", "\u200b", None]),
        st.just([{"type": "image_url", "image_url": "x"}]),
    ),
    weight=st.sampled_from([None, None, None, 0, 1]),
    tool_calls=st.sampled_from([None, None, None, None, CALL]),
    refusal=st.sampled_from([None, None, None, "no"]),
)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8))
@settings(deadline=None)
def test_edges_and_lengths_are_those_of_the_texts(pairs: list[tuple[str, str]]) -> None:
    batch = Batch([Example(row, before, after) for row, (before, after) in enumerate(pairs)])
    for side, texts in (("input", [one for one, _ in pairs]), ("output", [other for _, other in pairs])):
        assert lengths(batch, side).tolist() == [len(text) for text in texts]
        raw = [text.encode().lower() for text in texts]
        first, before, last = edges(batch, side)
        assert first.tolist() == [text[0] if text else EMPTY for text in raw]
        assert before.tolist() == [text[-2] if len(text) > 1 else EMPTY for text in raw]
        assert last.tolist() == [text[-1] if text else EMPTY for text in raw]
        for text, plain in zip(texts, (is_plain(first) & is_plain(last)).tolist(), strict=True):
            assert not plain or edges_of(text, text) == PLAIN


def test_the_end_of_a_text_that_is_not_read_to_its_end_is_unknown() -> None:
    batch = Batch([Example(0, "", "a" * (SEARCHED_CHARACTERS + 1)), Example(1, "", "a")])
    assert edges(batch, "output").last.tolist() == [UNKNOWN, ord("a")]


@given(st.lists(TURNS, min_size=1, max_size=5))
@settings(deadline=None, max_examples=400)
def test_a_plain_exchange_has_no_odd_turn(turns: list[Turn]) -> None:
    example = conversation(
        turns, {"messages": [{"role": turn.role, "content": turn.content} for turn in turns]}
    )
    if not unusual(Batch([example])):
        checkers: list[RowChecker] = [kind(Config(task="generation")) for kind in LOOKING]
        assert not [checker for checker in checkers if checker.problem(example)]
        assert _attached(example, last=True) == _attached(example, last=False) == b""


def test_most_conversations_are_plain_exchanges() -> None:
    turns = [Turn("system", ""), Turn("system", "Be kind."), Turn("user", "Hi!"), Turn("assistant", "Hello.")]
    spoken = [turns[1:], turns[2:], turns[2:] * 3, turns, turns[2:3], turns[:3], turns[2:] + turns[3:]]
    batch = Batch([conversation(some, {}) for some in spoken] + [Example(9, "a", "b"), Example(9, "a", " ")])
    assert list(unusual(batch)) == [3, 4, 5, 6, 8]


@given(TEXTS)
@settings(deadline=None)
def test_an_output_that_is_cut_passes_the_first_look(text: str) -> None:
    checker = Truncated(Config(task="generation"))
    example = Example(0, "", text)
    if checker.problem(example):
        assert list(checker.candidates(Batch([example])))
