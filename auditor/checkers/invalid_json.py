"""Records that are not JSON."""

from __future__ import annotations

from auditor.checkers.broken import BrokenChecker
from auditor.model import Rule, Severity


class InvalidJson(BrokenChecker):
    """A record that no JSON parser accepts.

    What it does
        Parses every record. One that is refused is read a second time by another parser, and only what both
        refuse is called invalid; the message says what is wrong and in which column. NaN and Infinity, which
        some parsers let through, are not JSON either.
    Why it matters
        Training services refuse the whole file for one such line, or leave the line out without a word.
    Example
        {"prompt": "Hi", "completion": "Hello",}
    How to fix
        Write the file with a JSON library, one object a line, not by joining strings. A line that ends in the
        middle comes from a write that was cut off: make the file again.
    When to ignore it
        Never: some reader will refuse it.
    How sure we are
        Certain: it is what the grammar of RFC 8259 says.
    """

    rule = Rule(
        "INP001",
        "invalid-json",
        Severity.ERROR,
        "records that are not JSON",
        gate=0.0,
        drops=True,
        fix="safe",
    )
