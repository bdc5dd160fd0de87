"""A checker that fails does not take the audit with it: its rules are reported as not run, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from pathlib import PurePath
from typing import TypeVar

import numpy as np

from auditor.checkers.base import Checker
from auditor.checkers.comparer import Comparer
from auditor.config import Config
from auditor.errors import ConfigError
from auditor.model import Batch, Outcome
from auditor.stopwatch import Stopwatch
from auditor.text.near.rows import NearRows
from auditor.text.ragged import Ints

T = TypeVar("T")


class Guarded:
    """A checker, and how it failed if it did; what failed once is not asked again."""

    def __init__(self, kind: type[Checker], config: Config) -> None:
        """Make the checker. Raises ConfigError where a setting makes no sense to it."""
        self.kind = kind
        self.error = ""
        self.checker: Checker | None = None
        self.checker = self._attempt(lambda: kind(config), None)

    @property
    def name(self) -> str:
        """What the checker is called where its time is told."""
        return self.kind.__name__

    def observe(self, batch: Batch, watch: Stopwatch) -> None:
        """Show it one batch."""
        if (checker := self._sound()) is not None:
            self._attempt(lambda: watch.time("observe", self.name, lambda: checker.observe(batch)), None)

    def merge(self, other: Guarded) -> None:
        """Join it with its copy from another worker; the failure of one is the failure of both."""
        self.error = min(filter(None, (self.error, other.error)), default="")
        mine, theirs = self._sound(), other.checker
        if mine is not None and theirs is not None:
            self._attempt(lambda: mine.merge(theirs), None)

    def rows_to_review(self, watch: Stopwatch) -> Sequence[int]:
        """The rows it asks to see again."""
        if (checker := self._sound()) is None:
            return ()
        return self._attempt(lambda: watch.time("choose", self.name, checker.rows_to_review), ())

    def review(self, batch: Batch, watch: Stopwatch) -> None:
        """Show it rows again."""
        if (checker := self._sound()) is not None:
            self._attempt(lambda: watch.time("review", self.name, lambda: checker.review(batch)), None)

    @property
    def compares(self) -> bool:
        """Whether it compares rows with each other."""
        return issubclass(self.kind, Comparer)

    @property
    def search(self) -> NearRows | None:
        """What it knows of the rows it compares; None if it compares none, or failed."""
        checker = self._sound()
        return checker.near if isinstance(checker, Comparer) else None

    def candidates(self, watch: Stopwatch) -> Ints:
        """The rows it compares."""
        nothing = np.zeros(0, np.int64)
        if not isinstance(checker := self._sound(), Comparer):
            return nothing
        return self._attempt(lambda: watch.time("choose", self.name, checker.candidates), nothing)

    def groups(self, candidates: Ints, watch: Stopwatch) -> Ints:
        """The group of each of its candidates."""
        together = np.zeros(len(candidates), np.int64)
        if not isinstance(checker := self._sound(), Comparer):
            return together
        return self._attempt(lambda: watch.time("choose", self.name, checker.groups), together)

    def share(self, rows: Ints) -> Guarded:
        """Its copy for a portion of these rows, as sound as it is."""
        share = None
        if isinstance(checker := self._sound(), Comparer):
            share = self._attempt(lambda: checker.share(rows), None)
        part = copy(self)
        part.checker = share
        return part

    def compare(self, watch: Stopwatch) -> None:
        """Let it compare what it was shown again."""
        if isinstance(checker := self._sound(), Comparer):
            self.checker = self._attempt(lambda: watch.time("compare", self.name, checker.compare), None)

    def finish(self, watch: Stopwatch) -> Outcome:
        """What it found; when it failed, that its rules were not run."""
        outcome = Outcome()
        if (checker := self._sound()) is not None:
            outcome = self._attempt(lambda: watch.time("finish", self.name, checker.finish), outcome)
        if self.error:
            return Outcome(skipped=[(rule.code, self.error) for rule in self.kind.rules])
        return outcome

    def _sound(self) -> Checker | None:
        return None if self.error else self.checker

    def _attempt(self, call: Callable[[], T], otherwise: T) -> T:
        try:
            return call()
        except ConfigError:  # the user's mistake, no check that failed
            raise
        except Exception as error:  # whatever a checker does wrong
            import logging

            logging.getLogger("auditor").debug("%s failed", self.kind.__name__, exc_info=True)
            self.error = f"internal error: {described(error)}"
            return otherwise


def described(error: BaseException) -> str:
    """What went wrong and where in the program, without the error's own words: they may quote the data."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    path = PurePath(frames[-1].filename)
    return f"{type(error).__name__} in {path.parent.name}/{path.name}, line {frames[-1].lineno}"
