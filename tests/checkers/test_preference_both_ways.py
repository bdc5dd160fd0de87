"""FMT018: which rows stand against which, however the rows are divided."""

from __future__ import annotations

import random

import pytest

from auditor.checkers.preference_both_ways import PreferenceBothWays
from auditor.config import Config
from auditor.model import Example
from auditor.testing import assert_lawful, batches, observed, outcome

CONFIG = Config(task="generation")


def pair(prompt, better, worse, split="train") -> Example:
    example = Example(0, prompt, better, record={"prompt": prompt, "chosen": better, "rejected": worse})
    example.rejected, example.split = worse, split
    return example


@pytest.mark.parametrize("seed", range(10))
def test_any_split_of_the_rows_gives_the_same(seed) -> None:
    chance = random.Random(seed)
    rows = [pair(chance.choice("pq"), chance.choice("abc"), chance.choice("abc ")) for _ in range(40)]
    assert_lawful(PreferenceBothWays, rows, CONFIG, seed)


def test_every_row_is_shown_with_one_that_prefers_the_other_answer() -> None:
    rows = [
        pair("p", "a", "b"), pair("p", "a", "c"), pair("p", "B.", "A"), pair("p", "a", "b"),
        pair("q", "b", "a"), pair("p", "a", "a."), pair("p", "c", "a", "against"),
    ]  # fmt: skip
    found = outcome([observed(PreferenceBothWays, CONFIG, batches(rows, [len(rows)]))], rows)
    (flag,) = found.flags
    assert flag.message == "1 pair of answers is preferred both ways round, in 3 rows"
    first = min(flag.rows)
    assert [(spot.row - first, [row - first for row in spot.related]) for spot in flag.spots] == [
        (0, [2]),
        (2, [0]),
        (3, [2]),
    ]
