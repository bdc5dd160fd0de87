"""What is read: the files, how each is packed, and the pieces that workers take."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, cast

from auditor.model import Record

CHUNK_ROWS = 512  # enough for NumPy to pay off, small enough to stay in the cache


@dataclass(frozen=True, slots=True)
class DataFile:
    """One input file, as planned: what it is called, how it is packed and which format its records have.

    `bytes` is the size on disk; `delimiter` and `header` matter for tables only.
    """

    number: int
    path: str
    split: str
    container: str
    compression: str = ""
    format: str = ""
    bytes: int = 0
    sha256: str = ""
    delimiter: str = ","
    header: tuple[str, ...] = ()
    shown_path: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """A unit of work: the records of `file` that start in the byte range [start, end)."""

    file: DataFile
    start: int = 0
    end: int = 1 << 62


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record could not be read; becomes a `Broken` row."""

    code: str
    message: str
    column: int = 0
    excerpt: str = ""


@dataclass(slots=True)
class Chunk:
    """Consecutive records: where each starts (bytes), on which line of the shard, and what it holds.

    A value is a record, a fault, or None for a blank line.
    """

    offsets: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    values: list[Record | Fault | None] = field(default_factory=list)

    def add(self, offset: int, line: int, value: Record | Fault | None) -> None:
        """Append one record."""
        self.offsets.append(offset)
        self.lines.append(line)
        self.values.append(value)


class Container(Protocol):
    """How a kind of file is cut into records; `offsets` are sorted and were given out by `chunks`."""

    def chunks(self, file: DataFile, start: int, end: int) -> Iterator[Chunk]:
        """All records that start in the byte range [start, end), in reading order."""
        ...

    def pick(self, file: DataFile, offsets: list[int]) -> Iterator[Chunk]:
        """The records that start at these offsets, in reading order."""
        ...


def open_bytes(file: DataFile) -> BinaryIO:
    """Open a file for reading, decompressed; the caller closes it."""
    if file.compression == "gzip":
        return cast(BinaryIO, gzip.open(file.path, "rb"))
    return open(file.path, "rb")
