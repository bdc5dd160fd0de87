"""Rows that end otherwise than the rest of their file."""

from __future__ import annotations

from array import array
from typing import ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot

NAMES = {"\r\n": "CR LF", "\n": "LF"}


class LineEnds(BaseChecker):
    """Rows with another line end than their file: CR LF among LF, or the other way round.

    What it does
        Takes for a file's line end what most of its first rows have (the first 64 kB, in a table the first
        100 rows), and reports rows that end otherwise. Line breaks inside of cells and texts do not count,
        nor does the last row without any.
    Why it matters
        Such a file was joined from two sources, or edited by hand. Tools that split it at one of the two
        keep a stray CR at the end of a row or take two rows for one, and every comparison of versions shows
        rows as changed that are not.
    Example
        A file from Linux to which somebody on Windows added ten rows.
    How to fix
        `auditor fix` gives these rows the line end of the others, and changes nothing else in them.
    When to ignore it
        When nothing but JSON parsers reads the file: to them CR is white space.
    How sure we are
        Certain: it is read off the bytes that end each row.
    """

    rule = Rule(
        "INP010",
        "mixed-line-ends",
        Severity.WARNING,
        "rows with another line end than their file",
        fix="safe",
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with no row."""
        super().__init__(config)
        self.rows = {end: array("q") for end in NAMES}

    def observe(self, batch: Batch) -> None:
        """Remember the rows by their line end."""
        for row, end in batch.odd_ends.items():
            self.rows[end].append(row)

    def merge(self, other: Self) -> None:
        """Join the rows."""
        for end, rows in other.rows.items():
            self.rows[end].extend(rows)

    def finish(self) -> Outcome:
        """One finding with all rows."""
        ends = {row: NAMES[end] for end, rows in self.rows.items() for row in rows}
        if not ends:
            return Outcome()
        spots = [
            Spot(row, f"ends with {ends[row]}, most of the first rows do not") for row in self.shown(ends)
        ]
        return Outcome([Flag(self.rule, self.rule.summary, sorted(ends), spots)])
