"""Records in chunks: what a batch is made of, decoded all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from auditor.errors import InputError
from auditor.loaders.json_values import decode_all
from auditor.loaders.source import CHUNK_BYTES, CHUNK_ROWS, Located, Odd, Run, Unread, Value


class Chunk(Struct):
    """Consecutive records: where each starts (bytes), on which line of the shard, and what it holds."""

    offsets: Sequence[int]
    lines: Sequence[int]
    values: Sequence[Value]
    odd: dict[int, Odd]  # by offset


def runs(records: Iterable[Located]) -> Iterator[Run]:
    """Group records into runs of a bounded number of rows and of bytes."""
    held: list[Located] = []
    size = 0
    try:
        for record in records:
            size += _size(held[-1], record[0]) if held else 0
            if len(held) == CHUNK_ROWS or size >= CHUNK_BYTES:
                run, held, size = _run(held), [], 0
                yield run
            held.append(record)
    except InputError:  # what was read before counts
        if held:
            yield _run(held)
        raise
    if held:
        yield _run(held)


def _size(record: Located, following: int) -> int:
    """The bytes of a record, or as far as it is to the following one, between which others may stand."""
    offset, _, value = record
    return len(value) if isinstance(value, bytes) else following - offset


def _run(records: Sequence[Located]) -> Run:
    offsets, lines, found = zip(*records, strict=True)
    return offsets, lines, list(found)


def chunk(run: Run, exact: bool = False) -> Chunk:
    """The records of a run, its texts decoded and forgotten; `exact` asks for numbers as they are spelled."""
    offsets, lines, found = run
    odd = {at: value for at, value in zip(offsets, found, strict=True) if isinstance(value, Odd)}
    values: list[Unread] = [value.value if isinstance(value, Odd) else value for value in found]
    found.clear()  # no text is held while others work
    return Chunk(offsets, lines, _decoded(values, exact), odd)


def _decoded(values: Sequence[Unread], exact: bool) -> list[Value]:
    """The values, and what the texts among them hold."""
    read = iter(decode_all([value for value in values if isinstance(value, bytes)], exact))
    return [next(read) if isinstance(value, bytes) else value for value in values]
