"""CSV and TSV: our own record splitting, so that every record knows its byte offset and physical line."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from auditor.loaders.jsonl import BOM, odd, skip_line, too_long
from auditor.loaders.opening import PICKED, open_bytes
from auditor.loaders.source import DataFile, Fault, Located, Odd, Unread, Value
from auditor.loaders.undecodable import not_utf8
from auditor.text.cut import stretch

FIRST = 100  # rows that tell how a row ends


class Lines:
    """Physical lines as text, pulled by csv.reader one at a time, as many as a record needs.

    A quote that is never closed pulls lines up to the end of the file or the limit. They are put back then,
    so that only the first line of a broken record is lost. This stays linear: to go on inside an open quote,
    a line may hold quotes in pairs only, and such a line opens none when it is read again by itself.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        """Start where the stream stands."""
        self.stream, self.limit = stream, limit
        self.waiting: deque[bytes] = deque()
        self.go_to(0)

    def go_to(self, offset: int) -> None:
        """Continue at another place; lines are counted from there."""
        self.stream.seek(offset)
        self.waiting.clear()
        self.offset, self.line, self.passed = offset, 1, 0
        self.taken: list[bytes] = []
        self.size = 0
        self.fault: Fault | None = None
        self.marked = False

    def begin(self) -> None:
        """A new record starts at the next line."""
        self.offset += self.size + self.passed
        self.line += len(self.taken)
        self.taken, self.size, self.passed, self.fault = [], 0, 0, None
        self.marked = False

    def put_back(self) -> None:
        """Keep only the first line of the record."""
        self.waiting.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]
        self.size = len(self.taken[0])

    def __iter__(self) -> Iterator[str]:
        """Itself: csv.reader asks for an iterator."""
        return self

    def __next__(self) -> str:
        """The next line, with what does not decode replaced and noted as the record's fault."""
        if self.size > self.limit:
            raise StopIteration
        raw = self.waiting.popleft() if self.waiting else self.stream.readline(self.limit + 1)
        if not raw:
            raise StopIteration
        self.taken.append(raw)
        self.size += len(raw)
        if len(raw) > self.limit and not raw.endswith(b"\n"):
            self.fault = too_long(raw, self.limit)
            self.passed = skip_line(self.stream, raw)
            return ""
        return self._text(raw)

    def _text(self, raw: bytes) -> str:
        if len(self.taken) == 1 and raw.startswith(BOM):
            raw, self.marked = raw[len(BOM) :], self.offset > 0
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self.fault = self.fault or not_utf8(error)
            return raw.decode("utf-8", "replace")


def records(file: DataFile, start: int, end: int) -> Iterator[Located]:
    """Yield all records of the table; a table is always one shard."""
    with open_bytes(file) as stream:
        lines = Lines(stream, file.limits.record)
        pending = file.headed
        for value in _values(lines, file):
            if pending and value is not None:
                pending = False
            else:
                yield lines.offset, lines.line, value


def pick(file: DataFile, offsets: list[int]) -> Iterator[Located]:
    """Yield the records that start at these offsets."""
    with open_bytes(file, PICKED) as stream:
        lines = Lines(stream, file.limits.record)
        for offset in offsets:
            lines.go_to(offset)
            yield offset, 0, next(_values(lines, file), None)


def mostly_crlf(file: DataFile) -> bool:
    """Whether the first rows end with CR LF; line breaks inside of cells do not count."""
    with open_bytes(file) as stream:
        lines = Lines(stream, file.limits.record)
        last = [lines.taken[-1] for _ in islice(_values(lines, file), FIRST) if lines.taken]
    ends = [raw.endswith(b"\r\n") for raw in last if raw.endswith(b"\n")]
    return 2 * sum(ends) > len(ends)


def _values(lines: Lines, file: DataFile) -> Iterator[Unread | Odd]:
    """What each record holds; while it is handed out, `lines` tells where it stands."""
    csv.field_size_limit(file.limits.record)
    reader = csv.reader(lines, delimiter=file.delimiter, strict=True)
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except csv.Error as error:
            many = len(lines.taken) > 1 and not lines.passed  # those that follow are read again
            yield _malformed(lines, str(error)) if many or lines.fault is None else lines.fault
            continue
        except StopIteration:
            return
        value = lines.fault or _record(file, cells, lines)
        yield odd(value, lines.marked, lines.taken[-1], file) if lines.taken else value


def _malformed(lines: Lines, reason: str) -> Fault:
    """The fault for quotes that do not close as they should; only the first line is given up."""
    over = lines.size > lines.limit
    spans = len(lines.taken)
    lines.put_back()
    words = stretch(lines.taken[0])
    if over:
        return Fault(
            "INP006", f"a cell of more than {lines.limit:,} bytes, in quotes never closed", window=words
        )
    if "unexpected end" in reason or spans > 1:
        return Fault("INP005", "a quote is opened here and not closed", window=words)
    if "expected after" in reason:
        return Fault(
            "INP005", "text stands behind a closing quote; double the quotes inside a cell", window=words
        )
    return Fault("INP005", "a carriage return stands in a cell without quotes", window=words)


def _record(file: DataFile, cells: list[str], lines: Lines) -> Value:
    header = file.header
    if not cells or (len(cells) == 1 and lines.taken[0].isspace()):
        return None
    if len(cells) == len(header):
        return dict(zip(header, cells, strict=True))
    message = f"{_count(cells)}, the header has {len(header)}"
    if len(cells) > len(header):
        message += f"; a cell that holds {file.delimiter!r} must stand in quotes"
    return Fault("INP005", message, window=stretch(b"".join(lines.taken)))


def _count(cells: list[str]) -> str:
    return "1 cell" if len(cells) == 1 else f"{len(cells):,} cells"
