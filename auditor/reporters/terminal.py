"""The report for people at a terminal: funnel, findings grouped by rule, and the verdict last."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from auditor.model import FileInfo, Finding, Place, Report, Severity, Timings, Verdict
from auditor.reporters.escape import ascii_only, visible
from auditor.reporters.funnel import Step, funnel
from auditor.reporters.view import View

ROOM = 36  # lines for findings before the verdict, unless more are asked for
EXAMPLES = 2
PARTS_SHOWN = 12  # of the audit, in the account of the time
ORDER = [Severity.ERROR, Severity.WARNING, Severity.INFO]
COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold blue"}
WHOLE, PARTS = "█", "▏▎▍▌▋▊▉"


def render(report: Report, view: View) -> str:
    """The report as text for `view`; the data in it is escaped, and the verdict stands last."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(40, view.width),
        color_system="standard" if view.color else None,
        force_terminal=view.color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for line in _lines(report, view):
        whole = isinstance(line, Text) and line.no_wrap  # printing forgets what the text says of itself
        console.print(line, no_wrap=whole, overflow="ellipsis" if whole else None)
    text = "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
    return ascii_only(text) if view.ascii else text


def _lines(report: Report, view: View) -> Iterator[Text | Padding]:
    if view.detail >= 0:
        for file in report.run.files:
            yield _file(file, report)
        yield Text("")
        yield from _funnel(report, view)
        yield from _findings(report.findings, view)
        yield from _not_run(report)
        yield from _timings(report.run.timings, view)
    yield from _verdict(report.verdict)


def _file(file: FileInfo, report: Report) -> Text:
    task = report.run.task + (" (guessed)" if report.run.task_source == "inferred" else "")
    split = "" if file.split == "train" else f" · split {visible(file.split)}"
    text = Text(visible(file.path), "bold")
    note = f" · {visible(file.note)}" if file.note else ""
    form = visible(f"{file.format} · {file.container}")
    facts = f"  {task} · {form} · {file.rows:,} rows{split}{note}"
    return text.append(facts, "not bold")


def _funnel(report: Report, view: View) -> Iterator[Text]:
    steps = funnel(report.counts)
    most = max((step.rows for step in steps), default=0)
    room = max(8, min(40, view.width - 76))
    for step in steps:
        yield _step(step, most, room)
    yield Text("")


def _step(step: Step, most: int, room: int) -> Text:
    text = Text(f"  {step.title:<24}{step.rows:>11,}  ", "bold" if step.total else "")
    text.append(f"{_bar(step.rows, most, room):<{room}}  ", "cyan" if step.total else "red")
    return text.append(step.note, "not bold dim")


def _bar(rows: int, most: int, room: int) -> str:
    eighths = round(rows / most * room * 8) if most else 0
    if rows and not eighths:
        eighths = 1  # a few rows are not no rows
    return WHOLE * (eighths // 8) + (PARTS[eighths % 8 - 1] if eighths % 8 else "")


def _findings(findings: tuple[Finding, ...], view: View) -> Iterator[Text | Padding]:
    ordered = sorted(findings, key=lambda f: (ORDER.index(f.rule.severity), -f.count, f.rule.code))
    left = ROOM
    short: list[Finding] = []
    for finding in ordered:
        block = list(_finding(finding, view))
        quiet = finding.rule.severity is Severity.INFO
        if view.detail > 0 or (left >= len(block) and not quiet):
            yield from block
            left -= len(block)
        else:
            short.append(finding)
    for finding in short:
        yield _head(finding)
    if short:
        yield Text("  places and details: -v    everything: --full", "dim")
        yield Text("")


def _head(finding: Finding) -> Text:
    rule = finding.rule
    text = Text(rule.code, COLORS[rule.severity]).append(f" {rule.name}", "not bold default")
    return text.append(f" · {finding.count:,} · {rule.severity}", "not bold dim")


def _finding(finding: Finding, view: View) -> Iterator[Text | Padding]:
    yield _head(finding)
    yield Padding(Text(visible(finding.message)), (0, 0, 0, 2))
    places = finding.places if view.detail > 1 else finding.places[:EXAMPLES]
    for place in places:
        yield from _place(place, view)
    left = finding.omitted + len(finding.places) - len(places)
    if left:
        yield Text(f"    … and {left:,} more", "dim")
    yield Text("")


def _place(place: Place, view: View) -> Iterator[Text]:
    where = f"  --> {visible(place.at.path)}:{place.at.line}"
    if place.related:
        lines = ", ".join(_line_of(at.path, at.line, place.at.path) for at in place.related[:3])
        where += f" = {lines}" + (" …" if len(place.related) > 3 else "")
    text = Text(where, "cyan", no_wrap=True, overflow="ellipsis")
    if place.message:
        text.append(f"  {visible(place.message)}", "not dim default")
    yield text
    if place.evidence:
        yield Text(f"   | {visible(place.evidence)}", "dim", no_wrap=True, overflow="ellipsis")


def _line_of(path: str, line: int, here: str) -> str:
    return str(line) if path == here else f"{visible(path)}:{line}"


def _not_run(report: Report) -> Iterator[Text]:
    for code, reason in report.run.not_run:
        yield Text(f"not run: {visible(code)}  {visible(reason)}", "dim")
    for path, reason in report.run.unread:
        yield Text(f"not read: {visible(path)}  {visible(reason)}", "bold red")
    if report.run.not_run or report.run.unread:
        yield Text("")


def _timings(timings: Timings | None, view: View) -> Iterator[Text]:
    """CPU seconds by stage, and the parts that took longest."""
    if timings is None:
        return
    stages: dict[str, float] = {}
    for part in timings.parts:
        stages[part.stage] = stages.get(part.stage, 0.0) + part.cpu_s
    yield Text(f"CPU seconds {timings.cpu_s:.2f} · by the clock {timings.wall_s:.2f}", "bold")
    for stage, spent in stages.items():
        yield Text(f"  {stage:<12}{spent:>9.2f}  {spent / max(timings.cpu_s, 1e-9):>4.0%}")
    longest = sorted((part for part in timings.parts if part.part), key=lambda part: -part.cpu_s)
    for part in longest if view.detail > 1 else longest[:PARTS_SHOWN]:
        yield Text(f"    {part.cpu_s:>7.2f}  {part.stage} {part.part}", "dim")
    yield Text("")


def _verdict(verdict: Verdict) -> Iterator[Text | Padding]:
    color = "bold white on green" if verdict.ok else "bold white on red"
    word = " GO " if verdict.ok else " NO-GO "
    head = Text(word, color).append(
        f"  recommendation: {verdict.recommendation}", "not bold default on default"
    )
    yield head
    for reason in verdict.reasons:
        code = f"{reason.code}  " if reason.code else ""
        yield Padding(Text(visible(code + reason.text)), (0, 0, 0, 2))
    for number, step in enumerate(verdict.next_steps, 1):
        yield Padding(Text(f"{number}. {visible(step.text)}"), (0, 0, 0, 2))
        if step.command:
            yield Text(f"     {visible(step.command)}", "cyan", no_wrap=True)
