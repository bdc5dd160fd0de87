"""JSON Lines: one record a line, split on byte 0x0A only (U+2028 is text, not a line end)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from auditor.loaders.json_value import decode
from auditor.loaders.source import CHUNK_ROWS, Chunk, DataFile, Fault, open_bytes
from auditor.model import Record

BOM = b"\xef\xbb\xbf"
LINE_LIMIT = 32 << 20  # bytes; longer lines are skipped and reported


def chunks(file: DataFile, start: int, end: int) -> Iterator[Chunk]:
    """Yield the records of the lines that start in [start, end), some hundreds at a time."""
    chunk = Chunk()
    with open_bytes(file) as stream:
        offset = stream.seek(start)
        line = 0
        while offset < end and (raw := stream.readline(LINE_LIMIT + 1)):
            line += 1
            length = len(raw) + _skip_rest(stream, raw)
            chunk.add(offset, line, _value(raw, offset))
            offset += length
            if len(chunk.offsets) == CHUNK_ROWS:
                yield chunk
                chunk = Chunk()
    if chunk.offsets:
        yield chunk


def pick(file: DataFile, offsets: list[int]) -> Iterator[Chunk]:
    """Yield the records that start at these offsets."""
    chunk = Chunk()
    with open_bytes(file) as stream:
        for offset in offsets:
            stream.seek(offset)
            chunk.add(offset, 0, _value(stream.readline(LINE_LIMIT + 1), offset))
            if len(chunk.offsets) == CHUNK_ROWS:
                yield chunk
                chunk = Chunk()
    if chunk.offsets:
        yield chunk


def _skip_rest(stream: BinaryIO, raw: bytes) -> int:
    """Read on to the end of an over-long line; returns the number of bytes skipped."""
    skipped = 0
    while len(raw) > LINE_LIMIT and not raw.endswith(b"\n"):
        raw = stream.readline(LINE_LIMIT + 1)
        skipped += len(raw)
        if not raw:
            break
    return skipped


def _value(raw: bytes, offset: int) -> Record | Fault | None:
    if offset == 0 and raw.startswith(BOM):
        raw = raw[len(BOM) :]
    if len(raw) > LINE_LIMIT:
        return Fault("INP006", f"the line is longer than {LINE_LIMIT:,} bytes")
    if raw.isspace() or not raw:
        return None
    return decode(raw)
