"""The laws that every checker obeys, whatever it looks for.

Any split of the rows into batches, observed by separate instances, pickled, and merged in any order, gives
the same outcome as one pass.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Sequence
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import formats
from auditor.checkers import CHECKERS
from auditor.checkers.base import Checker
from auditor.config import Config
from auditor.model import Batch, Broken, Example, Misfit, Outcome

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
LABELS = st.sampled_from([(), ("refund",), ("Refund ",), ("refunds",), ("card_arrival",), ("a", "b")])
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
        st.builds(Broken, st.just(0), BROKEN, st.just("wrong"), st.just(1), st.just("{")),
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
    config = Config(task=task)
    chance = random.Random(seed)
    whole = _outcome([_observed(checker, config, _batches(rows, [len(rows)]))], rows)
    cuts = [chance.randint(1, 7) for _ in rows]
    parts = [_observed(checker, config, [batch]) for batch in _batches(rows, cuts)]
    chance.shuffle(parts)
    assert _outcome([pickle.loads(pickle.dumps(part)) for part in parts], rows) == whole


@EACH
@given(rows=ROWS)
@settings(max_examples=20, deadline=None)
def test_flags_only_rows_it_has_seen_and_only_its_own_rules(checker: type[Checker], rows: list) -> None:
    outcome = _outcome([_observed(checker, Config(task="style"), _batches(rows, [len(rows)]))], rows)
    for flag in outcome.flags:
        assert flag.rule.code in {rule.code for rule in checker.rules}
        assert list(flag.rows) == sorted(set(flag.rows))
        assert set(flag.rows) <= set(range(len(rows)))
        assert {spot.row for spot in flag.spots} <= set(flag.rows) or not flag.rows


@EACH
def test_no_rows_no_findings(checker: type[Checker]) -> None:
    assert checker(Config(task="style")).finish().flags == []


def _observed(checker: type[Checker], config: Config, batches: Sequence[Batch]) -> Checker:
    state = checker(config)
    for batch in batches:
        state.observe(batch)
    return state


def _outcome(parts: Sequence[Checker], rows: list) -> Outcome:
    """Merge, show the rows that are asked for, and finish."""

    def joined(one: Checker, other: Checker) -> Checker:
        one.merge(other)
        return one

    if not parts:
        return Outcome()
    state = reduce(joined, parts)
    wanted = sorted(set(state.rows_to_review()))
    for batch in _batches(rows, [len(rows)], only=set(wanted)):
        state.review(batch)
    return state.finish()


def _batches(rows: list, sizes: Sequence[int], only: set[int] | None = None) -> list[Batch]:
    """The rows in batches of these sizes, numbered from 0; with `only`, just those rows."""
    batches, start = [], 0
    for size in sizes:
        numbered = [(i, rows[i]) for i in range(start, min(start + size, len(rows)))]
        start += size
        if numbered and (chosen := [(i, row) for i, row in numbered if only is None or i in only]):
            batches.append(_batch(chosen))
    return batches


def _batch(numbered: list[tuple[int, object]]) -> Batch:
    batch = Batch([], rows=[i for i, _ in numbered], lines=[i + 1 for i, _ in numbered])
    for number, row in numbered:
        if row is None:
            batch.blank += 1
            continue
        row.row = number
        kind = {Example: batch.examples, Misfit: batch.misfits, Broken: batch.broken}[type(row)]
        kind.append(row)
    return batch
