"""JSON Lines: one record a line, split on byte 0x0A only (U+2028 is text, not a line end)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import accumulate, islice
from typing import BinaryIO

from auditor.errors import InputError
from auditor.loaders.opening import PICKED, open_bytes
from auditor.loaders.source import CHUNK_BYTES, CHUNK_ROWS, DataFile, Fault, Located, Odd, Run, Unread
from auditor.text.cut import stretch

OPEN = b"{"
BOM = b"\xef\xbb\xbf"
SHORT = 1 << 18  # bytes of a line that is worth sampling


def records(file: DataFile, start: int, end: int) -> Iterator[Located]:
    """Yield the records of the lines that start in [start, end)."""
    for offsets, lines, values in runs(file, start, end):
        yield from zip(offsets, lines, values, strict=True)


def runs(file: DataFile, start: int, end: int) -> Iterator[Run]:
    """The same, as many at once as a chunk holds."""
    limit = file.limits.record
    with open_bytes(file) as stream:
        offset, line = stream.seek(start), 1
        while offset < end:
            raws, problem = _lines(stream, limit, min(end - offset, CHUNK_BYTES))
            *offsets, offset = accumulate(map(len, raws), initial=offset)
            cut = raws[-1] if raws and len(raws[-1]) > limit else b""
            if raws:
                yield offsets, range(line, line + len(offsets)), _values(raws, offsets, file)
            if problem or not offsets:
                break
            line += len(offsets)
            offset += skip_line(stream, cut)
        if problem:
            raise problem


def _lines(stream: BinaryIO, limit: int, room: int) -> tuple[list[bytes], Exception | None]:
    """Lines of so many bytes, up to one that is longer than it may be, and why there are no more."""
    raws: list[bytes] = []
    try:
        for raw in islice(iter(partial(stream.readline, limit + 1), b""), CHUNK_ROWS):
            raws.append(raw)
            room -= len(raw)
            if room <= 0 or len(raw) > limit:
                break
    except (InputError, OSError) as error:
        return raws, error
    return raws, None


def pick(file: DataFile, offsets: list[int]) -> Iterator[Located]:
    """Yield the records that start at these offsets."""
    with open_bytes(file, PICKED) as stream:
        for offset in offsets:
            stream.seek(offset)
            yield offset, 0, _values([stream.readline(file.limits.record + 1)], [offset], file)[0]


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


def _values(raws: list[bytes], offsets: list[int], file: DataFile) -> list[Unread | Odd]:
    """What stands in lines; nearly all are an object, and end as lines of the file do."""
    values: list[Unread | Odd] = [*raws]
    end = b"}\r\n" if file.crlf else b"}\n"
    for at in [at for at, raw in enumerate(raws) if raw[:1] != OPEN or not raw.endswith(end)]:
        values[at] = _value(raws[at], offsets[at], file)
    return values


def _value(raw: bytes, offset: int, file: DataFile) -> Unread | Odd:
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
