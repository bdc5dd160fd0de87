"""DUP004: one output for many inputs, where the task is more than choosing among a few."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar, Self

import numpy as np
from msgspec.structs import replace

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import input_digests, output_digests, row_ids, split_is
from auditor.text.first_look import says_something
from auditor.text.sample import Sample

REPEATED_OUTPUT = Rule(
    "DUP004", "repeated-output", Severity.WARNING, "One output stands beside many different inputs."
)

SHARE = 0.2  # of the different examples; closing words of dialogues ("Have a great day.") reach a tenth
MOST = 0.5  # of them, from which there is little else to learn
FEWEST = 20  # different inputs with the same output; fewer are a coincidence
_CLOSED = ("classification", "extraction")  # whose outputs repeat by nature


class RepeatedOutput(BaseChecker):
    """One output stands beside many different inputs.

    What it does
        Counts (in up to 4,096 rows drawn evenly) the different inputs of every output, and fires when a fifth
        of the examples, and at least twenty, have the same output. From half of the examples on it means
        NO-GO. Case, white space and punctuation at the edges make no difference; copies of whole examples are
        counted once. Not asked of a classification or an extraction, whose outputs repeat by nature.

    Why it matters
        The commonest answer is the cheapest to learn: the model gives it to everything that looks a little
        like these inputs. Thousands of rows with one answer teach that answer, not how to answer.

    Example
        412 of 700 questions are answered "Thank you for your message, we will get back to you."

    How to fix
        Keep some tens of the rows with this output, and write real answers for the others. Where the data
        choose among a few fixed answers, it is a classification: `--task classification`.

    When to ignore it
        When most inputs in use deserve exactly this answer, and a model is needed to find the others.

    How sure we are
        That the outputs are equal is certain; a share of a large data set is known to ±1.5 points. In five
        public data sets for these tasks the commonest output makes 0 to 10 % of the rows.
    """

    rules: ClassVar[tuple[Rule, ...]] = (REPEATED_OUTPUT,)

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        self.sample: Sample[tuple[int, int]] = Sample(rows=config.rows)  # digests of input and output

    def observe(self, batch: Batch) -> None:
        """Note input and output of the rows of the sample."""
        if self.config.task in _CLOSED:
            return
        counted = np.flatnonzero(split_is(batch, "train") & says_something(batch))
        rows, inputs, outputs = (c(batch)[counted].tolist() for c in (row_ids, input_digests, output_digests))
        for position, key in self.sample.wanted(rows):
            self.sample.add(key, rows[position], (inputs[position], outputs[position]))

    def merge(self, other: Self) -> None:
        """Join the two samples."""
        self.sample.merge(other.sample)

    def finish(self) -> Outcome:
        """One finding for the commonest output, and its share among the metrics."""
        seen = self.sample.items()
        if not seen:
            return Outcome()
        different = {pair for _, pair in seen}
        common = Counter(answer for _, answer in different)
        count = max(common.values())
        output = min(answer for answer in common if common[answer] == count)  # whatever the order of the rows
        share = count / len(different)
        metrics: dict[str, Any] = {"repeated_output": {"rows": len(seen), "share": round(share, 4)}}
        if count < FEWEST or share < SHARE:
            return Outcome(metrics=metrics)
        rule = REPEATED_OUTPUT
        if share >= MOST:
            rule = replace(rule, severity=Severity.ERROR, gate=0.0)
        rows = [row for row, (_, answer) in seen if answer == output]
        of = f"{share:.0%} of the different inputs looked at ({count:,} of {len(different):,})"
        spots = [Spot(row, "the commonest output", "output") for row in self.shown(rows)]
        return Outcome([Flag(rule, f"one output answers {of}", rows, spots)], metrics)
