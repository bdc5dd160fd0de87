"""Labels that hardly occur among labels that occur often."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import ClassVar

from auditor.checkers.label_counts import named
from auditor.checkers.label_rows import LabelRowsChecker
from auditor.model import Flag, Rule, Severity, Spot

A_FEW = 4  # examples: too few to have one in each of five folds
SHARE = 0.02  # of the median label, below which a label is rare however large the set
COMMON = 5  # examples of the median label, below which every label is rare


class RareLabels(LabelRowsChecker):
    """A label hardly occurs while the others occur often.

    What it does
        Points at the rows of every label that has at most four examples and at most half of what the median
        label has, or at most 2 % of it, in a train split whose median label has five or more.

    Why it matters
        Such a label is more often an accident than a class: a slip of the pen, a left-over of an older
        scheme, a row of another project. As a class it can be neither learnt nor measured.

    Example
        77 labels with a hundred rows each, and one row labelled `card_arival`.

    How to fix
        Correct the label, delete the row, or collect more examples of it.

    When to ignore it
        When the label is new and its examples are on the way.

    How sure we are
        The count is exact; that the label is a mistake is a guess, which is why the rows still count.
    """

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule("LBL002", "rare-label", Severity.WARNING, "labels that hardly occur"),
    )
    split = "train"

    def judge(self) -> list[Flag]:
        """The rows of the rare labels, where the others are common."""
        counts, spellings = self.tally.counts(), self.tally.spellings()
        middle = median(counts.values())
        limit = max(min(A_FEW, middle / 2), SHARE * middle)
        rare = sorted((count, label) for label, count in counts.items() if count <= limit)
        if not rare or middle < COMMON:
            return []
        names = {label for _, label in rare}
        owners: dict[int, str] = {}
        for spelling in self.tally.train:
            if (label := spellings.get(spelling, spelling)) in names:
                owners.update(dict.fromkeys(self.where.of(spelling), label))
        spots = [Spot(row, _says(owners[row], counts), "label") for row in self.shown(owners)]
        message = (
            f"{len(rare):,} of {len(counts):,} labels {'occurs' if len(rare) == 1 else 'occur'} hardly ever, "
            f"while the median label has {middle:,.0f} examples: {named((x, n) for n, x in rare)}"
        )
        return [Flag(self.rules[0], message, sorted(owners), spots, sum(count for count, _ in rare))]


def _says(label: str, counts: Counter[str]) -> str:
    """How often the label occurs."""
    count = counts[label]
    return f"`{label}` occurs only here" if count == 1 else f"`{label}` occurs in {count:,} rows only"
