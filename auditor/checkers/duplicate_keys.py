"""Objects that name a key twice."""

from __future__ import annotations

from auditor.checkers.broken import BrokenChecker
from auditor.model import Rule, Severity


class DuplicateKeys(BrokenChecker):
    """A record in which an object, at any depth, holds the same key more than once.

    What it does
        Compares what a record's text says with what a parser keeps of it, and names the key that is lost.
    Why it matters
        Most parsers keep the last value and some the first: what the model learns depends on who reads it.
    Example
        {"prompt": "Where is my card?", "completion": "On its way.", "completion": "Lost."}
    How to fix
        Decide which value is right and delete the other.
    When to ignore it
        When both values are equal; even then the row is better cleaned.
    How sure we are
        Certain: the names are compared after their escapes are read.
    """

    rule = Rule(
        "INP004",
        "duplicate-key",
        Severity.ERROR,
        "records that hold a key twice",
        gate=0.0,
        drops=True,
        fix="safe",
    )
