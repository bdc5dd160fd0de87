"""The index of `--index FILE`: what one audit found out about its rows, so that the next need not again.

The file holds, by 64-bit digests and without a word of the data: the band keys of every input ("sketches"),
and for every search for near copies ("DUP002", "LEK002", "LBL003") which rows took part and which of them
follows which. It is one line of JSON after the first line, then the sections as NumPy records, so that it is
mapped into memory, not read, and the CRC of all that. It is a cache: with other settings or another version
it is made anew, and so is one that was damaged.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from auditor import __version__, atomic
from auditor.config import Config
from auditor.errors import UsageError
from auditor.text.near.minhash import BANDS, LONG_BANDS, PERMUTATIONS, TINY_BANDS
from auditor.text.ragged import Hashes, Ints, Mask, offsets_of

MAGIC = b"auditor-index\n"
_CRC_SIZE, _CRC_OF_ALL = 4, 0x2144DF1C  # bytes; what CRC-32 makes of any bytes with their own CRC behind them
SCHEME = 10  # raise it when sketches, guards or thresholds change: what was found with the old ones is stale

SKETCHES = np.dtype([("input", "<u8"), ("kind", "<u8"), ("keys", "<u4", (max(BANDS, TINY_BANDS),))])
RESULTS = np.dtype([("unit", "<u8"), ("owner", "<u8"), ("tier", "<u8")])  # owner 0: it follows nobody

Records = NDArray[Any]


class Results(NamedTuple):
    """What one search found: units, ascending, each with the unit it follows (or 0) and in which tier."""

    unit: Hashes
    owner: Hashes
    tier: Hashes

    def of(self, units: Hashes) -> tuple[Mask, Hashes, Ints]:
        """Which of the units took part, whom they follow, in which tier."""
        if not len(self.unit):
            return np.zeros(len(units), bool), np.zeros(len(units), np.uint64), np.zeros(len(units), np.int64)
        at = np.minimum(np.searchsorted(self.unit, units), len(self.unit) - 1)
        return self.unit[at] == units, self.owner[at], self.tier[at].astype(np.int64)


class Index:
    """An open index; one without a file knows nothing."""

    def __init__(self, sections: Mapping[str, Records]) -> None:
        """Take the sections as they are in the file."""
        self.sections = sections
        self.sketches = sections.get("sketches", np.zeros(0, SKETCHES))
        self.inputs = np.ascontiguousarray(self.sketches["input"])

    @classmethod
    def read(cls, path: str, task: str, templates: tuple[str, ...]) -> Self:
        """Open a file; without one, or with one of other settings or a damaged one, nothing is known."""
        try:
            with open(path, "rb") as stream:
                if stream.readline(len(MAGIC)) != MAGIC:
                    return cls({})
                header = json.loads(stream.readline())
                start = stream.tell()
            if header["settings"] != _settings(task, templates):
                return cls({})
            return cls(_sections(path, start, header["sections"]))
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return cls({})

    def lookup(self, inputs: Hashes) -> tuple[Mask, Ints, Records]:
        """Which inputs are known; of which input each sketch found is; the sketches."""
        first, last = np.searchsorted(self.inputs, inputs), np.searchsorted(self.inputs, inputs, "right")
        counts = last - first
        offsets = offsets_of(counts)
        at = np.arange(offsets[-1]) + np.repeat(first - offsets[:-1], counts)
        return counts > 0, np.repeat(np.arange(len(inputs)), counts), self.sketches[at]

    def results(self, code: str) -> Results:
        """What the search of a rule found."""
        found = self.sections.get(code, np.zeros(0, RESULTS))
        return Results(*(np.ascontiguousarray(found[name]) for name in ("unit", "owner", "tier")))


def opened(config: Config) -> Index:
    """The index of an audit, opened once in every process; `config.index` is a copy that does not change."""
    return _opened(config.index, config.task, config.templates)


@lru_cache(maxsize=2)
def _opened(path: str, task: str, templates: tuple[str, ...]) -> Index:
    return Index.read(path, task, templates) if path else Index({})


def refuse_others(path: str) -> None:
    """Keep a file that is no index from being replaced by one.

    Raises UsageError.
    """
    if os.path.isdir(path):
        raise UsageError(f"--index {path}: it is a folder")
    if os.path.exists(path) and os.path.getsize(path):
        with open(path, "rb") as stream:
            if stream.readline(len(MAGIC)) != MAGIC:
                raise UsageError(f"--index {path}: it is no index of auditor's, and is left as it is")


def snapshot(path: str, scratch: str) -> str:
    """A copy for one audit, which another one that writes the index meanwhile does not change; "" for "".

    There is none of a damaged index: a wrong bit in it would change which rows follow which.
    """
    if not path:
        return ""
    copy = os.path.join(scratch, "index")
    if os.path.exists(path):
        shutil.copyfile(path, copy)
        if not _is_whole(copy):
            os.unlink(copy)
    return copy


def _is_whole(path: str) -> bool:
    """Whether the file ends with the CRC of all that stands before it."""
    crc = 0
    with open(path, "rb") as stream:
        while block := stream.read(1 << 20):
            crc = zlib.crc32(block, crc)
    return crc == _CRC_OF_ALL


def write(path: str, config: Config, learned: Iterable[Mapping[str, Sequence[Records]]]) -> str:
    """Write what the searches of an audit learned, atomically, and say what was known; nothing for "".

    Raises OutputError when the file cannot be written.
    """
    if not path:
        return ""
    sections: dict[str, list[Records]] = {}
    for part in learned:
        for name, records in part.items():
            sections.setdefault(name, []).extend(records)
    merged = {name: _distinct(np.concatenate(parts)) for name, parts in sorted(sections.items())}
    header = {
        "settings": _settings(config.task, config.templates),
        "sections": [[name, len(records)] for name, records in merged.items()],
    }
    crc = 0
    with atomic.replacing(path) as stream:
        first = MAGIC + json.dumps(header).encode() + b"\n"
        for raw in chain((first,), (section.tobytes() for section in merged.values())):
            stream.write(raw)
            crc = zlib.crc32(raw, crc)
        stream.write(crc.to_bytes(_CRC_SIZE, "little"))
    units = merged.get("DUP002", np.zeros(0, RESULTS))["unit"]
    known = int(np.isin(units, opened(config).results("DUP002").unit).sum())
    said = f"{path}: {known:,} different rows were known, {len(units) - known:,} are new"
    if known and known < len(units):
        said += "; known rows keep their groups, so DUP002 may name a few other rows than without the index"
    return said


def _settings(task: str, templates: tuple[str, ...]) -> dict[str, Any]:
    """What must be the same for an index to be of use."""
    scheme = [SCHEME, PERMUTATIONS, BANDS, TINY_BANDS, LONG_BANDS]
    return {"version": __version__, "scheme": scheme, "task": task, "templates": list(templates)}


def _sections(path: str, start: int, listed: Sequence[tuple[str, int]]) -> dict[str, Records]:
    """The sections as memory maps; ValueError when the file is not as long as it says."""
    found: dict[str, Records] = {}
    for name, count in listed:
        dtype = SKETCHES if name == "sketches" else RESULTS
        if count:
            found[name] = np.memmap(path, dtype, "r", start, (count,))
        start += count * dtype.itemsize
    if start + _CRC_SIZE != os.path.getsize(path):
        raise ValueError("cut off")
    return found


def _distinct(records: Records) -> Records:
    """Sorted by the first two fields, each pair of them once."""
    names = records.dtype.names or ()
    order = np.lexsort((records[names[1]], records[names[0]]))
    records = records[order]
    by = 2 if records.dtype == SKETCHES else 1
    new = np.zeros(len(records), bool)
    new[:1] = True
    for name in names[:by]:
        new[1:] |= records[name][1:] != records[name][:-1]
    return records[new]
