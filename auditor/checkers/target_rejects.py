"""FMT008: what the target would reject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Self

from auditor import formats, targets
from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.model import OFFSET_BITS, Batch, Example, Flag, Outcome, Rule, Severity, Spot
from auditor.targets import Breach, Requirement

Kind = tuple[int, str, str]  # file number, its data format, its container
PER_ROW = 5  # faults told of one row
OFFSET = (1 << OFFSET_BITS) - 1


class TargetRejects(RowChecker):
    """What the target named by --target would reject.

    What it does
      Holds the file and every row against the profile of the target: which data formats and kinds of file it
      reads, how many rows and bytes, which roles in which order, how tool calls and their arguments are
      written, which words are reserved. `auditor explain --target NAME` prints the profile, with its sources
      and the date it was checked.
    Why it matters
      The provider says so after the upload, for the first row only and often without naming it; Azure's whole
      message was "contains invalid schema (20)".
    Example
      auditor check train.jsonl --target mistral
      messages[1].tool_calls[0].id is 'call_1'; expected the form [a-zA-Z0-9]{9}
    How to fix
      Change what is named; for another data format, convert with `auditor fix --to`.
    When to ignore it
      When the profile is older than a change at the provider: then tell us, with the page that says so.
    How sure we are
      As sure as the profile's source, which the finding names; what no source confirms is not applied.
    """

    rule = Rule(
        "FMT008",
        "target-rejects",
        Severity.ERROR,
        "rows that the target would reject",
        gate=0.0,
        fix="safe",
    )

    def __init__(self, config: Config) -> None:
        """Look up the target; without one there is nothing to say."""
        super().__init__(config)
        self.target = targets.profile(config.target) if config.target else None
        self.kinds: Counter[Kind] = Counter()
        self.first: dict[Kind, int] = {}
        self.last: dict[int, int] = {}  # file number → offset of its last row, a lower bound of its size

    def observe(self, batch: Batch) -> None:
        """Count the rows of the training split by kind of file, and judge those of a kind that is read."""
        if self.target is None or batch.split != "train" or not batch.examples:
            return
        kind = (batch.examples[0].row >> OFFSET_BITS, batch.format, batch.container)
        self.kinds[kind] += len(batch.examples)
        self.first[kind] = min(self.first.get(kind, 1 << 62), batch.examples[0].row)
        self.last[kind[0]] = max(self.last.get(kind[0], 0), batch.examples[-1].row & OFFSET)
        if self._reads(kind):
            asked = self.target.of_rows("rejects", batch.format)
            self.rows.extend(example.row for example in batch.examples if _first(example, asked))

    def merge(self, other: Self) -> None:
        """Join what was counted."""
        super().merge(other)
        self.kinds += other.kinds
        for kind, row in other.first.items():
            self.first[kind] = min(self.first.get(kind, row), row)
        for file, offset in other.last.items():
            self.last[file] = max(self.last.get(file, 0), offset)

    def review(self, batch: Batch) -> None:
        """Find the words for the rows that will be shown."""
        asked = self.target.of_rows("rejects", batch.format) if self.target else ()
        for example in batch.examples:
            if example.row in self.wanted:
                found = islice(targets.breaches(example, asked), PER_ROW)
                self.spots += [Spot(example.row, _words(breach), breach.field) for breach in found]

    def summary(self) -> str:
        """The finding's message for rows."""
        return f"rows that {self.target.title if self.target else 'the target'} would reject"

    def finish(self) -> Outcome:
        """One finding for the rows, and one for each thing wrong with a file as a whole."""
        outcome = super().finish()
        outcome.flags = [*self._about_files(), *self._about_counts(), *outcome.flags]
        return outcome

    def _reads(self, kind: Kind) -> bool:
        _, form, _ = kind
        return self.target is not None and (form in self.target.formats or form not in formats.BY_NAME)

    def _about_files(self) -> Iterator[Flag]:
        for kind in sorted(self.kinds):
            _, form, container = kind
            spots = [Spot(self.first[kind], f"this file is {form}, {container or 'in memory'}")]
            if self.target and not self._reads(kind):
                reads = ", ".join(self.target.formats)
                message = f"{self.target.title} does not read the format {form}; it reads {reads}"
                yield Flag(self.rule, message, [self.first[kind]], spots, count=self.kinds[kind])
            elif self.target and container and container not in self.target.containers:
                reads = " or ".join(self.target.containers)
                message = f"{self.target.title} reads {reads}; this file is {container}"
                yield Flag(self.rule, message, [self.first[kind]], spots, count=self.kinds[kind])

    def _about_counts(self) -> Iterator[Flag]:
        if self.target is None or not self.kinds:
            return
        rows, form = self.kinds.total(), max(sorted(self.kinds), key=lambda kind: self.kinds[kind])[1]
        for check, wrong in (("rows-at-least", int.__lt__), ("rows-at-most", int.__gt__)):
            asked = self.target.asks(check, form)
            if asked and wrong(rows, asked.value):
                bound = "at least" if check == "rows-at-least" else "at most"
                message = f"{self.target.title} takes {bound} {asked.value:,} rows; there are {rows:,}"
                yield Flag(self.rule, message + _quote(asked), count=rows)
        limit = self.target.asks("bytes-at-most")
        for offset in sorted(self.last.values()):
            if limit and offset > limit.value:
                message = f"{self.target.title} takes files up to {limit.value:,} bytes; one is larger"
                yield Flag(self.rule, message + _quote(limit), count=1)


def _first(example: Example, asked: Iterable[Requirement]) -> Breach | None:
    return next(targets.breaches(example, asked), None)


def _words(breach: Breach) -> str:
    return breach.message + _quote(breach.requirement)


def _quote(asked: Requirement) -> str:
    return (
        f" (\N{LEFT DOUBLE QUOTATION MARK}{asked.says}\N{RIGHT DOUBLE QUOTATION MARK})" if asked.says else ""
    )
