"""What the label checkers share: the counts of all labels, and whether the field holds labels at all."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Self

from msgspec import Struct, field

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome
from auditor.text.labels.blanks import RARE, may_name_nothing
from auditor.text.labels.column import combinations
from auditor.text.labels.spelling import commonest, probable

MANY = 1_000  # different labels; beyond that nobody chooses from a list
FEW_ROWS = 20  # among fewer labelled rows "nearly every row has its own label" says nothing
LONG = 80  # characters of the average label, beyond which it is a sentence
FEW_NUMBERS = 20  # different numbers that may still be classes: stars, scores, codes


class LabelTally(Struct):
    """Counts of labels: `train` in the train split, `spelled` in all splits; bounded by MANY.

    `rows` counts the train rows with a label field, `labelled` those that have a label, `several` those
    with more than one. Past MANY different labels the counts are given up, whatever the order of the rows.
    """

    train: Counter[str] = field(default_factory=Counter)
    spelled: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    labelled: int = 0
    several: int = 0
    overflown: bool = False

    def add(self, batch: Batch, task: str) -> None:
        """Count the labels of a batch."""
        for labels, count in combinations(batch, task, train=True).items():
            self.rows += count
            self.labelled += count if labels else 0
            self.several += count if len(labels) > 1 else 0
            self._count(labels, count, self.train, self.spelled)
        for labels, count in combinations(batch, task, train=False).items():
            self._count(labels, count, self.spelled)
        self._bound()

    def merge(self, other: LabelTally) -> None:
        """Add the counts of another part of the data."""
        self.train.update(other.train)
        self.spelled.update(other.spelled)
        self.rows += other.rows
        self.labelled += other.labelled
        self.several += other.several
        self.overflown |= other.overflown
        self._bound()

    def _count(self, labels: Iterable[str], count: int, *counters: Counter[str]) -> None:
        for label in () if self.overflown else set(labels):
            for counter in counters:
                counter[label] += count

    def _bound(self) -> None:
        if self.overflown or len(self.spelled) > MANY:
            self.overflown = True
            self.train.clear()
            self.spelled.clear()

    def sure(self) -> dict[str, str]:
        """Spelling → the commonest one of the same label, where only case, space or separators differ."""
        return commonest(self.spelled, self.train)

    def probable(self) -> dict[str, str]:
        """Rare spelling → the label that it is probably a slip of."""
        return probable(self.spelled, self.sure())

    def spellings(self) -> dict[str, str]:
        """Spelling → the right one, for those that are not it: the sure ones and the probable ones."""
        sure, slips = self.sure(), self.probable()
        return {wrong: slips.get(right, right) for wrong, right in sure.items()} | slips

    def counts(self) -> Counter[str]:
        """Examples per label in the train split, its spellings counted together; without what names none."""
        right = self.spellings()
        counts = Counter[str]()
        for label, count in self.train.items():
            if not (may_name_nothing(label) and count < RARE * self.labelled):
                counts[right.get(label, label)] += count
        return counts

    def ranked(self) -> list[tuple[str, int]]:
        """The labels with their counts, commonest first."""
        return sorted(self.counts().items(), key=lambda item: (-item[1], item[0]))

    def why_not(self) -> str:
        """Why the label field holds no labels to choose from, or "" when it does."""
        if self.overflown:
            return f"the label field holds free text: more than {MANY:,} different values"
        different = len(self.train)
        if (
            different > FEW_NUMBERS
            and all(map(_is_number, self.train))
            and not all(map(_is_code, self.train))
        ):
            return f"the label field holds numbers, as for a regression: {different:,} different values"
        if self.labelled >= FEW_ROWS and different > self.labelled / 2:
            return (
                f"the label field holds free text: {different:,} different values in {self.labelled:,} rows"
            )
        if different and sum(len(x) * n for x, n in self.train.items()) > LONG * self.train.total():
            return "the label field holds free text: whole sentences"
        return ""

    def metrics(self) -> dict[str, Any]:
        """The figures of the report's `labels` section."""
        ranked = self.ranked()
        if not ranked:
            return {}
        figures: dict[str, Any] = {
            "counts": dict(ranked),
            "classes": len(ranked),
            "effective_classes": round(effective_number(count for _, count in ranked), 2),
            "ratio": round(ranked[0][1] / ranked[-1][1], 2),
            "multi_label": self.several > 0,
        }
        if not self.several:
            figures["majority_accuracy"] = round(ranked[0][1] / self.labelled, 4)
        if branches := top_level(dict(ranked)):
            figures["top_level"] = branches
        return figures


def effective_number(counts: Iterable[int]) -> float:
    """exp of the Shannon entropy: k labels of equal size count as k, a lopsided set as fewer."""
    counts = sorted(counts)
    total = sum(counts)
    return math.exp(-math.fsum(n / total * math.log(n / total) for n in counts if n))


def top_level(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts per first level where most labels are paths such as "billing/refund"; else empty."""
    for separator in ("/", "::", ">", "."):
        heads = Counter[str]()
        for label, count in counts.items():
            heads[label.split(separator)[0].strip()] += count
        deep = sum(0 < label.find(separator) < len(label) - len(separator) for label in counts)
        if deep > len(counts) / 2 and 2 <= len(heads) < len(counts):
            return dict(sorted(heads.items(), key=lambda item: (-item[1], item[0])))
    return {}


def _is_number(label: str) -> bool:
    try:
        return math.isfinite(float(label))
    except ValueError:
        return False


def _is_code(label: str) -> bool:
    """A whole number of up to three digits, as a list of classes is numbered."""
    return label.strip().isdecimal() and len(label.strip()) <= 3


class LabelChecker(BaseChecker):
    """A checker of the label column as a whole: a subclass gives `rules` and `judge`.

    Without a label field it has nothing to say; where the field holds no labels it says why it did not run.
    """

    def __init__(self, config: Config) -> None:
        """Start with nothing counted."""
        super().__init__(config)
        self.tally = LabelTally()

    def observe(self, batch: Batch) -> None:
        """Count the labels."""
        self.tally.add(batch, self.config.task)

    def merge(self, other: Self) -> None:
        """Add the counts."""
        self.tally.merge(other.tally)

    @abstractmethod
    def judge(self) -> list[Flag]:
        """What is wrong with these labels."""

    def finish(self) -> Outcome:
        """The flags with the figures they rest on."""
        if not self.tally.labelled:
            return Outcome()
        if reason := self.tally.why_not():
            return Outcome(skipped=[(rule.code, reason) for rule in self.rules])
        return Outcome(self.judge(), {"labels": self.tally.metrics()})


def named(labels: Iterable[tuple[str, int]], most: int = 8) -> str:
    """Labels with their counts in words: "`a` (12), `b` (3) and 4 more"."""
    items = list(labels)
    told = [f"`{label}` ({count:,})" for label, count in items[:most]]
    return ", ".join(told) + (f" and {len(items) - most:,} more" if len(items) > most else "")
