"""Byte order marks before a file or before a row."""

from __future__ import annotations

from typing import ClassVar, Self

from msgspec.structs import replace

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot

RULE = Rule(
    "INP009",
    "byte-order-mark",
    Severity.ERROR,
    "byte order marks (EF BB BF) inside a file",
    gate=0.0,
    fix="safe",
)
AT_START = replace(
    RULE, severity=Severity.INFO, summary="files that begin with a byte order mark (EF BB BF)", gate=None
)


class ByteOrderMarks(BaseChecker):
    """A byte order mark before a row, or at the start of a file.

    What it does
        Reports the bytes EF BB BF before a row, which are left when files are joined with `cat`: an error.
        At the start of a file they are only told. Inside a text they are NOI007.
    Why it matters
        To strict readers the mark is text: the row behind it is no JSON to them, or the first column of a
        table gets another name. Some services say "line 1 is not a dictionary" and refuse the file.
    Example
        A file that Excel saved as "CSV UTF-8", and two such files joined.
    How to fix
        `auditor fix` removes the mark and leaves the row as it is.
    When to ignore it
        At the start of a file, where its reader asks for the mark.
    How sure we are
        Certain: the bytes are there or they are not.
    """

    rules: ClassVar[tuple[Rule, ...]] = (RULE,)

    def __init__(self, config: Config) -> None:
        """Start with no row."""
        super().__init__(config)
        self.rows: dict[int, str] = {}

    def observe(self, batch: Batch) -> None:
        """Remember the rows behind a mark."""
        self.rows.update(batch.marked)

    def merge(self, other: Self) -> None:
        """Join the rows."""
        self.rows.update(other.rows)

    def finish(self) -> Outcome:
        """One finding for marks before rows, one for those at the start of files."""
        return Outcome(
            [flag for rule, place in ((RULE, "row"), (AT_START, "file")) for flag in self._flags(rule, place)]
        )

    def _flags(self, rule: Rule, place: str) -> list[Flag]:
        rows = sorted(row for row, where in self.rows.items() if where == place)
        spots = [Spot(row, f"a byte order mark begins the {place}") for row in self.shown(rows)]
        return [Flag(rule, rule.summary, rows, spots)] if rows else []
