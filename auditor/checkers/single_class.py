"""A classification set in which every row has the same label."""

from __future__ import annotations

from typing import ClassVar

from auditor.checkers.label_counts import LabelChecker
from auditor.model import Flag, Rule, Severity


class SingleClass(LabelChecker):
    """Every row has the same label.

    What it does
        Counts the different labels of the train split and fires when there is only one.

    Why it matters
        There is nothing to tell apart: the model learns to give this one answer to everything, and so does
        a program of one line.

    Example
        150 rows, all labelled `card_arrival`.

    How to fix
        Add the other labels, at least ten examples each. When the data was filtered or sorted before it was
        cut, take the sample again at random.

    When to ignore it
        Never for a classification. When the task is another one, say so with `--task`.

    How sure we are
        Certain: it is counted, not guessed.
    """

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule("LBL006", "single-class", Severity.ERROR, "every row has the same label", gate=0.0),
    )

    def judge(self) -> list[Flag]:
        """One flag without places: the whole file is the problem."""
        counts = self.tally.counts()
        if len(counts) != 1 or self.config.task != "classification":
            return []
        (label,) = counts
        message = f"all {self.tally.labelled:,} labelled rows are `{label}`: there is nothing to tell apart"
        return [Flag(self.rules[0], message, count=1)]
