"""Advice on a project as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from msgspec import to_builtins

from auditor.model import MatrixRow, Rung
from auditor.reporters.escape import code_span, inert, json_text, markdown, visible
from auditor.verdict.advice import Advice
from auditor.verdict.baseline import Scores

NAMES = {
    "prompting": "a better prompt",
    "few-shot": "few-shot prompting",
    "rag": "retrieval (RAG)",
    "fine-tune": "fine-tuning",
    "fix-then-fine-tune": "fine-tuning, after the data is repaired",
    "collect-more": "collecting more examples",
}
MARKS = {"take": ">", "tried": "x", "later": "…", "no": "-", "open": " "}
STATES = {
    "take": "take this",
    "tried": "tried",
    "later": "later",
    "no": "does not fit",
    "open": "open",
}
WORST = 5  # labels whose F1 is shown
HEAD = ("fact", "here", "prompting", "RAG", "fine-tuning")


def render(advice: Advice, form: str) -> str:
    """The advice in `form`: text, markdown or json."""
    return {"text": _text, "markdown": _markdown, "json": _json}[form](advice)


def _json(advice: Advice) -> str:
    return json_text(json.dumps(to_builtins(advice), indent=1, ensure_ascii=True)) + "\n"


def _text(advice: Advice) -> str:
    rows = [HEAD, *(_narrow(row) for row in advice.verdict.matrix)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    blocks = [
        table,
        [
            f"{MARKS[rung.state]} {number}. {_rung(rung)}"
            for number, rung in enumerate(advice.verdict.ladder, 1)
        ],
        [_headline(advice), *(f"  {text}" for text in _reasons(advice)), ""],
        [f"Scores of {advice.scored} predictions", *(f"  {text}" for text in _scores(advice.scores))],
        ["What to do", *(f"  {text}" for text in _steps(advice))],
        ["What would change it", *(f"  {text}" for text in _changes(advice))],
    ]
    return inert("\n\n".join("\n".join(block).rstrip() for block in blocks if len(block) > 1)) + "\n"


def _markdown(advice: Advice) -> str:
    rows = [_line(HEAD), _line(["---"] * len(HEAD)), *(_line(_cells(row)) for row in advice.verdict.matrix)]
    blocks = [
        [f"## {_headline(advice)}", "", *(f"- {markdown(text)}" for text in _reasons(advice))],
        ["### The ladder", "", *(f"1. {markdown(_rung(rung))}" for rung in advice.verdict.ladder)],
        ["### The decision matrix", "", *rows],
        [
            f"### Scores of {advice.scored} predictions",
            "",
            *(f"- {markdown(s)}" for s in _scores(advice.scores)),
        ],
        ["### What to do", "", *(f"1. {text}" for text in _marked_steps(advice))],
        ["### What would change it", "", *(f"- {text}" for text in _changes(advice))],
    ]
    return inert("\n\n".join("\n".join(block) for block in blocks if len(block) > 2)) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(markdown(cell) for cell in cells) + " |"


def _narrow(row: MatrixRow) -> tuple[str, ...]:
    """The cells without their remarks, so that a line fits into 80 columns."""
    return tuple(cell.split(" (")[0] if column > 1 else cell for column, cell in enumerate(_cells(row)))


def _cells(row: MatrixRow) -> tuple[str, ...]:
    answer = "?" if row.holds is None else "yes" if row.holds else "no"
    source = " (measured)" if row.source == "measured" else ""
    return (row.statement, answer + source, row.prompting, row.rag, row.fine_tuning)


def _headline(advice: Advice) -> str:
    word = "GO" if advice.verdict.ok else "NO-GO"
    name = NAMES[advice.verdict.recommendation]
    unmeasured = any(reason.code == "RDY001" for reason in advice.verdict.reasons)
    if advice.assumed and unmeasured and all(row.holds is None for row in advice.verdict.matrix):
        return "Nothing is known yet: no data, no score, no answer; so far nothing speaks against fine-tuning"
    assumed = ", given enough examples" if advice.assumed and advice.verdict.ok else ""
    return f"{word} for fine-tuning{assumed}: take {name}"


def _rung(rung: Rung) -> str:
    return f"{visible(rung.text)}: {STATES[rung.state]}"


def _reasons(advice: Advice) -> list[str]:
    return [visible(f"{reason.code} {reason.text}".strip()) for reason in advice.verdict.reasons]


def _steps(advice: Advice) -> list[str]:
    return [
        visible(step.text) + (f"\n       {visible(step.command)}" if step.command else "")
        for step in advice.verdict.next_steps
    ]


def _marked_steps(advice: Advice) -> list[str]:
    return [
        markdown(step.text) + (f" {code_span(step.command)}" if step.command else "")
        for step in advice.verdict.next_steps
    ]


def _changes(advice: Advice) -> list[str]:
    return [
        f"if {'' if change.holds else 'it is not true that '}{change.statement}: "
        + NAMES[change.recommendation]
        for change in advice.changes
    ]


def _scores(scores: Scores | None) -> list[str]:
    if scores is None:
        return []
    worst = [f"F1 {value:.2f} {label}" for label, value in list(scores.by_label.items())[:WORST]]
    return [visible(text) for text in (*map(str, scores.measures), *worst)]
