"""Outputs of quite another length than all others."""

from __future__ import annotations

import math
from collections import Counter
from typing import ClassVar, Self

import numpy as np

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import row_ids
from auditor.text.distribution import Tally, median
from auditor.text.first_look import lengths, says_something
from auditor.text.limits import limit
from auditor.text.ragged import Ints

_KEPT = 1000  # the longest and shortest outputs remembered; more than so many would be no outliers
_FEWEST = 50  # outputs; with fewer there is no saying what is usual
_LOST = 8  # times as long as its output an input must be for the output to seem lost
_NARROWEST = 0.1  # of the logarithm: ten per cent, for data whose outputs are all of one length


class LengthOutliers(BaseChecker):
    """An output far longer or shorter than the data set's others.

    What it does
        Compares the length of each output, in characters, with the median of all, on a logarithmic scale: an
        outlier is at least eight times as long or as short, and eight median deviations away. A short answer
        to a short question is none: it must be eight times shorter than its own input too, and that input no
        shorter than half of the usual. It does not run in classification and extraction, nor with fewer than
        fifty outputs.
    Why it matters
        The odd ones are often a whole document pasted in, or an answer that got lost; very long ones also
        take up the batch's memory.
    Example
        An answer of 60,000 characters among answers of 300.
    How to fix
        Read them. Delete what is no answer; split what is several.
    When to ignore it
        When the lengths are meant to differ that much.
    How sure we are
        Medium: the length is certain, that it is a mistake is not. See docs/accuracy/noise.md.
    """

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "NOI011",
            "length-outlier",
            Severity.INFO,
            "outputs of quite another length than all others",
            Confidence.MEDIUM,
        ),
    )

    def __init__(self, config: Config) -> None:
        """Start with no output measured."""
        super().__init__(config)
        self.runs = config.task not in ("classification", "extraction")
        self.lengths = Tally()
        self.longest: Ints = np.zeros((2, 0), np.int64)  # lengths, row ids
        self.least = 0  # characters; a shorter output is not among the longest
        self.inputs = Tally()
        self.shortest: Ints = np.zeros((3, 0), np.int64)  # lengths, row ids, lengths of the inputs

    def observe(self, batch: Batch) -> None:
        """Count the lengths; remember the extremes."""
        if not self.runs:
            return
        rows, given, said = row_ids(batch), lengths(batch, "input"), lengths(batch, "output")
        something = says_something(batch)
        self.lengths.add(said[something])
        self.inputs.add(given[something])
        long, short = something & (said >= self.least), something & (said * _LOST <= given)
        self._remember(np.stack((said, rows))[:, long], np.stack((said, rows, given))[:, short])

    def merge(self, other: Self) -> None:
        """Add the counts; keep the extremes of both."""
        self.lengths.merge(other.lengths)
        self.inputs.merge(other.inputs)
        self._remember(other.longest, other.shortest)

    def finish(self) -> Outcome:
        """The outliers, if there are enough outputs to say so."""
        counts = self.lengths.counts()
        if counts.total() < _FEWEST:
            return Outcome()
        self._forget()
        middle, least, most = self._limits(counts)
        long_input = median(self.inputs.counts()) / 2
        found = {row: n for n, row in self.longest.T.tolist() if n > most}
        found |= {row: n for n, row, given in self.shortest.T.tolist() if n < least and given >= long_input}
        if not found:
            return Outcome()
        message = f"{self.rules[0].summary} (the median is {middle:,} characters)"
        spots = [Spot(row, f"{found[row]:,} characters", "output") for row in self.shown(found)]
        return Outcome([Flag(self.rules[0], message, sorted(found), spots)])

    def _remember(self, long: Ints, short: Ints) -> None:
        self.longest = np.concatenate((self.longest, long), axis=1)
        self.shortest = np.concatenate((self.shortest, short), axis=1)
        if self.longest.shape[1] + self.shortest.shape[1] > 4 * _KEPT:
            self._forget()

    def _forget(self) -> None:
        """Keep the extremes only; done now and then, for sorting costs more than remembering."""
        self.longest = _ordered(self.longest)[:, -_KEPT:]
        self.least = int(self.longest[0, 0]) if self.longest.shape[1] == _KEPT else 0
        self.shortest = _ordered(self.shortest)[:, :_KEPT]

    def _limits(self, counts: Counter[int]) -> tuple[int, float, float]:
        """The median, and the lengths below and above which an output is an outlier."""
        middle = median(counts)
        distances: Counter[float] = Counter()
        for length, count in counts.items():
            distances[abs(math.log(length / middle))] += count
        spread = max(median(distances), _NARROWEST) * limit(self.config, "length.spread")
        factor = max(limit(self.config, "length.factor"), math.exp(min(spread, 20)))
        return middle, middle / factor, middle * factor


def _ordered(columns: Ints) -> Ints:
    """The columns, sorted by the first of their values, then by the second, and so on."""
    return columns[:, np.lexsort(columns[::-1])]
