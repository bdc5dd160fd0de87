"""Which rows carry a label: for the checkers that point at the rows of a few labels."""

from __future__ import annotations

from typing import Self

from msgspec import Struct, field

from auditor.checkers.label_counts import MANY, LabelChecker
from auditor.config import Config
from auditor.model import Batch
from auditor.text.labels.column import label_column

KEPT = 1_000  # row ids per label: the first ones in reading order


class LabelRows(Struct):
    """The first KEPT row ids of every label, whatever order the parts come in; given up past MANY labels."""

    rows: dict[str, list[int]] = field(default_factory=dict)
    overflown: bool = False

    def add(self, label: str, rows: list[int]) -> None:
        """Take in rows of a label."""
        if self.overflown:
            return
        kept = self.rows.setdefault(label, [])
        kept.extend(rows)
        if len(kept) > 2 * KEPT:
            kept[:] = sorted(kept)[:KEPT]
        if len(self.rows) > MANY:
            self.overflown = True
            self.rows.clear()

    def merge(self, other: LabelRows) -> None:
        """Take in the rows of another part of the data."""
        self.overflown |= other.overflown
        for label, rows in other.rows.items():
            self.add(label, rows)
        if self.overflown:
            self.rows.clear()

    def of(self, label: str) -> list[int]:
        """The first rows of a label, sorted."""
        return sorted(self.rows.get(label, ()))[:KEPT]


class LabelRowsChecker(LabelChecker):
    """A checker of labels that also points at rows; `split` limits those to one split."""

    split: str | None = None

    def __init__(self, config: Config) -> None:
        """Start with no rows."""
        super().__init__(config)
        self.where = LabelRows()

    def observe(self, batch: Batch) -> None:
        """Count the labels and remember where they stand."""
        super().observe(batch)
        found: dict[str, list[int]] = {}
        for labels, example in zip(label_column(batch, self.config.task), batch.examples, strict=True):
            if labels and self.split in (None, example.split):
                for label in set(labels):
                    found.setdefault(label, []).append(example.row)
        for label, rows in found.items():
            self.where.add(label, rows)

    def merge(self, other: Self) -> None:
        """Add the counts and the rows."""
        super().merge(other)
        self.where.merge(other.where)
