"""The report for people at a terminal: funnel, findings grouped by rule, and the verdict last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from auditor.model import FileInfo, Finding, Place, Reason, Report, Severity
from auditor.reporters import timings
from auditor.reporters.escape import ascii_only, visible
from auditor.reporters.funnel import funnel
from auditor.reporters.house_style import conventions, kept
from auditor.reporters.plain import (
    amount,
    beside,
    first_place,
    headline,
    other_excerpt,
    paths,
    ranked,
    reason_text,
    recommendation,
    word,
)
from auditor.reporters.view import View
from auditor.text.percent import percent

ROOM = 36  # lines for findings before the verdict, unless more are asked for
EXAMPLES = 2
CONVENTIONS = 5  # of the house style
NARROWEST = 8  # columns that a bar needs
COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold blue"}
WHOLE, PARTS = "█", "▏▎▍▌▋▊▉"
ARROW = " → "  # between the input and the output of an excerpt
Line = Text | Padding
_LINK_NUMBER = re.compile(r"(\x1b\]8;)id=[^;]*;")


def render(report: Report, view: View) -> str:
    """The report as text for `view`; the data in it is escaped, and the verdict stands last.

    A path and a command are never cut or broken, even where they are longer than the line.
    """
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
        if isinstance(line, Text) and line.overflow == "ignore":
            console.print(line, soft_wrap=True)
        else:
            whole = isinstance(line, Text) and line.no_wrap  # printing forgets what the text says of itself
            console.print(line, no_wrap=whole, overflow="ellipsis" if whole else None)
    text = "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
    text = _LINK_NUMBER.sub(r"\1;", text)  # the same bytes every time
    return ascii_only(text) if view.ascii else text


def _lines(report: Report, view: View) -> Iterator[Line]:
    if view.detail < 0 and report.ok and report.run.complete:
        yield _uncut(f" {visible(headline(report))}")
        return
    if view.detail >= 0:
        yield from _head(report, view)
        yield from _funnel(report, view)
        yield from _style(report, view)
        yield from _findings(report, view)
        yield from _not_run(report)
        yield from timings.lines(report.run.timings, view)
    yield from _verdict(report, view)


def _head(report: Report, view: View) -> Iterator[Line]:
    guessed = " (guessed; set it with --task)" if report.run.task_source == "inferred" else ""
    name = f"{visible(view.name)} · " if view.name else ""
    yield Text(f"{name}task {report.run.task}{guessed}", "dim")
    longest = max((len(visible(file.path)) for file in report.run.files), default=0)
    for file in report.run.files:
        yield from _file(file, min(longest, 40), view)
    yield Text("")


def _file(file: FileInfo, room: int, view: View) -> Iterator[Line]:
    facts = [
        f"{file.rows:,} row{'' if file.rows == 1 else 's'}",
        visible(file.format),
        visible(file.container),
    ]
    facts += [f"split {visible(file.split)}"] * (file.split != "train")
    path = visible(file.path)
    text = _uncut("").append(path, _link("bold", file.path, view)).append(" " * (room - len(path)))
    told = " · ".join(facts)
    if text.cell_len + 2 + len(told) <= view.width:
        yield text.append(f"  {told}")
    else:
        yield text
        yield Padding(Text(told), (0, 0, 0, 2))
    if file.note:
        yield Padding(Text(visible(file.note), "dim"), (0, 0, 0, 2))


def _funnel(report: Report, view: View) -> Iterator[Text]:
    steps = funnel(report.counts)
    most = max((step.rows for step in steps), default=0)
    names = max(len(step.title) for step in steps)
    numbers = max(len(f"{step.rows:,}") for step in steps)
    notes = max(len(step.note) for step in steps)
    room = min(40, view.width - 2 - names - 2 - numbers - 2 - 2 - notes)
    for step in steps:
        line = Text(f"  {step.title:<{names}}  {step.rows:>{numbers},}  ", "bold" if step.total else "")
        if room >= NARROWEST:
            line.append(f"{_bar(step.rows, most, room):<{room}}  ", "cyan" if step.total else "red")
        elif step.total and step.note:
            yield line  # the goal stands below
            line = Text("  ")
        yield line.append(step.note, "not bold dim")
    yield Text("")


def _bar(rows: int, most: int, room: int) -> str:
    eighths = round(rows / most * room * 8) if most else 0
    if rows and not eighths:
        eighths = 1  # a few rows are not no rows
    return WHOLE * (eighths // 8) + (PARTS[eighths % 8 - 1] if eighths % 8 else "")


def _style(report: Report, view: View) -> Iterator[Line]:
    """How well the house style is kept, and what it is: the first conventions, or all with -v."""
    told = kept(report)
    if not told:
        return
    yield Text(f"{told}:")
    found = conventions(report)
    shown = found if view.detail > 0 else found[:CONVENTIONS]
    for text, support in shown:
        yield _indented("· ", "", Text(visible(text)).append(f"  {percent(support)}", "dim"))
    if left := len(found) - len(shown):
        yield Text(f"    … and {left:,} more", "dim")
    yield Text("")


def _findings(report: Report, view: View) -> Iterator[Line]:
    left = ROOM
    short: list[Finding] = []
    said = {(reason.code, reason.text) for reason in report.verdict.reasons}
    for finding in ranked(report):
        if view.detail == 0 and not finding.places and (finding.code, finding.message) in said:
            continue  # the verdict says it, word for word
        block = list(_finding(finding, view))
        quiet = finding.rule.severity is Severity.INFO
        if view.detail > 0 or (left >= len(block) and not quiet):
            yield from block
            left -= len(block)
        else:
            short.append(finding)
    for finding in short:
        yield _title(finding)
    if report.findings and view.detail < 2:
        more = "every rule: -v   every place: --full" if view.detail < 1 else "every place: --full"
        yield Text(f"  {more}   what it means: auditor explain CODE", "dim")
        yield Text("")


def _title(finding: Finding) -> Text:
    rule = finding.rule
    text = Text(rule.code, COLORS[rule.severity]).append(f" {rule.name}", "not bold default")
    about = " · ".join(filter(None, [amount(finding), rule.severity]))
    return text.append(f" · {about}", "not bold dim")


def _finding(finding: Finding, view: View) -> Iterator[Line]:
    yield _title(finding)
    yield Padding(Text(visible(finding.message)), (0, 0, 0, 2))
    places = finding.places if view.detail > 1 else finding.places[:EXAMPLES]
    for place in places:
        yield from _place(place, view)
    left = finding.omitted + len(finding.places) - len(places)
    if left:
        yield Text(f"    … and {left:,} more", "dim")
    yield Text("")


def _place(place: Place, view: View) -> Iterator[Line]:
    where = f"{visible(place.at.path)}:{place.at.line}"
    text = _uncut("  --> ", "cyan").append(where, _link("cyan", place.at.path, view))
    if place.related:
        text.append(f" = {visible(beside(place))}")
    message = Text(visible(place.message), "not dim default")
    if message and text.cell_len + 2 + message.cell_len <= view.width:
        yield text.append("  ").append_text(message)
    else:
        yield text
        if message:
            yield Padding(message, (0, 0, 0, 6))
    if place.evidence:
        yield _excerpt("|", place.evidence, view)
    if other := other_excerpt(place):
        yield _excerpt("=", other, view)


def _excerpt(mark: str, words: str, view: View) -> Text:
    """One line; of an input with its output, what is too much is cut from the input."""
    text = Text(f"    {mark} {visible(words)}", "dim", no_wrap=True, overflow="ellipsis")
    asked, arrow, answer = text.plain.rpartition(ARROW)
    room = view.width - cell_len(f"…{arrow}{answer}")
    if arrow and text.cell_len > view.width and room > view.width // 3:
        text.plain = f"{set_cell_size(asked, room).rstrip()}…{arrow}{answer}"
    return text


def _not_run(report: Report) -> Iterator[Text]:
    for code, reason in report.run.not_run:
        yield Text(f"not run: {visible(code)}  {visible(reason)}", "dim")
    for path, reason in report.run.unread:
        yield Text(f"not read: {visible(path)}  {visible(reason)}", "bold red")
    accepted = report.run.settings.get("baseline")
    if isinstance(accepted, dict):
        yield Text(f"baseline: {_baseline(accepted)}", "dim")
    if report.run.not_run or report.run.unread or accepted:
        yield Text("")


def _baseline(note: dict[str, int]) -> str:
    """What the baseline takes off, and what it holds in vain."""
    unused = note.get("unused", 0)
    told = f"; {unused:,} match nothing any more: auditor baseline --prune" if unused else ""
    return f"{note.get('accepted', 0):,} accepted places are not shown{told}"


def _verdict(report: Report, view: View) -> Iterator[Line]:
    verdict = report.verdict
    style = "bold white on green" if verdict.ok else "bold white on red"
    files = f"  {visible(paths(report))}:" if view.detail < 0 else ""
    head = Text(f" {word(verdict)} ", style).append(files, "bold default on default")
    yield head.append(f"  recommendation: {recommendation(verdict)}", "not bold default on default")
    for reason in verdict.reasons:
        mark, color = ("✗", "red") if reason.blocks else ("!", "yellow") if reason.code else ("✓", "green")
        yield _indented(f"{mark} ", color, _reason(report, reason))
    for number, step in enumerate(verdict.next_steps, 1):
        yield _indented(f"{number}. ", "", Text(visible(step.text)))
        if step.command:
            yield _uncut(f"       {visible(step.command)}", "cyan")


def _reason(report: Report, reason: Reason) -> Text:
    """A reason with its rule and the first place that shows it."""
    tail = "  ".join(filter(None, [reason.code, first_place(report, reason.code)]))
    return Text(visible(reason_text(report, reason))).append(f"  {visible(tail)}" if tail else "", "dim")


def _indented(mark: str, style: str, text: Text) -> Padding:
    """A list item: `mark` hangs to the left of the text, also where that is wrapped."""
    from rich.table import Table

    table = Table.grid(padding=0)
    table.add_column(width=len(mark))
    table.add_column()
    table.add_row(Text(mark, style), text)
    return Padding(table, (0, 0, 0, 2), expand=False)


def _uncut(text: str, style: str = "") -> Text:
    return Text(text, style, overflow="ignore")


def _link(style: str, path: str, view: View) -> str:
    """The style, with a link to the file where the terminal knows links."""
    if not view.links or not Path(path).exists():
        return style
    return f"{style} link {Path(path).resolve().as_uri()}"
