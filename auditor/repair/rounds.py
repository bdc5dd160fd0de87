"""The repair itself: audit, repair, audit what came out, until there is nothing left to repair.

A repair can bring up another (two rows may be copies once their white space is gone), so only an audit of
the result proves it. That audit asks the rules that have repairs (`carried.py`), and does not sketch again
the rows that have not changed (`near_again.py`). Rows are followed through the rounds by their number, so
that the journal speaks of the lines of the original files.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from auditor import targets
from auditor.config import Config, Fields
from auditor.errors import AuditorError, InputError
from auditor.ledger import Ledger
from auditor.loaders import DataFile, Plan
from auditor.model import OFFSET_BITS, Flag, Location, Outcome, Report
from auditor.repair.acceptance import Acceptance, accepted, first_example, format_for
from auditor.repair.base import Change, Findings, Repair
from auditor.repair.carried import NOTHING, asked_again, carried_over
from auditor.repair.decisions import Decisions, decide
from auditor.repair.editor import Editor
from auditor.repair.edits import TextPath, told_row
from auditor.repair.journal import Journal
from auditor.repair.near_again import NEAR, Sketched
from auditor.repair.repairs import COPIES, REPAIRS
from auditor.repair.row_bytes import BOM, told_bytes, unmarked
from auditor.repair.splice import raw_rows, splice
from auditor.text.ragged import Ints
from auditor.text.sensitive.masking import mask
from auditor.text.table import Table

ROUNDS = 10
MOST = 0.5  # of the rows may be left out for a defect; more, and the file was probably read wrongly

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

    @property
    def kept(self) -> dict[str, Table]:
        """The band keys of all rows, for the rules that the configuration `keeps` them of."""
        ...

    def summary(self, more: Sequence[Outcome] = (), config: Config | None = None) -> Report:
        """Counts, findings without places, and the verdict; `more` is what other rules say."""
        ...


class Followed(Struct):
    """A file on its way through the rounds: where it is now, and which of its rows are still there."""

    original: DataFile
    rows: Ints  # the ids of all its rows, as they were
    left: Ints  # which of them are left, by their place in `rows`
    path: str
    converted: bool = False  # into JSON Lines, for a target


class Rounds:
    """Repairs the training files of an audit; the results are in `files`, the account in the journal."""

    def __init__(
        self,
        first: Audit,
        audit: Callable[[Inputs, Config], Audit],
        config: Config,
        folder: str,
        journal: Journal,
        *,
        unsafe: bool = False,
        system: str = "",
        to: str = "",
    ) -> None:
        """Start from the first audit; `audit` is asked again after a round, `folder` takes the results.

        `system` is the system prompt of examples without one, where a target asks for another format; `to` is
        the format to write among those that it reads.
        """
        self.audit, self.again, self.config, self.folder = first, audit, config, folder
        self.system, self.to = system, to
        self.target = targets.profile(config.target) if config.target else None
        self.journal, self.unsafe = journal, unsafe
        self.plan, self.positions = first.plan, first.ledger.positions()
        self.rejected: dict[int, tuple[str, str]] = {}
        self.now: dict[int, Ints] = {}  # file number → the ids of its rows in the present round
        self.files: dict[int, Followed] = {}
        self.number = 0
        self.asked = asked_again(config, unsafe, first.flags)
        self.first, self.near = first, Outcome()
        self.sketched = Sketched(first.kept[NEAR], first.plan, first.config) if NEAR in first.kept else None
        self.altered: set[int] = set()  # rows that have changed
        self.settled = False  # whether near copies have been looked for among the rows that are left
        for file in first.plan.files:
            if file.split == "train":
                rows = first.ledger.rows_of(file.number)
                self.files[file.number] = Followed(file, rows, np.arange(len(rows)), file.path)

    def run(self) -> None:
        """Repair until an audit finds nothing more to repair; then write down what was left out.

        Raises InputError when most rows would be left out, the result is not the account of its rows, or the
        target reads no format that the rows can be written in.
        """
        self._until_sound()
        if not self._accepted():
            self._make_readable(os.path.join(self.folder, "readable"))
            self._until_sound()
        for file in self.files.values():
            mine = list(map(int, file.rows[np.isin(file.rows, list(self.rejected))]))
            for row, raw in raw_rows(file.original, file.rows, mine):
                self.journal.reject(self._location(row), *self.rejected[row], raw)

    def _until_sound(self) -> None:
        for _ in range(ROUNDS):
            self.number += 1
            if not self._round(os.path.join(self.folder, str(self.number))):
                break

    def _accepted(self) -> bool:
        return all(self._fits(self.audit.plan.files[number]) for number in self.files)

    def _fits(self, file: DataFile) -> bool:
        """Whether the target reads a file as it is, in the format that is wanted."""
        return self.target is None or (accepted(file, self.target) and self.to in ("", file.format))

    def _make_readable(self, folder: str) -> None:
        """Write the files that the target does not read as it reads them."""
        for number, followed in self.files.items():
            file, rows = self.audit.plan.files[number], self.audit.ledger.rows_of(number)
            if self.target is None or self._fits(file):
                continue
            config, file = self.audit.config, replace(file, shown=followed.original.shown)
            to = format_for(file, self.target, first_example(file, config), self.to)
            work = Acceptance(file, rows, config, to, self.system)
            self.now = {number: rows}
            path = self._place_for(folder, number, "data.jsonl")
            with open(path, "wb") as out:
                work.write(out, self._note_row)
            self.rejected |= {self._original(row): ("FMT008", why) for row, why in work.refused.items()}
            followed.left = followed.left[~np.isin(rows, list(work.refused))]
            followed.path, followed.converted = path, True
        self._refuse_most()
        self.sketched = None
        self._audit_again(replace(self.config, input_format=self.to or None, fields=Fields()))

    def _note_row(self, row: int, raw: bytes, line: bytes) -> None:
        at = self._location(self._original(row))
        self.journal.change(at, REPAIRS["FMT008"], (), told_row(raw, line))

    def _place_for(self, folder: str, number: int, name: str) -> str:
        folder = os.path.join(folder, str(number))
        os.makedirs(folder)
        return os.path.join(folder, name)

    def _audit_again(self, config: Config) -> None:
        self.config = config
        self.audit = self._ask([code for code in self.asked if code != NEAR or self.sketched is None])
        self._check()
        self.near = Outcome()
        if self.sketched is None or NEAR not in self.asked:
            return
        if not self.sketched.holds_for(self.audit.plan, self.audit.config):
            self.sketched = None
            self.near = Outcome(self._ask([NEAR]).flags)
        elif not (self.settled and self.sketched.compares_alike(self.audit.config)):
            self.near = self._near_copies()

    def _ask(self, codes: Sequence[str]) -> Audit:
        """An audit of the present files by these rules."""
        paths = {number: followed.path for number, followed in self.files.items()}
        inputs = [(paths.get(file.number, file.path), file.split) for file in self.plan.files]
        return self.again(inputs, replace(self.config, select=tuple(codes) or NOTHING, keeps=()))

    def _near_copies(self, gone: Collection[int] = ()) -> Outcome:
        """What is to be said of near copies in the present files, without the rows that are `gone`."""
        assert self.sketched is not None
        old, new = self._ids()
        there = ~np.isin(new, np.array(sorted(gone), np.int64))
        same = there & ~np.isin(old, np.array(sorted(self.altered), np.int64))
        found = self.sketched.near_copies(
            self.audit.plan.files, old[same], new[same], new[there & ~same].tolist(), self.audit.config
        )
        if found.skipped:
            raise AuditorError(f"near copies could not be looked for: {found.skipped[0][1]}")
        return found

    def _ids(self) -> tuple[Ints, Ints]:
        """The ids that the present rows had at the beginning, and those that they have."""
        old, new = [], []
        for file in self.plan.files:
            followed, rows = self.files.get(file.number), self.audit.ledger.rows_of(file.number)
            old.append(rows if followed is None else followed.rows[followed.left])
            new.append(rows)
        return np.concatenate(old), np.concatenate(new)

    def after(self) -> Report:
        """A report on the result: what the rules say that were asked again, and what the others said."""
        if self.audit is self.first:
            return self.first.summary()
        old, new = self._ids()
        more = carried_over(self.first.outcomes, self.asked, old, new)
        config = replace(self.audit.config, select=self.config.select)
        return self.audit.summary([*more, self.near], config)

    def _round(self, folder: str) -> bool:
        """Repair once; False when there is nothing to repair, or nothing that can be."""
        audit = self.audit
        self.now = {number: audit.ledger.rows_of(number) for number in self.files}
        flags = (*audit.flags, *self.near.flags)
        findings = Findings.of(audit.config, flags, audit.outcomes, self.unsafe, self._accepted())
        files = [audit.plan.files[number] for number in self.files]
        decisions = decide(findings, files, self._place, audit.ledger.held_out)
        self._settle(findings, files, decisions)
        changes = {
            code: repair.change(findings)
            for code, repair in {r.code: r for rs in decisions.changed.values() for r in rs}.items()
            if repair.change is not None
        }
        done = [self._rewrite(number, decisions, changes, folder) for number in self.files]
        if not any(done):
            return False
        self._refuse_most()
        self._audit_again(self.config)
        return True

    def _settle(self, findings: Findings, files: Sequence[DataFile], decisions: Decisions) -> None:
        """Leave out what become near copies once others are gone: no file need be written to find them."""
        changing = {*decisions.changed, *decisions.respelled}
        self.settled = NEAR in self.asked and self.sketched is not None and not changing
        more: Collection[int] = decisions.left_out
        while more and self.sketched is not None and NEAR in self.asked:
            found = self._near_copies({*decisions.left_out, *changing})
            again = replace(findings, flags=tuple(found.flags))
            more = decide(again, files, self._place, self.audit.ledger.held_out).left_out
            decisions.left_out.update(more)

    def _rewrite(self, number: int, decisions: Decisions, changes: Mapping[str, Change], folder: str) -> bool:
        """Write the next state of a file; False when it is the same."""
        file, followed = self.audit.plan.files[number], self.files[number]
        rows, touched = self.now[number], decisions.of_file(number)
        if not touched:
            return False
        editor = Editor(file, self.audit.config, decisions, changes, lambda *entry: self._note(*entry))
        name = os.path.basename(followed.original.shown).strip("-") or "data"
        path = self._place_for(folder, number, "data.jsonl" if followed.converted else name)
        marked = file.marked and REPAIRS["INP009"] in decisions.respelled.get(int(rows[0]), ())
        with open(path, "wb") as out:
            splice(file, rows, touched, editor.change, unmarked(out) if marked else out)
        if marked and file.container != "jsonl":  # no row begins with it
            self._note(int(rows[0]), REPAIRS["INP009"], (), told_bytes(BOM, b""))
        self.rejected |= {self._original(row): why for row, why in editor.gone.items()}
        followed.left = followed.left[~np.isin(rows, list(editor.gone))]
        followed.path = path
        return bool(editor.gone) or editor.effective or marked

    def _check(self) -> None:
        """The files that were written are what they were, and hold exactly the rows that were kept."""
        for number, followed in self.files.items():
            kind, shown = self.audit.plan.files[number].container, followed.original.shown
            if not followed.converted and kind != followed.original.container:
                raise InputError(
                    f"{shown}: what is left of it would be taken for {kind}; nothing was written"
                )
            found = len(self.audit.ledger.rows_of(number))
            if found != len(followed.left):
                raise InputError(
                    f"{followed.original.shown}: {len(followed.left):,} rows were kept, but {found:,} are "
                    "read in the result; nothing was written"
                )

    def _refuse_most(self) -> None:
        total = sum(len(followed.rows) for followed in self.files.values())
        reasons = Counter(why for code, why in self.rejected.values() if code not in COPIES)
        if reasons.total() > MOST * total and total >= 100 and not self.unsafe:
            reason = mask(reasons.most_common(1)[0][0])
            raise InputError(
                f"{reasons.total():,} of {total:,} rows would be left out as defective, most often "
                f"because: {reason}; probably the file is not read as it is meant "
                "(auditor check says how); --unsafe leaves them out all the same"
            )

    def _note(self, row: int, repair: Repair, path: TextPath, told: Mapping[str, Any]) -> None:
        self.altered.add(original := self._original(row))
        self.journal.change(self._location(original), repair, path, told)

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
