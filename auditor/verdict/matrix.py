"""The decision matrix as data, and the matrix filled in for a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from msgspec import Struct

from auditor.model import MatrixRow
from auditor.verdict.facts import Facts
from auditor.verdict.size import FEW_SHOT_LINE

Source = Literal["project", "measured", "unknown"]


class Line(Struct, frozen=True):
    """A fact and what it says for prompting (or few-shot prompting), retrieval (RAG) and fine-tuning."""

    fact: str
    statement: str
    prompting: str
    rag: str
    fine_tuning: str


MATRIX = (
    Line("external_knowledge", "knowledge is external", "no", "yes", "no"),
    Line("style_matters", "style or format matters", "sometimes", "no", "yes"),
    Line("changes_often", "data changes frequently", "n/a", "yes", "no"),
    Line("low_latency", "low latency needed", "sometimes", "sometimes", "yes"),
    Line("few_examples", f"fewer than {FEW_SHOT_LINE} examples", "yes", "n/a", "no"),
    Line("cost_must_fall", "cost must fall", "no", "no", "yes"),
    Line("narrow_task", "task is narrow", "yes", "sometimes", "yes"),
    Line("general_task", "task is general", "yes", "sometimes", "risky"),
    Line("explainable", "explainability needed", "yes (visible prompt)", "yes (visible documents)",
         "no (learned behaviour)"),
)  # fmt: skip


class Evidence(Struct, frozen=True):
    """What is known on one fact, from the project's settings or from the data."""

    holds: bool | None
    source: Source
    detail: str = ""


def fill(
    facts: Facts, metrics: Mapping[str, Any], usable: int | None, task: str = ""
) -> tuple[MatrixRow, ...]:
    """The matrix with each fact's answer; the project's word counts before what was measured.

    `metrics` are the report's (sections `knowledge`, `freshness`, `breadth`); `usable` is None without data.
    """
    rows = []
    for line in MATRIX:
        known = _evidence(line.fact, facts, metrics, usable, task)
        row = MatrixRow(line.fact, line.statement, known.holds, known.source, line.prompting, line.rag,
                        line.fine_tuning, known.detail)  # fmt: skip
        rows.append(row)
    return tuple(rows)


def _evidence(fact: str, facts: Facts, metrics: Mapping[str, Any], usable: int | None, task: str) -> Evidence:
    if fact == "few_examples":
        return Evidence(None, "unknown") if usable is None else _few(usable)
    said = _said(fact, facts)
    if said is not None:
        return Evidence(said, "project")
    measure = _MEASURES.get(fact)
    return measure(metrics, task) if measure else Evidence(None, "unknown")


def _few(usable: int) -> Evidence:
    return Evidence(usable < FEW_SHOT_LINE, "measured", f"{usable:,} usable")


def _said(fact: str, facts: Facts) -> bool | None:
    if fact == "general_task":
        return None if facts.narrow_task is None else not facts.narrow_task
    said: bool | None = getattr(facts, fact)
    return said


def _external(metrics: Mapping[str, Any], task: str) -> Evidence:
    return _flagged(metrics.get("knowledge"), "external")


def _changing(metrics: Mapping[str, Any], task: str) -> Evidence:
    return _flagged(metrics.get("knowledge"), "changing")


def _style(metrics: Mapping[str, Any], task: str) -> Evidence:
    return Evidence(True, "measured", "a style task") if task == "style" else Evidence(None, "unknown")


def _narrow(metrics: Mapping[str, Any], task: str) -> Evidence:
    return _flagged(metrics.get("breadth"), "narrow")


def _general(metrics: Mapping[str, Any], task: str) -> Evidence:
    return _flagged(metrics.get("breadth"), "general")


def _flagged(section: Any, key: str) -> Evidence:
    """A yes or no of a metrics section, with its `detail`; unknown where the check did not run or decide."""
    if not isinstance(section, Mapping) or not isinstance(section.get(key), bool):
        return Evidence(None, "unknown")
    return Evidence(section[key], "measured", str(section.get("detail", "")))


_MEASURES: dict[str, Callable[[Mapping[str, Any], str], Evidence]] = {
    "external_knowledge": _external,
    "changes_often": _changing,
    "style_matters": _style,
    "narrow_task": _narrow,
    "general_task": _general,
}
