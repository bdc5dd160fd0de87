"""JSON Lines: one record a line, split on byte 0x0A only (U+2028 is text, not a line end)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from auditor.loaders.opening import PICKED, open_bytes
from auditor.loaders.source import DataFile, Fault, Located, Odd, Unread
from auditor.text.cut import stretch

BOM = b"\xef\xbb\xbf"
SHORT = 1 << 18  # bytes of a line that is worth sampling


def records(file: DataFile, start: int, end: int) -> Iterator[Located]:
    """Yield the records of the lines that start in [start, end)."""
    limit = file.limits.record
    with open_bytes(file) as stream:
        offset, line = stream.seek(start), 0
        while offset < end and (raw := stream.readline(limit + 1)):
            line += 1
            yield offset, line, _value(raw, offset, file)
            offset += len(raw) + (skip_line(stream, raw) if len(raw) > limit else 0)


def pick(file: DataFile, offsets: list[int]) -> Iterator[Located]:
    """Yield the records that start at these offsets."""
    with open_bytes(file, PICKED) as stream:
        for offset in offsets:
            stream.seek(offset)
            yield offset, 0, _value(stream.readline(file.limits.record + 1), offset, file)


def sample(file: DataFile, number: int) -> Iterator[Located]:
    """Yield records from all over the file: those after evenly spaced offsets, unless they are long."""
    with open_bytes(file) as stream:
        end = -1
        for part in range(1, number + 1):
            stream.seek(file.bytes * part // (number + 1))
            before, offset = stream.readline(SHORT), stream.tell()
            raw = stream.readline(SHORT) if before.endswith(b"\n") and offset > end else b""
            if raw and (len(raw) < SHORT or raw.endswith(b"\n")):
                end = offset
                yield offset, 0, _value(raw, offset, file)


def skip_line(stream: BinaryIO, raw: bytes) -> int:
    """Read on to the end of the line that begins with `raw`; returns how many bytes were skipped."""
    skipped = 0
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(1 << 20)
        skipped += len(raw)
    return skipped


def too_long(raw: bytes, limit: int) -> Fault:
    """The fault for a record that is longer than it may be."""
    return Fault("INP006", f"longer than {limit:,} bytes; it was skipped", window=stretch(raw))


def _value(raw: bytes, offset: int, file: DataFile) -> Unread | Odd:
    crlf = raw.endswith(b"}\r\n")
    if raw.startswith(b"{") and (crlf or raw.endswith(b"}\n")) and crlf is file.crlf:
        return raw  # as nearly all lines are
    return _unusual(raw, offset, file)


def _unusual(raw: bytes, offset: int, file: DataFile) -> Unread | Odd:
    marked = offset > 0 and raw.startswith(BOM)
    return odd(_plain(raw.removeprefix(BOM), file), marked, raw, file)


def odd(value: Unread, marked: bool, raw: bytes, file: DataFile) -> Unread | Odd:
    """The value with what is odd about the bytes that it stands in; these end where the row does."""
    end = "\r\n" if raw.endswith(b"\r\n") else "\n" if raw.endswith(b"\n") else ""
    end = end if end and (end == "\r\n") is not file.crlf else ""
    return Odd(value, marked, end) if marked or end else value


def _plain(raw: bytes, file: DataFile) -> Unread:
    if len(raw) > file.limits.record and not raw.endswith(b"\n"):
        return too_long(raw, file.limits.record)
    return None if not raw or raw.isspace() else raw
