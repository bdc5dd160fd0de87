"""Table rows that do not fit their header."""

from __future__ import annotations

from auditor.checkers.broken import BrokenChecker
from auditor.model import Rule, Severity


class CsvRowWidth(BrokenChecker):
    """A row with more or fewer cells than the header, or whose quotes are not closed.

    What it does
        Reads quotes strictly as RFC 4180 has them: a cell may hold the delimiter, a line end or a doubled
        quote only inside quotes. A row with another number of cells than the header, a quote that is never
        closed and text behind a closing quote are reported with the physical line; reading goes on at the
        next line.
    Why it matters
        In such a row text stands under the wrong name, or was cut; one open quote can swallow many rows.
    Example
        Please call back, urgent,complaint   (three cells under the header text,label)
    How to fix
        Put quotes around a cell that holds the delimiter, and double the quotes inside it; best of all, write
        the file with a CSV library.
    When to ignore it
        Never: the row cannot be read as it was meant.
    How sure we are
        Certain that the row does not fit. If most rows are reported, the delimiter was guessed wrong: give
        --delimiter.
    """

    rule = Rule(
        "INP005",
        "csv-row-width",
        Severity.ERROR,
        "rows that do not fit the header",
        gate=0.0,
        drops=True,
        fix="safe",
    )
