"""`fix`: a cleaned copy of the data, the rows left out, and an account of every change."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from auditor import targets
from auditor.atomic import replacing
from auditor.config import Config
from auditor.errors import AuditorError, InputError, UsageError
from auditor.model import Report
from auditor.repair.journal import Journal
from auditor.repair.near_again import NEAR
from auditor.repair.outputs import Outputs, backed_up, packing_of, refuse_packing, write
from auditor.repair.rewriting import known_format
from auditor.repair.rounds import Audit, Followed, Inputs, Rounds
from auditor.repair.splice import refuse_columnar
from auditor.scratch import scratch_folder

Entry = Mapping[str, Any]

OTHER = (".csv", ".tsv", ".json", ".csv.gz", ".tsv.gz", ".json.gz")


class Repaired(Struct, frozen=True):
    """What a repair has done: rows = kept + rejected, where `rows` counts blank lines too.

    `changed` of the kept rows have another content; `changes` and `rejections` count by rule. `before` and
    `after` are reports without places; in `after`, rules without repairs say what they said of these rows
    before. `unacceptable` says why the target would still reject the files,
    `written` are the files, the data first.
    """

    rows: int
    kept: int
    rejected: int
    changed: int
    changes: dict[str, int]
    rejections: dict[str, int]
    before: Report
    after: Report
    unacceptable: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()


def fix(
    inputs: Inputs,
    config: Config,
    audit: Callable[[Inputs, Config], Audit],
    *,
    out: str | None = None,
    in_place: bool = False,
    unsafe: bool = False,
    system: str = "",
    to: str = "",
    show: Callable[[Entry], None] | None = None,
) -> Repaired:
    """Repair the training files among the inputs: into OUT, in place, or, with neither, nowhere.

    `audit` audits files, also those that come out; `show` gets every entry of the journal when nothing is
    written. `system` is the system prompt of examples without one, where a target needs another format; `to`
    is the format to write for the target.
    Raises AuditorError when it cannot be done; then no file has been touched.
    """
    to = _format_of(config.target, to) if to else ""
    config = replace(config, max_places=0)  # the words for every row that is left out
    with scratch_folder() as folder:
        keeps = () if config.index else (NEAR,)
        first = audit(inputs, replace(config, scratch=folder, keeps=keeps))
        if first.unread:
            raise InputError("\n".join(f"{path}: {reason}" for path, reason in first.unread))
        files = [file for file in first.plan.files if file.split == "train"]
        _refuse_nothing(first)
        refuse_columnar(files)
        outputs = Outputs.beside(files, out) if out else Outputs.in_the_place_of(files) if in_place else None
        if outputs is not None:
            outputs.refuse_inputs(first.plan.files)
        names = [os.path.join(folder, name) for name in ("changes", "rejects")]
        with open(names[0], "wb") as changes, open(names[1], "wb") as rejects:
            journal = Journal(changes, rejects)
            pinned = replace(config, task=first.config.task, task_source=first.config.task_source)
            rounds = Rounds(first, audit, pinned, folder, journal, unsafe=unsafe, system=system, to=to)
            rounds.run()
        result = _account(first, rounds, journal)
        if outputs is not None:
            return _written(result, rounds, outputs, *names)
        for name in names:
            _show(name, show or (lambda entry: None))
        return result


def _refuse_nothing(first: Audit) -> None:
    """Raises InputError where there is no row to repair: an empty result would look like a success."""
    counts = first.summary().counts
    if counts.rows == counts.blank:
        names = ", ".join(file.shown for file in first.plan.files)
        raise InputError(f"{names}: there are no rows, so there is nothing to fix")


def _format_of(target: str | None, to: str) -> str:
    """The full name of a format that the target reads; raises UsageError for another."""
    name = known_format(to)
    if target is None:
        raise UsageError("a format is chosen for a target; without one, convert the file")
    profile = targets.profile(target)
    if name not in profile.formats:
        raise UsageError(f"{profile.title} does not read {name}; it reads {', '.join(profile.formats)}")
    return name


def _account(first: Audit, rounds: Rounds, journal: Journal) -> Repaired:
    """The sums; every row that came in is kept or rejected.

    Raises InputError when they do not add up: then nothing is written.
    """
    files = rounds.files.values()
    rows, kept = sum(len(file.rows) for file in files), sum(len(file.left) for file in files)
    rejected = journal.rejected.total()
    if rows != kept + rejected:
        raise InputError(
            f"{rows:,} rows came in, {kept:,} are kept and {rejected:,} rejected: nothing written"
        )
    return Repaired(
        rows, kept, rejected, len(journal.rows), dict(journal.changed), dict(journal.rejected),
        first.summary(), rounds.after(),
        tuple(flag.message for flag in rounds.audit.flags if flag.rule.code == "FMT008"),
    )  # fmt: skip


def _written(result: Repaired, rounds: Rounds, outputs: Outputs, changes: str, rejects: str) -> Repaired:
    """Write the journal, then the data, so that no result stands without its account."""
    for number, followed in rounds.files.items():
        if followed.converted and outputs.files[number].lower().endswith(OTHER):
            raise UsageError("the target reads JSON Lines; give OUT a name that ends in .jsonl")
        refuse_packing(packing_of(outputs.files[number], followed.original))
    if outputs.in_place and not (result.changes or result.rejections):
        return result  # and the account of an earlier run stays
    outputs.prepare()
    there = [path for path in (outputs.rejects, outputs.changes) if os.path.exists(path)]
    backups = [backed_up(path) for path in there] if outputs.in_place else []
    for source, target in ((rejects, outputs.rejects), (changes, outputs.changes)):
        with open(source, "rb") as stream, replacing(target) as out:
            _copy(stream, out)
    for place, (number, file) in enumerate(rounds.files.items()):
        target = outputs.files[number]
        if outputs.in_place:
            backups.append(backed_up(target))
        try:
            _write(file, target)
        except AuditorError:
            if not place:  # nothing that the journal could account for
                _take_back(outputs, there, backups, target)
            raise
    written = (*outputs.files.values(), outputs.rejects, outputs.changes)
    return replace(result, written=written, backups=tuple(backups))


def _take_back(outputs: Outputs, there: Sequence[str], backups: Sequence[str], target: str) -> None:
    """Leave the folder as it was before a first file that could not be written; `there` were accounts."""
    if outputs.in_place:
        if not os.path.samefile(backups[-1], target):
            return  # it has been written, and the backup is all that is left of it
        os.unlink(backups[-1])
        for path, backup in zip(there, backups, strict=False):
            os.replace(backup, path)
    for path in {outputs.rejects, outputs.changes}.difference(there):
        os.unlink(path)


def _write(file: Followed, target: str) -> None:
    packing = packing_of(target, file.original)
    if file.path == file.original.path and packing == file.original.compression:
        source = replace(file.original, compression="")  # nothing has changed: the very same bytes
        write(source, target, "")
    else:
        packed = file.original.compression if file.path == file.original.path else ""
        write(replace(file.original, path=file.path, compression=packed), target, packing)


def _copy(stream: BinaryIO, out: BinaryIO) -> None:
    while block := stream.read(1 << 20):
        out.write(block)


def _show(path: str, show: Callable[[Entry], None]) -> None:
    with open(path, "rb") as stream:
        for line in stream:
            show(msgspec.json.decode(line))
