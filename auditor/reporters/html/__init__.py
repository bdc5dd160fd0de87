"""The report as one self-contained page: no script, no request, dark mode, print; under 100 kB."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from auditor import __version__
from auditor.catalog import explanation
from auditor.model import Finding, Location, Place, Report
from auditor.reporters.escape import visible
from auditor.reporters.funnel import funnel
from auditor.reporters.house_style import conventions, kept
from auditor.reporters.html import charts
from auditor.reporters.html.words import marked_pair
from auditor.reporters.plain import amount, ranked, reason_text, recommendation
from auditor.reporters.view import View

if TYPE_CHECKING:
    from jinja2 import Template

MOST_BYTES = 99_000
# how much is shown, from all that is wished to what always fits:
# (places a rule, rules with their documentation, files, characters of a text)
LEVELS = ((5, 99, 20, 1500), (3, 12, 20, 800), (2, 0, 10, 300), (0, 0, 5, 150))
LABELS = 20  # bars in the label chart
CONVENTIONS = 12  # of the house style
# what stands before each rung of the ladder
MARKS = {"take": "→", "tried": "✗ (tried)", "later": "… (later)", "no": "– (does not fit)", "open": ""}


class Shown(Struct, frozen=True):
    """One place as the template needs it: where, what, and two texts side by side where there are two."""

    where: str
    message: str
    texts: tuple[tuple[str, Any], ...]


class Section(Struct, frozen=True):
    """One finding with its examples and its rule's documentation as (heading, text) pairs.

    `first` says that it is the first of its rule, which links lead to.
    """

    finding: Finding
    amount: str
    blocks: bool
    first: bool
    examples: tuple[Shown, ...]
    left: int
    about: tuple[tuple[str, str], ...]


def render(report: Report, view: View) -> str:
    """The page; every text from the data is escaped by the template, control characters spelled out.

    Shows less of each finding where a page of everything would be larger than MOST_BYTES.
    """
    page = ""
    for level in LEVELS:
        page = _page(report, view, *level)
        if len(page.encode()) <= MOST_BYTES:
            break
    return page


def _page(report: Report, view: View, places: int, documented: int, files: int, longest: int) -> str:
    metrics = report.metrics
    return _template(longest).render(
        report=report,
        verdict=report.verdict,
        name=view.name,
        recommendation=recommendation(report.verdict),
        reasons=[(reason, reason_text(report, reason)) for reason in report.verdict.reasons],
        codes={finding.code for finding in report.findings},
        style=(Path(__file__).parent / "page.css").read_text("utf-8"),
        version=__version__,
        charts=dict(_charts(report)),
        sections=list(_sections(report, places, documented)),
        files=report.run.files[:files],
        files_left=len(report.run.files) - files,
        conventions=conventions(report)[:CONVENTIONS],
        kept=kept(report),
        languages=metrics.get("languages", {}),
        lengths=metrics.get("lengths", {}),
        tokens=metrics.get("tokens", {}),
        curve=metrics.get("labels", {}).get("learning_curve"),
        wrong_labels=metrics.get("labels", {}) if "caution" in metrics.get("labels", {}) else None,
        shots=metrics.get("few_shot", []) if places else [],
        leaks=[f for f in report.findings if f.rule.code.startswith("LEK") and f.rule.code != "LEK005"],
        splits=sorted({file.split for file in report.run.files}),
        formats=sorted({f"{file.format} ({file.container})" for file in report.run.files}),
        marks=MARKS,
        command=_command(report, files),
    )


@cache
def _template(longest: int) -> Template:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )

    def clipped(text: str) -> str:
        text = str(text)
        return text if len(text) <= longest else text[: longest - 1] + "…"

    environment.filters["visible"] = lambda text: visible(clipped(text))
    environment.filters["lines"] = lambda text: "\n".join(map(visible, clipped(text).splitlines()))
    environment.filters["number"] = lambda value: f"{value:,}"
    environment.filters["percent"] = lambda value: f"{100 * value:.1f} %"
    return environment.get_template("page.html.jinja")


def _charts(report: Report) -> Iterator[tuple[str, Any]]:
    counts, metrics = report.counts, report.metrics
    yield "gauge", charts.gauge(counts.usable, counts.minimum, counts.ideal)
    steps = funnel(counts)
    totals = [step.total for step in steps]
    yield "funnel", charts.bars([(step.title, step.rows) for step in steps], "Where the rows went", totals)
    labels = metrics.get("labels", {}).get("counts", {})
    if labels:
        least = metrics["labels"].get("minimum_per_class")
        smallest = sorted(labels.items(), key=lambda item: (item[1], item[0]))[:LABELS]
        limit = (least, f"{least:,}: the least that a class needs") if least else None
        yield "labels", charts.bars([(visible(name), n) for name, n in smallest], "Rows by label", (), limit)
        yield "label_count", len(labels)
        yield "label_least", least
    points = metrics.get("labels", {}).get("learning_curve", {}).get("points", [])
    if points:
        line = [(point["rows"], point["accuracy"]) for point in points]
        yield "curve", charts.curve(line, "Accuracy by number of training rows")
    for side in ("input", "output"):
        if side in metrics.get("lengths", {}):
            described = metrics["lengths"][side]
            yield side, charts.histogram(described["histogram"], described["unit"])
    if "histogram" in metrics.get("tokens", {}):
        yield "tokens", charts.histogram(metrics["tokens"]["histogram"], "tokens")


def _sections(report: Report, most: int, documented: int) -> Iterator[Section]:
    blocking = {reason.code for reason in report.verdict.reasons if reason.blocks}
    seen: set[str] = set()
    for number, finding in enumerate(ranked(report)):
        places = finding.places[:most]
        yield Section(
            finding,
            amount(finding),
            finding.code in blocking,
            finding.code not in seen,
            tuple(_shown(place) for place in places),
            finding.omitted + len(finding.places) - len(places),
            tuple(_about(explanation(finding.rule))) if number < documented else (),
        )
        seen.add(finding.code)


def _about(text: str) -> Iterator[tuple[str, str]]:
    """A rule's documentation as pairs of heading and text; what stands before the first has no heading."""
    heading, lines = "", list[str]()
    for line in text.splitlines():
        if line and not line[0].isspace() and lines and lines[-1] == "":
            yield heading, "\n".join(lines).strip()
            heading, lines = visible(line), []
        else:
            lines.append(visible(line.strip()))
    yield heading, "\n".join(lines).strip()


def _shown(place: Place) -> Shown:
    where = _where(place.at)
    related = next((at for at in place.related if at.excerpt), None)
    if related is None:
        return Shown(where, place.message, ((where, place.evidence),) if place.evidence else ())
    mine, theirs = marked_pair(visible(place.evidence), visible(related.excerpt))
    return Shown(where, place.message, ((where, mine), (_where(related), theirs)))


def _where(at: Location) -> str:
    return f"{visible(at.path)}:{at.line}"


def _command(report: Report, files: int) -> str:
    """The command that gives this report again."""
    words = ["auditor", "check"]
    for file in report.run.files[:files]:
        option = [] if file.split == "train" else ["--against"] if file.split == "against" else ["--split"]
        named = file.path if file.split in ("train", "against") else f"{file.split}={file.path}"
        words += [*option, named]
    more = " …" if len(report.run.files) > files else ""
    target = ["--target", report.run.target] if report.run.target else []
    return shlex.join([*words, "--task", report.run.task, *target]) + more
