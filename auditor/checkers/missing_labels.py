"""Rows without a label in data that has a label field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Self

from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.formats.names import label_field
from auditor.model import Batch, Example, Outcome, Rule, Severity, Spot
from auditor.text.labels.column import labels_of


class MissingLabels(RowChecker):
    """A row has no label where the others have one.

    What it does
        In a classification, points at the rows whose label field is empty, null, an empty list or only
        white space. Where other rows have several labels an empty list may mean "none of them": it is told,
        and the row still counts.

    Why it matters
        In a classification the label is the lesson: a row without one teaches nothing, or teaches the model
        to answer with nothing.

    Example
        `"my card was declined",` with nothing after the comma.

    How to fix
        Add the label, or leave the row out: it does not count as usable.

    When to ignore it
        When "no label" is meant: write it as a label of its own, such as `none`.

    How sure we are
        Certain: it is counted, not guessed.
    """

    rule = Rule("LBL007", "missing-label", Severity.ERROR, "rows without a label", drops=True, fix="unsafe")

    def __init__(self, config: Config) -> None:
        """Start with no row that has several labels."""
        super().__init__(config)
        self.several = False
        self.fields: Counter[str] = Counter()  # what the label is called, in the rows that have one

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """The rows of a classification; elsewhere a label field is an extra."""
        return batch.examples if self.config.task == "classification" else ()

    def problem(self, example: Example) -> Spot | None:
        """The label field, when it holds nothing."""
        if example.labels is None or labels_of(example, self.config.task):
            return None
        usual = min(self.fields, key=lambda name: (-self.fields[name], name), default="label")
        field = label_field(example.record) or usual
        return Spot(example.row, "the label is missing", field, "(empty)")

    def observe(self, batch: Batch) -> None:
        """Remember the rows without a label, and whether any has several."""
        super().observe(batch)
        self.several |= any(len(example.labels or ()) > 1 for example in batch.examples)
        if self.config.task == "classification":
            self.fields.update(
                name for example in batch.examples if example.labels and (name := label_field(example.record))
            )

    def merge(self, other: Self) -> None:
        """Join the rows."""
        super().merge(other)
        self.several |= other.several
        self.fields += other.fields

    def finish(self) -> Outcome:
        """One finding; an empty list among lists drops nothing."""
        outcome = super().finish()
        for flag in outcome.flags if self.several else ():
            flag.drops = False
            flag.message += "; other rows have several, so an empty list may mean none of them"
        return outcome
