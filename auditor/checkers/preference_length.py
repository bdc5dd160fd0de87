"""FMT012: preference pairs in which the better side is nearly always the longer one."""

from __future__ import annotations

from typing import ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Flag, Outcome, Rule, Severity
from auditor.text.pairs import preference_pairs

PAIRS = 50  # fewer say nothing about a habit
SHARE = 0.8


class PreferenceLength(BaseChecker):
    """Preference pairs in which the better side is nearly always the longer, or the shorter, one.

    What it does
      Counts in how many pairs of the training split the preferred answer is longer than the rejected one,
      among those of different length. Speaks from 50 such pairs on, when it is at least four in five, or at
      most one in five.
    Why it matters
      Preference training then learns length instead of quality: it is the easiest difference to learn.
    Example
      930 of 1,000 pairs prefer the longer answer.
    How to fix
      Add pairs in which the better answer is the shorter one, or rejected answers of like length; or use a
      training method that corrects for length.
    When to ignore it
      When length is what you want to teach.
    How sure we are
      The count is exact; the line of four in five is a judgement. On 1,163 real pairs of right and wrong
      solutions the longer one is preferred in about half.
    """

    rule = Rule(
        "FMT012",
        "preference-length",
        Severity.WARNING,
        "the preferred answer can be told by its length",
        confidence=Confidence.MEDIUM,
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with no pair counted."""
        super().__init__(config)
        self.longer = 0
        self.shorter = 0

    def observe(self, batch: Batch) -> None:
        """Count the pairs by which side is longer."""
        for example in preference_pairs(batch):
            if example.rejected is not None and example.split == "train":
                self.longer += len(example.output) > len(example.rejected)
                self.shorter += len(example.output) < len(example.rejected)

    def merge(self, other: Self) -> None:
        """Add the counts."""
        self.longer += other.longer
        self.shorter += other.shorter

    def finish(self) -> Outcome:
        """One finding about the data as a whole, or nothing."""
        pairs, most = self.longer + self.shorter, max(self.longer, self.shorter)
        if pairs < PAIRS or most < SHARE * pairs:
            return Outcome()
        which = "longer" if self.longer > self.shorter else "shorter"
        message = (
            f"in {most:,} of {pairs:,} pairs the {which} answer is preferred, which may be what is learned"
        )
        return Outcome([Flag(self.rule, message, count=most)])
