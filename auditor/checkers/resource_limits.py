"""Records that are too large to be read safely."""

from __future__ import annotations

from auditor.checkers.broken import BrokenChecker
from auditor.model import Rule, Severity


class ResourceLimits(BrokenChecker):
    """A record that is longer, deeper or wider than any training example.

    What it does
        Skips, without loading it, a record of more than 32 MiB; refuses one that is nested more than 256
        levels deep, has more than 10,000 keys, or a number of more than 4,300 digits.
    Why it matters
        Such a record is broken or hostile: it makes trainers crash or run out of memory.
    Example
        A whole export on one line, because line ends were lost.
    How to fix
        Look at the line; split it into examples or delete it.
    When to ignore it
        Never: split it instead.
    How sure we are
        Certain that the limit was passed. The record itself was not judged.
    """

    rule = Rule(
        "INP006",
        "over-resource-limit",
        Severity.ERROR,
        "records over a resource limit",
        gate=0.0,
        drops=True,
        fix="safe",
    )
