"""Which rows share a band with another one, found without any machine that sees all rows.

`NearRows.wanted` asks one table for them. On a cluster every worker has a table of its own: each `scatter`s
its band keys into parts by key, the keys of one part, from all workers, are `gather`ed in one place, and what
is shared there goes back to the worker that has the row. What is kept then is all that `wanted` needs.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from auditor.text.ragged import Hashes, Ints, distinct
from auditor.text.table import Chunk, Table

SHARE = np.dtype([("key", "<u8"), ("unit", "<u8"), ("place", "<u4")])  # 20 bytes for a row and band


def scatter(table: Table, parts: int) -> list[Chunk]:
    """For every part, the records (band and key, unit, place in the table) whose key belongs to it."""
    units = table.column("unit") + table.column("kind").astype(np.uint64)
    bands = table.dtype["keys"].shape[0]
    records = np.empty(len(units) * bands, SHARE)
    for band in range(bands):
        some = records[band * len(units) : (band + 1) * len(units)]
        some["key"] = table.element("keys", band).astype(np.uint64) | np.uint64(band << 32)
        some["unit"], some["place"] = units, np.arange(len(units))
    owner = records["key"] % np.uint64(parts)
    return [records[owner == part] for part in range(parts)]


def gather(shares: Sequence[Chunk]) -> list[Ints]:
    """Of one part: for every table, the places whose key occurs with another unit too, in any table."""
    key, unit = _joined(shares, "key"), _joined(shares, "unit")
    order = np.lexsort((unit, key))
    key, unit = key[order], unit[order]
    starts = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))[: len(key)])
    ends = np.append(starts[1:], len(key)) - 1
    mixed = unit[starts] != unit[ends] if len(key) else np.zeros(0, bool)
    shared = np.zeros(len(key), bool)
    shared[order] = np.repeat(mixed, ends - starts + 1)
    borders = np.cumsum([len(share) for share in shares])[:-1]
    return [
        distinct(share["place"][chosen]).astype(np.int64)
        for share, chosen in zip(shares, np.split(shared, borders), strict=True)
    ]


def sift(table: Table, places: Sequence[Ints]) -> None:
    """Keep of the table what was gathered in any part."""
    kept = distinct(np.concatenate([np.zeros(0, np.int64), *places]))
    names = [name for name in table.dtype.names or () if name != "keys"]
    chosen = {name: table.column(name)[kept] for name in names}
    keys = np.stack([table.element("keys", band)[kept] for band in range(table.dtype["keys"].shape[0])], 1)
    table.clear()
    table.append(**chosen, keys=keys)


def _joined(shares: Sequence[Chunk], name: str) -> Hashes:
    return np.concatenate([np.zeros(0, np.uint64), *(share[name] for share in shares)])
