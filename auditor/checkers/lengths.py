"""How long inputs and outputs are: numbers for the charts, no rule."""

from __future__ import annotations

from typing import Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Outcome
from auditor.text.columns import split_is
from auditor.text.distribution import Tally, described
from auditor.text.first_look import lengths


class Lengths(BaseChecker):
    """Counts the lengths, in characters, of the training split's inputs and outputs."""

    def __init__(self, config: Config) -> None:
        """Start with nothing counted."""
        super().__init__(config)
        self.counts = {"input": Tally(), "output": Tally()}

    def observe(self, batch: Batch) -> None:
        """Count the lengths of one batch."""
        train = split_is(batch, "train")
        self.counts["input"].add(lengths(batch, "input")[train])
        self.counts["output"].add(lengths(batch, "output")[train])

    def merge(self, other: Self) -> None:
        """Add up the counts."""
        for side, counts in other.counts.items():
            self.counts[side].merge(counts)

    def finish(self) -> Outcome:
        """Quantiles and a histogram for each side."""
        told = {side: tally.counts() for side, tally in self.counts.items()}
        metrics = {side: described(counts, "characters") for side, counts in told.items() if counts}
        return Outcome(metrics={"lengths": metrics} if metrics else {})
