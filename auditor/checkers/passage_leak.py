"""LEK003: a passage shared by training and held-out data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple, Self

import numpy as np

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import AGAINST, HELD_OUT, TRAIN, roles, row_ids
from auditor.text.near.comparison import word_forms
from auditor.text.near.passages import frequent, longest_shared, masked, runs
from auditor.text.near.rows import compared_inputs, word_digests
from auditor.text.ragged import Ints
from auditor.text.table import Table

PASSAGE_LEAK = Rule(
    "LEK003", "passage-leak", Severity.WARNING, "Held-out data shares passages with the training data."
)

BOILERPLATE = 5  # rows of one role; a run of words that more of them have is a phrase, not a leak
LONG = 13  # words; so long a passage is hardly a phrase
PART = 0.4  # of the shorter text; so much of it may give the answer away
RIVALS = 3  # training rows that one held-out row is compared with in full


class Leak(NamedTuple):
    """A row, the row it shares a passage with, and the passage."""

    row: int
    source: int
    words: int
    passage: str
    template: bool


class PassageLeak(BaseChecker):
    """Held-out data shares passages with the training data.

    What it does
        For inputs of 13 words or more: finds held-out rows that share a run of words with a training row, and
        shows the longest one. The run has at least 10 words and makes 40 % of the shorter text, or has 13
        and more. Where the runs are the same only after all numbers are masked, it must be both, and is
        called a template leak. Phrases that more than five rows have are left out, as is an
        instruction in front of most inputs. Rows with an equal input are LEK001's. With `--against FILE` it
        names the training rows that share a passage with the other file.

    Why it matters
        Half of a test question in the training data is often enough to recall its answer.

    Example
        Test row 17 and training row 480 share "a train leaves the station at 9 o'clock and travels at 60
        miles an hour" (17 words).

    How to fix
        Remove the training rows, or split by document: see `--group`.

    When to ignore it
        When the passage is a standard text (a law, a licence, a form) that new inputs will hold as well.

    How sure we are
        That the passage is shared is certain; whether it gives the answer away is for you to judge.
    """

    rules: ClassVar[tuple[Rule, ...]] = (PASSAGE_LEAK,)

    def __init__(self, config: Config) -> None:
        """Start with no row."""
        super().__init__(config)
        self.seen = Table([("row", "<i8"), ("run", "<u8"), ("role", "u1")], config.scratch)
        self.pairs: dict[int, list[int]] = {}
        self.compared: set[int] = set()  # the rows of all pairs
        self.targets: dict[int, int] = {}
        self.words: dict[int, list[bytes]] = {}
        self.inputs: dict[int, int] = {}

    def observe(self, batch: Batch) -> None:
        """Remember the runs of words of every input, where there is more than one split."""
        if len(self.config.splits) == 1:
            return
        found = runs(compared_inputs(batch, self.config.templates))
        owners = found.owners()
        self.seen.append(row=row_ids(batch)[owners], run=found.values, role=roles(batch)[owners])

    def merge(self, other: Self) -> None:
        """Join the rows seen."""
        self.seen.merge(other.seen)

    def rows_to_review(self) -> Sequence[int]:
        """Both rows of every pair that shares a run."""
        row, run, role = (self.seen.column(name) for name in ("row", "run", "role"))
        for source, target in ((TRAIN, HELD_OUT), (AGAINST, TRAIN)):
            if len(row):
                self._pair_up(row, run, role == source, role == target, target)
        self.seen.clear()
        self.compared = {*self.pairs, *(source for sources in self.pairs.values() for source in sources)}
        return sorted(self.compared)

    def _pair_up(self, row: Ints, run: np.ndarray, source: np.ndarray, target: np.ndarray, role: int) -> None:
        """For every target row, the source rows that share most runs with it."""
        common = np.intersect1d(run[source], run[target])
        common = np.setdiff1d(common, frequent(run[source], BOILERPLATE))
        common = np.setdiff1d(common, frequent(run[target], BOILERPLATE))
        owners: dict[int, list[int]] = {}
        chosen = source & np.isin(run, common)
        for value, owner in zip(run[chosen].tolist(), row[chosen].tolist(), strict=True):
            owners.setdefault(value, []).append(owner)
        shared: dict[int, dict[int, int]] = {}
        chosen = target & np.isin(run, common)
        for value, owner in zip(run[chosen].tolist(), row[chosen].tolist(), strict=True):
            counts = shared.setdefault(owner, {})
            for other in owners[value]:
                counts[other] = counts.get(other, 0) + 1
        for owner, counts in shared.items():
            best = sorted(counts, key=lambda other: (-counts[other], other))
            self.pairs[owner] = best[:RIVALS]
            self.targets[owner] = role

    def review(self, batch: Batch) -> None:
        """Keep the words of the rows that are compared in full."""
        chosen = [index for index, row in enumerate(row_ids(batch).tolist()) if row in self.compared]
        texts = compared_inputs(batch, self.config.templates)
        forms = word_forms([texts[index] for index in chosen])
        for index, text in zip(chosen, forms.texts, strict=True):
            row = batch.examples[index].row
            self.words[row] = text.split()
            self.inputs[row] = int(word_digests(batch, self.config.templates)[index])

    def finish(self) -> Outcome:
        """Report each row with the longest passage it shares."""
        leaks = [leak for row in sorted(self.pairs) if (leak := self._longest(row))]
        held_out = [leak for leak in leaks if self.targets[leak.row] == HELD_OUT]
        training = [leak for leak in leaks if self.targets[leak.row] == TRAIN]
        flags = []
        if held_out:
            message = f"{len(held_out):,} held-out rows share a passage with training rows."
            flags.append(self._flag(PASSAGE_LEAK, message, held_out))
        if training:
            message = f"{len(training):,} training rows share a passage with the file compared with."
            flags.append(self._flag(replace(PASSAGE_LEAK, severity=Severity.INFO), message, training))
        return Outcome(flags)

    def _longest(self, row: int) -> Leak | None:
        sources = [source for source in self.pairs[row] if source in self.words and row in self.words]
        if any(self.inputs[source] == self.inputs[row] for source in sources):
            return None
        leaks = [self._compared(row, source) for source in sources]
        telling = [leak for leak in leaks if self._tells(leak)]
        return max(telling, key=lambda leak: (leak.words, -leak.source), default=None)

    def _tells(self, leak: Leak) -> bool:
        """Whether the passage is long, or a good part of the shorter text; a template must be both."""
        part = leak.words / min(len(self.words[leak.row]), len(self.words[leak.source]))
        signs = (leak.words >= LONG, part >= PART)
        return all(signs) if leak.template else any(signs)

    def _compared(self, row: int, source: int) -> Leak:
        """The longest passage of two rows, as it stands or, where there is none, with numbers masked."""
        words, others = self.words[row], self.words[source]
        start, length = longest_shared(words, others)
        template = not length
        if template:
            start, length = longest_shared([*map(masked, words)], [*map(masked, others)])
        passage = b" ".join(words[start : start + length]).decode("utf-8", "replace")
        return Leak(row, source, length, passage, template)

    def _flag(self, rule: Rule, message: str, leaks: list[Leak]) -> Flag:
        by_row = {leak.row: leak for leak in leaks}
        spots = [
            Spot(
                row,
                f"{by_row[row].words} words in a row"
                + (", but for the numbers: a template leak" if by_row[row].template else ""),
                "input",
                by_row[row].passage[:400],
                (by_row[row].source,),
            )
            for row in self.shown(by_row)
        ]
        return Flag(rule, message, sorted(by_row), spots)
