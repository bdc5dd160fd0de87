"""The second look at rows that are compared with each other, divided into portions.

A portion is some groups of candidates that have nothing to do with those of other portions, for all comparers
at once: a row that several of them want is read again once. Portions are of bounded size, whatever the number
of rows, as long as the groups are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np
from msgspec import Struct

from auditor.guard import Guarded
from auditor.stopwatch import Stopwatch
from auditor.text.near.components import components
from auditor.text.ragged import Ints, distinct

MOST = 1 << 14  # rows of a portion, unless one group has more: some 50 MB of what is kept to compare them
LEAST = 1 << 10  # fewer are not worth a worker's while
EACH = 4  # portions for every core, so that none waits long for another


class Portion(Struct, frozen=True):
    """Rows to be read again, by ids in ascending order, and the checkers' shares in them."""

    rows: list[int]
    checkers: list[Guarded]


class Portions(Sequence[Portion]):
    """The portions of a second look, made when they are asked for."""

    def __init__(self, comparers: Sequence[Guarded], rows: Sequence[Ints]) -> None:
        """Give shares of these checkers in each of these sets of rows."""
        self.comparers, self.rows = comparers, rows

    def __len__(self) -> int:
        """How many there are."""
        return len(self.rows)

    @overload
    def __getitem__(self, number: int) -> Portion: ...
    @overload
    def __getitem__(self, number: slice) -> list[Portion]: ...
    def __getitem__(self, number: int | slice) -> Portion | list[Portion]:
        """One of them, or some."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        rows = self.rows[number]
        return Portion(rows.tolist(), [comparer.share(rows) for comparer in self.comparers])


def portions(comparers: Sequence[Guarded], cores: int, scattered: bool, watch: Stopwatch) -> Portions:
    """Divide the candidates of all comparers among `cores` workers.

    `scattered`: rows can be read from anywhere at the price of their length. Otherwise every portion costs
    one reading of the files, and there are no more of them than workers.
    """
    wanted = [comparer.candidates(watch) for comparer in comparers]
    rows = distinct(np.concatenate([np.zeros(0, np.int64), *wanted]))
    size = -(-len(rows) // (cores * EACH if scattered and cores > 1 else cores))
    size = max(LEAST, min(size, MOST) if scattered else size)
    if len(rows) <= size:
        return Portions(comparers, [rows] if len(rows) else [])
    return Portions(comparers, _filled(rows, _groups(comparers, wanted, rows, watch), size))


def _groups(comparers: Sequence[Guarded], wanted: Sequence[Ints], rows: Ints, watch: Stopwatch) -> Ints:
    """The number of each row's group; what is together for one comparer is together for all."""
    groups = [comparer.groups(ids, watch) for comparer, ids in zip(comparers, wanted, strict=True)]
    if len(comparers) == 1:
        return groups[0]
    bands = [(np.searchsorted(rows, ids), group) for ids, group in zip(wanted, groups, strict=True)]
    return components(len(rows), bands)


def _filled(rows: Ints, groups: Ints, size: int) -> list[Ints]:
    """Whole groups put together until a portion has `size` rows; largest first, as a group is one's own."""
    sizes = np.bincount(groups)
    order = np.lexsort((rows, groups, -sizes[groups]))
    ends = np.cumsum(np.sort(sizes)[::-1])
    cuts, start = [], 0
    for end in ends.tolist():
        if end - start >= size:
            cuts.append(end)
            start = end
    return [np.sort(part) for part in np.split(rows[order], cuts) if len(part)]
