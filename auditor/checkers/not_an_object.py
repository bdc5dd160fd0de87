"""Records that are JSON, but no objects."""

from __future__ import annotations

from auditor.checkers.broken import BrokenChecker
from auditor.model import Rule, Severity


class NotAnObject(BrokenChecker):
    """A record that is valid JSON, but an array, a text, a number, a boolean or null.

    What it does
        Reports every record that is not {"field": value, …}.
    Why it matters
        A training example needs named fields. Most trainers stop with an unreadable error at such a line.
    Example
        ["How do I pay?", "By card."]
    How to fix
        Write {"prompt": "How do I pay?", "completion": "By card."} instead.
    When to ignore it
        Never: it holds no field to learn from.
    How sure we are
        Certain: it is valid JSON of another kind.
    """

    rule = Rule(
        "INP003",
        "not-an-object",
        Severity.ERROR,
        "records that are no JSON objects",
        gate=0.0,
        drops=True,
        fix="safe",
    )
