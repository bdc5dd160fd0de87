"""From what the user typed to files and shards: globs, folders, containers, formats."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from glob import glob, has_magic
from itertools import chain, islice
from pathlib import Path

from auditor import formats
from auditor.config import Config
from auditor.errors import InputError
from auditor.loaders import json_array, jsonl, table
from auditor.loaders.source import Container, DataFile, Shard, open_bytes
from auditor.model import Example, Record

SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv")
SAMPLE = 100  # records that vote from the start of the file; as many again from all over it
SHARD_BYTES = 16 << 20  # small enough to balance two workers, large enough to hide their start

CONTAINERS: dict[str, Container] = {"jsonl": jsonl, "csv": table, "json-array": json_array}


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be read: the files, and a sample of their examples for guessing the task."""

    files: tuple[DataFile, ...]
    sample: tuple[Example, ...]


def plan(inputs: Sequence[tuple[str, str]], config: Config) -> Plan:
    """Look at the inputs, (path, split) pairs, and decide how each file is read.

    Raises InputError for a path that does not exist or is not data.
    """
    files: list[DataFile] = []
    sample: list[Example] = []
    for path, split in inputs:
        for name in expand(path):
            file = _describe(DataFile(len(files), name, split, "", bytes=os.path.getsize(name)), config)
            records = list(_sampled(file))
            files.append(replace(file, format=_format(records, config)))
            form = formats.reader(files[-1].format, config)
            sample.extend(example for record in records if (example := form.read(record)))
    return Plan(tuple(files), tuple(sample))


def shards(files: Sequence[DataFile], size: int = SHARD_BYTES) -> list[Shard]:
    """Cut the files into units of work; only plain JSONL can be cut inside a file."""
    return [shard for file in files for shard in _cut(file, size)]


def shard_size(files: Sequence[DataFile], jobs: int) -> int:
    """How many bytes a shard gets: less than usual where `jobs` workers would otherwise wait for one."""
    total = sum(file.bytes for file in files)
    return max(1, min(SHARD_BYTES, -(-total // max(1, jobs))))


def expand(path: str) -> list[str]:
    """The files that a path, a glob or a folder names, sorted.

    Raises InputError when there is none.
    """
    if os.path.isdir(path):
        found = sorted(str(p) for p in Path(path).rglob("*") if p.name.removesuffix(".gz").endswith(SUFFIXES))
    elif has_magic(path) and not os.path.exists(path):
        found = sorted(glob(path, recursive=True))
    else:
        found = [path]
    if not found:
        raise InputError(f"{path}: no data files found")
    for name in found:
        if not os.path.exists(name):
            raise InputError(f"{name}: no such file")
    return found


def _describe(file: DataFile, config: Config) -> DataFile:
    """Recognise compression, container, and for tables delimiter and header, from the first bytes."""
    with open(file.path, "rb") as stream:
        magic = stream.read(2)
    digest = _sha256(file.path)
    file = replace(file, compression="gzip" if magic == b"\x1f\x8b" else "", sha256=digest)
    with open_bytes(file) as stream:
        head = stream.read(1 << 16)
    name = file.path.removesuffix(".gz")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if name.endswith((".csv", ".tsv")) or config.delimiter:
        return _describe_table(file, head, config)
    if start[:1] == b"[" and not name.endswith((".jsonl", ".ndjson")):
        return replace(file, container="json-array")
    return replace(file, container="jsonl")


def _describe_table(file: DataFile, head: bytes, config: Config) -> DataFile:
    text = head.decode("utf-8", "backslashreplace").removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    delimiter = config.delimiter or max(",\t;|", key=first.count)
    header = next(csv.reader([first.rstrip("\r")], delimiter=delimiter), [])
    return replace(file, container="csv", delimiter=delimiter, header=tuple(header))


def _sampled(file: DataFile) -> Iterator[Record]:
    container = CONTAINERS[file.container]
    values = chain.from_iterable(chunk.values for chunk in container.chunks(file, 0, file.bytes))
    return islice((value for value in values if isinstance(value, dict)), SAMPLE)


def _format(records: list[Record], config: Config) -> str:
    if config.fields:
        return "custom"
    if config.input_format:
        return config.input_format
    votes = formats.vote(records)
    return votes.most_common(1)[0][0] if votes else formats.UNKNOWN


def _cut(file: DataFile, size: int) -> Iterator[Shard]:
    if file.container != "jsonl" or file.compression:
        yield Shard(file)
        return
    start = 0
    with open(file.path, "rb") as stream:
        while start < file.bytes:
            stream.seek(start + size)
            stream.readline()
            end = min(stream.tell(), file.bytes) if start + size < file.bytes else file.bytes
            yield Shard(file, start, end)
            start = end
    if not file.bytes:
        yield Shard(file, 0, 0)


def _sha256(path: str) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
