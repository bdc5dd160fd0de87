"""For tests of data sets and of checkers: `assert_ready` and `assert_lawful`."""

from __future__ import annotations

import pickle
import random
from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np

from auditor.checkers.base import Checker
from auditor.checkers.comparer import Comparer
from auditor.config import Config
from auditor.model import Batch, Broken, Example, Misfit, Outcome

Row = Example | Misfit | Broken | None
"""What a test hands over: an example, a misfit, a broken row, or None for a blank line."""


def assert_ready(data: Any, task: str | None = None, **settings: Any) -> None:
    """Fail with the report as the message when the data set is a NO-GO; arguments as for `auditor.audit`.

    >>> def test_training_data():
    ...     assert_ready("data/train.jsonl", task="classification")
    """
    from auditor import reporters
    from auditor.api import audit

    report = audit(data, task=task, **settings)
    if not report.ok:
        raise AssertionError("\n" + reporters.render(report, "terminal"))


def assert_lawful(checker: type[Checker], rows: Sequence[Row], config: Config, seed: int = 0) -> None:
    """Check the law of every checker: any split of the rows, merged in any order, gives the same outcome.

    The rows are numbered in order; the outcome of one pass is compared with that of a random split, observed
    apart, pickled, shuffled and merged.
    """
    chance = random.Random(seed)
    whole = outcome([observed(checker, config, batches(rows, [len(rows)]))], rows)
    cuts = [chance.randint(1, 7) for _ in rows]
    parts = [observed(checker, config, [batch]) for batch in batches(rows, cuts)]
    chance.shuffle(parts)
    apart = outcome([pickle.loads(pickle.dumps(part)) for part in parts], rows, chance)
    if apart != whole:
        raise AssertionError(f"{checker.__name__}: one pass says\n{whole}\na split into {cuts} says\n{apart}")


def observed(checker: type[Checker], config: Config, seen: Sequence[Batch]) -> Checker:
    """A new checker that has seen these batches."""
    state = checker(config)
    for batch in seen:
        state.observe(batch)
    return state


def outcome(parts: Sequence[Checker], rows: Sequence[Row], chance: random.Random | None = None) -> Outcome:
    """Merge the parts, show the rows that are asked for, and finish; `chance` divides the comparing too."""
    if not parts:
        return Outcome()
    state = reduce(_merged, parts)
    if isinstance(state, Comparer):
        _compare(state, rows, chance)
    wanted = set(state.rows_to_review())
    for batch in batches(rows, [len(rows)], wanted):
        state.review(batch)
    return state.finish()


def _compare(state: Comparer, rows: Sequence[Row], chance: random.Random | None) -> None:
    """Let shares of the checker compare its candidates: one share, or one for every group in any order."""
    candidates = state.candidates()
    groups = state.groups() if chance else np.zeros(len(candidates), np.int64)
    numbers = np.unique(groups).tolist()
    if chance:
        chance.shuffle(numbers)
    for number in numbers:
        share = pickle.loads(pickle.dumps(state.share(candidates[groups == number])))
        for batch in batches(rows, [len(rows)], set(candidates[groups == number].tolist())):
            share.review(batch)
        state.merge(share.compare())


def _merged(one: Checker, other: Checker) -> Checker:
    one.merge(other)
    return one


def batches(rows: Sequence[Row], sizes: Sequence[int], only: set[int] | None = None) -> list[Batch]:
    """The rows in batches of these sizes, numbered from 0; with `only`, just those rows."""
    made, start = [], 0
    for size in sizes:
        numbered = list(enumerate(rows))[start : start + size]
        start += size
        chosen = [(number, row) for number, row in numbered if only is None or number in only]
        if chosen:
            made.append(_batch(chosen))
    return made


def _batch(numbered: Sequence[tuple[int, Row]]) -> Batch:
    batch = Batch([], rows=[i for i, _ in numbered], lines=[i + 1 for i, _ in numbered])
    for number, row in numbered:
        if row is None:
            batch.blank += 1
            continue
        row.row = number
        if isinstance(row, Example):
            batch.examples.append(row)
        elif isinstance(row, Misfit):
            batch.misfits.append(row)
        else:
            batch.broken.append(row)
    return batch
