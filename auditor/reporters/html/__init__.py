"""The report as one self-contained page: no script, no request, dark mode, print; under 100 kB."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.catalog import explanation
from auditor.model import Finding, Location, Place, Report, Severity
from auditor.reporters.escape import visible
from auditor.reporters.funnel import funnel
from auditor.reporters.html import charts
from auditor.reporters.html.words import marked_pair
from auditor.reporters.view import View

EXAMPLES = 5  # places a rule; every place is in the JSON report
LABELS = 20  # bars in the label chart
# what stands before each rung of the ladder
MARKS = {"take": "→", "tried": "✗ (tried)", "later": "… (later)", "no": "– (does not fit)", "open": ""}
ORDER = [Severity.ERROR, Severity.WARNING, Severity.INFO]


@dataclass(frozen=True, slots=True)
class Shown:
    """One place as the template needs it: where, what, and two texts side by side where there are two."""

    where: str
    message: str
    texts: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One finding with its examples and its rule's documentation."""

    finding: Finding
    examples: tuple[Shown, ...]
    left: int
    explanation: str


def render(report: Report, view: View) -> str:
    """The page; every text from the data is escaped by the template, control characters spelled out."""
    from jinja2 import Environment, FileSystemLoader

    folder = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = visible
    environment.filters["number"] = lambda value: f"{value:,}"
    template = environment.get_template("page.html.jinja")
    return template.render(
        report=report,
        verdict=report.verdict,
        style=(folder / "page.css").read_text("utf-8"),
        version=__version__,
        funnel=funnel(report.counts),
        charts=dict(_charts(report)),
        sections=list(_sections(report)),
        conventions=report.metrics.get("style", {}).get("conventions", [])[:12],
        languages=report.metrics.get("languages", {}),
        curve=report.metrics.get("labels", {}).get("learning_curve"),
        shots=report.metrics.get("few_shot", []),
        leaks=_leaks(report),
        marks=MARKS,
        command=_command(report),
    )


def _charts(report: Report) -> Iterator[tuple[str, Any]]:
    counts, metrics = report.counts, report.metrics
    yield "gauge", charts.gauge(counts.usable, counts.minimum, counts.ideal)
    yield "funnel", charts.bars([(step.title, step.rows) for step in funnel(counts)], "Where the rows went")
    labels = metrics.get("labels", {}).get("counts", {})
    if labels:
        smallest = sorted(labels.items(), key=lambda item: (item[1], item[0]))[:LABELS]
        yield "labels", charts.bars([(visible(name), n) for name, n in smallest], "Rows by label")
        yield "label_count", len(labels)
    points = metrics.get("labels", {}).get("learning_curve", {}).get("points", [])
    if points:
        line = [(point["rows"], point["accuracy"]) for point in points]
        yield "curve", charts.curve(line, "Accuracy by number of training rows")
    for side in ("input", "output"):
        if side in metrics.get("lengths", {}):
            described = metrics["lengths"][side]
            yield side, charts.histogram(described["histogram"], described["unit"])


def _command(report: Report) -> str:
    """What gives this report again, as a shell takes it: a file name may hold anything."""
    files = [
        (file.path,) if file.split == "train" else ("--split", f"{file.split}={file.path}")
        for file in report.run.files
    ]
    return shlex.join(("auditor", "check", *chain.from_iterable(files), "--task", report.run.task))


def _leaks(report: Report) -> list[tuple[str, int, str]]:
    """(rule name, rows, message) of each kind of leakage; empty where only one split was given."""
    found = (finding for finding in report.findings if finding.rule.code.startswith("LEK"))
    return [(finding.rule.name, finding.count, finding.message) for finding in found]


def _sections(report: Report) -> Iterator[Section]:
    ordered = sorted(report.findings, key=lambda f: (ORDER.index(f.rule.severity), f.rule.code))
    for finding in ordered:
        places = finding.places[:EXAMPLES]
        left = finding.omitted + len(finding.places) - len(places)
        examples = tuple(_shown(place) for place in places)
        about = "\n".join(map(visible, explanation(finding.rule).splitlines()))
        yield Section(finding, examples, left, about)


def _shown(place: Place) -> Shown:
    where = _where(place.at)
    related = next((at for at in place.related if at.excerpt), None)
    if related is None:
        return Shown(where, place.message, ((where, place.evidence),) if place.evidence else ())
    mine, theirs = marked_pair(visible(place.evidence), visible(related.excerpt))
    return Shown(where, place.message, ((where, mine), (_where(related), theirs)))


def _where(at: Location) -> str:
    return f"{visible(at.path)}:{at.line}"
