"""A file copied byte for byte but for the rows that something happens to.

`change(row, raw)` gets the bytes of such a row and returns those to write, or None to leave the row out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

import numpy as np

from auditor.errors import InputError
from auditor.loaders import DataFile
from auditor.loaders.json_array import elements
from auditor.loaders.opening import open_bytes
from auditor.loaders.source import Fault
from auditor.model import OFFSET_BITS
from auditor.text.ragged import Ints

RowChange = Callable[[int, bytes], bytes | None]

BLOCK = 1 << 20
_COMMA = re.compile(rb"\s*,\s*")
_CLOSED = re.compile(rb"\s*\]")


def refuse_columnar(files: Sequence[DataFile]) -> None:
    """Raise InputError for files whose rows are no stretches of bytes, or are not written as records."""
    for file in files:
        if file.container in ("fasttext", "conll"):
            name = {"fasttext": "fastText", "conll": "CoNLL"}[file.container]
            raise InputError(f"{file.shown}: a {name} file is not repaired; write it as JSON Lines first")
        if file.container in ("parquet", "arrow"):
            raise InputError(
                f"{file.shown}: rows of a {file.container.capitalize()} file cannot be copied as they are; "
                "write it as JSON Lines first, with pandas: to_json(OUT, orient='records', lines=True)"
            )


def splice(file: DataFile, rows: Ints, touched: Sequence[int], change: RowChange, out: BinaryIO) -> None:
    """Write the file to `out` with the `touched` rows changed; `rows` are all its rows, both sorted.

    Raises InputError when the file cannot be read, or cannot be changed without dropping what is broken.
    """
    if file.container in ("json-array", "json-objects"):
        _Document(file, change, set(touched), out).write()
    else:
        _lines(file, rows, touched, change, out)


def raw_rows(file: DataFile, rows: Ints, wanted: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The bytes of some rows, in reading order."""
    if file.container in ("json-array", "json-objects"):
        chosen = set(wanted)
        yield from ((row, raw) for row, _, raw, _ in _regions(file) if row in chosen)
        return
    with open_bytes(file) as stream:
        for row, start, size in _ranges(rows, wanted):
            stream.seek(start)
            yield row, stream.read(size)


def _ranges(rows: Ints, wanted: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Row, first byte and size of each wanted row; -1 is the last row's, which ends where the file does."""
    mask = (1 << OFFSET_BITS) - 1
    for index, row in zip(np.searchsorted(rows, wanted).tolist(), wanted, strict=True):
        last = index + 1 == len(rows)
        yield row, row & mask, -1 if last else int(rows[index + 1]) - row


def _lines(file: DataFile, rows: Ints, touched: Sequence[int], change: RowChange, out: BinaryIO) -> None:
    with open_bytes(file) as stream:
        at = 0
        for row, start, size in _ranges(rows, touched):
            _copy(stream, out, start - at)
            new = change(row, stream.read(size))
            out.write(b"" if new is None else new)
            at = start + size
        _copy(stream, out)


def _copy(stream: BinaryIO, out: BinaryIO, size: int | None = None) -> None:
    """Copy so many bytes, or all that is left."""
    while size is None or size > 0:
        block = stream.read(BLOCK if size is None else min(BLOCK, size))
        if not block:
            return
        out.write(block)
        size = None if size is None else size - len(block)


Region = tuple[int, bytes, bytes, bool]  # row, what stands between it and the row before, its bytes, sound
_STRAY, _END = -1, -2  # in place of a row: what stands before a fault, and after the last row


def _regions(file: DataFile) -> Iterator[Region]:
    """Everything in a document as rows, and at the end what follows the last one.

    A fault has no end of its own: it lasts until the next row.
    """
    base = file.number << OFFSET_BITS
    with open_bytes(file) as stream:
        at, fault = 0, None
        for offset, _, element in elements(file):
            until = max(at, offset, file.start)  # a fault may begin before the row does, or before the array
            between, at = stream.read(until - at), until
            if fault is not None:
                yield base + fault, b"", between, False
                between, fault = b"", None
            if isinstance(element, Fault):
                fault = offset
                if between:
                    yield _STRAY, between, b"", False
                continue
            yield base + offset, between, stream.read(len(element)), True
            at += len(element)
        rest = stream.read()
        if fault is None:
            yield _END, rest, b"", True
        else:
            yield base + fault, b"", rest, False
            yield _END, b"", b"", False


class _Document:
    """Writes a JSON document again: its elements as they are, with one separator between two."""

    def __init__(self, file: DataFile, change: RowChange, touched: set[int], out: BinaryIO) -> None:
        self.file, self.change, self.touched, self.out = file, change, touched, out
        self.listed = file.container == "json-array"
        self.separator = b",\n" if self.listed else b"\n"
        self.first = True

    def write(self) -> None:
        """Write all that stays.

        Raises InputError when something broken would stay, or the document around the array cannot.
        """
        opening: bytes | None = None
        for row, gap, raw, sound in _regions(self.file):
            if opening is None:
                opening = gap
                self.out.write(gap)
            if row == _STRAY:
                continue
            if row == _END:
                self._close(gap, sound)
            elif row in self.touched:
                new = self.change(row, raw)
                if new is not None:
                    self._element(gap, new)
            elif sound:
                self._element(gap, raw)
            else:
                raise InputError(
                    f"{self.file.shown}: broken places stay only in JSON Lines; do not ignore INP001"
                )

    def _element(self, gap: bytes, raw: bytes) -> None:
        sound = _COMMA.fullmatch(gap) if self.listed else not gap.strip()
        if sound and gap:
            self.separator = gap
        self.out.write((b"" if self.first else self.separator) + raw)
        self.first = False

    def _close(self, rest: bytes, sound: bool) -> None:
        if not self.listed:
            self.out.write(rest if sound else b"\n")
        elif sound and _CLOSED.match(rest):
            self.out.write(rest)
        elif self.file.wrapped:
            raise InputError(f"{self.file.shown}: the object around the array does not end as it should")
        else:
            self.out.write(b"\n]\n")
