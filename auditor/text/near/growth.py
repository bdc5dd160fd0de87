"""A data set that has grown since an index of it was made: which rows need no comparing any more.

A row is *known* when the earlier search saw its unit. In a search in which rows follow earlier ones, it must
also stand before the first new row of its split: what comes after one may have to follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from auditor.text.near.index import RESULTS, Records, Results
from auditor.text.ragged import Hashes, Ints, Mask


class Past(NamedTuple):
    """What is known of sketches before any comparison; arrays are aligned with the sketches given to `past`.

    `leaders` maps the rows that follow another one to it, and `tiers` to the tier in which they do.
    """

    known: Mask
    leaders: dict[int, int]
    tiers: dict[int, int]

    @classmethod
    def nothing(cls) -> Past:
        """Of no sketch anything is known."""
        return cls(np.zeros(0, bool), {}, {})


def past(results: Results, rows: Ints, units: Hashes, splits: Hashes, ordered: bool) -> Past:
    """What an index says of the rows of these units, ascending by row."""
    known, owner, tier = results.of(units)
    distinct, first = np.unique(units, return_index=True)
    at = np.minimum(np.searchsorted(distinct, owner), max(len(distinct) - 1, 0))
    there = distinct[at] == owner if len(distinct) else known
    leader = rows[first[at]] if len(distinct) else rows
    follows = known & (owner != 0)
    known &= ~follows | there  # the row it followed is gone
    if ordered:
        known &= ~follows | (leader < rows)
        known &= _before_new(known, rows, splits)
        known &= ~follows | np.isin(leader, rows[known])
    chosen = np.flatnonzero(known & follows)
    pairs = zip(rows[chosen].tolist(), leader[chosen].tolist(), tier[chosen].tolist(), strict=True)
    found = [(row, leads, level) for row, leads, level in pairs]
    return Past(known, {row: leads for row, leads, _ in found}, {row: level for row, _, level in found})


def learned(rows: Ints, units: Hashes, leaders: Mapping[int, int], tiers: Mapping[int, int]) -> Records:
    """The results of a search as the index keeps them."""
    records = np.zeros(len(rows), RESULTS)
    records["unit"] = units
    followers = np.array(sorted(leaders), np.int64)
    chosen = np.flatnonzero(np.isin(rows, followers))
    follower = rows[chosen].tolist()
    leader = np.array([leaders[row] for row in follower], np.int64)
    records["owner"][chosen] = units[np.searchsorted(rows, leader)]  # rows ascend
    records["tier"][chosen] = [tiers.get(row, 0) for row in follower]
    return records


def _before_new(known: Mask, rows: Ints, splits: Hashes) -> Mask:
    """Which rows stand before the first one of their split that is not known."""
    result = np.zeros(len(rows), bool)
    for split in np.unique(splits):
        mine = splits == split
        new = rows[mine & ~known]
        result |= mine & (rows < new.min() if len(new) else True)
    return result
