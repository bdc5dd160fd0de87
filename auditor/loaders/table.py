"""CSV and TSV: our own record splitting, so that every record knows its byte offset and physical line."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from auditor.loaders.source import CHUNK_ROWS, Chunk, DataFile, Fault, open_bytes
from auditor.model import Record

BOM = "\ufeff"
CELL_LIMIT = 32 << 20  # characters


class _Lines:
    """Physical lines as text for csv.reader, counting bytes and lines as they are taken."""

    def __init__(self, stream: Iterator[bytes]) -> None:
        self.stream = stream
        self.offset = 0
        self.line = 0
        self.undecodable = ""

    def __iter__(self) -> Iterator[str]:
        for raw in self.stream:
            self.line += 1
            self.offset += len(raw)
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                self.undecodable = f"byte 0x{raw[error.start]:02x} is not UTF-8"
                text = raw.decode("utf-8", "backslashreplace")
            yield text.removeprefix(BOM) if self.line == 1 else text


def chunks(file: DataFile, start: int, end: int) -> Iterator[Chunk]:
    """Yield all records of the table; a table is always one shard."""
    chunk = Chunk()
    for offset, line, value in _records(file):
        chunk.add(offset, line, value)
        if len(chunk.offsets) == CHUNK_ROWS:
            yield chunk
            chunk = Chunk()
    if chunk.offsets:
        yield chunk


def pick(file: DataFile, offsets: list[int]) -> Iterator[Chunk]:
    """Yield the records that start at these offsets, by reading the table once more."""
    wanted = set(offsets)
    chunk = Chunk()
    for offset, line, value in _records(file):
        if offset in wanted:
            chunk.add(offset, line, value)
    if chunk.offsets:
        yield chunk


def _records(file: DataFile) -> Iterator[tuple[int, int, Record | Fault | None]]:
    csv.field_size_limit(CELL_LIMIT)
    with open_bytes(file) as stream:
        lines = _Lines(iter(stream))
        reader = csv.reader(iter(lines), delimiter=file.delimiter)
        header_pending = True
        offset, line = lines.offset, lines.line + 1
        for cells in reader:
            if header_pending and cells:
                header_pending = False
            elif lines.undecodable:
                yield offset, line, Fault("INP002", lines.undecodable)
            elif not cells:
                yield offset, line, None
            else:
                yield offset, line, _record(file.header, cells)
            lines.undecodable = ""
            offset, line = lines.offset, lines.line + 1


def _record(header: tuple[str, ...], cells: list[str]) -> Record | Fault:
    if len(cells) != len(header):
        return Fault(
            "INP005", f"{len(cells)} cells; the header has {len(header)}", 0, " | ".join(cells)[:120]
        )
    return dict(zip(header, cells, strict=True))
