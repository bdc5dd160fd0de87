"""Labels of very unequal size."""

from __future__ import annotations

from typing import ClassVar

from auditor.checkers.label_counts import LabelChecker, effective_number, named
from auditor.model import Flag, Rule, Severity

RATIO = 10.0  # largest to smallest label


class LabelImbalance(LabelChecker):
    """Some labels have many times more examples than others.

    What it does
        Counts the examples of every label in the train split and compares the largest label with the others.
        It fires when a label has a tenth of the largest or less (`labels.imbalance-ratio` sets another
        ratio), and names every such label. The report's metrics hold all counts, the effective number of
        labels and the accuracy of always answering the commonest one.

    Why it matters
        A model trained on 95 % "no" learns to say "no": it is right 95 % of the time and useless. Accuracy
        then hides it, because the commonest answer alone scores high.

    Example
        `billing` has 300 examples, `fraud` 20.

    How to fix
        Collect more of the small labels; where that is impossible, train on fewer rows of the large ones,
        and measure per label (macro F1), never by accuracy alone.

    When to ignore it
        When the field has the same shares and the rare label matters as little as it is rare. A catch-all
        label such as `other` is often meant to be large.

    How sure we are
        The counts are exact. Whether the imbalance hurts depends on the task: a tenth is a rule of thumb.
    """

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule("LBL001", "label-imbalance", Severity.WARNING, "labels with a tenth of the largest or less"),
    )

    def judge(self) -> list[Flag]:
        """The labels that are small beside the largest, smallest first."""
        ranked = self.tally.ranked()
        most, largest = ranked[0]
        ratio = self.config.threshold("labels.imbalance-ratio", RATIO)
        small = [(label, count) for label, count in reversed(ranked) if count * ratio <= largest]
        if not small:
            return []
        effective = effective_number(count for _, count in ranked)
        message = (
            f"{len(small):,} of {len(ranked):,} labels {'is' if len(small) == 1 else 'are'} "
            f"small beside `{most}` ({largest:,}): {named(small)}; "
            f"the {len(ranked):,} labels are worth {effective:.1f} of equal size"
        )
        if not self.tally.several:
            share = largest / self.tally.labelled
            message += f", and always answering `{most}` is right in {share:.0%}"
        return [Flag(self.rules[0], message, count=len(small))]
