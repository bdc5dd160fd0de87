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
from auditor.loaders.chunks import Chunk, chunk, runs
from auditor.loaders.remote import is_remote
from auditor.loaders.source import Container, DataFile, Fault, Run, Shard, Value
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
    first = shard.start == 0 and shard.file.marked
    for run in _runs(shard):
        batch = _batch(chunk(run, shard.file.exact), shard.file, form)
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
            for run in runs(CONTAINERS[file.container].pick(file, offsets)):
                yield _batch(chunk(run, file.exact), file, form)


def is_scattered(file: DataFile) -> bool:
    """Whether a row can be read again without reading what stands between it and others."""
    return not file.compression and not is_remote(file.path) and file.container in ANYWHERE


def _runs(shard: Shard) -> Iterator[Run]:
    """The records of a shard, as many at once as a batch takes."""
    if shard.file.container == "jsonl":
        return jsonl.runs(shard.file, shard.start, shard.end)
    return runs(CONTAINERS[shard.file.container].records(shard.file, shard.start, shard.end))


def _batch(chunk: Chunk, file: DataFile, form: Format) -> Batch:
    base = file.number << OFFSET_BITS
    rows = [base + offset for offset in chunk.offsets]
    batch = Batch(
        [], rows=rows, lines=chunk.lines, split=file.split, format=form.name, container=file.container
    )
    for row, value in zip(rows, chunk.values, strict=True):
        if not isinstance(value, dict):
            _without_record(batch, row, value)
            continue
        split = split_of(value, file.split_column) if file.split_column else file.split
        if (example := form.read(value)) is not None:
            example.row, example.split = row, split
            batch.examples.append(example)
        else:
            batch.misfits.append(Misfit(row, value, form.name, split))
    batch.marked = {base + offset: "row" for offset, odd in chunk.odd.items() if odd.marked}
    batch.odd_ends = {base + offset: odd.end for offset, odd in chunk.odd.items() if odd.end}
    return batch


def _without_record(batch: Batch, row: int, value: Value) -> None:
    """Count a blank line, or a row that could not be read."""
    if isinstance(value, Fault):
        fault = Broken(row, value.code, value.message, value.column, value.window, batch.split)
        batch.broken.append(fault)
    else:
        batch.blank += 1
