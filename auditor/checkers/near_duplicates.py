"""DUP002: nearly the same example twice."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from auditor.checkers.base import number_of
from auditor.checkers.comparer import Comparer
from auditor.config import Config
from auditor.model import Batch, Confidence, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import (
    example_digests,
    is_empty,
    normal_outputs,
    output_digests,
    split_digests,
    split_is,
)
from auditor.text.near.answers import answer_tints, is_prose, says_nothing
from auditor.text.near.buckets import Join, Verify, representatives
from auditor.text.near.names import other_subject
from auditor.text.near.similarity import Part, Similarity
from auditor.text.near.sketches import COLUMNS
from auditor.text.ragged import Hashes, Ints, Mask

NEAR_DUPLICATE = Rule(
    "DUP002",
    "near-duplicate",
    Severity.WARNING,
    "An input nearly the same as an earlier one, with the same output.",
    confidence=Confidence.HIGH,
    drops=True,
    fix="safe",
)

CLOSE = 0.8  # Jaccard index of two inputs that are grouped before those that resemble each other less
SAME_ANSWER = 0.8  # Jaccard index of two outputs; a word exchanged in input and output alike is another fact


class NearDuplicates(Comparer):
    """An input nearly the same as an earlier one, with the same output.

    What it does
        Finds rows that say the same as an earlier row of the same split in nearly the same words: other case
        or punctuation, a typing error, one word more or less, another order, a "please" around it; and whose
        output is the same, or, where outputs are prose, nearly the same. Groups are formed around the first
        row, which is kept; every other row is close to that one, or close to one that is and still like it.
        Texts that differ in a number, a date, an operator, a negation (in Chinese, Japanese, Korean and
        Thai too) or a name, or exchange a word for its opposite, are not near duplicates (one that merely
        leaves out or misspells a number may be); nor are questions of domain knowledge that exchange one
        long word for another that few inputs have, as they ask about another subject. An instruction that
        stands in front of most inputs is left out of the comparison, and so are greetings, "could you tell
        me" and thanks at the ends of a short one. Where the output is the same and says something (not
        "{}"), one word of five or more may differ.

    Why it matters
        Near copies look like many examples and teach what one would. A data set that reaches its minimum only
        with them is not ready.

    Example
        Row 12 is "Where is my new card?" → card_arrival, row 480 is "so where is my new card" → card_arrival.

    How to fix
        Remove all but the first of each group (`auditor fix` does), and write examples that differ in
        situation, length and wording instead.

    When to ignore it
        When the small differences are what the model has to learn, as with spelling correction, or the
        wordings are what a classifier has to know ("track my card", "locate my card"): such rows are no
        errors, they only count as one example. A near copy with a different output is never called a
        duplicate.

    How sure we are
        Candidates come from MinHash bands, and every reported pair has been compared exactly. A row that
        shares bands with very many others is compared with at most 32 of them; where that leaves some out,
        the message says of how many rows (not with `--index`). Recall and false alarms by kind of edit are
        measured in docs/accuracy/duplicates.md.
    """

    rules: ClassVar[tuple[Rule, ...]] = (NEAR_DUPLICATE,)
    ordered = True

    def __init__(self, config: Config) -> None:
        """Start with no row."""
        super().__init__(config)
        self.answers: list[Part] = []
        self.exact: list[Hashes] = []
        self.prose: list[bool] = []
        self.telling: list[bool] = []

    def observe(self, batch: Batch) -> None:
        """Take in the band keys; rows of other splits or with other outputs never meet."""
        chosen = ~split_is(batch, "against") & ~is_empty(batch)
        labels = self.config.task == "classification"
        tint = output_digests(batch)[:, None] if labels else answer_tints(batch, COLUMNS)
        tint = tint ^ split_digests(batch)[:, None]
        unit = example_digests(batch) ^ split_digests(batch)
        self.near.observe(batch, chosen, unit, tint)

    def look(self, batch: Batch) -> None:
        """Keep of the candidates what is needed to compare them."""
        chosen = self.near.review(batch)
        outputs = normal_outputs(batch)
        texts = [outputs[index] for index in chosen]
        prose = [is_prose(text) for text in texts]
        self.exact.append(output_digests(batch)[chosen])
        self.prose += prose
        self.telling += [not says_nothing(text) for text in texts]
        self.answers.append(
            Part([text if reworded else b"" for text, reworded in zip(texts, prose, strict=True)])
        )

    def link(self) -> None:
        """Form the groups: who follows whom."""
        found = self.near.candidates
        same_output = self._same_output()
        tiers = [found.unknown(self._verifier(same_output, least)) for least in (CLOSE, 0.0)]
        held = np.where(found.tier < 0, len(tiers), found.tier)
        owner, tier, missed = representatives(
            found.keys, found.row_of, tiers, held, found.new, self._akin(same_output), found.led_by
        )
        moved = np.flatnonzero(tier != held)
        # a row that has no owner any more leads a closer copy now
        leaders = np.where(owner[moved] < 0, -1, found.rows[owner[moved]])
        self.near.link(found.rows[moved], leaders, tier[moved])
        self.near.missed += int(missed.sum())

    def finish(self) -> Outcome:
        """Report every row of a group but its first."""
        kept, tier = self.near.followers()
        learned = self.near.learned(kept, tier)
        if not kept:
            return Outcome(learned=learned)
        spots = [
            Spot(row, "nearly the same as an earlier row", related=(kept[row],)) for row in self.shown(kept)
        ]
        message = (
            f"{number_of(len(kept), 'row says', 'rows say')} nearly the same as "
            f"{number_of(len(set(kept.values())), 'other', 'others')}, output included: "
            f"redundant, not wrong.{self.uncompared()}"
        )
        return Outcome([Flag(NEAR_DUPLICATE, message, sorted(kept), spots)], learned=learned)

    def alike(self) -> Verify:
        """Near copies with the same output."""
        return self._verifier(self._same_output(), 0.0)

    def _verifier(self, same_output: Verify, least: float) -> Verify:
        """Compares whole examples, with a Jaccard index of their inputs of at least `least`."""

        found, telling = self.near.candidates, np.array(self.telling, dtype=bool)

        def verify(leaders: Ints, followers: Ints) -> Mask:
            same = np.zeros(len(leaders), bool)
            for forgiving in (True, False):
                if len(pairs := np.flatnonzero(telling[leaders] == forgiving)):
                    same[pairs] = found.similarity.near(leaders[pairs], followers[pairs], least, forgiving)
            same[same] = same_output(leaders[same], followers[same])
            return self._one_subject(found.unopposed(same, leaders, followers), leaders, followers)

        return verify

    def _akin(self, same_output: Verify) -> Join:
        """Compares whole examples that have a near copy in common."""

        found, telling = self.near.candidates, np.array(self.telling, dtype=bool)

        def akin(leaders: Ints, members: Ints, followers: Ints) -> Mask:
            same = same_output(leaders, followers)
            for forgiving in (True, False):
                pairs = np.flatnonzero(same & (telling[leaders] == forgiving))
                same[pairs] = found.akin(leaders[pairs], members[pairs], followers[pairs], forgiving)
            return self._one_subject(same, leaders, followers)

        return akin

    def _one_subject(self, same: Mask, one: Ints, other: Ints) -> Mask:
        """Those of the chosen pairs that ask about one subject, in domain knowledge."""
        similarity = self.near.candidates.similarity
        if self.config.task == "domain":
            for pair in np.flatnonzero(same):
                gone, new = similarity.exchange(one[pair], other[pair])
                same[pair] = not other_subject(gone - self.config.common, new - self.config.common)
        return same

    def _same_output(self) -> Verify:
        """Compares the outputs of pairs of candidates."""
        exact = np.concatenate([np.zeros(0, np.uint64), *self.exact])
        prose, answers = np.array(self.prose, dtype=bool), Similarity(self.answers)
        found = self.near.candidates

        def compare(one: Ints, other: Ints) -> Mask:
            same: Mask = exact[one] == exact[other]
            if not len(reworded := np.flatnonzero(~same & prose[one] & prose[other])):
                return same
            same[reworded] = answers.near(one[reworded], other[reworded], SAME_ANSWER)
            for pair in reworded[same[reworded]].tolist():
                ends = int(one[pair]), int(other[pair])
                same[pair] = not found.similarity.exchange(*ends)[0] & answers.exchange(*ends)[0]
            return same

        return compare
