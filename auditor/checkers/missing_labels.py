"""Rows without a label in data that has a label field."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Self

from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.formats.names import label_field
from auditor.model import Batch, Example, Outcome, Rule, Severity, Spot
from auditor.text.labels.blanks import RARE, may_name_nothing
from auditor.text.labels.column import label_column, labels_of


class MissingLabels(RowChecker):
    """A row has no label where the others have one.

    What it does
        In a classification, points at the rows whose label field is empty, null, an empty list or only
        white space, or holds what stands for no value: `nan`, `#N/A`, `#REF!`; and, where less than 2 % of
        the labels read so, `-`, `???`, `TBD`, `n/a`, `k.A.`. The other label rules do not count these as
        labels. Where other rows have several labels an empty list may mean "none of them": it is told, and
        the row still counts.

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
        Certain where nothing is there; of a mark such as `-` it is a guess that the counts support.
    """

    rule = Rule("LBL007", "missing-label", Severity.ERROR, "rows without a label", drops=True, fix="unsafe")

    def __init__(self, config: Config) -> None:
        """Start with no row that has several labels."""
        super().__init__(config)
        self.several = False
        self.fields: Counter[str] = Counter()  # what the label is called, in the rows that have one
        self.labelled = 0  # training rows
        self.open: dict[str, list[int]] = defaultdict(list)  # marks that may be no labels, and their rows
        self.marked: Counter[str] = Counter()  # the same, in training rows

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """The rows of a classification; elsewhere a label field is an extra."""
        return batch.examples if self.config.task == "classification" else ()

    def problem(self, example: Example) -> Spot | None:
        """The label field, when it holds nothing, or, once all rows are counted, a mark that few have."""
        named, written = labels_of(example, self.config.task), _written(example)
        if written is None or (named and not self._is_open(named)):
            return None
        usual = min(self.fields, key=lambda name: (-self.fields[name], name), default="label")
        field = label_field(example.record) or usual
        mark = next((text.strip() for text in written if text.strip()), "")
        return Spot(example.row, f"the label is only `{mark}`" if mark else "the label is missing", field)

    def observe(self, batch: Batch) -> None:
        """Remember the rows without a label, those whose label may be none, and whether any has several."""
        if self.config.task != "classification":
            return
        for named, example in zip(label_column(batch, self.config.task), batch.examples, strict=True):
            self.several |= len(example.labels or ()) > 1
            if not named:
                if _written(example) is not None:
                    self.rows.append(example.row)
                continue
            trained = example.split == "train"
            self.labelled += trained
            if example.labels and (name := label_field(example.record)):
                self.fields[name] += 1
            if may_name_nothing(named[0]) and len(named) == 1:
                self.open[named[0]].append(example.row)
                self.marked[named[0]] += trained

    def merge(self, other: Self) -> None:
        """Join the rows."""
        super().merge(other)
        self.several |= other.several
        self.fields += other.fields
        self.labelled += other.labelled
        self.marked += other.marked
        for mark, rows in other.open.items():
            self.open[mark] += rows

    def rows_to_review(self) -> Sequence[int]:
        """The rows that will be shown, now that the counts tell which marks are labels."""
        self.rows.extend(row for mark in self.open if self._is_open((mark,)) for row in self.open[mark])
        return super().rows_to_review()

    def _is_open(self, labels: Sequence[str]) -> bool:
        """Whether this is a mark where a label should be; nothing is while rows are still being counted."""
        return len(labels) == 1 and labels[0] in self.open and self.marked[labels[0]] < RARE * self.labelled

    def finish(self) -> Outcome:
        """One finding; an empty list among lists drops nothing."""
        outcome = super().finish()
        for flag in outcome.flags if self.several else ():
            flag.drops = False
            flag.message += "; other rows have several, so an empty list may mean none of them"
        return outcome


def _written(example: Example) -> Sequence[str] | None:
    """What stands where the label should be; None where there is no such field."""
    if example.labels is not None or example.rejected is not None:
        return example.labels
    return (example.output,) if example.output.strip() else None
