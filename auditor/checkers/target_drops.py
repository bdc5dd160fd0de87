"""FMT010: rows that the target would drop or misread without a word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from auditor import targets
from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.targets import Breach, Requirement


class TargetDrops(BaseChecker):
    """Rows that the target named by --target would drop or misread without a word.

    What it does
      Holds every row against what the profile of the target says happens in silence: LLaMA-Factory skips a
      conversation whose turns are not pairs, TRL ignores weights on messages. Rows that would be dropped do
      not count as usable. Rows beyond a token limit are TOK001.
    Why it matters
      The training runs and succeeds, on fewer rows than you think, or on other words.
    Example
      auditor check train.jsonl --target llama-factory
      conversations[2].from is the user's where assistant is expected
    How to fix
      Change what is named, so that the row is read.
    When to ignore it
      When the rows may go.
    How sure we are
      As sure as the profile's source: `auditor explain --target NAME` prints it with its date.
    """

    rule = Rule(
        "FMT010",
        "target-drops",
        Severity.WARNING,
        "rows that the target would drop without a word",
        drops=True,
        fix="safe",
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Look up the target; without one there is nothing to say."""
        super().__init__(config)
        self.target = targets.profile(config.target) if config.target else None
        self.rows: dict[str, list[int]] = {"drops": [], "misreads": []}
        self.spots: dict[str, list[Spot]] = {"drops": [], "misreads": []}
        self.wanted: set[int] = set()

    def observe(self, batch: Batch) -> None:
        """Remember the ids of the rows that would be dropped, and of those that would be misread."""
        for effect, breach in self._found(batch):
            self.rows[effect].append(breach[0])

    def merge(self, other: Self) -> None:
        """Join the rows."""
        for effect, rows in other.rows.items():
            self.rows[effect] += rows

    def rows_to_review(self) -> list[int]:
        """The rows that will be shown."""
        shown = {row for rows in self.rows.values() for row in self.shown(rows)}
        self.wanted = shown
        return sorted(shown)

    def review(self, batch: Batch) -> None:
        """Find the words for the rows that will be shown."""
        for effect, (row, breach) in self._found(batch):
            if row in self.wanted:
                self.spots[effect].append(Spot(row, _words(breach), breach.field))

    def finish(self) -> Outcome:
        """A finding for the rows that are dropped, and one for those that are misread."""
        title = self.target.title if self.target else ""
        return Outcome(
            [
                Flag(
                    self.rule,
                    f"rows that {title} would {words} without a word",
                    sorted(self.rows[effect]),
                    sorted(self.spots[effect], key=lambda spot: spot.row),
                    drops=effect == "drops",
                )
                for effect, words in (("drops", "drop"), ("misreads", "misread"))
                if self.rows[effect]
            ]
        )

    def _found(self, batch: Batch) -> Iterable[tuple[str, tuple[int, Breach]]]:
        if self.target is None or batch.format not in self.target.formats:
            return
        for effect in ("drops", "misreads"):
            asked: tuple[Requirement, ...] = self.target.of_rows(effect, batch.format)
            for example in batch.examples if asked else ():
                if breach := next(targets.breaches(example, asked), None):
                    yield effect, (example.row, breach)


def _words(breach: Breach) -> str:
    says = breach.requirement.says
    return f"{breach.message} ({says})" if says else breach.message
