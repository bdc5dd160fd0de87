"""Where the time goes: CPU seconds by stage and part, each second counted once.

A part that runs within another (a column that a checker is the first to ask for) is counted for itself and
not for the one around it, so that the sum of all parts is the time spent.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, Self, TypeVar

from msgspec import Struct

T = TypeVar("T")

# What is timed, in the order in which it happens
STAGES = ("start", "plan", "read", "columns", "observe", "merge", "choose", "read again", "review", "compare",
          "finish", "report")  # fmt: skip


class Timing(Struct, frozen=True):
    """The CPU seconds of one part of a stage, of all processes together."""

    stage: str
    part: str
    cpu_s: float


class Timings(Struct, frozen=True):
    """Where the time went: seconds by the clock, and the CPU seconds of every part.

    `kernels` says whether "compiled" or "plain" ones did the work.
    """

    wall_s: float
    parts: tuple[Timing, ...]
    kernels: str

    @property
    def cpu_s(self) -> float:
        """All CPU seconds."""
        return sum(part.cpu_s for part in self.parts)


class Stopwatch:
    """Adds up CPU seconds of this process; while it is off, it only passes calls through."""

    _start_is_counted: ClassVar[bool] = False

    def __init__(self, on: bool = False) -> None:
        """Start with nothing spent."""
        self.on = on
        self.spent: Counter[tuple[str, str]] = Counter()  # (stage, part) → CPU seconds
        self._within = 0.0  # seconds of the parts that ran inside the current one

    def time(self, stage: str, part: str, call: Callable[[], T]) -> T:
        """Call, and count the time for this part of the stage."""
        if not self.on:
            return call()
        outside, self._within = self._within, 0.0
        start = time.process_time()
        try:
            return call()
        finally:
            spent = time.process_time() - start
            self.spent[stage, part] += spent - self._within  # type: ignore[assignment]  # Counter of floats
            self._within = outside + spent

    def each(self, stage: str, part: str, items: Iterable[T]) -> Iterator[T]:
        """Hand the items on, and count the time it takes to make them."""
        if not self.on:
            yield from items
            return
        source = iter(items)
        end = object()
        while (item := self.time(stage, part, lambda: next(source, end))) is not end:
            yield item  # type: ignore[misc]  # the end is not handed on

    def started(self) -> None:
        """Count what this process has spent so far, on its first audit, as its start."""
        if self.on and not Stopwatch._start_is_counted:
            self.spent["start", ""] += time.process_time()  # type: ignore[assignment]  # as above
        Stopwatch._start_is_counted = True

    def merge(self, other: Self) -> None:
        """Add what another process has spent."""
        self.spent.update(other.spent)
