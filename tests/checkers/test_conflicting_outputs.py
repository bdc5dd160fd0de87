"""LBL003: how many outputs an input has is said for each of its rows; exact and near ones are told apart."""

from __future__ import annotations

from auditor.checkers.conflicting_outputs import ConflictingOutputs
from auditor.config import Config
from auditor.model import Example, Severity
from auditor.testing import batches, observed, outcome


def test_the_spread_of_answers_is_shown() -> None:
    pairs = [("Tell me a joke", "one"), ("tell me a joke!", "two"), ("Tell me a joke", "three")]
    pairs += [("Sing a song", "la"), ("Sing a song", "la la"), ("Be quiet", "yes"), ("Be quiet", "yes")]
    rows = [Example(0, *pair) for pair in pairs]
    (flag,) = outcome(
        [observed(ConflictingOutputs, Config(task="generation"), batches(rows, [7]))], rows
    ).flags
    assert (flag.rule.severity, flag.rows) == (Severity.INFO, [0, 1, 2, 3, 4])
    assert flag.message == "2 inputs occur with 2 to 3 different outputs each, in 5 rows."
    assert [spot.message.split()[2] for spot in flag.spots] == ["3", "3", "3", "2", "2"]


def test_inputs_that_differ_in_spelling_are_counted_apart() -> None:
    pairs = [("Has my top up gone through?", "a"), ("Has my top-up gone through", "b"), ("How are you?", "a")]
    pairs += [
        ("Where can I recieve my new card?", "a"),
        ("Where can I receive my new card?", "b"),
        ("How are you", "b"),
    ]
    rows = [Example(0, *pair) for pair in pairs]
    (flag,) = outcome(
        [observed(ConflictingOutputs, Config(task="classification"), batches(rows, [6]))], rows
    ).flags
    assert flag.message == (
        "1 input occurs with 2 different outputs, in 2 rows; "
        "4 rows have nearly the same input as another row, and another output."
    )
