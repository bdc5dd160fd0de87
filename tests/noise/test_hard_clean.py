"""Rows that look like noise and are none: no rule of the family may flag any of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.checkers import CHECKERS
from auditor.checkers.base import Checker
from auditor.config import Config
from auditor.model import Batch, Example

ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "hard_clean.jsonl").read_text("utf-8").splitlines()
]
FAMILIES = ("NOI", "LNG", "SEC", "PII")
NOISE = [checker for checker in CHECKERS if checker.rules and checker.rules[0].code.startswith(FAMILIES)]


def test_there_are_enough_of_them() -> None:
    assert len(ROWS) >= 100
    assert len({(row["prompt"], row["completion"]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("checker", NOISE, ids=[checker.rules[0].code for checker in NOISE])
def test_no_hard_clean_row_is_flagged(checker: type[Checker]) -> None:
    flagged = [(row["task"], row["prompt"], row["completion"]) for row in ROWS if _flags(checker, row)]
    assert flagged == []


def _flags(checker: type[Checker], row: dict[str, str]) -> list:
    state = checker(Config(task=row["task"]))
    example = Example(1, row["prompt"], row["completion"])
    state.observe(Batch([example]))
    if state.rows_to_review():
        state.review(Batch([example]))
    return state.finish().flags
