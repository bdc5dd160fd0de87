"""The repair itself: audit, repair, audit what came out, until there is nothing left to repair.

A repair can bring up another (two rows may be copies once their white space is gone), so only an audit of
the result proves it. Rows are followed through the rounds by their number, so that the journal speaks of the
lines of the original files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from auditor import formats, loaders
from auditor.config import Config
from auditor.errors import InputError
from auditor.ledger import Ledger
from auditor.loaders import DataFile, Plan
from auditor.model import OFFSET_BITS, Example, Flag, Location, Outcome, Report
from auditor.repair.base import Change, Findings, Repair, Row
from auditor.repair.decisions import Decisions, decide
from auditor.repair.edits import Edits, TextPath, told
from auditor.repair.journal import Journal
from auditor.repair.json_text import with_edits
from auditor.repair.repairs import COPIES
from auditor.repair.splice import raw_rows, splice
from auditor.repair.table_text import with_cells
from auditor.text.ragged import Ints

ROUNDS = 10
MOST = 0.5  # of the rows may be left out for a defect; more, and the file was probably read wrongly
BOM = b"\xef\xbb\xbf"

Inputs = Sequence[tuple[str, str]]  # path and split


class Audit(Protocol):
    """What a repair needs of an audit; see `auditor.auditing.Audit`."""

    @property
    def plan(self) -> Plan:
        """The files."""
        ...

    @property
    def config(self) -> Config:
        """The configuration, with what the plan added to it."""
        ...

    @property
    def ledger(self) -> Ledger:
        """Where every row stands."""
        ...

    @property
    def outcomes(self) -> list[Outcome]:
        """What the checkers say."""
        ...

    @property
    def unread(self) -> tuple[tuple[str, str], ...]:
        """Paths that were not read to their end, and why."""
        ...

    @property
    def flags(self) -> list[Flag]:
        """The flags of the selected rules."""
        ...

    def summary(self) -> Report:
        """Counts, findings without places, and the verdict."""
        ...


@dataclass(slots=True)
class Followed:
    """A file on its way through the rounds: where it is now, and which of its rows are still there."""

    original: DataFile
    rows: Ints  # the ids of all its rows, as they were
    left: Ints  # which of them are left, by their place in `rows`
    path: str


class Rounds:
    """Repairs the training files of an audit; the results are in `files`, the account in the journal."""

    def __init__(
        self, first: Audit, audit: Callable[[Inputs], Audit], folder: str, journal: Journal, unsafe: bool
    ) -> None:
        """Start from the first audit; `audit` is asked again after a round, `folder` takes the results."""
        self.audit, self.again, self.folder = first, audit, folder
        self.journal, self.unsafe = journal, unsafe
        self.plan, self.positions = first.plan, first.ledger.positions()
        self.rejected: dict[int, tuple[str, str]] = {}
        self.now: dict[int, Ints] = {}  # file number → the ids of its rows in the present round
        self.files: dict[int, Followed] = {}
        for file in first.plan.files:
            if file.split == "train":
                rows = first.ledger.rows_of(file.number)
                self.files[file.number] = Followed(file, rows, np.arange(len(rows)), file.path)

    def run(self) -> None:
        """Repair until an audit finds nothing more to repair; then write down what was left out.

        Raises InputError when most rows would be left out, or the result is not the account of its rows.
        """
        for number in range(ROUNDS):
            if not self._round(os.path.join(self.folder, str(number))):
                break
        for file in self.files.values():
            mine = list(map(int, file.rows[np.isin(file.rows, list(self.rejected))]))
            for row, raw in raw_rows(file.original, file.rows, mine):
                self.journal.reject(self._location(row), *self.rejected[row], raw)

    def _round(self, folder: str) -> bool:
        """Repair once; False when there is nothing to repair, or nothing that can be."""
        audit = self.audit
        self.now = {number: audit.ledger.rows_of(number) for number in self.files}
        findings = Findings.of(audit.config, tuple(audit.flags), audit.outcomes, self.unsafe)
        decisions = decide(findings, [audit.plan.files[number] for number in self.files], self._place)
        changes = {
            code: repair.change(findings)
            for code, repair in {r.code: r for rs in decisions.changed.values() for r in rs}.items()
            if repair.change is not None
        }
        done = [self._rewrite(number, decisions, changes, folder) for number in self.files]
        if not any(done):
            return False
        self._refuse_most()
        paths = {number: followed.path for number, followed in self.files.items()}
        self.audit = self.again([(paths.get(f.number, f.path), f.split) for f in self.plan.files])
        self._check()
        return True

    def _rewrite(self, number: int, decisions: Decisions, changes: Mapping[str, Change], folder: str) -> bool:
        """Write the next state of a file; False when it is the same."""
        file, followed = self.audit.plan.files[number], self.files[number]
        rows, touched = self.now[number], decisions.of_file(number)
        if not touched:
            return False
        editor = _Editor(file, self.audit.config, decisions, changes, lambda *entry: self._note(*entry))
        folder = os.path.join(folder, str(number))
        os.makedirs(folder)
        path = os.path.join(folder, os.path.basename(followed.original.shown).strip("-") or "data")
        with open(path, "wb") as out:
            splice(file, rows, touched, editor.change, out)
        self.rejected |= {self._original(row): why for row, why in editor.gone.items()}
        followed.left = followed.left[~np.isin(rows, list(editor.gone))]
        followed.path = path
        return bool(editor.gone) or editor.effective

    def _check(self) -> None:
        """The files that were written hold exactly the rows that were kept."""
        for number, followed in self.files.items():
            found = len(self.audit.ledger.rows_of(number))
            if found != len(followed.left):
                raise InputError(
                    f"{followed.original.shown}: {len(followed.left):,} rows were kept, but {found:,} are "
                    "read in the result; nothing was written"
                )

    def _refuse_most(self) -> None:
        total = sum(len(followed.rows) for followed in self.files.values())
        defects = sum(code not in COPIES for code, _ in self.rejected.values())
        if defects > MOST * total and total >= 100 and not self.unsafe:
            raise InputError(
                f"{defects:,} of {total:,} rows would be left out as defective: probably the file is not "
                "read as it is meant (auditor check says how); --unsafe leaves them out all the same"
            )

    def _note(self, row: int, repair: Repair, path: TextPath, told: Mapping[str, Any]) -> None:
        self.journal.change(self._location(self._original(row)), repair, path, told)

    def _original(self, row: int) -> int:
        """The id that a row of the present round had at the beginning."""
        followed = self.files.get(row >> OFFSET_BITS)
        if followed is None:
            return row
        place = np.searchsorted(self.now[row >> OFFSET_BITS], row)
        return int(followed.rows[followed.left[place]])

    def _location(self, row: int) -> Location:
        line, number = self.positions.of(row)
        file = self.plan.files[row >> OFFSET_BITS]
        return Location(file.shown, line, number, file.split)

    def _place(self, row: int) -> str:
        at = self._location(self._original(row))
        return f"{at.path}:{at.line}"


Note = Callable[[int, Repair, TextPath, Mapping[str, Any]], None]


class _Editor:
    """Changes the rows of one file, in reading order; `gone` says of those left out why."""

    def __init__(
        self, file: DataFile, config: Config, decisions: Decisions, changes: Mapping[str, Change], note: Note
    ) -> None:
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
    first = replace(file, number=0)
    offsets = [row & ((1 << OFFSET_BITS) - 1) for row in rows]
    for batch in loaders.reread([first], offsets, config):
        empty = [Example(misfit.row, "", "", record=misfit.record) for misfit in batch.misfits]
        yield from sorted([*batch.examples, *empty], key=lambda example: example.row)
