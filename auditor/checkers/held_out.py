"""LEK005: nothing is held out."""

from __future__ import annotations

from typing import ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity

NO_HELD_OUT_SPLIT = Rule(
    "LEK005", "no-held-out-split", Severity.INFO, "No data is held out to measure the model on."
)


class HeldOut(BaseChecker):
    """No data is held out to measure the model on.

    What it does
        Notices that every row read belongs to the training split. Files whose names say so are held out
        (test.csv beside train.csv, data/test/0.csv beside data/train/0.csv); name others with
        `--split test=PATH`, and leaks between them are looked for as well. Where the rows of one file belong
        to several splits, a field says so: one called split, partition or ML_USE that holds "train", "test",
        "dev" and the like is found, another is named with `--split-column FIELD`; `--split-column none` reads
        all as training data.

    Why it matters
        Without rows that the model has not seen nobody can tell whether the fine-tune was worth it, or when
        to stop it.

    Example
        `auditor check train.jsonl` and nothing else.

    How to fix
        `auditor split train.jsonl` makes splits that do not leak; or name your test file with `--split`.

    When to ignore it
        When the test data is kept elsewhere on purpose; then compare it here once, against leaks.

    How sure we are
        Certain of what was given to the audit.
    """

    rules: ClassVar[tuple[Rule, ...]] = (NO_HELD_OUT_SPLIT,)

    def __init__(self, config: Config) -> None:
        """Start with no split seen."""
        super().__init__(config)
        self.splits: set[str] = set()

    def observe(self, batch: Batch) -> None:
        """Remember the names of the splits."""
        self.splits.update({example.split for example in batch.examples})

    def merge(self, other: Self) -> None:
        """Join the names."""
        self.splits |= other.splits

    def finish(self) -> Outcome:
        """Say so, once, when there is training data only."""
        if not self.splits or self.splits - {"train", "against"}:
            return Outcome()
        message = "All rows are training rows; name a test file with --split test=PATH, or make one."
        return Outcome([Flag(NO_HELD_OUT_SPLIT, message, count=1)])
