"""What a checker is, and the shortest way to write one.

A checker is its own state: small (counts, hashes, row ids; never texts), picklable, mergeable. It sees
every batch once (`observe`), is merged with its copies from other workers (`merge`, associative and
commutative), may ask to see some rows again (`rows_to_review`, `review`), and then says what it found
(`finish`). It never prints, opens files, or knows the engine, the verdict or another checker.

Its class docstring is its documentation; the headings are checked by a test.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol, Self

from auditor.config import Config
from auditor.model import Batch, Example, Flag, Misfit, Outcome, Rule, Spot


class Checker(Protocol):
    """The interface of every checker; see the module docstring for the life of one."""

    rules: ClassVar[tuple[Rule, ...]]

    def __init__(self, config: Config) -> None:
        """Start with nothing seen."""
        ...

    def observe(self, batch: Batch) -> None:
        """Take in one batch."""
        ...

    def merge(self, other: Self) -> None:
        """Take in what another copy has seen; the order of merges must not matter."""
        ...

    def finish(self) -> Outcome:
        """Say what was found: sorted, and the same for any split of the rows."""
        ...

    def rows_to_review(self) -> Sequence[int]:
        """Row ids to be read again, asked once, after the merge."""
        ...

    def review(self, batch: Batch) -> None:
        """Take in those rows again, in reading order."""
        ...


def number_of(count: int, one: str, many: str) -> str:
    """A count with its words: "1 held-out row has", "26 held-out rows have"."""
    return f"{count:,} {one if count == 1 else many}"


class BaseChecker:
    """A checker that needs no second look; state and `observe`, `merge`, `finish` are the subclass's."""

    rules: ClassVar[tuple[Rule, ...]] = ()

    def __init__(self, config: Config) -> None:
        """Keep the configuration; subclasses add their empty state."""
        self.config = config

    def observe(self, batch: Batch) -> None:
        """Take in one batch."""

    def merge(self, other: Self) -> None:
        """Take in what another copy has seen; the order of merges must not matter."""

    def rows_to_review(self) -> Sequence[int]:
        """Row ids to be read again, asked once, after the merge."""
        return ()

    def review(self, batch: Batch) -> None:
        """Take in those rows again, in reading order; a batch may hold rows that others asked for."""

    def finish(self) -> Outcome:
        """Say what was found: sorted, and the same for any split of the rows."""
        return Outcome()

    def shown(self, rows: Iterable[int]) -> list[int]:
        """The rows that get a place in the report: the first `max_places` in reading order."""
        ordered = sorted(rows)
        return ordered[: self.config.max_places] if self.config.max_places else ordered


class RowChecker(BaseChecker):
    """A checker that judges each example alone: a subclass gives `rule` and `problem`.

    The state is the ids of the flagged rows. Messages are made in the second look, for the rows shown.
    """

    rule: ClassVar[Rule]

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Derive `rules` from `rule`, so that a subclass states it once."""
        super().__init_subclass__(**kwargs)
        if "rule" in cls.__dict__:
            cls.rules = (cls.rule,)

    def __init__(self, config: Config) -> None:
        """Start with no row flagged."""
        super().__init__(config)
        self.rows = array("q")
        self.wanted: set[int] = set()
        self.spots: list[Spot] = []

    def problem(self, example: Example) -> Spot | None:
        """What is wrong with this example, or None. Called again for the rows that are shown."""
        raise NotImplementedError

    def has_problem(self, example: Example) -> bool:
        """Whether something is wrong; asked for every candidate, so it may do without the words."""
        return self.problem(example) is not None

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """The examples worth judging; override it with a cheap test over the whole batch."""
        return batch.examples

    def summary(self) -> str:
        """The finding's message; by default the rule's own summary."""
        return self.rule.summary

    def observe(self, batch: Batch) -> None:
        """Remember the ids of the rows that have the problem."""
        for example in self.candidates(batch):
            if self.has_problem(example):
                self.rows.append(example.row)

    def merge(self, other: Self) -> None:
        """Join the two sets of rows."""
        self.rows.extend(other.rows)

    def rows_to_review(self) -> Sequence[int]:
        """The rows that will be shown."""
        chosen = self.shown(self.rows)
        self.wanted = set(chosen)
        return chosen

    def review(self, batch: Batch) -> None:
        """Find the words for the rows that will be shown."""
        for example in batch.examples:
            if example.row in self.wanted and (spot := self.problem(example)) is not None:
                self.spots.append(spot)

    def finish(self) -> Outcome:
        """One finding with all its rows, or nothing."""
        if not self.rows:
            return Outcome()
        spots = sorted(self.spots, key=lambda spot: spot.row)
        return Outcome([Flag(self.rule, self.summary(), sorted(self.rows), spots)])


class MisfitChecker(RowChecker):
    """A checker of the rows that are no example of their file's format: `concerns` and `words` instead."""

    def concerns(self, misfit: Misfit) -> bool:
        """Whether the row has the problem; asked for every misfit, so it should be cheap."""
        raise NotImplementedError

    def words(self, misfit: Misfit) -> list[Spot]:
        """What is wrong with the row; asked for the rows that are shown."""
        raise NotImplementedError

    def observe(self, batch: Batch) -> None:
        """Remember the ids of the misfits that have the problem."""
        self.rows.extend(misfit.row for misfit in batch.misfits if self.concerns(misfit))

    def review(self, batch: Batch) -> None:
        """Find the words for the rows that will be shown."""
        for misfit in batch.misfits:
            if misfit.row in self.wanted:
                self.spots += self.words(misfit)
