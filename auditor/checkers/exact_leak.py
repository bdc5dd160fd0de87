"""LEK001: the same input in training and in held-out data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

import numpy as np
from msgspec.structs import replace

from auditor.checkers.base import BaseChecker, number_of
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import (
    AGAINST,
    HELD_OUT,
    TRAIN,
    output_digests,
    roles,
    row_ids,
    split_digests,
)
from auditor.text.near.components import neighbours
from auditor.text.near.inputs import compared_inputs, word_digests
from auditor.text.ragged import Ints
from auditor.text.table import Table

EXACT_LEAK = Rule(
    "LEK001",
    "exact-leak",
    Severity.ERROR,
    "Held-out data holds inputs of the training data.",
    gate=0.0,
    fix="unsafe",
)


class ExactLeak(BaseChecker):
    """Held-out data holds inputs of the training data.

    What it does
        Compares the inputs of every other split (validation, test) with those of the training split: equal
        are the same words in the same order, whatever the case and punctuation, and whatever the outputs.
        An instruction in front of most inputs is left out, and so are system prompts, unless they differ from
        row to row. A text without an input, as a model is trained further on, is compared itself. With
        `--against FILE` it also names the training rows that the other file holds. Rows that validation and
        test have in common are told as information: a model chosen on the one is better on the other. Near
        copies and passages are not looked for between these two.

    Why it matters
        A model that has seen the question is not tested by it. Scores on leaked rows measure memory, and the
        model looks better before it is used than after.

    Example
        Line 17 of test.csv is "Where is my card?", and so is line 480 of train.csv.

    How to fix
        Remove the row from the training split, and keep the test set as it is, so that scores stay
        comparable. `auditor split` makes splits that do not leak.

    When to ignore it
        When the inputs are few by nature (single words, commands) and the test set is meant to repeat them.

    How sure we are
        Certain: equality of 64-bit digests.
    """

    rules: ClassVar[tuple[Rule, ...]] = (EXACT_LEAK,)

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        columns = [("row", "<i8"), ("input", "<u8"), ("output", "<u8"), ("role", "u1"), ("split", "<u8")]
        self.seen = Table(columns, config.scratch)

    def observe(self, batch: Batch) -> None:
        """Remember a digest of every input."""
        if len(self.config.splits) == 1:
            return
        texts = compared_inputs(batch, self.config.templates)
        keep = np.array([bool(text) for text in texts], dtype=bool)
        self.seen.append(
            row=row_ids(batch)[keep],
            input=word_digests(batch, self.config.templates)[keep],
            output=output_digests(batch)[keep],
            role=roles(batch)[keep],
            split=split_digests(batch)[keep],
        )

    def merge(self, other: Self) -> None:
        """Join the rows seen."""
        self.seen.merge(other.seen)

    def ties(self) -> Ints:
        """Pairs of rows with the same input, as many as it takes to tie all of them: row ids, (2, pairs)."""
        return neighbours(self.seen.column("row"), self.seen.column("input"))

    def finish(self) -> Outcome:
        """Report held-out rows that training holds, and training rows that the other file holds."""
        flags = []
        if leaks := dict(self._shared(TRAIN, HELD_OUT)):
            said = number_of(len(leaks), "held-out row has", "held-out rows have")
            message = f"{said} an input that training rows have too."
            flags.append(self._flag(EXACT_LEAK, message, leaks))
        if leaks := dict(self._shared(AGAINST, TRAIN)):
            said = number_of(len(leaks), "training row has", "training rows have")
            message = f"{said} an input that the file compared with has too."
            flags.append(
                self._flag(replace(EXACT_LEAK, severity=Severity.WARNING, gate=None), message, leaks)
            )
        if leaks := dict(self._between_held_out()):
            said = number_of(len(leaks), "held-out row has", "held-out rows have")
            message = f"{said} an input that another held-out split has too."
            flags.append(self._flag(replace(EXACT_LEAK, severity=Severity.INFO, gate=None), message, leaks))
        return Outcome(flags)

    def _between_held_out(self) -> Iterator[tuple[int, tuple[int, bool]]]:
        """Of the validation and test rows those whose input first occurs in another one of these splits."""
        names = ("row", "input", "output", "split")
        held_out = self.seen.column("role") == HELD_OUT
        rows, inputs, outputs, split = (self.seen.column(name)[held_out] for name in names)
        order = np.lexsort((rows, inputs))
        first, at, group = np.unique(inputs[order], return_index=True, return_inverse=True)
        original = order[at[group]] if len(first) else order
        for place in np.flatnonzero(split[order] != split[original]):
            row, other = order[place], original[place]
            yield int(rows[row]), (int(rows[other]), bool(outputs[row] == outputs[other]))

    def _shared(self, source: int, target: int) -> Iterator[tuple[int, tuple[int, bool]]]:
        """For every target row: the first source row with its input, and is the output the same."""
        rows, inputs, outputs, role = (self.seen.column(name) for name in ("row", "input", "output", "role"))
        order = np.lexsort((rows, inputs))
        known = order[role[order] == source]
        first, at = np.unique(inputs[known], return_index=True)
        asked: Ints = order[role[order] == target]
        place = np.minimum(np.searchsorted(first, inputs[asked]), max(len(first) - 1, 0))
        hits = np.flatnonzero(first[place] == inputs[asked]) if len(first) else np.zeros(0, np.int64)
        for row, original in zip(asked[hits], known[at[place[hits]]], strict=True):
            yield int(rows[row]), (int(rows[original]), bool(outputs[row] == outputs[original]))

    def _flag(self, rule: Rule, message: str, leaks: dict[int, tuple[int, bool]]) -> Flag:
        spots = [
            Spot(
                row,
                "the same example" if leaks[row][1] else "the same input, another output",
                "input",
                related=leaks[row][:1],
            )
            for row in self.shown(leaks)
        ]
        return Flag(rule, message, sorted(leaks), spots)
