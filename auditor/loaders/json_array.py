"""One JSON array of records: elements are cut out by a scanner, so that each knows its offset and line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.loaders.json_value import decode
from auditor.loaders.source import CHUNK_ROWS, Chunk, DataFile, open_bytes

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)


def chunks(file: DataFile, start: int, end: int) -> Iterator[Chunk]:
    """Yield all elements of the array; an array is always one shard."""
    chunk = Chunk()
    with open_bytes(file) as stream:
        data = stream.read()
    line, seen = 1, 0
    for begin, finish in _elements(data):
        line += data.count(b"\n", seen, begin)
        seen = begin
        chunk.add(begin, line, decode(data[begin:finish]))
        if len(chunk.offsets) == CHUNK_ROWS:
            yield chunk
            chunk = Chunk()
    if chunk.offsets:
        yield chunk


def pick(file: DataFile, offsets: list[int]) -> Iterator[Chunk]:
    """Yield the elements that start at these offsets."""
    wanted = set(offsets)
    for chunk in chunks(file, 0, file.bytes):
        picked = Chunk()
        for offset, line, value in zip(chunk.offsets, chunk.lines, chunk.values, strict=True):
            if offset in wanted:
                picked.add(offset, line, value)
        if picked.offsets:
            yield picked


def _elements(data: bytes) -> Iterator[tuple[int, int]]:
    depth = 0
    begin = data.index(b"[") + 1
    for token in _TOKEN.finditer(data):
        mark = token.group()
        if mark in (b"[", b"{"):
            depth += 1
        elif mark in (b"]", b"}"):
            depth -= 1
        if (mark == b"," and depth == 1) or depth == 0:
            text = data[begin : token.start()]
            lead = len(text) - len(text.lstrip())
            if text.strip():
                yield begin + lead, token.start()
            begin = token.end()
