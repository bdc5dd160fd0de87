"""The one orchestrator: plan → observe → merge → review → finish → decide."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any

from auditor import engines, loaders
from auditor.checkers import CHECKERS
from auditor.checkers.base import Checker
from auditor.config import Config
from auditor.errors import InputError
from auditor.evidence import locate
from auditor.ledger import Ledger
from auditor.loaders import DataFile, Plan, Shard
from auditor.model import Counts, FileInfo, Flag, Outcome, Report, Run
from auditor.text.templates import shared_templates
from auditor.verdict.decide import Policy, decide
from auditor.verdict.facts import Facts
from auditor.verdict.readiness import readiness_findings
from auditor.verdict.size import count_findings
from auditor.verdict.tasks import TASKS, infer

PARALLEL_FROM = 32 << 20  # bytes; below it, starting workers costs more than they save

UNREADABLE = ("INP", "FMT001", "FMT006")  # rules whose rows hold no example: no option makes them usable


@dataclass(slots=True)
class Observation:
    """What one worker has seen: the account of rows, and the checkers with their state."""

    ledger: Ledger
    checkers: list[Checker]


def run(inputs: Sequence[tuple[str, str]], config: Config, jobs: int = 0) -> Report:
    """Audit the inputs, pairs of path and split, in `jobs` processes; 0 decides by the size of the data.

    Raises AuditorError (see `auditor.errors`) when the audit cannot be done.
    """
    plan = loaders.plan(inputs, config)
    with TemporaryDirectory(prefix="auditor-") as scratch:
        config = _with_plan(config, plan, scratch)
        seen = _observe_all(plan, config, jobs)
        _review(seen.checkers, plan.files, config)
        outcomes = [checker.finish() for checker in seen.checkers]
        return _report(plan, config, seen.ledger, outcomes)


def observe(shard: Shard, config: Config) -> Observation:
    """Show every batch of a shard to every checker."""
    seen = Observation(Ledger(), [checker(config) for checker in _selected(config)])
    for batch in loaders.read(shard, config):
        seen.ledger.observe(batch)
        for checker in seen.checkers:
            checker.observe(batch)
    seen.ledger.close()
    return seen


def merge(one: Observation, other: Observation) -> Observation:
    """Join what two workers have seen."""
    one.ledger.merge(other.ledger)
    for mine, theirs in zip(one.checkers, other.checkers, strict=True):
        mine.merge(theirs)
    return one


def _with_plan(config: Config, plan: Plan, scratch: str) -> Config:
    """Add what the plan knows and every checker must know alike, whatever rows it sees."""
    if not config.task:
        config = replace(config, task=infer(plan.sample), task_source="inferred")
    splits = tuple(sorted({file.split for file in plan.files}))
    return replace(config, splits=splits, templates=shared_templates(plan.sample), scratch=scratch)


def _selected(config: Config) -> list[type[Checker]]:
    """The checkers with a rule that counts; those without rules only measure."""
    return [c for c in CHECKERS if not c.rules or any(_counts_for(rule.code, config) for rule in c.rules)]


def _counts_for(code: str, config: Config) -> bool:
    return config.selects(code) or code.startswith(UNREADABLE)


def _observe_all(plan: Plan, config: Config, jobs: int) -> Observation:
    jobs = jobs or _jobs(sum(file.bytes for file in plan.files))
    size = loaders.shard_size(plan.files, jobs)
    pieces = loaders.shards(plan.files, size)
    if not pieces:
        raise InputError("nothing to audit")
    work = partial(observe, config=config)
    if jobs > 1 and len(pieces) > 1:
        return engines.processes(work, merge, pieces, jobs)
    return engines.serial(work, merge, pieces)


def _jobs(size: int) -> int:
    """All cores that this process may use, where starting workers pays."""
    if size < PARALLEL_FROM:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _review(checkers: Sequence[Checker], files: Sequence[DataFile], config: Config) -> None:
    """Show the checkers once more the rows they ask for, each row read once."""
    wanted = {id(checker): set(checker.rows_to_review()) for checker in checkers}
    rows = sorted(set().union(*wanted.values()))
    asking = [checker for checker in checkers if wanted[id(checker)]]
    for batch in loaders.reread(files, rows, config):
        for checker in asking:
            checker.review(batch)


def _report(plan: Plan, config: Config, ledger: Ledger, outcomes: list[Outcome]) -> Report:
    flags = [flag for outcome in outcomes for flag in outcome.flags if _counts_for(flag.rule.code, config)]
    counts = _counts(ledger, flags, config)
    metrics = _metrics(outcomes)
    findings = locate([flag for flag in flags if config.selects(flag.rule.code)], plan.files, ledger, config)
    facts = Facts.from_project(config.project)
    findings += count_findings(counts, config.task)
    findings += readiness_findings(facts, metrics, strict=config.strict)
    findings = [replace(f, rule=config.severity_of(f.rule)) for f in findings if config.selects(f.rule.code)]
    findings.sort(key=lambda finding: finding.rule.code)
    policy = Policy(
        task=config.task,
        minimum=counts.minimum,
        ideal=counts.ideal,
        tolerance=config.tolerance,
        strict=config.strict,
        paths=tuple(file.path for file in plan.files if file.split == "train"),
    )
    return Report(
        _run(plan, config, ledger, outcomes),
        counts,
        metrics,
        tuple(findings),
        decide(counts, findings, metrics, facts, policy),
    )


def _metrics(outcomes: list[Outcome]) -> dict[str, Any]:
    """The checkers' metrics by section; several may add to one."""
    metrics: dict[str, Any] = {"labels": {}, "lengths": {}, "tokens": {}, "languages": {}, "style": {}}
    for outcome in outcomes:
        for section, values in outcome.metrics.items():
            metrics.setdefault(section, {}).update(values)
    return metrics


def _counts(ledger: Ledger, flags: list[Flag], config: Config) -> Counts:
    """Subtract every dropped row once, under the first rule that drops it."""
    gone = set(ledger.held_out)
    dropped: dict[str, int] = {}
    for flag in flags:
        drops = flag.rule.drops if flag.drops is None else flag.drops
        if drops and (new := set(flag.rows) - gone):
            dropped[flag.rule.code] = dropped.get(flag.rule.code, 0) + len(new)
            gone |= new
    audited, broken, blank = (ledger.kinds["train", kind] for kind in ("audited", "broken", "blank"))
    task = TASKS[config.task]
    return Counts(
        rows=audited + broken + blank,
        audited=audited,
        broken=broken,
        blank=blank,
        usable=audited + broken - sum(dropped.values()),
        minimum=task.minimum if config.minimum is None else config.minimum,
        ideal=task.ideal if config.ideal is None else config.ideal,
        dropped=dropped,
    )


def _run(plan: Plan, config: Config, ledger: Ledger, outcomes: list[Outcome]) -> Run:
    files = tuple(
        FileInfo(
            path=file.path,
            split=file.split,
            format=file.format,
            encoding="utf-8",
            bytes=file.bytes,
            sha256=file.sha256,
            rows=ledger.files[file.number, "rows"],
            broken=ledger.files[file.number, "broken"],
            container=file.container,
            note=file.note,
        )
        for file in plan.files
    )
    skipped = sorted({item for outcome in outcomes for item in outcome.skipped})
    return Run(config.task, config.task_source, config.target, files, tuple(skipped))
