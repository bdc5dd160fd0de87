"""The one orchestrator: plan → observe → merge → review → finish → decide."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from tempfile import TemporaryDirectory

from auditor import engines, loaders
from auditor.checkers import CHECKERS
from auditor.checkers.base import Checker
from auditor.config import Config
from auditor.errors import InputError
from auditor.guard import Guarded
from auditor.ledger import Ledger
from auditor.loaders import DataFile, Plan, Shard
from auditor.model import Report
from auditor.summary import counts_for, report_of
from auditor.text.templates import shared_templates
from auditor.verdict.tasks import infer

PARALLEL_FROM = 32 << 20  # bytes; below it, starting workers costs more than they save


@dataclass(slots=True)
class Observation:
    """What one worker has seen: the account of rows, and the checkers with their state."""

    ledger: Ledger
    checkers: list[Guarded]
    unread: dict[int, str] = field(default_factory=dict)  # file number → why it was not read to its end


def run(inputs: Sequence[tuple[str, str]], config: Config, jobs: int = 0, spool: str = "") -> Report:
    """Audit the inputs, pairs of path and split, in `jobs` processes; 0 decides by the size of the data.

    The path "-" is standard input, or the file `spool` where one is given.

    Raises AuditorError (see `auditor.errors`) when the audit cannot be done.
    """
    spooling = nullcontext(spool) if spool else loaders.spooled(inputs)
    with spooling as copy, TemporaryDirectory(prefix="auditor-") as scratch:
        plan = loaders.plan(inputs, config, copy)
        config = _with_plan(config, plan, scratch)
        every = replace(config, max_places=0) if config.baseline else config  # to match all places
        seen = _observe_all(plan, every, jobs)
        _review(seen.checkers, plan.files, every)
        outcomes = [checker.finish() for checker in seen.checkers]
        return _with_gaps(report_of(plan, config, seen.ledger, outcomes), plan, seen)


def observe(shard: Shard, config: Config) -> Observation:
    """Show every batch of a shard to every checker."""
    seen = Observation(Ledger(), [Guarded(checker, config) for checker in _selected(config)])
    try:
        for batch in loaders.read(shard, config):
            seen.ledger.observe(batch)
            for checker in seen.checkers:
                checker.observe(batch)
    except InputError as error:
        seen.unread[shard.file.number] = str(error)
    seen.ledger.close()
    return seen


def merge(one: Observation, other: Observation) -> Observation:
    """Join what two workers have seen."""
    one.ledger.merge(other.ledger)
    for mine, theirs in zip(one.checkers, other.checkers, strict=True):
        mine.merge(theirs)
    one.unread |= other.unread
    return one


def _with_plan(config: Config, plan: Plan, scratch: str) -> Config:
    """Add what the plan knows and every checker must know alike, whatever rows it sees."""
    if not config.task:
        config = replace(config, task=infer(plan.sample), task_source="inferred")
    splits = tuple(sorted({file.split for file in plan.files}))
    return replace(config, splits=splits, templates=shared_templates(plan.sample), scratch=scratch)


def _selected(config: Config) -> list[type[Checker]]:
    """The checkers with a rule that counts; those without rules only measure."""
    known: Sequence[type[Checker]] = (*CHECKERS, *config.checkers)
    return [c for c in known if not c.rules or any(counts_for(rule.code, config) for rule in c.rules)]


def _observe_all(plan: Plan, config: Config, jobs: int) -> Observation:
    jobs = jobs or _jobs(sum(file.bytes for file in plan.files))
    size = loaders.shard_size(plan.files, jobs)
    pieces = loaders.shards(plan.files, size)
    work = partial(observe, config=config)
    if jobs > 1 and len(pieces) > 1:
        return engines.processes(work, merge, pieces, jobs)
    return engines.serial(work, merge, pieces)


def _jobs(size: int) -> int:
    """All cores that this process may use, where starting workers pays."""
    if size < PARALLEL_FROM:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _review(checkers: Sequence[Guarded], files: Sequence[DataFile], config: Config) -> None:
    """Show the checkers once more the rows they ask for, each row read once."""
    wanted = {id(checker): set(checker.rows_to_review()) for checker in checkers}
    rows = sorted(set().union(*wanted.values()))
    asking = [checker for checker in checkers if wanted[id(checker)]]
    for batch in loaders.reread(files, rows, config):
        for checker in asking:
            checker.review(batch)


def _with_gaps(report: Report, plan: Plan, seen: Observation) -> Report:
    """Add what the answer leaves out: inputs not read to their end or changed, checks that failed."""
    cut_off = [(plan.files[number].shown, reason) for number, reason in sorted(seen.unread.items())]
    known = {path for path, _ in cut_off}
    changed = [file.shown for file in loaders.changed(plan.files) if file.shown not in known]
    unread = (*plan.unread, *cut_off, *((path, "it changed while it was read") for path in changed))
    complete = not unread and not any(checker.error for checker in seen.checkers)
    return replace(report, run=replace(report.run, unread=unread, complete=complete))
