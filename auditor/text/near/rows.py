"""Rows with their band keys: what every search for near copies begins with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from auditor.config import Config
from auditor.model import Batch
from auditor.text.columns import (
    row_ids,
    split_digests,
)
from auditor.text.near.candidates import Candidates, no_candidates
from auditor.text.near.crowds import SAMPLE, Keys, alike, crowded, repeated
from auditor.text.near.frames import FRAME
from auditor.text.near.growth import Past, learned, past
from auditor.text.near.index import SKETCHES, Records, opened
from auditor.text.near.inputs import compared_edges, compared_inputs, sketched_digests
from auditor.text.near.minhash import LONG_BANDS, tinted
from auditor.text.near.sketches import COLUMNS, FORGIVING, LONG_KIND, sketches
from auditor.text.ragged import Hashes, Ints, Mask, distinct
from auditor.text.table import Table

AT_ONCE = 5  # columns of keys that are read from the table
CROWD = 16  # texts that differ in numbers; of more, none leaves one out: they are filled in from a template


class NearRows:
    """Band keys of many rows, then those that share a band with another one, then who follows whom.

    Its life: `observe` and `merge` as often as there are batches, `choose` once, and of each `share` of the
    candidates `review`, `link` and `merge`; `followers` at the end. With an index, rows that it knows are
    `past`: `choose` leaves them out unless they share a band with a new one.
    """

    def __init__(self, config: Config, code: str, ordered: bool = False) -> None:
        """Start with no row; `ordered`: a row follows an earlier one only, and may leave out a number."""
        self.config, self.code, self.ordered = config, code, ordered
        columns = [
            ("row", "<i8"),
            ("unit", "<u8"),
            ("kind", "u1"),
            ("keys", "<u4", (COLUMNS,)),
            ("edges", "<u4", (2,)),
        ]
        if ordered:
            columns.append(("sample", "u1", (SAMPLE,)))
        if config.index:
            columns += [("input", "<u8"), ("split", "<u8"), ("plain", "<u4", (COLUMNS,))]
        self.table = Table(columns, config.scratch)
        self.candidates = no_candidates(COLUMNS)
        self.past = Past.nothing()
        self.links: list[tuple[Ints, Ints, Ints]] = []  # followers, leaders (-1 for none any more), tiers
        self.missed = 0  # rows that follow nobody and were not compared with all their candidates

    def observe(self, batch: Batch, chosen: Mask, unit: Hashes, tint: Hashes | None = None) -> None:
        """Take in the chosen examples.

        Of examples with an equal `unit` only the first is looked at; rows with another `tint`, of shape
        (examples,) or (examples, COLUMNS), never meet (in that band). A sample of the tint is kept, by which
        rows must be `alike` to become candidates.
        """
        found = sketches(batch, self.config)
        keep = chosen[found.example]
        example, keys = found.example[keep], found.keys[keep]
        extra: dict[str, NDArray[Any]] = {}
        if self.config.index:
            extra = {
                "input": sketched_digests(batch, self.config)[example],
                "split": split_digests(batch)[example],
            }
            extra["plain"] = keys
        if self.ordered:
            sample = np.zeros((len(batch.examples), 1)) if tint is None else tint[:, :SAMPLE]
            extra["sample"] = sample[example].astype(np.uint8)
        if tint is not None:
            keys = keys ^ tinted(tint[example] if tint.ndim == 2 else tint[example, None])
        self.table.append(
            row=row_ids(batch)[example],
            unit=unit[example],
            kind=found.kind[keep],
            keys=keys,
            edges=compared_edges(batch, self.config.templates)[example],
            **extra,
        )

    def merge(self, other: Self) -> None:
        """Take in the rows of another one, and whom they follow."""
        self.table.merge(other.table)
        self.links += other.links
        self.missed += other.missed

    def choose(self) -> Candidates:
        """The rows that share a band with another unit; asked once, after the merge."""
        chosen = self._first_of_units()
        rows = self.table.column("row")[chosen]
        new = None
        if self.config.index:
            units, splits = self.table.column("unit")[chosen], self.table.column("split")[chosen]
            results = opened(self.config).results(self.code)
            self.past = past(results, rows, units, splits, self.ordered)
            new = ~self.past.known
        met = list(self._meetings(chosen, new))
        shared = np.zeros(len(chosen), bool)
        for places, _ in met:
            shared[places] = True
        if self.ordered and self.past.leaders:  # rows join them by way of those that follow them
            led = [self.past.leaders[row] for row in rows[shared].tolist() if row in self.past.leaders]
            shared |= np.isin(rows, led)
        framed = self._framed(chosen, rows, rows[shared])
        distinct, row_of = np.unique(rows[shared], return_inverse=True)
        keys = _keys(met, shared)
        fresh = np.ones(len(distinct), bool)
        if new is not None:
            fresh[row_of] = new[shared]
        elif self.code not in self.config.keeps:
            self.table.clear()
        tiers = [self.past.tiers.get(row, -1) for row in distinct.tolist()] if self.past.tiers else -1
        tier = np.full(len(distinct), tiers, np.int64)
        led_by = np.full(len(distinct), -1)
        if self.ordered and self.past.leaders:
            leaders = [self.past.leaders.get(row, -1) for row in distinct.tolist()]
            led_by = np.where(np.isin(leaders, distinct), np.searchsorted(distinct, leaders), -1)
        self.candidates = Candidates(distinct, row_of, keys, fresh, tier, led_by, framed)
        return self.candidates

    def _meetings(self, chosen: Ints, new: Mask | None) -> Iterator[tuple[Keys, Keys]]:
        """For every band, which of the chosen sketches meet another row in it, and by which key."""
        some = np.arange(len(chosen))
        samples = self.table.column("sample")[chosen] if self.ordered else None
        crowd = self._crowd(chosen)
        for band, keys in enumerate(self.table.elements("keys", AT_ONCE)):
            if band == LONG_BANDS:  # sketches of runs of words have no more keys, they repeat the first ones
                some = np.flatnonzero(self.table.column("kind")[chosen] != LONG_KIND)
                samples = None if samples is None else samples[some]
            key = keys[chosen]
            if band >= COLUMNS - FORGIVING:
                key[crowd] = np.flatnonzero(crowd)  # meets nobody
            newest = None if new is None else new[some]
            if samples is None:
                places = some[repeated(key[some], newest)]
                yield places.astype(np.uint32), key[places]
            else:
                places, parted = alike(key[some], samples, newest)
                yield some[places].astype(np.uint32), parted

    def _framed(self, chosen: Ints, rows: Ints, candidates: Ints) -> Mask:
        """Whether the beginning, and whether the end, of each candidate is that of several other rows.

        `rows` ascend, with a row as often as it has sketches, as do `candidates`; the result names each once.
        """
        first = np.concatenate(([True], rows[1:] != rows[:-1]))[: len(rows)]
        places = np.searchsorted(rows[first], distinct(candidates))
        edges = (self.table.element("edges", edge)[chosen][first] for edge in range(2))
        return np.stack([(crowded(edge, FRAME - 1) & (edge != 0))[places] for edge in edges], 1)

    def _crowd(self, chosen: Ints) -> Mask:
        """Which sketches meet a crowd in a forgiving column: they keep out of all of these columns."""
        crowd = np.zeros(len(chosen), bool)
        for band in range(COLUMNS - FORGIVING, COLUMNS):
            crowd |= crowded(self.table.element("keys", band)[chosen], CROWD)
        return crowd

    def share(self, rows: Ints) -> Self:
        """One that has of the candidates those among these rows, and nothing else."""
        part = type(self)(self.config, self.code, self.ordered)
        part.candidates = self.candidates.share(rows)
        return part

    def review(self, batch: Batch) -> Ints:
        """Look at the candidates in a batch; returns which of its examples they are."""
        return self.candidates.review(batch, compared_inputs(batch, self.config.templates))

    def link(self, followers: Ints, leaders: Ints, tiers: Ints) -> None:
        """Note by row ids who follows whom in which tier; the leader -1 says that it follows nobody now."""
        self.links.append((followers, leaders, tiers))

    def followers(self) -> tuple[dict[int, int], dict[int, int]]:
        """For every row that follows another one: that one, and in which tier."""
        leaders, tiers = dict(self.past.leaders), dict(self.past.tiers)
        for links in self.links:
            for follower, leader, tier in zip(*(column.tolist() for column in links), strict=True):
                if leader < 0:
                    del leaders[follower], tiers[follower]
                else:
                    leaders[follower], tiers[follower] = leader, tier
        return leaders, tiers

    def learned(
        self, leaders: dict[int, int], tiers: dict[int, int] | None = None
    ) -> dict[str, list[Records]]:
        """What an index is to keep of this search: follower → leader by row ids; nothing without an index."""
        if not self.config.index:
            return {}
        chosen = self._first_of_units()
        sketches = np.empty(len(chosen), SKETCHES)
        for name, column in (("input", "input"), ("kind", "kind"), ("keys", "plain")):
            sketches[name] = self.table.column(column)[chosen]
        rows, units = self.table.column("row")[chosen], self.table.column("unit")[chosen]
        return {"sketches": [sketches], self.code: [learned(rows, units, leaders, tiers or {})]}

    def _first_of_units(self) -> Ints:
        """Of every unit its first row (all sketches of it), by its place in the table; in reading order."""
        rows = self.table.column("row")
        units = self.table.column("unit") + self.table.column("kind").astype(np.uint64)
        order = np.lexsort((rows, units))
        first = np.concatenate(([True], units[order[1:]] != units[order[:-1]]))[: len(rows)]
        chosen: Ints = order[first]
        return chosen[np.argsort(rows[chosen], kind="stable")]


def _keys(met: Sequence[tuple[Keys, Keys]], shared: Mask) -> Keys:
    """The keys by which the shared sketches meet others in every band: shape (shared sketches, bands)."""
    number = np.cumsum(shared, dtype=np.int32) - 1
    alone = np.arange(np.count_nonzero(shared), dtype=np.uint32)  # in a bucket of its own: it meets nobody
    keys = np.repeat(alone[:, None], len(met), axis=1)
    for band, (places, key) in enumerate(met):
        keys[number[places], band] = key
    return keys
