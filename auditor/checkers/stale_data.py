"""RDY008: most dated rows are old."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity
from auditor.text.dates import may_be_dated, newest, today

_FEWEST = 20  # dated rows below which nothing is said


class StaleData(BaseChecker):
    """Most rows that carry a date are old.

    What it does
        Reads the dates of the records (fields such as `date`, `created_at`, `updated`, `timestamp`, also
        under `metadata`; ISO 8601 or a Unix time stamp) and fires when half of the dated rows, at least 20,
        are older than two years. The limit is the threshold `stale-data.years`.

    Why it matters
        A model learns the answers as they were. Prices, products, policies and the way people ask move on,
        and a tuned model has to be trained again to follow.

    Example
        Of 3,000 support answers with `created_at`, half were written before June 2021.

    How to fix
        Add recent rows, leave out those whose answer is no longer right, and plan the next training now:
        `auditor diff OLD NEW` shows how far the data has moved.

    When to ignore it
        When what the rows teach does not age: a tone of voice, a grammar, a file format.

    How sure we are
        The dates are read exactly. Whether an old row is a wrong one nobody can tell from its date.
    """

    rule = Rule("RDY008", "stale-data", Severity.WARNING, "half of the dated rows are old")
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with no dated row."""
        super().__init__(config)
        self.months: Counter[int] = Counter()

    def observe(self, batch: Batch) -> None:
        """Count the rows by the month of their newest date."""
        if not may_be_dated(example.record for example in batch.examples):
            return
        for example in batch.examples:
            if example.split == "train" and (month := newest(example.record)) is not None:
                self.months[month] += 1

    def merge(self, other: Self) -> None:
        """Add the counts."""
        self.months.update(other.months)

    def finish(self) -> Outcome:
        """The finding, and the dates among the metrics."""
        if not self.months:
            return Outcome()
        dated, middle, last = self.months.total(), self._median(), max(self.months)
        metrics: dict[str, Any] = {
            "dated": dated,
            "oldest": _spelled(min(self.months)),
            "median": _spelled(middle),
            "newest": _spelled(last),
        }
        day = today()
        limit = day.year * 12 + day.month - 1 - round(12 * self.config.threshold("stale-data.years", 2))
        old = sum(rows for month, rows in self.months.items() if month < limit)
        flags = []
        if dated >= _FEWEST and middle < limit:
            text = f"half of the {dated:,} dated rows are from {_spelled(middle)} or before"
            flags.append(Flag(self.rule, f"{text}, the newest from {_spelled(last)}", count=old))
        return Outcome(flags, {"freshness": metrics})

    def _median(self) -> int:
        """The month by which half of the dated rows were written."""
        left = (self.months.total() + 1) // 2
        for month in sorted(self.months):
            left -= self.months[month]
            if left <= 0:
                break
        return month


def _spelled(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
