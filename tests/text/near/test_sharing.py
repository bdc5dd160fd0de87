"""Rows that share a band are found alike whether one table holds all of them or many hold some."""

from __future__ import annotations

import numpy as np
import pytest

from auditor.config import Config
from auditor.text.near.rows import NearRows
from auditor.text.near.sharing import gather, scatter, sift
from auditor.text.near.sketches import COLUMNS


def tables(seed: int, count: int) -> list[NearRows]:
    """Tables of rows, many of which share a band or are copies of each other (the same unit and keys)."""
    chance = np.random.default_rng(seed)
    rows = chance.permutation(300)
    keys = chance.integers(0, 2000, (300, COLUMNS), dtype=np.uint32)
    keys[150:] = chance.integers(1 << 20, 1 << 32, (150, COLUMNS), dtype=np.uint32)  # these share nothing
    units = np.arange(300, dtype=np.uint64) * np.uint64(6)  # room for the kind that is added
    copies, originals = chance.choice(300, 60, replace=False), chance.choice(300, 60)
    keys[copies], units[copies] = keys[originals], units[originals]
    kinds = (units // np.uint64(6) % np.uint64(2)).astype(np.uint8)
    made = []
    for part in np.array_split(np.arange(300), count):
        near = NearRows(Config(), "DUP002")
        near.table.append(row=rows[part], unit=units[part], kind=kinds[part], keys=keys[part])
        made.append(near)
    return made


def wanted(parts: list[NearRows]) -> tuple[list, list, list]:
    whole = NearRows(Config(), "DUP002")
    for part in parts:
        whole.merge(part)
    found = whole.choose()
    return found.rows.tolist(), found.row_of.tolist(), found.keys.tolist()


@pytest.mark.parametrize(("seed", "count", "parts"), [(1, 1, 1), (2, 3, 5), (3, 7, 2), (4, 300, 3)])
def test_what_is_kept_is_all_that_is_wanted(seed, count, parts) -> None:
    split = tables(seed, count)
    shares = [scatter(near.table, parts) for near in split]
    told = [gather(column) for column in zip(*shares, strict=True)]
    for number, near in enumerate(split):
        sift(near.table, [part[number] for part in told])
    assert sum(len(near.table.column("row")) for near in split) < 250
    assert wanted(split) == wanted(tables(seed, count))


def test_nothing_at_all() -> None:
    near = NearRows(Config(), "DUP002")
    told = [gather([share]) for share in scatter(near.table, 2)]
    sift(near.table, [part[0] for part in told])
    assert len(near.table.column("row")) == 0
