"""LEK003: a passage shared by training and held-out data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

import numpy as np
from msgspec.structs import replace

from auditor.checkers.base import BaseChecker, number_of
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import AGAINST, HELD_OUT, TRAIN, roles, row_ids
from auditor.text.near.inputs import compared_inputs, word_digests
from auditor.text.near.passage_pairs import BOILERPLATE, Side, partners
from auditor.text.near.passage_signs import Judge, Leak
from auditor.text.near.passages import Stock, Text, frequent, hashed, rare_pairs, texts_of
from auditor.text.ragged import Hashes, Ints, among, distinct
from auditor.text.sample import Sample
from auditor.text.table import Table

PASSAGE_LEAK = Rule(
    "LEK003", "passage-leak", Severity.WARNING, "Held-out data shares passages with the training data."
)

MOST = 3 * BOILERPLATE  # inputs of training, validation and test
SAMPLE = 8192  # inputs in which phrases are counted
COMMON = 4  # of them; a phrase that more have is a stock phrase


class PassageLeak(BaseChecker):
    """Held-out data shares passages with the training data.

    What it does
        For inputs of 13 words or more: finds held-out rows that share a run of at least 10 words with a
        training row, and shows it. Counted is a run that makes four fifths of the shorter text or has 50
        words; or two fifths of it, where the two texts say nothing else in common and the run stands at the
        beginning or at the end of both, or has 20 words. Questions that were asked alike share words all
        over: they are other wordings, not copied passages (LEK002 looks at those). Where the runs are the
        same only after all numbers are masked, the run has 13 words or more, and is called a template leak.
        What many rows say is left out: an instruction in front of most inputs, runs that more than five
        inputs have, runs made of stock phrases ("imagine you are a detective"), and a text that several
        training rows hold beside different questions (a retrieved context, a quotation, a licence); of a
        context that one training row and one held-out row hold it cannot be told from a copied half. Rows
        with an equal input are LEK001's. With `--against FILE` it names the training rows that share a
        passage with the other file. In Chinese and Japanese two letters count as a word, in Thai four.

    Why it matters
        Half of a test question in the training data is often enough to recall its answer.

    Example
        Test row 17 and training row 480 share "a train leaves the station at 9 o'clock and travels at 60
        miles an hour" (17 words).

    How to fix
        Remove the training rows, or make the splits again with `auditor split`, which keeps rows that share a
        passage together; rows of one document are kept together with `--group`.

    When to ignore it
        When the passage is a standard text (a law, a licence, a form) that new inputs will hold as well.

    How sure we are
        That the passage is shared is certain; whether it gives the answer away is for you to judge. Figures
        are in docs/accuracy/duplicates.md.
    """

    rules: ClassVar[tuple[Rule, ...]] = (PASSAGE_LEAK,)

    def __init__(self, config: Config) -> None:
        """Start with no row."""
        super().__init__(config)
        self.seen = Table([("row", "<i8"), ("run", "<u8"), ("role", "u1")], config.scratch)
        self.known = Table([("row", "<i8"), ("input", "<u8")], config.scratch)
        self.sample: Sample[np.ndarray] = Sample(SAMPLE)  # the phrases of inputs, by what these say
        self.pairs: dict[int, list[int]] = {}
        self.targets: dict[int, int] = {}
        self.compared: set[int] = set()  # the rows of all pairs
        self.texts: dict[int, Text] = {}
        self.tied = np.zeros((2, 0), np.int64)  # pairs of rows to be compared where roles do not count

    def observe(self, batch: Batch) -> None:
        """Remember the runs of words of every input, where there is more than one split."""
        if len(self.config.splits) == 1:
            return
        found = hashed(compared_inputs(batch, self.config.templates))
        every, row, role = np.arange(len(batch.examples)), row_ids(batch), roles(batch)
        owners, values = found.runs(every)
        self.seen.append(row=row[owners], run=values, role=role[owners])
        said = word_digests(batch, self.config.templates)
        long = np.bincount(owners, minlength=len(every)) > 0
        self.known.append(row=row[long], input=said[long])
        chosen = [(place, key) for place, key in self.sample.wanted(said.view(np.int64)) if long[place]]
        phrases = found.phrases(np.array([place for place, _ in chosen], np.int64))
        for (place, key), own in zip(chosen, phrases, strict=True):
            self.sample.add(key, int(row[place]), own)

    def merge(self, other: Self) -> None:
        """Join the rows seen."""
        self.seen.merge(other.seen)
        self.known.merge(other.known)
        self.sample.merge(other.sample)

    def rows_to_review(self) -> Sequence[int]:
        """Both rows of every pair that shares a run."""
        row, said = self._inputs()
        if not len(row):
            return []
        run, role = (self.seen.column(name) for name in ("run", "role"))
        for source, target in ((TRAIN, HELD_OUT), (AGAINST, TRAIN)):
            common = distinct(run[role == source])
            common = common[among(common, distinct(run[role == target]))]
            if len(common):
                shared = among(run, common)
                sides = (shared & (role == each) for each in (source, target))
                one, other = (Side.of(run[side], said[side], row[side]) for side in sides)
                for each, sources in partners(one, other):
                    self.pairs[each], self.targets[each] = sources, target
        self.seen.clear()
        self.compared = {*self.pairs, *(source for sources in self.pairs.values() for source in sources)}
        return sorted(self.compared)

    def _inputs(self) -> tuple[Ints, Hashes]:
        """Of every run seen: its row, and what that says."""
        row, known, said = self.seen.column("row"), self.known.column("row"), self.known.column("input")
        order = np.argsort(known)
        return row, said[order[np.searchsorted(known[order], row)]] if len(row) else said

    def rows_to_tie(self) -> Sequence[int]:
        """Instead of `rows_to_review`, before `ties`: both rows of every pair that any split could part."""
        row, said = self._inputs()
        pairs = rare_pairs(said.view(np.int64), self.seen.column("run"), MOST)
        first, at = np.unique(said.view(np.int64), return_index=True)
        self.tied = row[at[np.searchsorted(first, pairs)]] if len(row) else self.tied
        self.seen.clear()
        self.compared = set(self.tied.ravel().tolist())
        return sorted(self.compared)

    def ties(self) -> Ints:
        """Pairs of rows that share a passage which may tell, one row for all with its input: row ids."""
        stock = Stock(self._stock_phrases(2 * COMMON))  # in two of the splits it may be no stock phrase
        judge = Judge(self.texts, stock)
        telling = [judge.may_tell(one, other) for one, other in self.tied.T.tolist()]
        return self.tied[:, np.array(telling, bool)]

    def review(self, batch: Batch) -> None:
        """Keep the words of the rows that are compared in full."""
        texts = compared_inputs(batch, self.config.templates)
        chosen = [place for place, row in enumerate(row_ids(batch).tolist()) if row in self.compared]
        for place, text in zip(chosen, texts_of([texts[place] for place in chosen]), strict=True):
            self.texts[batch.examples[place].row] = text

    def finish(self) -> Outcome:
        """Report each row with the longest passage it shares."""
        if not self.pairs:
            return Outcome()
        judge = Judge(self.texts, Stock(self._stock_phrases()))
        leaks = [leak for row in sorted(self.pairs) if (leak := judge.worst(row, self.pairs[row]))]
        held_out = [leak for leak in leaks if self.targets[leak.row] == HELD_OUT]
        training = [leak for leak in leaks if self.targets[leak.row] == TRAIN]
        flags = []
        if held_out:
            said = number_of(len(held_out), "held-out row shares", "held-out rows share")
            message = f"{said} a passage with training rows."
            flags.append(self._flag(PASSAGE_LEAK, message, held_out))
        if training:
            said = number_of(len(training), "training row shares", "training rows share")
            message = f"{said} a passage with the file compared with."
            flags.append(self._flag(replace(PASSAGE_LEAK, severity=Severity.INFO), message, training))
        return Outcome(flags)

    def _stock_phrases(self, common: int = COMMON) -> np.ndarray:
        """The phrases that many inputs have; of a sample that leaves inputs out, fewer are many."""
        taken = [phrases for _, phrases in self.sample.items()]
        total = len(distinct(self.known.column("input")))
        most = max(2, common * len(taken) // max(total, 1))
        return frequent(np.concatenate([np.zeros(0, np.uint32), *taken]), most)

    def _flag(self, rule: Rule, message: str, leaks: list[Leak]) -> Flag:
        by_row = {leak.row: leak for leak in leaks}
        spots = [self._spot(by_row[row]) for row in self.shown(by_row)]
        return Flag(rule, message, sorted(by_row), spots)

    def _spot(self, leak: Leak) -> Spot:
        text = self.texts[leak.row]
        unit = "words" if text.letters == 1 else "letters"
        said = f"{leak.block.words} {unit} in a row"
        if leak.template:
            said += ", but for the numbers: a template leak"
        return Spot(leak.row, said, "input", text.passage(leak.block)[:400], (leak.source,))
