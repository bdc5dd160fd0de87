"""Many small files as few pieces of work: what a batch costs, it costs for one row as for five hundred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from auditor.config import Config
from auditor.loaders.source import CHUNK_ROWS, Shard
from auditor.model import Batch

BUNDLE_BYTES = 1 << 20
BUNDLE_FILES = 1_000


def bundles(shards: Sequence[Shard], config: Config, size: int = BUNDLE_BYTES) -> list[Sequence[Shard]]:
    """Pieces of work: neighbours that are small and of one kind become one piece, of `size` bytes at most.

    Where the configuration treats files differently, and for a target, which judges them one by one, every
    shard is a piece of its own.
    """
    if config.per_file_ignores or config.target:
        return [(shard,) for shard in shards]
    return [piece for _, group in groupby(shards, _kind) for piece in _pieces(group, min(size, BUNDLE_BYTES))]


def _kind(shard: Shard) -> tuple[str, str, str, tuple[int, int]]:
    """What the shards of a piece have in common; packed files and parts of one stand alone."""
    file = shard.file
    alone = file.compression or shard.bytes < file.bytes
    return file.split, file.format, file.container, (file.number, shard.start) if alone else (-1, 0)


def _pieces(shards: Iterable[Shard], most: int) -> Iterator[Sequence[Shard]]:
    piece: list[Shard] = []
    size = 0
    for shard in shards:
        if piece and (size + shard.bytes > most or len(piece) == BUNDLE_FILES):
            yield piece
            piece, size = [], 0
        piece.append(shard)
        size += shard.bytes
    if piece:
        yield piece


def pooled(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The same rows in fuller batches, for whoever does not ask on which line they stand."""
    held: list[Batch] = []
    for batch in batches:
        if held and sum(len(one.rows) for one in held) + len(batch.rows) > CHUNK_ROWS:
            yield _joined(held)
            held = []
        held.append(batch)
    if held:
        yield _joined(held)


def _joined(batches: Sequence[Batch]) -> Batch:
    if len(batches) == 1:
        return batches[0]
    first = batches[0]
    return Batch(
        [example for batch in batches for example in batch.examples],
        [misfit for batch in batches for misfit in batch.misfits],
        [broken for batch in batches for broken in batch.broken],
        sum(batch.blank for batch in batches),
        [row for batch in batches for row in batch.rows],
        split=first.split,
        format=first.format,
        container=first.container,
        marked={row: place for batch in batches for row, place in batch.marked.items()},
        odd_ends={row: end for batch in batches for row, end in batch.odd_ends.items()},
    )
