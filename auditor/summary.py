"""What the checkers found becomes the report: counts, located findings, metrics, verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from auditor import baseline
from auditor.config import Config
from auditor.evidence import locate
from auditor.gaps import Gaps
from auditor.ledger import Ledger
from auditor.loaders import DataFile, Plan
from auditor.model import Counts, FileInfo, Finding, Flag, Outcome, Report, Run
from auditor.text.sensitive.masking import mask_all
from auditor.verdict.decide import Policy, decide
from auditor.verdict.facts import Facts
from auditor.verdict.readiness import readiness_findings
from auditor.verdict.size import count_findings
from auditor.verdict.tasks import TASKS

UNREADABLE = ("INP", "FMT001", "FMT006")  # rules whose rows hold no example: no option makes them usable


def counts_for(code: str, config: Config) -> bool:
    """Whether a rule has a say in what is usable: it is selected, or its rows hold no example at all."""
    return config.selects(code) or code.startswith(UNREADABLE)


def report_of(plan: Plan, config: Config, ledger: Ledger, outcomes: Sequence[Outcome], gaps: Gaps) -> Report:
    """Sum up one audit."""
    flags = [flag for outcome in outcomes for flag in outcome.flags if counts_for(flag.rule.code, config)]
    counts = _counts(ledger, flags, config)
    metrics = _metrics(outcomes)
    facts = Facts.from_project(config.project)
    findings = locate([flag for flag in flags if config.selects(flag.rule.code)], plan.files, ledger, config)
    findings += count_findings(counts, config.task)
    findings += readiness_findings(facts, metrics, strict=config.strict)
    findings, settings = _accepted(_chosen(findings, config), config)
    policy = Policy(
        task=config.task,
        minimum=counts.minimum,
        ideal=counts.ideal,
        tolerance=config.tolerance,
        strict=config.strict,
        paths=tuple(file.shown for file in plan.files if file.split == "train"),
        options=tuple(_options(config)),
        held_out=tuple(_held_out(plan)),
    )
    verdict = decide(counts, findings, metrics, facts, policy, gaps.words())
    run = _run(plan, config, ledger, outcomes, settings)
    run = replace(run, unread=gaps.unread, complete=not gaps.words())
    return Report(run, counts, metrics, tuple(findings), verdict)


def _options(config: Config) -> Iterator[str]:
    """The options that the data was read with, for a command that is to read it alike."""
    values = {
        "--input-format": config.input_format, "--input": config.fields.input,
        "--output": config.fields.output, "--label": config.fields.label,
        "--split-column": config.split_column, "--delimiter": config.delimiter, "--target": config.target,
        "--min": None if config.minimum is None else str(config.minimum),
    }  # fmt: skip
    for name, value in values.items():
        if value:
            yield from (name, value)
    if config.header is not None:
        yield "--header" if config.header else "--no-header"


def _held_out(plan: Plan) -> Iterator[str]:
    """The options that name the files of the other splits."""
    for file in plan.files:
        if file.split == "against":
            yield from ("--against", file.shown)
        elif file.split != "train":
            yield from ("--split", f"{file.split}={file.shown}")


def _chosen(findings: Sequence[Finding], config: Config) -> list[Finding]:
    """The findings of the selected rules, with the configured severities, by code."""
    chosen = (f for f in findings if config.selects(f.rule.code))
    graded = (replace(f, rule=config.severity_of(f.rule)) for f in chosen)
    return sorted(graded, key=lambda finding: finding.code)


def _accepted(findings: list[Finding], config: Config) -> tuple[list[Finding], dict[str, Any]]:
    """Take off what the baseline accepts; returns what is left and the note for the report's settings."""
    if not config.baseline:
        return findings, {}
    applied = baseline.apply(findings, baseline.load(config.baseline), date.today())
    note = {"accepted": applied.accepted, "unused": len(applied.unused)}
    return [_capped(f, config) for f in applied.findings], {"baseline": note}


def _capped(finding: Finding, config: Config) -> Finding:
    """With a baseline all places are looked at; no more are shown than without."""
    most = config.max_places or len(finding.places)
    over = max(0, len(finding.places) - most)
    return replace(finding, places=finding.places[:most], omitted=finding.omitted + over)


def _metrics(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The checkers' metrics by section; several may add to one."""
    metrics: dict[str, Any] = {"labels": {}, "lengths": {}, "tokens": {}, "languages": {}, "style": {}}
    for outcome in outcomes:
        for section, values in outcome.metrics.items():
            metrics.setdefault(section, {}).update(values)
    masked: dict[str, Any] = mask_all(metrics)  # labels may be anything
    return masked


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


def _note(file: DataFile, ledger: Ledger) -> str:
    """What a reader should know of a file."""
    others = {split: rows for (number, split), rows in ledger.divided.items() if number == file.number}
    if not others:
        return file.note
    train = ledger.files[file.number, "rows"] - sum(others.values())
    told = ", ".join(f"{rows:,} {split}" for split, rows in [("train", train), *sorted(others.items())])
    return "; ".join(filter(None, [file.note, f"by its field {file.split_column}: {told}"]))


def _run(
    plan: Plan, config: Config, ledger: Ledger, outcomes: Sequence[Outcome], settings: dict[str, Any]
) -> Run:
    files = tuple(
        FileInfo(
            path=file.shown,
            split=file.split,
            format=file.format,
            encoding="utf-8",
            bytes=file.bytes,
            sha256=file.sha256,
            rows=ledger.files[file.number, "rows"],
            broken=ledger.files[file.number, "broken"],
            container=file.container,
            note=_note(file, ledger),
        )
        for file in plan.files
    )
    skipped = sorted({item for outcome in outcomes for item in outcome.skipped})
    return Run(config.task, config.task_source, config.target, files, tuple(skipped), settings)
