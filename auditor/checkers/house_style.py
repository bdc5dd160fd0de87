"""STY001: outputs that deviate from the house style that nearly all the others keep."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Example, Flag, Outcome, Rule, Severity, Spot
from auditor.text.style.census import Census
from auditor.text.style.convention import Convention, breaks
from auditor.text.style.infer import HouseStyle, infer
from auditor.text.style.instead import instead
from auditor.text.style.summary import phrases
from auditor.text.style.table import Table
from auditor.text.style.traits import traits
from auditor.text.style.words import figures, percent, sentence


class HouseStyleDeviations(BaseChecker):
    """An output deviates from the house style.

    What it does
        Infers from the outputs alone what they have in common: that they are JSON with certain keys and
        types, XML, YAML or code in a fence; their sections and the order of them, lists and how long they
        are, tables; how they begin and end; closed vocabularies; length, language and tone. What at least
        90 % of the outputs share (98.5 % for habits of punctuation) is a convention, and each row that breaks
        one is reported with what it has instead.

    Why it matters
        An exact style is the best reason to fine-tune, and a prompt alone already keeps it in about 98 % of
        the answers. Data that keeps it less often teaches less than the prompt does.

    Example
        672 of 700 answers end with a line `#### <number>`; this one ends with `The answer is 42.`

    How to fix
        Bring the reported outputs into the house style, or remove them. `auditor init` writes the inferred
        style into auditor.toml, where it can be edited and from then on is a contract.

    When to ignore it
        When the deviation is meant, for example a refusal in the middle of JSON answers. Then pin the style
        and allow it there.

    How sure we are
        Measured on generated data sets of many styles with planted deviations, half of them never looked at
        while tuning, and on real data: see docs/accuracy/style.md.
    """

    rule: ClassVar[Rule] = Rule(
        "STY001",
        "output-deviates",
        Severity.WARNING,
        "the output deviates from the house style",
        confidence=Confidence.MEDIUM,
        gate=0.02,
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with nothing counted."""
        super().__init__(config)
        self.census = Census()
        self.style = HouseStyle()
        self.broken: dict[int, list[int]] = {}
        self.spots: list[Spot] = []
        self.flagged: NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def observe(self, batch: Batch) -> None:
        """Count the traits of every output of the training split."""
        for example in batch.examples:
            if example.split == "train" and (found := traits(example.output)):
                self.census.add(example.row, found, len(example.output))

    def merge(self, other: Self) -> None:
        """Join the counts."""
        self.census.merge(other.census)

    def rows_to_review(self) -> list[int]:
        """Infer the style; the deviating rows that get a place are read again for the words."""
        table = self.census.table()
        self.style = infer(table)
        if self.config.task == "classification":
            return []  # a label outside of the vocabulary is a rare or variant label
        self.flagged = self._deviating(table)
        chosen = self.shown(self.flagged.tolist())
        self.broken = {row: self.broken[row] for row in chosen}
        return chosen

    def _deviating(self, table: Table) -> NDArray[np.int64]:
        """The rows that break some convention; which ones is kept for those shown."""
        anywhere = np.zeros(len(table), dtype=bool)
        for number, convention in enumerate(self.style.conventions):
            broken = breaks(convention, table)
            anywhere |= broken
            for row in self.shown(table.rows[broken].tolist()):
                self.broken.setdefault(row, []).append(number)
        return table.rows[anywhere]

    def review(self, batch: Batch) -> None:
        """Say what the shown rows have instead."""
        for example in batch.examples:
            if example.row in self.broken:
                self.spots.append(self._spot(example))

    def _spot(self, example: Example) -> Spot:
        found = traits(example.output)
        conventions = [self.style.conventions[number] for number in self.broken[example.row]]
        conventions.sort(key=lambda convention: (-convention.support, convention.feature, convention.values))
        words = [
            _deviation(convention, instead(convention, found, example.output)) for convention in conventions
        ]
        return Spot(example.row, "; ".join(words), "output")

    def finish(self) -> Outcome:
        """One finding with every deviating row, and the style in words as a metric."""
        if not len(self.census.rows):
            return Outcome()
        metrics = {"style": self._metrics()}
        if not len(self.flagged):
            return Outcome(metrics=metrics)
        spots = sorted(self.spots, key=lambda spot: spot.row)
        return Outcome([Flag(self.rule, self._message(), self.flagged.tolist(), spots)], metrics)

    def _message(self) -> str:
        total = len(self.census.rows)
        share = percent(len(self.flagged) / total)
        return f"{len(self.flagged):,} of {total:,} outputs ({share}) deviate from the house style"

    def _metrics(self) -> dict[str, Any]:
        total = len(self.census.rows)
        styled = bool(self.style.conventions)
        return {
            "adherence": round(1 - len(self.flagged) / total, 4) if styled else None,
            "conventions": [
                {"text": text, "support": round(support, 4), "rows": rows}
                for text, support, rows in phrases(self.style)
            ],
        }


def _deviation(convention: Convention, has: str) -> str:
    return f"{sentence(convention)} ({figures(convention)}), here: {has}"
