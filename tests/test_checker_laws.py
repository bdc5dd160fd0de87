"""The laws that every checker obeys, whatever it looks for.

Any split of the rows into batches, observed by separate instances, pickled, and merged in any order, gives
the same outcome as one pass.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import formats
from auditor.checkers import CHECKERS
from auditor.checkers.base import Checker
from auditor.config import Config
from auditor.model import Broken, Example, Misfit, Window
from auditor.testing import assert_lawful, batches, observed, outcome

WORDS = (
    "where",
    "is",
    "my",
    "card",
    "the",
    "top",
    "up",
    "failed",
    "I",
    "am",
    "Sorry,",
    "TODO",
    "as an AI",
    "12",
)
ODD = ("", " ", "\u200b", "<|im_end|>", "Ã©tÃ©", "naïve", "lorem ipsum", "[Your Name]", "```json\n{", "Größe")
PHRASE = st.lists(st.sampled_from(WORDS + ODD), max_size=12).map(" ".join)
LABELS = st.sampled_from([(), ("?",), ("refund",), ("Refund ",), ("refunds",), ("card_arrival",), ("a", "b")])
SPLIT = st.sampled_from(["train", "train", "train", "test"])
ROLE = st.sampled_from(["user", "assistant", "system", "asistant", "tool"])
BROKEN = st.sampled_from(["INP001", "INP002", "INP003", "INP004", "INP005", "INP006"])


@st.composite
def _examples(draw: st.DrawFn) -> Example:
    labels = draw(st.none() | LABELS)
    turns = [{"role": "user", "content": draw(PHRASE)}, {"role": draw(ROLE), "content": draw(PHRASE)}]
    example = formats.reader("openai-chat", Config(task="style")).read({"messages": turns})
    if example is None or labels is not None:
        output = ", ".join(labels) if labels else draw(PHRASE)
        example = Example(0, draw(PHRASE), output, labels=labels, record={"text": "x", "label": labels})
    example.split = draw(SPLIT)
    return example


ROWS = st.lists(
    st.one_of(
        _examples(),
        _examples(),
        st.builds(Misfit, st.just(0), st.just({"messages": [{"role": "asistant"}]}), st.just("openai-chat")),
        st.builds(Broken, st.just(0), BROKEN, st.just("wrong"), st.just(1), st.just(Window(b"{", 0, 1))),
        st.none(),
    ),
    max_size=60,
)
EACH = pytest.mark.parametrize("checker", CHECKERS, ids=[checker.__name__ for checker in CHECKERS])
TASKS = ("classification", "style")


@EACH
@pytest.mark.parametrize("task", TASKS)
@given(rows=ROWS, seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_any_split_in_any_order_gives_the_same(
    checker: type[Checker], task: str, rows: list, seed: int
) -> None:
    assert_lawful(checker, rows, Config(task=task), seed)


@EACH
@given(rows=ROWS)
@settings(max_examples=20, deadline=None)
def test_flags_only_rows_it_has_seen_and_only_its_own_rules(checker: type[Checker], rows: list) -> None:
    said = outcome([observed(checker, Config(task="style"), batches(rows, [len(rows)]))], rows)
    for flag in said.flags:
        assert flag.rule.code in {rule.code for rule in checker.rules}
        assert list(flag.rows) == sorted(set(flag.rows))
        assert set(flag.rows) <= set(range(len(rows)))
        assert {spot.row for spot in flag.spots} <= set(flag.rows) or not flag.rows


@EACH
def test_no_rows_no_findings(checker: type[Checker]) -> None:
    assert checker(Config(task="style")).finish().flags == []
