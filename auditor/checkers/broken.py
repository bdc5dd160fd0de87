"""What the checkers of unreadable records share: the loader has already said what is wrong with each."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Spot
from auditor.text.excerpts import seen


class BrokenChecker(BaseChecker):
    """Reports the records that the loader gave up with the code of `rule`."""

    rule: ClassVar[Rule]

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Derive `rules` from `rule`, so that a subclass states it once."""
        super().__init_subclass__(**kwargs)
        cls.rules = (cls.rule,)

    def __init__(self, config: Config) -> None:
        """Start with no row flagged."""
        super().__init__(config)
        self.rows = array("q")
        self.wanted: set[int] = set()
        self.spots: list[Spot] = []

    def observe(self, batch: Batch) -> None:
        """Remember the ids of the broken rows."""
        self.rows.extend(broken.row for broken in batch.broken if broken.code == self.rule.code)

    def merge(self, other: Self) -> None:
        """Join the two sets of rows."""
        self.rows.extend(other.rows)

    def rows_to_review(self) -> Sequence[int]:
        """The rows that will be shown: what is wrong with each is not kept."""
        chosen = self.shown(self.rows)
        self.wanted = set(chosen)
        return chosen

    def review(self, batch: Batch) -> None:
        """Take the loader's words for the rows that will be shown."""
        for broken in batch.broken:
            if broken.row in self.wanted:
                self.spots.append(Spot(broken.row, broken.message, evidence=seen(broken.window)))

    def finish(self) -> Outcome:
        """One finding with all its rows, or nothing."""
        if not self.rows:
            return Outcome()
        spots = sorted(self.spots, key=lambda spot: spot.row)
        return Outcome([Flag(self.rule, self.rule.summary, sorted(self.rows), spots)])
