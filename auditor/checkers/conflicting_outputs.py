"""LBL003: one input, different outputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from auditor.checkers.base import number_of
from auditor.checkers.comparer import Comparer
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import (
    input_digests,
    normal_inputs,
    normal_outputs,
    output_digests,
    row_ids,
    split_is,
    system_digests,
)
from auditor.text.near.buckets import matches
from auditor.text.near.names import only_slips
from auditor.text.near.shingles import mixed
from auditor.text.ragged import Hashes, Ints, Mask
from auditor.text.table import Table

CONFLICTING_OUTPUTS = Rule(
    "LBL003", "conflicting-outputs", Severity.ERROR, "The same input occurs with different outputs."
)

ONE_ANSWER = ("classification", "extraction")  # tasks in which an input has one right output
NEARLY_THE_SAME = 0.9  # Jaccard index from which two inputs mean the same, whatever word they differ in


class ConflictingOutputs(Comparer):
    """The same input occurs with different outputs.

    What it does
        Groups rows whose input (and system prompt) is the same after Unicode NFKC, case, white space and the
        punctuation at both ends are made the same, and reports the groups whose outputs differ. In a
        classification task it also compares inputs that differ in spelling only. In classification and
        extraction, where an input has one right output, that is an error; elsewhere several good answers may
        exist, and it is information: how many inputs have how many answers.

    Why it matters
        Contradicting labels teach the model to guess, and no model can get both right: they put a ceiling on
        every score measured with the data.

    Example
        Row 12 is "Has my top up gone through?" → pending_top_up, row 480 "Has my top-up gone through" →
        top_up_reverted.

    How to fix
        Decide which output is right and give it to all rows of the group; if both can be, the input lacks
        what decides between them: add it.

    When to ignore it
        When several answers to one prompt are what you want the model to learn, as in creative writing.

    How sure we are
        Certain that input and outputs are as reported. Which of the outputs is wrong is for you to say. An
        input that resembles very many others is compared with at most 32 of them; where that leaves some out,
        the message says of how many rows (not with `--index`).
    """

    rules: ClassVar[tuple[Rule, ...]] = (CONFLICTING_OUTPUTS,)

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        self.seen = Table([("row", "<i8"), ("input", "<u8"), ("output", "<u8")], config.scratch)
        self.labels: list[Hashes] = []

    def observe(self, batch: Batch) -> None:
        """Remember digests of input and output, and in a classification task the band keys."""
        answered = _some(normal_outputs(batch))
        chosen = answered & _asks(batch) & ~split_is(batch, "against")
        asked, answers = mixed(input_digests(batch)) + system_digests(batch), output_digests(batch)
        self.seen.append(row=row_ids(batch)[chosen], input=asked[chosen], output=answers[chosen])
        if self.config.task == "classification":
            self.near.observe(batch, chosen, unit=mixed(asked) + answers)

    def merge(self, other: Self) -> None:
        """Join the rows seen."""
        super().merge(other)
        self.seen.merge(other.seen)

    def look(self, batch: Batch) -> None:
        """Keep of the candidates what is needed to compare them."""
        chosen = self.near.review(batch)
        self.labels.append(output_digests(batch)[chosen])

    def link(self) -> None:
        """Find pairs of rows, of which the later follows: inputs that differ in spelling, labels in more."""
        found = self.near.candidates
        labels = np.concatenate([np.zeros(0, np.uint64), *self.labels])

        def verify(one: Ints, other: Ints) -> Mask:
            differ: Mask = labels[one] != labels[other]
            sure = found.similarity.near(one, other, NEARLY_THE_SAME)
            # before the dearer comparison, which few are left for
            for pair in np.flatnonzero(differ & ~sure):
                differ[pair] = only_slips(*found.similarity.exchange(one[pair], other[pair]))
            differ[differ] = found.near(one[differ], other[differ])
            return differ

        free, missed = found.tier < 0, np.zeros(len(labels), bool)
        for one, other in matches(found.keys, found.row_of, found.unknown(verify), free, free, missed):
            self.near.link(found.rows[other], found.rows[one], np.zeros(len(one), np.int64))
            missed[one] = missed[other] = False
        self.near.missed += int(missed.sum())

    def finish(self) -> Outcome:
        """Report every row of every group, each with a row that contradicts it."""
        rows, opposed, spread, group = self._groups()
        spots = {
            row: Spot(row, f"one of {outputs} different outputs of this input", related=(other,))
            for row, other, outputs in zip(
                rows.tolist(), opposed.tolist(), spread[group].tolist(), strict=True
            )
        }
        followed, _ = self.near.followers()
        learned = self.near.learned(followed)
        for other, one in sorted(followed.items()):
            message = "nearly the same input, another output"
            spots.setdefault(one, Spot(one, message, related=(other,)))
            spots.setdefault(other, Spot(other, message, related=(one,)))
        if not spots:
            return Outcome(learned=learned)
        rule = CONFLICTING_OUTPUTS
        if self.config.task not in ONE_ANSWER:
            rule = replace(rule, severity=Severity.INFO)
        shown = [spots[row] for row in self.shown(spots)]
        message = self._message(spread, len(rows), len(spots) - len(rows)) + self.uncompared("rows")
        return Outcome([Flag(rule, message, sorted(spots), shown)], learned=learned)

    def _message(self, spread: Ints, same: int, near: int) -> str:
        told = []
        if same:
            each = f"{spread.min()}" if spread.min() == spread.max() else f"{spread.min()} to {spread.max()}"
            inputs = number_of(len(spread), "input occurs", "inputs occur")
            told.append(
                f"{inputs} with {each} different outputs{' each' * (len(spread) > 1)}, in {same:,} rows"
            )
        if near:
            told.append(f"{near:,} rows have nearly the same input as another row, and another output")
        return "; ".join(told) + "."

    def _groups(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Rows in conflict, each with the first row of another output; outputs of inputs, and whose it is."""
        rows, asked, answers = (self.seen.column(name) for name in ("row", "input", "output"))
        order = np.lexsort((rows, asked))
        rows, asked, answers = rows[order], asked[order], answers[order]
        starts = np.flatnonzero(np.concatenate(([True], asked[1:] != asked[:-1]))[: len(rows)])
        group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(rows))))
        other = answers != answers[starts][group]  # another output than the first row of the group
        mixed_groups, first_other = np.unique(group[other], return_index=True)
        second = np.zeros(len(starts), np.int64)
        second[mixed_groups] = np.flatnonzero(other)[first_other]
        chosen = np.isin(group, mixed_groups)
        place = np.searchsorted(mixed_groups, group[chosen])
        opposed = np.where(other, rows[starts][group], rows[second[group]])
        spread = _distinct(group[chosen], answers[chosen])
        return rows[chosen], opposed[chosen], spread, place


def _distinct(group: Ints, answers: NDArray[np.uint64]) -> Ints:
    """How many different answers each group has."""
    order = np.lexsort((answers, group))
    group, answers = group[order], answers[order]
    new = np.concatenate(([True], (group[1:] != group[:-1]) | (answers[1:] != answers[:-1])))
    return np.unique(group[new[: len(group)]], return_counts=True)[1]


def _asks(batch: Batch) -> Mask:
    """The rows that have an input: plain texts have none, and so answer nothing differently."""
    asked = _some(normal_inputs(batch))
    for at in np.flatnonzero(~asked).tolist():
        asked[at] = bool(batch.examples[at].turns)
    return asked


def _some(texts: Sequence[bytes]) -> Mask:
    """Which of the texts are not empty."""
    return np.fromiter(map(bool, texts), bool, len(texts))
