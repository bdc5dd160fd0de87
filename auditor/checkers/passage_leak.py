"""LEK003: a passage shared by training and held-out data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar, NamedTuple, Self

import numpy as np
from msgspec.structs import replace

from auditor.checkers.base import BaseChecker, number_of
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import AGAINST, HELD_OUT, TRAIN, roles, row_ids
from auditor.text.near.passages import (
    RUN,
    Block,
    Runs,
    Stock,
    Text,
    frequent,
    hashed,
    rare_pairs,
    texts_of,
    unlike,
)
from auditor.text.near.rows import compared_inputs, word_digests
from auditor.text.ragged import Hashes, Ints, among, distinct
from auditor.text.sample import Sample
from auditor.text.table import Table

PASSAGE_LEAK = Rule(
    "LEK003", "passage-leak", Severity.WARNING, "Held-out data shares passages with the training data."
)

BOILERPLATE = 5  # different inputs of one role; a run of words that more of them have is a phrase, not a leak
MOST = 3 * BOILERPLATE  # inputs of training, validation and test
SAMPLE = 8192  # inputs in which phrases are counted
COMMON = 4  # of them; a phrase that more have is a stock phrase
RARE = 5  # phrases that a passage must have besides; nine words make so many
TEMPLATE = 13  # words of a passage that is the same only without its numbers
PART = 0.4  # of the shorter text; so much of it may give the answer away
MOST_OF = 0.8  # of it, where the rest of both texts is alike, too
REST = 8  # words of the longer text beside a passage of less than TEMPLATE; with fewer it is another wording
CLEAR = 20  # words; a shorter passage stands at the beginning, or at the end, of both texts
LONG = 50  # words; so long a passage tells, however long the texts are
MORE = 4  # words that two texts around the same quotation share by chance
PASSAGES = 16  # of a row that are judged, the longest first
HELD = 200_000  # words of texts whose runs are held
RIVALS = 4  # training inputs that one held-out row is compared with in full


class Leak(NamedTuple):
    """A row, the row it shares a passage with, where in both, its words, and whether numbers differ."""

    row: int
    source: int
    block: Block
    template: bool


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
        self.runs: dict[tuple[int, bool], Runs] = {}  # of the texts that were compared last
        self.held = 0  # words of these
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
                one, other = (_Side.of(run[side], said[side], row[side]) for side in sides)
                self._pair_up(one, other, target)
        self.seen.clear()
        self.compared = {*self.pairs, *(source for sources in self.pairs.values() for source in sources)}
        return sorted(self.compared)

    def _inputs(self) -> tuple[Ints, Hashes]:
        """Of every run seen: its row, and what that says."""
        row, known, said = self.seen.column("row"), self.known.column("row"), self.known.column("input")
        order = np.argsort(known)
        return row, said[order[np.searchsorted(known[order], row)]] if len(row) else said

    def _pair_up(self, source: _Side, target: _Side, role: int) -> None:
        """For every target row, the source rows that share most runs with it; none where one says the same.

        Rivals for the last place are told apart by what they say, not by where they stand.
        """
        owners = source.inputs_by_run()
        shared: dict[int, Counter[int]] = {}
        for run, asked in target.inputs_by_run().items():
            for said in asked:
                shared.setdefault(said, Counter()).update(owners.get(run, ()))
        for said, counts in shared.items():
            if counts and said not in counts:
                best = sorted(counts, key=lambda other: (-counts[other], other))[:RIVALS]
                for row in target.rows[said]:
                    self.pairs[row] = [source.rows[other][0] for other in best]
                    self.targets[row] = role

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
        telling = [self._may_tell(one, other, stock) for one, other in self.tied.T.tolist()]
        return self.tied[:, np.array(telling, bool)]

    def _may_tell(self, row: int, source: int, stock: Stock) -> bool:
        """Whether a passage of two rows tells, whatever other rows hold it."""
        if row not in self.texts or source not in self.texts:
            return False
        numbers = self.texts[row].numbers and self.texts[source].numbers
        for template in (False, True)[: 1 + numbers]:  # without a number the second finds what the first does
            blocks = sorted(self._shared(row, source, template), key=lambda block: -block.words)
            if any(self._sign(Leak(row, source, block, template), stock) for block in blocks[:PASSAGES]):
                return True
        return False

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
        stock = Stock(self._stock_phrases())
        leaks = [leak for row in sorted(self.pairs) if (leak := self._told(row, stock))]
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

    def _told(self, row: int, stock: Stock) -> Leak | None:
        """The passage that tells most about a row, as it stands or, where none does, with numbers masked."""
        sources = [source for source in self.pairs[row] if source in self.texts and row in self.texts]
        numbers = row in self.texts and self.texts[row].numbers
        for template in (False, True)[: 1 + numbers]:  # without a number the second finds what the first does
            blocks = {source: self._shared(row, source, template) for source in sources}
            leaks = [Leak(row, source, each, template) for source in sources for each in blocks[source]]
            leaks.sort(key=lambda leak: -leak.block.words)
            for leak in leaks[:PASSAGES]:
                if self._tells(leak, blocks, stock):
                    return leak
        return None

    def _shared(self, row: int, source: int, template: bool) -> list[Block]:
        """What two rows share."""
        one, other = self.texts[row], self.texts[source]
        if one.letters != other.letters:
            return []
        return self._runs(row, template).shared(self._runs(source, template))

    def _runs(self, row: int, template: bool) -> Runs:
        """The runs of a row, which are mostly asked for again soon."""
        text = self.texts[row]
        key = (row, template and text.numbers)
        if key not in self.runs:
            if self.held + len(text.words) > HELD:
                self.runs, self.held = {}, 0
            self.runs[key] = Runs(text.masked() if template else text.words, RUN * text.letters)
            self.held += len(text.words)
        return self.runs[key]

    def _tells(self, leak: Leak, blocks: dict[int, list[Block]], stock: Stock) -> bool:
        """Whether a passage is long or a good part of the shorter text, and neither stock nor a quotation."""
        sign = self._sign(leak, stock)
        if sign in ("", "whole"):
            return bool(sign)
        near, quoting = self._beside(leak, blocks)
        return bool(near) if sign == "stock" else quoting <= near

    def _sign(self, leak: Leak, stock: Stock) -> str:
        """What a passage is for itself: "" for nothing, "whole" for one that tells in any case.

        A "stock" phrase tells only where copies hold it, a "part" only where it is no quotation.
        """
        text, source = self.texts[leak.row], self.texts[leak.source]
        block, shorter = leak.block, min(len(text.words), len(source.words))
        if block.words < min(PART * shorter, LONG * text.letters):
            return ""
        if not (block.words >= LONG * text.letters or self._is_copied(leak)):
            return ""
        long = block.words >= TEMPLATE * text.letters
        if stock.rest(text, block) < RARE * text.letters:
            return "stock" if long and not leak.template else ""
        if leak.template and not long:
            return ""
        return "whole" if len(source.words) - block.words <= text.letters else "part"  # asked within a longer

    def _is_copied(self, leak: Leak) -> bool:
        """Whether a passage makes most of a text, or a part of two that say nothing else in common.

        Two questions that were asked alike share more than one run of words, and it stands anywhere in them.
        """
        text, source = self.texts[leak.row], self.texts[leak.source]
        pair = (text.masked(), source.masked()) if leak.template else (text.words, source.words)
        block, shorter = leak.block, min(map(len, pair))
        if block.words >= max(MOST_OF * shorter, min(shorter - text.letters, TEMPLATE * text.letters)):
            return True
        if block.words < TEMPLATE * text.letters and max(map(len, pair)) - block.words < REST * text.letters:
            return False
        ends = tuple(start + block.words for start in block[:2])
        edge = block[:2] == (0, 0) or ends == tuple(map(len, pair))
        return (edge or block.words >= CLEAR * text.letters) and unlike(*pair, block)

    def _beside(self, leak: Leak, blocks: dict[int, list[Block]]) -> tuple[int, int]:
        """How many other sources hold the passage: those that are like this one in more, and the others.

        Like it are copies of it, which make a passage no stock phrase; others quote what it quotes.
        """
        near = quoting = 0
        for other, found in blocks.items():
            if other != leak.source and any(_holds(each, leak.block) for each in found):
                both = self._shared(leak.source, other, leak.template)
                most = max((each.words for each in both), default=0)
                more = most > leak.block.words + MORE * self.texts[other].letters
                near, quoting = near + more, quoting + (not more)
        return near, quoting

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


class _Side(NamedTuple):
    """The inputs of one role: the distinct pairs of a run and what has it, and the rows that say it."""

    runs: Hashes
    inputs: Hashes
    rows: dict[int, list[int]]

    @classmethod
    def of(cls, runs: Hashes, said: Hashes, row: Ints) -> _Side:
        """Of the runs of all rows; runs that many inputs have are left out."""
        rows: dict[int, list[int]] = {}
        for each, number in sorted(set(zip(said.tolist(), row.tolist(), strict=True))):
            rows.setdefault(each, []).append(number)
        order = np.lexsort((said, runs))
        runs, said = runs[order], said[order]
        new = np.ones(len(runs), bool)
        new[1:] = (runs[1:] != runs[:-1]) | (said[1:] != said[:-1])
        runs, said = runs[new], said[new]
        rare = ~among(runs, frequent(runs, BOILERPLATE))
        return cls(runs[rare], said[rare], rows)

    def inputs_by_run(self) -> dict[int, list[int]]:
        """Who has each run."""
        found: dict[int, list[int]] = {}
        for run, said in zip(self.runs.tolist(), self.inputs.tolist(), strict=True):
            found.setdefault(run, []).append(said)
        return found


def _holds(one: Block, other: Block) -> bool:
    """Whether a block of a row covers nearly all of another one of it."""
    shared = min(one.start + one.words, other.start + other.words) - max(one.start, other.start)
    return shared >= 0.9 * other.words
