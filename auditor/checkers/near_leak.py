"""LEK002: nearly the same input in training and in held-out data."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from msgspec.structs import replace

from auditor.checkers.base import number_of
from auditor.checkers.comparer import Comparer
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import AGAINST, HELD_OUT, TRAIN, roles
from auditor.text.near.buckets import Verify, matches
from auditor.text.near.inputs import word_digests
from auditor.text.near.names import only_slips
from auditor.text.ragged import Hashes, Ints, Mask

NEAR_LEAK = Rule(
    "LEK002",
    "near-leak",
    Severity.WARNING,
    "Held-out data holds inputs that are nearly those of the training data.",
    fix="unsafe",
)

NEARLY_THE_SAME = 0.9  # Jaccard index; below it two short questions may well have been asked independently


class NearLeak(Comparer):
    """Held-out data holds inputs that are nearly those of the training data.

    What it does
        Finds held-out rows whose input says the same as one of the training split in nearly the same words,
        in the way DUP002 compares, but stricter: in one domain people ask similar questions independently.
        Rows that are equal are LEK001's. With `--against FILE` it names the training rows that are nearly in
        the other file.

    Why it matters
        A reworded copy of a training row is answered from memory like an exact one, and no comparison of
        strings finds it.

    Example
        Test row 17 is "wher is my new card", training row 480 "Where is my new card?".

    How to fix
        Remove the row from the training split, or make the splits again with `auditor split`, which keeps
        near copies together.

    When to ignore it
        When inputs differ in little by nature, and the difference is what is tested.

    How sure we are
        Every reported pair has been compared exactly. A row that shares bands with very many others is
        compared with at most 32 of them; where that leaves some out, the message says of how many rows (not
        with `--index`). Figures are in docs/accuracy/duplicates.md.
    """

    rules: ClassVar[tuple[Rule, ...]] = (NEAR_LEAK,)

    def __init__(self, config: Config) -> None:
        """Start with no row."""
        super().__init__(config)
        self.roles: list[np.ndarray] = []
        self.inputs: list[Hashes] = []

    def observe(self, batch: Batch) -> None:
        """Take in the band keys, where there is more than one split."""
        if len(self.config.splits) == 1:
            return
        everything = np.ones(len(batch.examples), bool)
        unit = word_digests(batch, self.config.templates) + (roles(batch).astype(np.uint64) << np.uint64(8))
        self.near.observe(batch, everything, unit)

    def look(self, batch: Batch) -> None:
        """Keep of the candidates what is needed to compare them."""
        chosen = self.near.review(batch)
        self.roles.append(roles(batch)[chosen])
        self.inputs.append(word_digests(batch, self.config.templates)[chosen])

    def link(self) -> None:
        """Find for held-out rows a near one in training, and for training rows one in the other file."""
        role = np.concatenate([np.zeros(0, np.uint8), *self.roles])
        inputs = np.concatenate([np.zeros(0, np.uint64), *self.inputs])
        for source, target in ((TRAIN, HELD_OUT), (AGAINST, TRAIN)):
            leads = role == source
            equal = (role == target) & np.isin(inputs, inputs[leads])
            self._find(leads, (role == target) & ~equal, equal, target)

    def _find(self, leads: Mask, follows: Mask, equal: Mask, target: int) -> None:
        """Link every row of the target role to a row that is nearly but not exactly the same."""
        found = self.near.candidates
        freed = found.rows[equal & (found.tier == target)]
        self.near.link(freed, np.full(len(freed), -1), np.full(len(freed), target))
        follows = follows & (found.tier != target)
        missed, verify = np.zeros(len(leads), bool), found.unknown(self._verify)
        for one, other in matches(found.keys, found.row_of, verify, leads, follows, missed):
            self.near.link(found.rows[other], found.rows[one], np.full(len(one), target))
            missed[other] = False
        self.near.missed += int((missed & follows).sum())

    def finish(self) -> Outcome:
        """Report held-out rows near to training, and training rows near to the other file."""
        leaders, targets = self.near.followers()
        held_out = {row: leader for row, leader in leaders.items() if targets[row] == HELD_OUT}
        training = {row: leader for row, leader in leaders.items() if targets[row] == TRAIN}
        flags = []
        if held_out:
            said = number_of(len(held_out), "held-out row has", "held-out rows have")
            message = f"{said} nearly the same input as training rows.{self.uncompared()}"
            flags.append(self._flag(NEAR_LEAK, message, held_out))
        if training:
            said = number_of(len(training), "training row has", "training rows have")
            message = f"{said} nearly the same input as the file compared with.{self.uncompared()}"
            flags.append(self._flag(replace(NEAR_LEAK, severity=Severity.INFO), message, training))
        return Outcome(flags, learned=self.near.learned(leaders, targets))

    def alike(self) -> Verify:
        """Nearly the same inputs."""
        return self._verify

    def _verify(self, one: Ints, other: Ints) -> Mask:
        found = self.near.candidates
        result = found.similarity.near(one, other, NEARLY_THE_SAME)
        for pair in np.flatnonzero(~result):  # before the dearer comparison, which few are left for
            result[pair] = only_slips(*found.similarity.exchange(one[pair], other[pair]))
        result[result] = found.near(one[result], other[result])
        return result

    def _flag(self, rule: Rule, message: str, leaks: dict[int, int]) -> Flag:
        spots = [
            Spot(row, "nearly the same input", "input", related=(leaks[row],)) for row in self.shown(leaks)
        ]
        return Flag(rule, message, sorted(leaks), spots)
