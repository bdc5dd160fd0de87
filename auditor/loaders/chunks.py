"""Records in chunks: what a batch is made of, decoded all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from auditor.errors import InputError
from auditor.loaders.source import CHUNK_BYTES, CHUNK_ROWS, Located, Odd, Unread, Value


class Chunk(Struct):
    """Consecutive records: where each starts (bytes), on which line of the shard, and what it holds."""

    offsets: Sequence[int]
    lines: Sequence[int]
    values: Sequence[Value]
    odd: dict[int, Odd]  # by offset


def chunked(records: Iterable[Located], exact: bool = False) -> Iterator[Chunk]:
    """Group records into chunks of a bounded number of rows and of bytes, and decode their texts.

    `exact` asks for numbers as they are spelled.
    """
    held: list[Located] = []
    try:
        for record in records:
            if held and (len(held) == CHUNK_ROWS or record[0] - held[0][0] >= CHUNK_BYTES):
                chunk, held = _chunk(held, exact), []  # no text is held while others work
                yield chunk
            held.append(record)
    except InputError:  # what was read before counts
        if held:
            yield _chunk(held, exact)
        raise
    if held:
        yield _chunk(held, exact)


def _chunk(records: Sequence[Located], exact: bool) -> Chunk:
    offsets, lines, found = zip(*records, strict=True)
    odd = {at: value for at, value in zip(offsets, found, strict=True) if isinstance(value, Odd)}
    plain = [value.value if isinstance(value, Odd) else value for value in found] if odd else found
    return Chunk(offsets, lines, _decoded(plain, exact), odd)


def _decoded(values: Sequence[Unread], exact: bool) -> list[Value]:
    """The values, and what the texts among them hold."""
    from auditor.loaders.json_values import decode_all  # NumPy: a cached answer does without

    texts = [value for value in values if isinstance(value, bytes)]
    read = decode_all(texts, exact)
    if len(read) == len(values):
        return [*read]
    following = iter(read)
    return [next(following) if isinstance(value, bytes) else value for value in values]
