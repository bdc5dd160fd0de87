"""What the noise checkers share: a gate of literals in front of their expressions, and a sense of convention.

The literals of all noise checkers are looked for in one pass over a batch (`auditor.text.patterns`); a
checker then reads only the rows that hold one of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import ClassVar, Self

from msgspec.structs import replace

from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.model import Batch, Example, Flag, Outcome
from auditor.text.joined import Side, joined
from auditor.text.patterns import Prefilter

_LITERALS: dict[str, tuple[str, ...]] = {}
_FEW_ROWS = 20  # among fewer rows nothing is called a convention


class NoiseChecker(RowChecker):
    """A row checker behind a gate: only rows where one of `sides` holds one of `literals` are judged.

    Every expression of the rule must need one of the literals, or one of the `capitals`, which count only as
    they are written, or in an output one of `output_literals` (a test holds each rule to it). The rule does
    not run for `exempt_tasks` and `exempt_formats`. Where more than `usual` of the rows have the "problem" it
    is a convention of the data: it is still told, but drops nothing.
    """

    literals: ClassVar[tuple[str, ...]] = ()
    capitals: ClassVar[tuple[str, ...]] = ()
    output_literals: ClassVar[tuple[str, ...]] = ()
    sides: ClassVar[tuple[Side, ...]] = ("output",)
    exempt_tasks: ClassVar[tuple[str, ...]] = ()
    exempt_formats: ClassVar[tuple[str, ...]] = ()
    usual: ClassVar[float] = 1.0

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Enter the literals into the gate that all noise checkers share."""
        super().__init_subclass__(**kwargs)
        for kind in ("literals", "capitals", "output_literals"):
            if members := getattr(cls, kind):
                _LITERALS[f"{cls.__name__}.{kind}"] = members

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        self.seen = 0
        self.runs = config.task not in self.exempt_tasks

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """The rows that hold one of the literals."""
        if not self.runs or batch.format in self.exempt_formats:
            return ()
        found: dict[int, Example] = {}
        for side in self.sides:
            owners = joined(batch, side).owners
            found.update((e.row, e) for text in self.holders(batch, side) for e in owners[text])
        return found.values()

    def holders(self, batch: Batch, side: Side) -> Sequence[int]:
        """The numbers of the texts on this side that hold one of the literals."""
        found, name = _holders(batch, side), type(self).__name__
        numbers = set(found.get(f"{name}.literals", ()))
        if side == "output":
            numbers.update(found.get(f"{name}.output_literals", ()))
        if spoken := found.get(f"{name}.capitals"):
            texts, words = joined(batch, side).texts, {word.strip() for word in self.capitals}
            numbers.update(number for number in spoken if any(word in texts[number] for word in words))
        return sorted(numbers)

    def observe(self, batch: Batch) -> None:
        """Count the rows, and judge those that pass the gate."""
        self.seen += len(batch.examples)
        super().observe(batch)

    def merge(self, other: Self) -> None:
        """Join the rows and the counts."""
        super().merge(other)
        self.seen += other.seen

    def finish(self) -> Outcome:
        """One finding; one that says so where the problem is a convention of the data."""
        outcome = super().finish()
        meant = set(self.excusable())
        if self.seen < _FEW_ROWS or len(meant) <= self.usual * self.seen:
            return outcome
        flags = [part for flag in outcome.flags for part in _parted(flag, meant)]
        for flag in flags:
            if flag.rows[0] in meant:
                _call_convention(flag, self.seen)
        return replace(outcome, flags=flags)

    def excusable(self) -> Sequence[int]:
        """The rows with a problem that may be a convention of the data; by default all."""
        return self.rows


@cache
def _prefilter() -> Prefilter:
    """The gate for all checkers, built when the first batch comes."""
    return Prefilter(_LITERALS)


def _holders(batch: Batch, side: Side) -> dict[str, list[int]]:
    """Checker and kind of literal → the numbers of the texts on this side that hold one."""

    texts = joined(batch, side)
    return batch.derive(f"literals-{side}", lambda: _prefilter().holders(texts.blob, texts.starts))


def _parted(flag: Flag, meant: set[int]) -> list[Flag]:
    """The rows that no convention excuses, and the others."""
    parts = [
        replace(
            flag,
            rows=[row for row in flag.rows if (row in meant) is excused],
            spots=[spot for spot in flag.spots if (spot.row in meant) is excused],
        )
        for excused in (False, True)
    ]
    return [part for part in parts if part.rows]


def _call_convention(flag: Flag, seen: int) -> None:
    """Say that so many rows have it that it is probably meant."""
    flag.message += (
        f" — in {len(flag.rows):,} of {seen:,} rows, so it is probably meant and nothing is dropped"
    )
    flag.drops = False
