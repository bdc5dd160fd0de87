"""LEK001: who has a row in common with whom, and how much that matters."""

from __future__ import annotations

from auditor.checkers.exact_leak import ExactLeak
from auditor.config import Config
from auditor.model import Example, Severity
from auditor.testing import assert_lawful, batches, observed, outcome

CONFIG = Config(task="style", splits=("test", "train", "validation"))
ROWS = [
    Example(0, text, "yes", split=split)
    for split, texts in {
        "train": ["a red horse", "a blue horse"],
        "validation": ["a green horse", "a grey horse", "A red horse!"],
        "test": ["a black horse", "a green horse", "a green horse", "a blue horse"],
    }.items()
    for text in texts
]


def test_what_validation_and_test_share_is_told_apart_from_leaks_of_training_rows() -> None:
    found = outcome([observed(ExactLeak, CONFIG, batches(ROWS, [len(ROWS)]))], ROWS)
    leaks, shared = found.flags
    assert (leaks.rows, leaks.rule.severity) == ([4, 8], Severity.ERROR)
    assert (shared.rows, shared.rule.severity, shared.rule.gate) == ([6, 7], Severity.INFO, None)
    assert {spot.related for spot in shared.spots} == {(2,)}
    assert_lawful(ExactLeak, ROWS, CONFIG)
