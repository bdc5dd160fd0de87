"""Changes the rows of a file: one repair after the other, with an entry in the log for each edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from auditor import formats, loaders
from auditor.config import Config
from auditor.errors import InputError
from auditor.loaders import DataFile
from auditor.model import OFFSET_BITS, Example
from auditor.repair.base import Change, Repair, Row
from auditor.repair.decisions import Decisions
from auditor.repair.edits import Edits, TextPath, told
from auditor.repair.json_text import with_edits
from auditor.repair.row_bytes import BOM, told_bytes
from auditor.repair.table_text import with_cells

Note = Callable[[int, Repair, TextPath, Mapping[str, Any]], None]


class Editor:
    """Changes the rows of one file, in reading order; `gone` says of those left out why."""

    def __init__(
        self, file: DataFile, config: Config, decisions: Decisions, changes: Mapping[str, Change], note: Note
    ) -> None:
        """`changes` are the functions of the repairs by rule; `note` gets an entry for each edit."""
        self.file, self.decisions, self.changes, self.note = file, decisions, changes, note
        self.read = formats.reader(file.format, config).read
        rows = [row for row in decisions.of_file(file.number) if row in decisions.changed]
        self.examples = _examples(file, rows, config)
        self.gone: dict[int, tuple[str, str]] = {}
        self.effective = False

    def change(self, row: int, raw: bytes) -> bytes | None:
        """The row as it is to be; None when it is left out."""
        if row in self.decisions.left_out:
            self.gone[row] = self.decisions.left_out[row]
            return None
        after = self._changed(row, raw) if row in self.decisions.changed else raw
        return None if after is None else self._respelled(row, after)

    def _respelled(self, row: int, raw: bytes) -> bytes:
        for repair in self.decisions.respelled.get(row, ()):
            after = repair.respell(self.file, raw) if repair.respell else raw
            if after != raw:
                self.note(row, repair, (), told_bytes(raw, after))
                self.effective, raw = True, after
        return raw

    def _changed(self, row: int, raw: bytes) -> bytes | None:
        example = next(self.examples, None)
        if example is None:
            raise InputError(f"{self.file.shown}: it changed while it was read")
        mark, body = (BOM, raw[len(BOM) :]) if raw.startswith(BOM) else (b"", raw)
        state, entries = Row(example.record, example, self.read, body, self.file.format), []
        for repair in self.decisions.changed[row]:
            wanted = self.changes[repair.code](state)
            after = state.changed(wanted) if wanted else None
            if after is not None and wanted:
                entries += [(repair, path, told(state.record, path, edit)) for path, edit in wanted.items()]
                state = replace(after, raw=self._written(state.raw, wanted))
            elif (row, repair.code) in self.decisions.otherwise and wanted != {}:
                self.gone[row] = repair.code, self.decisions.otherwise[row, repair.code]
                return None
        for entry in entries:
            self.note(row, *entry)
        self.effective |= bool(entries)
        return mark + state.raw

    def _written(self, raw: bytes, edits: Edits) -> bytes:
        if self.file.container != "csv":
            return with_edits(raw, edits)
        cells = {self.file.header.index(str(path[0])): str(text) for path, text in edits.items()}
        return with_cells(raw, self.file.delimiter, cells)


def _examples(file: DataFile, rows: Sequence[int], config: Config) -> Iterator[Example]:
    """The examples in these rows of a file; for a row that is none, an empty one with its record."""
    offsets = [row & ((1 << OFFSET_BITS) - 1) for row in rows]
    for batch in loaders.reread([file], offsets, config):
        empty = [Example(misfit.row, "", "", record=misfit.record) for misfit in batch.misfits]
        yield from sorted([*batch.examples, *empty], key=lambda example: example.row)
