"""DUP003: many rows from one template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

import numpy as np
from msgspec.structs import replace

from auditor.checkers.base import BaseChecker, number_of
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import input_digests, row_ids, split_is
from auditor.text.joined import texts_of
from auditor.text.near.slots import template_digests, template_of
from auditor.text.ragged import among, distinct
from auditor.text.sensitive.masking import blank
from auditor.text.table import Table

TEMPLATE_FAMILY = Rule(
    "DUP003", "template-family", Severity.WARNING, "Many inputs are one template with other numbers or names."
)

FAMILY = 20  # different inputs; fewer are a coincidence
SHARE = 0.01  # of the rows, at least, that one family makes
LARGE = 0.1  # of the rows in families; below, it is information
SHOWN = 50  # families


class TemplateFamilies(BaseChecker):
    """Many inputs are one template with other numbers or names.

    What it does
        Replaces numbers, and words with a capital letter inside a sentence, by slots, in inputs of up to 400
        characters, and counts the inputs that become the same. A family has at least 20 different inputs and
        1 % of the rows. Shown are the template and the part of the data it makes; no row is dropped.

    Why it matters
        A thousand rows from one template teach little more than ten: the model learns the template and fails
        on the next wording. The number of examples promises more than it holds.

    Example
        "Where is my order {number}?" makes 412 of 1,500 rows.

    How to fix
        Keep some tens of rows of a family, and write the rest in other words; vary length and situation.

    When to ignore it
        When in use, too, the inputs are filled in by a program (a form, a log line).

    How sure we are
        That the rows are equal but for the slots is certain. Names in small letters, and templates whose
        slots hold other things than numbers and names, are overlooked.
    """

    rules: ClassVar[tuple[Rule, ...]] = (TEMPLATE_FAMILY,)

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        self.seen = Table([("row", "<i8"), ("template", "<u8"), ("input", "<u8")], config.scratch)
        self.total = 0
        self.families: dict[int, np.ndarray] = {}
        self.templates: dict[int, str] = {}

    def observe(self, batch: Batch) -> None:
        """Remember a digest of every template."""
        train = split_is(batch, "train")
        self.total += int(train.sum())
        templates = template_digests(texts_of(batch, "input"))
        keep = train & (templates != 0)
        self.seen.append(row=row_ids(batch)[keep], template=templates[keep], input=input_digests(batch)[keep])

    def merge(self, other: Self) -> None:
        """Join the rows seen."""
        self.seen.merge(other.seen)
        self.total += other.total

    def rows_to_review(self) -> Sequence[int]:
        """The first row of every family, for its template."""
        templates, needed = self.seen.column("template"), max(FAMILY, SHARE * self.total)
        ordered = np.sort(templates)
        borders = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1], [True])))
        large = ordered[borders[:-1][np.diff(borders) >= needed]]
        chosen = among(templates, large)
        rows, inputs = (self.seen.column(name)[chosen] for name in ("row", "input"))
        for template in large.tolist():
            members = templates[chosen] == template
            if len(distinct(inputs[members])) >= needed:
                family = np.sort(rows[members])
                self.families[int(family[0])] = family
        return sorted(self.families)

    def review(self, batch: Batch) -> None:
        """Write the templates down."""
        for example in batch.examples:
            if example.row in self.families:
                self.templates[example.row] = template_of(blank(example.input))

    def finish(self) -> Outcome:
        """Report the families, the largest first in the message, a place for each."""
        if not self.families:
            return Outcome()
        rows = sorted({int(row) for family in self.families.values() for row in family})
        share = len(rows) / self.total
        largest = max(self.families, key=lambda row: (len(self.families[row]), -row))
        message = (
            f"{len(rows):,} rows ({share:.0%}) come from "
            f"{number_of(len(self.families), 'template', 'templates')}; the largest, "
            f"{len(self.families[largest]):,} rows: “{self.templates.get(largest, '')}”"
        )
        rule = TEMPLATE_FAMILY if share >= LARGE else replace(TEMPLATE_FAMILY, severity=Severity.INFO)
        return Outcome(
            [Flag(rule, message, rows, [self._spot(row) for row in sorted(self.families)[:SHOWN]])]
        )

    def _spot(self, row: int) -> Spot:
        size = len(self.families[row])
        message = f"{size:,} rows, {size / self.total:.1%}"
        related = tuple(int(other) for other in self.families[row][1:3])
        return Spot(row, message, "input", self.templates.get(row, ""), related)
