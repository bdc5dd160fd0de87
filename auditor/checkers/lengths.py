"""How long inputs and outputs are: numbers for the charts, no rule."""

from __future__ import annotations

from collections import Counter
from typing import Any, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Outcome

BINS = 24


class Lengths(BaseChecker):
    """Counts the lengths, in characters, of the training split's inputs and outputs."""

    def __init__(self, config: Config) -> None:
        """Start with nothing counted."""
        super().__init__(config)
        self.counts: dict[str, Counter[int]] = {"input": Counter(), "output": Counter()}

    def observe(self, batch: Batch) -> None:
        """Count the lengths of one batch."""
        train = [example for example in batch.examples if example.split == "train"]
        self.counts["input"].update([len(example.input) for example in train])
        self.counts["output"].update([len(example.output) for example in train])

    def merge(self, other: Self) -> None:
        """Add up the counts."""
        for side, counts in other.counts.items():
            self.counts[side].update(counts)

    def finish(self) -> Outcome:
        """Quantiles and a histogram for each side."""
        metrics = {side: _described(counts) for side, counts in self.counts.items() if counts}
        return Outcome(metrics={"lengths": metrics} if metrics else {})


def _described(counts: Counter[int]) -> dict[str, Any]:
    ordered = sorted(counts.items())
    total = counts.total()
    return {
        "unit": "characters",
        "minimum": ordered[0][0],
        "median": _quantile(ordered, total, 0.5),
        "p95": _quantile(ordered, total, 0.95),
        "maximum": ordered[-1][0],
        "histogram": _histogram(ordered, total),
    }


def _quantile(ordered: list[tuple[int, int]], total: int, share: float) -> int:
    seen = 0
    for length, count in ordered:
        seen += count
        if seen >= share * total:
            return length
    return ordered[-1][0]


def _histogram(ordered: list[tuple[int, int]], total: int) -> list[list[int]]:
    """[from, to (excluded), rows] in equal steps up to the 99th percentile; the last bin takes the rest."""
    low, high = ordered[0][0], max(_quantile(ordered, total, 0.99), ordered[0][0] + 1)
    step = max(1, -(-(high - low + 1) // BINS))
    bins = [[start, start + step, 0] for start in range(low, high + 1, step)]
    for length, count in ordered:
        bins[min((length - low) // step, len(bins) - 1)][2] += count
    bins[-1][1] = max(bins[-1][1], ordered[-1][0] + 1)
    return bins
