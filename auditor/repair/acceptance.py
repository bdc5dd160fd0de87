"""For a target that does not read the file: its rows are written in a format and container that it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import msgspec

from auditor import formats, loaders
from auditor.config import Config
from auditor.errors import InputError
from auditor.loaders import DataFile, Shard
from auditor.model import Batch, Example
from auditor.repair.canonical import Inexpressible
from auditor.repair.json_text import compact
from auditor.repair.rewriting import Rewriter, why_not
from auditor.repair.splice import raw_rows
from auditor.repair.writers import PAIRS, WRITERS
from auditor.targets import Profile
from auditor.text.ragged import Ints
from auditor.text.sensitive.masking import mask

Written = Callable[[int, bytes, bytes], None]  # row, its bytes, what is written for it


def accepted(file: DataFile, target: Profile) -> bool:
    """Whether the target reads the format and the container of a file."""
    return file.format in target.formats and file.container in target.containers


def format_for(file: DataFile, target: Profile, example: Example | None, wanted: str = "") -> str:
    """The format to write: the wanted one, the file's own, or the first that holds what its examples do.

    Raises InputError when there is none, with the reason.
    """
    if not wanted and file.format in target.formats:
        return file.format
    pairs = example is not None and example.rejected is not None
    fitting = [name for name in target.formats if name in WRITERS and (name in PAIRS) == pairs]
    if reason := why_not(file.format):
        raise InputError(f"{file.shown}: {reason}; {target.title} reads {', '.join(target.formats)}")
    if wanted:
        return wanted
    if not fitting:
        kind = "preference pairs" if pairs else "single answers"
        raise InputError(f"{file.shown}: {target.title} reads no format that holds {kind}")
    return fitting[0]


class Acceptance:
    """Writes all rows of a file as JSON Lines in another format; `refused` says of the others why."""

    def __init__(self, file: DataFile, rows: Ints, config: Config, to: str, system: str) -> None:
        """`rows` are the ids of all rows of the file, `system` the prompt of examples without one."""
        self.file, self.rows, self.config = file, rows, config
        self.rewriter = Rewriter(file.format, to, config, system) if to != file.format or system else None
        self.refused: dict[int, str] = {}

    def write(self, out: BinaryIO, written: Written) -> None:
        """Write the file, and tell of every row what was written for it.

        Raises InputError when not one row can be written.
        """
        some = False
        for row, raw, line in self._lines():
            if line is not None:
                some = True
                written(row, raw, line)
                out.write(line + b"\n")
        if not some and self.refused:
            raise InputError(f"{self.file.shown}: no row can be written: {next(iter(self.refused.values()))}")

    def _lines(self) -> Iterator[tuple[int, bytes, bytes | None]]:
        raws = raw_rows(self.file, self.rows, self.rows.tolist())
        for batch in loaders.read(Shard(self.file), self.config):
            values = self._values(batch)
            for row, (own, raw) in zip(batch.rows, raws, strict=False):
                if row != own:
                    raise InputError(f"{self.file.shown}: it changed while it was read")
                yield row, raw, self._line(row, raw, values.get(row, "a blank line"))

    def _values(self, batch: Batch) -> dict[int, Any]:
        """Row → its example, or why there is none."""
        values: dict[int, Any] = {broken.row: broken.message for broken in batch.broken}
        values |= {misfit.row: f"it is no example of the format {misfit.format}" for misfit in batch.misfits}
        return values | {example.row: example for example in batch.examples}

    def _line(self, row: int, raw: bytes, value: Example | str) -> bytes | None:
        try:
            if isinstance(value, str):
                raise Inexpressible(value)
            if self.rewriter is not None:
                if value.split != self.file.split:
                    raise Inexpressible(f"it is held out, as {value.split}; the format cannot say so")
                return msgspec.json.encode(self.rewriter.record(value))
            return msgspec.json.encode(value.record) if self.file.container == "csv" else compact(raw)
        except Inexpressible as reason:
            self.refused[row] = mask(str(reason))
            return None


def first_example(file: DataFile, config: Config) -> Example | None:
    """The first example of a file, which shows what its records hold."""
    read = formats.reader(file.format, config).read
    for batch in loaders.read(Shard(file), config):
        for example in batch.examples:
            return read(example.record)
    return None
