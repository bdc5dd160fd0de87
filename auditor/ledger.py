"""The account of every row: how many there are, and on which line each stands.

One ledger is kept per shard, without knowing what came before it; merged, they give line and record numbers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from auditor.model import OFFSET_BITS, Batch, Example, Misfit


class Segment(Struct):
    """The records of one shard: their row ids, and their lines counted from the shard's start.

    `lines` is None where every record is one line, as in JSONL: the line is then the place in `rows`.
    """

    rows: NDArray[np.int64]
    lines: NDArray[np.int64] | None

    @property
    def last_line(self) -> int:
        """How many lines the segment covers, as far as its records tell."""
        return len(self.rows) if self.lines is None else int(self.lines[-1])


class Ledger:
    """Counts and positions of all rows seen; mergeable in any order."""

    def __init__(self) -> None:
        """Start an empty account."""
        self.segments: list[Segment] = []
        self.kinds: Counter[tuple[str, str]] = Counter()  # (split, "audited" | "broken" | "blank") → rows
        self.files: Counter[tuple[int, str]] = Counter()  # (file number, "rows" | "broken") → rows
        self.divided: Counter[tuple[int, str]] = Counter()  # (file number, a row's split of its own) → rows
        self.held_out = array("q")  # rows outside the training split
        self._rows = array("q")
        self._lines = array("q")

    def observe(self, batch: Batch) -> None:
        """Count one batch of this ledger's shard."""
        known = len(batch.examples) + len(batch.misfits) + len(batch.broken) + batch.blank
        assert known == len(batch.rows), "rows = audited + broken + blank"
        self._rows.extend(batch.rows)
        self._lines.extend(batch.lines)
        audited: list[Example | Misfit] = [*batch.examples, *batch.misfits]
        splits = Counter(map(attrgetter("split"), audited))
        for split, number in splits.items():
            self.kinds[split, "audited"] += number
        if splits.keys() - {"train"}:
            self.held_out.extend(item.row for item in audited if item.split != "train")
        self.kinds[batch.split, "broken"] += len(batch.broken)
        self.kinds[batch.split, "blank"] += batch.blank
        if batch.split != "train":
            self.held_out.extend(broken.row for broken in batch.broken)
        number = batch.rows[0] >> OFFSET_BITS
        if splits.keys() - {batch.split}:
            others = (item.split for item in batch.examples if item.split != batch.split)
            self.divided.update((number, split) for split in others)
        self.files[number, "rows"] += len(batch.rows)
        self.files[number, "broken"] += len(batch.broken)

    def close(self) -> Self:
        """End the shard: keep its positions as one compact segment."""
        if self._rows:
            rows, lines = np.array(self._rows, np.int64), np.array(self._lines, np.int64)
            plain = np.array_equal(lines, np.arange(1, len(lines) + 1))
            self.segments.append(Segment(rows, None if plain else lines))
            self._rows, self._lines = array("q"), array("q")
        return self

    def merge(self, other: Self) -> None:
        """Take in the account of other shards."""
        self.segments += other.segments
        self.kinds += other.kinds
        self.files += other.files
        self.divided += other.divided
        self.held_out.extend(other.held_out)

    def rows_of(self, number: int) -> NDArray[np.int64]:
        """The ids of all rows of a file, in reading order, once everything is merged."""
        rows = [part.rows for part in self.segments if int(part.rows[0]) >> OFFSET_BITS == number]
        return np.concatenate(sorted(rows, key=lambda part: int(part[0])) or [np.zeros(0, np.int64)])

    def positions(self) -> Positions:
        """The line and record numbers, once everything is merged."""
        return Positions(self.segments)


class Positions:
    """Looks up where a row stands: (1-based physical line, 1-based record number)."""

    def __init__(self, segments: list[Segment]) -> None:
        """Sort the segments and count the lines and records before each, per file."""
        self.segments = sorted(segments, key=lambda segment: int(segment.rows[0]))
        self.starts = [int(segment.rows[0]) for segment in self.segments]
        self.before: list[tuple[int, int]] = []
        for _, of_one_file in groupby(self.segments, key=lambda part: int(part.rows[0]) >> OFFSET_BITS):
            lines = records = 0
            for segment in of_one_file:
                self.before.append((lines, records))
                lines += segment.last_line
                records += len(segment.rows)

    def of(self, row: int) -> tuple[int, int]:
        """The line and the record number of a row id."""
        number = bisect_right(self.starts, row) - 1
        segment, (lines, records) = self.segments[number], self.before[number]
        index = int(segment.rows.searchsorted(row))
        line = index + 1 if segment.lines is None else int(segment.lines[index])
        return lines + line, records + index + 1
