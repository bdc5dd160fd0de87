"""DUP001: the same example twice."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from auditor.checkers.base import BaseChecker, number_of
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import example_digests, is_empty, row_ids, split_digests, split_is
from auditor.text.ragged import distinct
from auditor.text.table import Table

EXACT_DUPLICATE = Rule(
    "DUP001",
    "exact-duplicate",
    Severity.WARNING,
    "The same example occurs more than once.",
    drops=True,
    fix="safe",
)


class ExactDuplicates(BaseChecker):
    """The same example occurs more than once.

    What it does
        Finds rows whose input and output (and system prompt) are equal to those of an earlier row of the same
        split, after Unicode NFKC, case, white space and the punctuation at both ends are made the same. The
        first row is kept; every other one is reported with it and does not count as usable.

    Why it matters
        A copy adds no information. It inflates the number of examples, weighs its content double, and makes
        the model more likely to recite it word for word.

    Example
        Row 12 is "Where is my card?" → card_arrival and row 480 is "where is my card" → card_arrival: row 480
        is a copy of row 12.

    How to fix
        Remove the copies: `auditor fix` keeps the first row of every group.

    When to ignore it
        When you repeat rows on purpose to give them more weight; set the weight in the training job instead.

    How sure we are
        Certain, up to what counts as the same text: equality of 64-bit digests, where a chance hit among ten
        million rows has a probability of 3 in a million.
    """

    rules: ClassVar[tuple[Rule, ...]] = (EXACT_DUPLICATE,)

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        self.seen = Table([("row", "<i8"), ("example", "<u8")], config.scratch)

    def observe(self, batch: Batch) -> None:
        """Remember a digest of every row."""
        keep = ~split_is(batch, "against") & ~is_empty(batch)
        digests = example_digests(batch) ^ split_digests(batch)
        self.seen.append(row=row_ids(batch)[keep], example=digests[keep])

    def merge(self, other: Self) -> None:
        """Join the rows seen."""
        self.seen.merge(other.seen)

    def finish(self) -> Outcome:
        """Report every row whose digest an earlier row has, with the first such row."""
        rows, examples = self.seen.column("row"), self.seen.column("example")
        order = np.lexsort((rows, examples))
        rows, examples = rows[order], examples[order]
        new = np.ones(len(rows), bool)
        new[1:] = examples[1:] != examples[:-1]
        if new.all():
            return Outcome()
        group = np.cumsum(new) - 1
        kept = dict(zip(rows[~new].tolist(), rows[new][group[~new]].tolist(), strict=True))
        spots = [Spot(row, "copy of an earlier row", related=(kept[row],)) for row in self.shown(kept)]
        originals = len(distinct(group[~new]))
        message = (
            f"{number_of(len(kept), 'row is a copy', 'rows are copies')} of "
            f"{number_of(originals, 'other', 'others')}."
        )
        return Outcome([Flag(EXACT_DUPLICATE, message, sorted(kept), spots)])
