"""From what the user typed to files and shards: what each file is is decided here, once."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate, islice, takewhile

from msgspec import Struct
from msgspec.structs import replace

from auditor import formats
from auditor.config import Config
from auditor.errors import InputError
from auditor.formats.base import text_of
from auditor.formats.split_column import OFF, split_column
from auditor.loaders import containers, foreign, jsonl, standard_input, table
from auditor.loaders.dialect import dialect
from auditor.loaders.json_value import decode
from auditor.loaders.named_splits import splits_by_name
from auditor.loaders.opening import BLOCK, UNCHECKED, CorruptError, compression, open_bytes, stamp
from auditor.loaders.paths import expand
from auditor.loaders.reading import CONTAINERS
from auditor.loaders.source import DataFile, Limits, Located, Odd, Shard
from auditor.model import Example, Record

FIRST = 100  # records that vote from the start of the file
FIRST_BYTES = 16 << 20  # where they are looked for
SPREAD = 200  # and from all over it
SAID = 10  # inputs named when none can be read
FAMILIAR = 0.1  # share of the sampled records that must have a format for the file to have it
BY_NAME = "held out because of its name; --split-column none reads it as training data"
SHARD_BYTES = 16 << 20  # small enough to balance two workers, large enough to hide their start


class Plan(Struct, frozen=True):
    """What will be read: the files, a sample of their examples to guess the task by, and what cannot be read.

    `drawn` tells how many of the sample each file gave. `unread` are pairs of a path and the reason.
    """

    files: tuple[DataFile, ...]
    sample: tuple[Example, ...]
    drawn: tuple[int, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()


def plan(inputs: Sequence[tuple[str, str]], config: Config, spool: str = "") -> Plan:
    """Look at the inputs, (path, split) pairs, and decide how each file is read.

    The path "-" is standard input, or the file `spool` where one is given.
    Raises InputError when none of them is data. When only some are not, they are `unread` in the plan.
    """
    files: dict[tuple[int | str, ...], DataFile] = {}
    sample: list[Example] = []
    drawn: list[int] = []
    unread: list[tuple[str, str]] = []
    named = [(name, reason, split) for path, split in inputs for name, reason in expand(path)]
    told = _told_by_names(named, config)
    for name, reason, asked in named:
        split = told.get(name, asked) if asked == "train" else asked
        try:
            if reason:
                raise InputError(reason)
            path_on_disk = spool or standard_input.copied() if name == standard_input.NAME else name
            found = stamp(path_on_disk)
            identity = (*found.identity, split)
            if identity not in files:
                bare = DataFile(len(files), path_on_disk, split, name, note=BY_NAME if split != asked else "")
                bare = replace(bare, bytes=found.size, stamp=found)
                files[identity], examples = _inspected(bare, config)
                sample += examples
                drawn.append(len(examples))
        except InputError as error:
            unread.append((name, str(error)))
    if not files:
        said = [f"{name}: {reason}" for name, reason in unread[:SAID]]
        more = [f"and {len(unread) - SAID:,} more"] if len(unread) > SAID else []
        raise InputError("; ".join(said + more) or "nothing to audit")
    return Plan(tuple(files.values()), tuple(sample), tuple(drawn), tuple(unread))


def _told_by_names(named: Sequence[tuple[str, str, str]], config: Config) -> dict[str, str]:
    """The held-out files by their names, where the user has not said which those are."""
    if config.split_column == OFF or {split for _, _, split in named} - {"train", "against"}:
        return {}
    return splits_by_name([name for name, reason, split in named if split == "train" and not reason])


def changed(files: Sequence[DataFile]) -> list[DataFile]:
    """The files that are not what they were when the plan was made."""
    return [file for file in files if not _unchanged(file)]


def outputs(plan: Plan, split: str, most: int) -> list[str]:
    """Up to `most` sampled outputs of a split, of each file as many as its share of the rows allows.

    They stand for the whole only where all files are plain JSON Lines; others are sampled at their start.
    """
    pieces = list(zip(plan.files, accumulate(plan.drawn, initial=0), plan.drawn, strict=False))
    rows = most_rows([file for file in plan.files if file.split == split])
    return [
        plan.sample[start + number * drawn // taken].output
        for file, start, drawn in pieces
        if file.split == split and rows
        for taken in (min(drawn, -(-most * (file.lines + 1) // rows)),)
        for number in range(taken)
    ]


def most_rows(files: Sequence[DataFile]) -> int:
    """How many rows the files hold at most; 0 where their size does not tell, in all but plain JSON Lines."""
    if any(file.container != "jsonl" or file.compression for file in files):
        return 0
    return sum(file.lines + 1 for file in files)


def shards(files: Sequence[DataFile], size: int = SHARD_BYTES) -> list[Shard]:
    """Cut the files into units of work; only plain JSONL can be cut inside a file."""
    return [shard for file in files for shard in _cut(file, size)]


def shard_size(files: Sequence[DataFile], jobs: int) -> int:
    """How many bytes a shard gets: less than usual where `jobs` workers would otherwise wait for one."""
    total = sum(file.bytes for file in files)
    return max(1, min(SHARD_BYTES, -(-total // max(1, jobs))))


def _unchanged(file: DataFile) -> bool:
    try:
        return stamp(file.path) == file.stamp
    except InputError:
        return False


def _inspected(file: DataFile, config: Config) -> tuple[DataFile, list[Example]]:
    """The file with all that its content tells, and the examples among its sampled records."""
    file = _contained(_unpacked(file, config), config)
    records = list(_sampled(file))
    file = replace(file, format=_format(records, config))
    if file.split == "train":
        file = replace(file, split_column=split_column(records, config.split_column))
    form = formats.reader(file.format, config)
    examples = [example for record in records if (example := form.read(record)) is not None]
    if any(_is_judged_by_a_float(example) for example in examples):
        file = replace(file, exact=True)
    return file, examples


def _unpacked(file: DataFile, config: Config) -> DataFile:
    limits = Limits(
        int(config.threshold("limits.record-bytes", Limits().record)),
        int(config.threshold("limits.unpacked-bytes", Limits().unpacked)),
        int(config.threshold("limits.unpack-ratio", Limits().ratio)),
    )
    with open_bytes(file) as stream:
        packed = compression(stream.read(16))
        stream.seek(0)
        digest, lines = hashlib.sha256(), 0
        while block := stream.read(BLOCK):
            digest.update(block)
            lines += block.count(b"\n")
    return replace(file, compression=packed, sha256=digest.hexdigest(), lines=lines, limits=limits)


def _contained(file: DataFile, config: Config) -> DataFile:
    """Recognise the container, and for tables delimiter and header, from the first bytes."""
    with open_bytes(file) as stream:
        head = stream.read(containers.HEAD)
        whole = not stream.read(1)
        if file.compression:
            with suppress(CorruptError):  # what stands before the break counts
                stream.seek(UNCHECKED + 1)  # a bomb is refused here, before its rows are counted one by one
    if compression(head):
        raise InputError("is packed twice; unpack it once")
    if reason := foreign.refusal(head):
        raise InputError(reason.replace("FILE", shlex.quote(file.shown)))
    found = containers.recognise(file.shown, head, whole)
    notes = [file.note, found.note.replace("FILE", shlex.quote(file.shown))]
    if head.startswith(jsonl.BOM):
        notes.append("starts with a byte order mark, which some readers take for text")
    file = replace(
        file, container=found.kind, start=found.start, wrapped=found.wrapped, header=found.header,
        columns=found.columns,
    )  # fmt: skip
    if found.kind == "csv" or config.delimiter:
        known = dialect(head.removeprefix(jsonl.BOM).decode("utf-8", "replace"), config)
        notes.insert(0, known.note)
        file = replace(
            file, container="csv", delimiter=known.delimiter, header=known.header, headed=known.headed
        )
    crlf = table.mostly_crlf(file) if file.container == "csv" else 2 * head.count(b"\r\n") > head.count(b"\n")
    marked = head.startswith(jsonl.BOM)
    return replace(file, marked=marked, crlf=crlf, note="; ".join(note for note in notes if note))


def _sampled(file: DataFile) -> Iterator[Record]:
    """The first records, and in plain JSON Lines more from all over the file."""
    rows = islice(CONTAINERS[file.container].records(file, 0, FIRST_BYTES), 10 * FIRST)
    near = takewhile(lambda row: row[0] < FIRST_BYTES, rows)
    first = list(islice(_records(near, file), FIRST))
    yield from first
    if len(first) == FIRST and file.container == "jsonl" and not file.compression:
        yield from _records(jsonl.sample(file, SPREAD), file)


def _records(rows: Iterable[Located], file: DataFile) -> Iterator[Record]:
    """One by one: a plan is made of few records, and of those that the cache answers for without NumPy."""
    found = (value.value if isinstance(value, Odd) else value for _, _, value in rows)
    values = (decode(value, file.exact) if isinstance(value, bytes) else value for value in found)
    return (value for value in values if isinstance(value, dict))


def _format(records: list[Record], config: Config) -> str:
    if config.fields:
        return "custom"
    if config.input_format:
        return config.input_format
    votes = formats.vote(records)
    known = [(form, number) for form, number in votes.most_common() if form != formats.UNKNOWN]
    if known and known[0][1] >= votes.total() * FAMILIAR:
        return known[0][0]
    return formats.intended_by_all(records) or formats.UNKNOWN


def _is_judged_by_a_float(example: Example) -> bool:
    judged = (*(example.labels or ()), example.output, example.input)
    return any(type(value) is float and text_of(value) in judged for value in example.record.values())


def _cut(file: DataFile, size: int) -> Iterator[Shard]:
    if file.container != "jsonl" or file.compression or not file.bytes:
        yield Shard(file)
        return
    start = 0
    try:
        with open_bytes(file) as stream:
            while start < file.bytes:
                stream.seek(min(start + size, file.bytes))
                jsonl.skip_line(stream, b"?")
                end = min(stream.tell(), file.bytes)
                yield Shard(file, start, end)
                start = end
    except InputError:  # it has vanished since: who reads it says so, and the other files are read
        yield Shard(file, start, file.bytes)
