"""Records become batches: by its file's format a record is an example, a misfit or a broken row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby

from auditor import formats
from auditor.config import Config
from auditor.errors import InputError
from auditor.formats import Format
from auditor.formats.split_column import split_of
from auditor.loaders import columnar, conll, fasttext, json_array, jsonl, table
from auditor.loaders.chunks import Chunk, chunked
from auditor.loaders.remote import is_remote
from auditor.loaders.source import Container, DataFile, Fault, Shard
from auditor.model import OFFSET_BITS, Batch, Broken, Misfit

CONTAINERS: dict[str, Container] = {
    "jsonl": jsonl,
    "csv": table,
    "json-array": json_array,
    "json-objects": json_array,
    "fasttext": fasttext,
    "conll": conll,
    "parquet": columnar,
    "arrow": columnar,
}
ANYWHERE = ("jsonl", "csv", "fasttext")  # containers in which a record can be read by its offset alone


def read(shard: Shard, config: Config) -> Iterator[Batch]:
    """Yield the shard's rows in batches, in reading order.

    Raises InputError when the file cannot be read to its end.
    """
    form = formats.reader(shard.file.format, config)
    records = CONTAINERS[shard.file.container].records(shard.file, shard.start, shard.end)
    first = shard.start == 0 and shard.file.marked
    for chunk in chunked(records, shard.file.exact):
        batch = _batch(chunk, shard.file, form)
        if first:
            batch.marked, first = {batch.rows[0]: "file"} | batch.marked, False
        yield batch


def reread(files: Sequence[DataFile], rows: Iterable[int], config: Config) -> Iterator[Batch]:
    """Yield these rows again, in reading order; `rows` must be sorted.

    A file that cannot be read again (it vanished, or its packed data is cut off) yields what can be.
    """
    for number, group in groupby(rows, key=lambda row: row >> OFFSET_BITS):
        file = files[number]
        form = formats.reader(file.format, config)
        offsets = [row & ((1 << OFFSET_BITS) - 1) for row in group]
        with suppress(InputError):  # the caller hears of it from `read` or `changed`
            for chunk in chunked(CONTAINERS[file.container].pick(file, offsets), file.exact):
                yield _batch(chunk, file, form)


def is_scattered(file: DataFile) -> bool:
    """Whether a row can be read again without reading what stands between it and others."""
    return not file.compression and not is_remote(file.path) and file.container in ANYWHERE


def _batch(chunk: Chunk, file: DataFile, form: Format) -> Batch:
    base = file.number << OFFSET_BITS
    rows = [base + offset for offset in chunk.offsets]
    batch = Batch(
        [], rows=rows, lines=chunk.lines, split=file.split, format=form.name, container=file.container
    )
    for row, value in zip(rows, chunk.values, strict=True):
        if value is None:
            batch.blank += 1
        elif isinstance(value, Fault):
            fault = Broken(row, value.code, value.message, value.column, value.window, file.split)
            batch.broken.append(fault)
        elif (example := form.read(value)) is None:
            split = split_of(value, file.split_column) if file.split_column else file.split
            batch.misfits.append(Misfit(row, value, form.name, split))
        else:
            example.row, example.split = row, file.split
            if file.split_column:
                example.split = split_of(value, file.split_column)
            batch.examples.append(example)
    batch.marked = {base + offset: "row" for offset, odd in chunk.odd.items() if odd.marked}
    batch.odd_ends = {base + offset: odd.end for offset, odd in chunk.odd.items() if odd.end}
    return batch
