"""Labels with too few examples to be learnt."""

from __future__ import annotations

from typing import ClassVar

from auditor.checkers.label_counts import LabelChecker
from auditor.model import Flag, Outcome, Rule, Severity

MINIMUM = 10
_TOLD = 8


class ClassMinimum(LabelChecker):
    """A label has fewer examples than a class needs.

    What it does
        Counts the examples of every label in the train split and names those below the minimum per class,
        10 by default (`labels.minimum-per-class`), with the number to add.

    Why it matters
        The total can be large enough while one class is hardly there: the model never learns to answer it,
        and with two or three examples nobody can measure whether it does.

    Example
        `lost_or_stolen_card` has 4 examples: add 6.

    How to fix
        Collect or write the missing examples, or merge the label with the one it is closest to.

    When to ignore it
        When the label is meant to disappear, or is taught by the prompt rather than by examples.

    How sure we are
        The counts are exact. Ten is the low end of what providers advise per class, not a guarantee.
    """

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "CNT004", "class-below-minimum", Severity.WARNING, "labels with fewer examples than a class needs"
        ),
    )

    def finish(self) -> Outcome:
        """The flags, and the minimum among the figures, for the charts."""
        outcome = super().finish()
        if "labels" in outcome.metrics:
            outcome.metrics["labels"]["minimum_per_class"] = self._minimum()
        return outcome

    def _minimum(self) -> int:
        return int(self.config.threshold("labels.minimum-per-class", MINIMUM))

    def judge(self) -> list[Flag]:
        """The labels below the minimum, the rarest first."""
        minimum = self._minimum()
        counts = self.tally.counts()
        few = sorted((count, label) for label, count in counts.items() if count < minimum)
        if not few:
            return []
        added = [f"{minimum - count:,} of `{label}` (has {count:,})" for count, label in few]
        total = sum(minimum - count for count, _ in few)
        message = (
            f"{len(few):,} of {len(counts):,} labels {'has' if len(few) == 1 else 'have'} "
            f"fewer than {minimum:,} examples: add {', '.join(added[:_TOLD])}"
        )
        if len(added) > _TOLD:
            message += f" and {len(added) - _TOLD:,} more ({total:,} examples in all)"
        return [Flag(self.rules[0], message, count=len(few))]
