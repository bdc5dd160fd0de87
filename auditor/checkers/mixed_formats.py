"""Records of another format than the rest of their file."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.formats import other_format
from auditor.model import Batch, Flag, Misfit, Outcome, Rule, Severity, Spot


class MixedFormats(BaseChecker):
    """Records that have a known format, but not the one of their file.

    What it does
        A file's format is the one that most of its records have. A record that cannot be read as that, and is
        recognised as another known format, is reported; the finding counts them by format.
    Why it matters
        Training services accept one format a file. Others read the missing fields as empty.
    Example
        {"prompt": "Hi", "completion": "Hello"}   (in a file of {"messages": […]} records)
    How to fix
        Convert the records to the format of the file, or move them to a file of their own.
    When to ignore it
        When your own training code reads both.
    How sure we are
        High: the record's own keys say which format it has.
    """

    rule = Rule(
        "INP008",
        "mixed-formats",
        Severity.ERROR,
        "records of another format than their file",
        gate=0.0,
        drops=True,
        fix="safe",
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with no row flagged."""
        super().__init__(config)
        self.rows = array("q")
        self.kinds: Counter[tuple[str, str]] = Counter()  # (format of the file, of the record) → rows
        self.wanted: set[int] = set()
        self.spots: list[Spot] = []

    def observe(self, batch: Batch) -> None:
        """Remember the ids of the rows, and count them by format."""
        for misfit in batch.misfits:
            if found := _found(misfit):
                self.rows.append(misfit.row)
                self.kinds[misfit.format, found] += 1

    def merge(self, other: Self) -> None:
        """Join the two sets of rows."""
        self.rows.extend(other.rows)
        self.kinds += other.kinds

    def rows_to_review(self) -> Sequence[int]:
        """The rows that will be shown."""
        chosen = self.shown(self.rows)
        self.wanted = set(chosen)
        return chosen

    def review(self, batch: Batch) -> None:
        """Find the words for the rows that will be shown."""
        for misfit in batch.misfits:
            if misfit.row in self.wanted and (found := _found(misfit)):
                self.spots.append(Spot(misfit.row, f"this is {found}, the file is {misfit.format}"))

    def finish(self) -> Outcome:
        """One finding, which counts the rows by format; or nothing."""
        if not self.rows:
            return Outcome()
        counts = [
            f"{number:,} {found} in a file of {form}" for (form, found), number in sorted(self.kinds.items())
        ]
        message = f"{self.rule.summary}: {', '.join(counts)}"
        spots = sorted(self.spots, key=lambda spot: spot.row)
        return Outcome([Flag(self.rule, message, sorted(self.rows), spots)])


def _found(misfit: Misfit) -> str | None:
    return other_format(misfit.record, misfit.format)
