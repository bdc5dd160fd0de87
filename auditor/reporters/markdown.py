"""Markdown for job summaries and pull requests: under the 1 MiB that GitHub takes a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.model import Finding, Report
from auditor.reporters.escape import code_span, markdown
from auditor.reporters.funnel import funnel
from auditor.reporters.house_style import conventions, kept
from auditor.reporters.plain import amount, beside, other_excerpt, ranked, reason_text, recommendation
from auditor.reporters.view import View
from auditor.text.percent import percent

MOST_BYTES = 900_000
EXAMPLES = 5
CONVENTIONS = 12  # of the house style


def render(report: Report, view: View) -> str:
    """Verdict, funnel, findings, next steps; cut at whole lines if the data set is very bad."""
    text, size = [], 0
    for line in _lines(report):
        size += len(line.encode("utf-8", "replace")) + 1
        if size > MOST_BYTES:
            text.append("… cut here: the whole report is too long for a summary")
            break
        text.append(line)
    return "\n".join(text) + "\n"


def _lines(report: Report) -> Iterator[str]:
    verdict = report.verdict
    yield f"# {'✅ GO' if verdict.ok else '⛔ NO-GO'}: {markdown(recommendation(verdict))}"
    yield ""
    for reason in verdict.reasons:
        sign = "❌" if reason.blocks else "⚠️" if reason.code else "✔️"
        code = f" **{markdown(reason.code)}**" if reason.code else ""
        yield f"- {sign}{code} {markdown(reason_text(report, reason))}"
    yield from ["", "**What to do**", ""] if verdict.next_steps else ()
    for number, step in enumerate(verdict.next_steps, 1):
        yield f"{number}. {markdown(step.text)}" + (f" {code_span(step.command)}" if step.command else "")
    yield from ["", "## Usable examples", "", "| | rows | |", "| --- | ---: | --- |"]
    for row in funnel(report.counts):
        title = f"**{row.title}**" if row.total else row.title
        yield f"| {title} | {row.rows:,} | {row.note} |"
    yield from ["", "| file | split | format | rows |", "| --- | --- | --- | ---: |"]
    for file in report.run.files:
        yield f"| {code_span(file.path)} | {markdown(file.split)} | {markdown(file.format)} | {file.rows:,} |"
    yield from _style(report)
    yield from _without("Not read", report.run.unread)
    if report.findings:
        yield from ["", "## Findings"]
    for finding in ranked(report):
        yield from _finding(finding)
    yield from _without("Not run", report.run.not_run)


def _style(report: Report) -> Iterator[str]:
    """How well the house style is kept, and what it is."""
    if told := kept(report):
        yield from ["", "## House style", "", f"{told}:", ""]
    for text, support in conventions(report)[:CONVENTIONS]:
        yield f"- {markdown(text)} ({percent(support)})"


def _without(title: str, items: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What the verdict has to do without, each with the reason."""
    if items:
        yield from ["", f"## {title}", ""]
    for name, why in items:
        yield f"- {code_span(name)}: {markdown(why)}"


def _finding(finding: Finding) -> Iterator[str]:
    rule = finding.rule
    about = " · ".join(filter(None, [f"{rule.code} {rule.name}", amount(finding), rule.severity]))
    yield from ["", f"### {about}", ""]
    yield markdown(finding.message)
    if finding.places:
        yield from ["", "| where | what | evidence |", "| --- | --- | --- |"]
    for place in finding.places[:EXAMPLES]:
        where = code_span(f"{place.at.path}:{place.at.line}")
        where += f" = {code_span(beside(place))}" if place.related else ""
        other = other_excerpt(place)
        seen = code_span(place.evidence) + (f"<br>= {code_span(other)}" if other else "")
        yield f"| {where} | {markdown(place.message)} | {seen} |"
    if left := finding.omitted + max(0, len(finding.places) - EXAMPLES):
        yield f"| | … and {left:,} more | |"
