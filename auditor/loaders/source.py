"""What is read: the files, how each is packed, and the pieces that workers take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct, field

from auditor.model import Record, Window

CHUNK_ROWS = 2048  # what a batch costs is shared by its rows; with 512 it is a tenth of an audit
CHUNK_BYTES = 4 << 20  # so that long records do not fill the memory


class Limits(Struct, frozen=True):
    """What is read at most: bytes of a record, unpacked bytes of a file, and their ratio to the packed."""

    record: int = 32 << 20
    unpacked: int = 64 << 30
    ratio: int = 200


class DataFile(Struct, frozen=True):
    """One input file, as planned: what it is called, how it is packed and which format its records have.

    `bytes` is the size on disk and `lines` the line feeds in it, `stamp` tells whether the file has changed
    since, `shown` is the name in the report. `start` is where the records of a JSON document begin, `wrapped`
    says that more than their array stands in it. `delimiter`, `header` and `headed` (its first
    row is the header) matter for tables only (in fastText files `header` names the fields), `columns` for
    CoNLL files. `exact` asks for numbers as they are spelled. `marked` says that it begins with a byte order
    mark, `crlf` that its rows end with CR LF, as the first ones do. `split_column` is the field that names
    the split of each row, where one does; `split` is then that of the others.
    """

    number: int
    path: str
    split: str
    shown: str = ""
    bytes: int = 0
    lines: int = 0
    stamp: tuple[object, ...] = ()
    sha256: str = ""
    compression: str = ""
    container: str = "jsonl"
    start: int = 0
    wrapped: bool = False
    delimiter: str = ","
    header: tuple[str, ...] = ()
    headed: bool = True
    columns: int = 0
    format: str = ""
    exact: bool = False
    marked: bool = False
    crlf: bool = False
    split_column: str = ""
    note: str = ""
    limits: Limits = Limits()


class Shard(Struct, frozen=True):
    """A unit of work: the records of `file` that start in the byte range [start, end)."""

    file: DataFile
    start: int = 0
    end: int = 1 << 62

    @property
    def bytes(self) -> int:
        """How many bytes of the file on disk it covers."""
        return min(self.end, self.file.bytes) - self.start


class Fault(Struct, frozen=True):
    """Why a record could not be read; becomes a `Broken` row. `column` counts characters from 1."""

    code: str
    message: str
    column: int = 0
    window: Window = field(default_factory=Window)


Value = Record | Fault | None  # None is a blank line
Unread = Value | bytes  # bytes are the JSON of a value, decoded by the chunk


class Odd(Struct, frozen=True):
    """A value whose bytes stand out: a byte order mark before it, or (`end`) another line end than usual."""

    value: Unread
    marked: bool
    end: str


# byte offset, line counted from the start of the shard, what stands there
Located = tuple[int, int, Unread | Odd]
# and as many at once as a chunk holds: offsets, lines, what stands there
Run = tuple[Sequence[int], Sequence[int], list[Unread | Odd]]


class Container(Protocol):
    """How a kind of file is cut into records."""

    def records(self, file: DataFile, start: int, end: int) -> Iterator[Located]:
        """All records that start in the byte range [start, end), in reading order."""
        ...

    def pick(self, file: DataFile, offsets: list[int]) -> Iterator[Located]:
        """The records at these offsets, which are sorted and were given out by `records`."""
        ...
