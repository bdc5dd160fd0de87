"""`convert`: the same examples in another data format; what the format cannot hold is refused row by row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from auditor import loaders
from auditor.atomic import replacing
from auditor.config import Config
from auditor.errors import InputError, UsageError
from auditor.ledger import Ledger
from auditor.loaders import DataFile, Shard
from auditor.model import Batch, Location, Record
from auditor.repair.canonical import Inexpressible
from auditor.repair.journal import Journal
from auditor.repair.outputs import PACKED, Outputs, only, packer, packing_of
from auditor.repair.rewriting import Rewriter, known_format, why_not
from auditor.repair.rounds import Inputs
from auditor.repair.splice import raw_rows, refuse_columnar
from auditor.text.sensitive.masking import mask


class Converted(Struct, frozen=True):
    """rows = written + refused + blank; `reasons` counts the refused, `left_behind` fields by their rows."""

    rows: int
    written: int
    refused: int
    blank: int
    reasons: dict[str, int]
    left_behind: dict[str, int]
    paths: tuple[str, ...]


def convert(inputs: Inputs, config: Config, *, to: str, out: str, system: str = "") -> Converted:
    """Write the training file among the inputs to OUT in the format `to`; refused rows beside it.

    `system` is the system prompt of examples that have none. The result is JSON Lines, or a table where OUT
    ends in .csv.
    Raises UsageError for an unknown format, InputError when the data cannot be read or no row be converted.
    """
    name = known_format(to)
    config = replace(config, task=config.task if config.task != "classification" else "style")
    plan = loaders.plan([item for item in inputs if item[1] == "train"], config)
    if plan.unread:
        raise InputError("\n".join(f"{path}: {reason}" for path, reason in plan.unread))
    file = only(plan.files, "--to converts one file at a time; give each its own OUT")
    if reason := why_not(file.format):
        raise InputError(f"{file.shown}: {reason}")
    refuse_columnar([file])
    outputs = Outputs.beside(plan.files, out)
    outputs.refuse_inputs(plan.files)
    outputs.prepare()
    target = outputs.files[file.number]
    work = _Conversion(file, config, name, system)
    with replacing(target) as raw:
        with packer(raw, packing_of(target, file)) as stream:
            table = target.lower().endswith((".csv", *(f".csv{packed}" for packed in PACKED)))
            sink = _Table(stream) if table else _Lines(stream)
            for record in work.records():
                sink.write(record)
        work.refuse_nothing_left()
        raw.flush()  # a full disk is told before there is an account of what it could not take
        with replacing(outputs.rejects) as rejects:
            work.journal(Journal(rejects, rejects))
    return Converted(
        work.rows, work.written, len(work.refused), work.blank,
        dict(Counter(work.refused.values())), dict(work.left_behind), (target, outputs.rejects),
    )  # fmt: skip


class _Conversion:
    """Reads one file, writes what can be written, and remembers why the rest could not."""

    def __init__(self, file: DataFile, config: Config, to: str, system: str) -> None:
        self.file, self.config, self.to = file, config, to
        self.rewriter = Rewriter(file.format, to, config, system)
        self.ledger = Ledger()
        self.rows = self.written = self.blank = 0
        self.refused: dict[int, str] = {}
        self.left_behind: Counter[str] = Counter()

    def records(self) -> Iterator[Record]:
        """The converted records, in reading order."""
        for batch in loaders.read(Shard(self.file), self.config):
            self.ledger.observe(batch)
            self.rows += len(batch.rows)
            self.blank += batch.blank
            self._refuse_unread(batch)
            for example in batch.examples:
                try:
                    record = self.rewriter.record(example)
                except Inexpressible as reason:
                    self.refused[example.row] = str(reason)
                    continue
                self.written += 1
                self.left_behind.update(self.rewriter.left_behind(example))
                yield record

    def _refuse_unread(self, batch: Batch) -> None:
        for broken in batch.broken:
            self.refused[broken.row] = mask(broken.message)
        for misfit in batch.misfits:
            self.refused[misfit.row] = f"it is no example of the format {misfit.format}"

    def refuse_nothing_left(self) -> None:
        """Raise InputError when not one row could be written."""
        if not self.written:
            reason = Counter(self.refused.values()).most_common(1)
            words = reason[0][0] if reason else "it holds no examples"
            raise InputError(f"{self.file.shown}: no row can be written as {self.to}: {words}")

    def journal(self, journal: Journal) -> None:
        """Write down the refused rows with their original text."""
        positions = self.ledger.close().positions()
        rows = self.ledger.rows_of(self.file.number)
        for row, raw in raw_rows(self.file, rows, sorted(self.refused)):
            line, number = positions.of(row)
            at = Location(self.file.shown, line, number, self.file.split)
            journal.reject(at, "", self.refused[row], raw)


class _Lines:
    """Records as JSON Lines."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def write(self, record: Record) -> None:
        """Write one record."""
        self.stream.write(msgspec.json.encode(record) + b"\n")


class _Table:
    """Records of texts as a table; the first one names the columns."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.columns: list[str] = []

    def write(self, record: Record) -> None:
        """Write one row; raises UsageError for a value that a cell cannot hold."""
        if not self.columns:
            self.columns = list(record)
            self._write(self.columns)
        if record.keys() != set(self.columns) or any(isinstance(v, list | dict) for v in record.values()):
            raise UsageError("a table cannot hold these records; give OUT a name that ends in .jsonl")
        self._write([record[name] for name in self.columns])

    def _write(self, cells: list[Any]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerow(cells)
        self.stream.write(text.getvalue().encode("utf-8"))
