"""What changed, as text, Markdown or JSON."""

from __future__ import annotations

import json

from msgspec import Struct, to_builtins

from auditor.drift import Comparison, Coverage, RowChanges, RuleChange
from auditor.reporters.escape import inert, json_text, markdown, visible

WORDS = {"go": "GO", "no-go": "NO-GO"}


class Diff(Struct, frozen=True):
    """All that changed; rows, words and coverage only where two data sets were compared."""

    reports: Comparison
    rows: RowChanges | None = None
    words: tuple[str, ...] = ()
    coverage: Coverage | None = None


def render(diff: Diff, form: str) -> str:
    """The changes in `form`: text, markdown or json."""
    if form == "json":
        return json_text(json.dumps(to_builtins(diff), indent=1, ensure_ascii=True)) + "\n"
    blocks = _blocks(diff)
    head, bullet, escape = ("## {}\n", "- ", markdown) if form == "markdown" else ("{}", "  ", visible)
    parts = [[head.format(title), *(bullet + escape(line) for line in lines)] for title, lines in blocks]
    return inert("\n\n".join("\n".join(lines) for lines in parts)) + "\n"


def _blocks(diff: Diff) -> list[tuple[str, list[str]]]:
    """The blocks that have something to say; the verdict stands last."""
    blocks = [
        ("Rows", _rows(diff.rows)),
        ("Findings", [_rule(change) for change in diff.reports.rules]),
        ("Drift", [*diff.reports.drifts, *diff.words]),
        ("Test set", [str(diff.coverage)] if diff.coverage else []),
        ("Verdict", _verdict(diff.reports)),
    ]
    return [(title, lines) for title, lines in blocks if lines]


def _rows(rows: RowChanges | None) -> list[str]:
    if rows is None:
        return []
    counts = f"{rows.added:,} added, {rows.removed:,} removed, {rows.changed:,} with another output"
    return [f"{counts}, {rows.same:,} the same"]


def _rule(change: RuleChange) -> str:
    text = f"{change.code} {change.name}: {change.now:,}, before {change.old:,}"
    if change.fixed is None or change.new is None:
        return text
    return f"{text} ({change.fixed:,} fixed, {change.new:,} new)"


def _verdict(reports: Comparison) -> list[str]:
    usable = f"{reports.new_usable:,} usable examples, before {reports.old_usable:,}"
    now = f"{WORDS[reports.new_decision]} ({reports.new_recommendation})"
    before = f"{WORDS[reports.old_decision]} ({reports.old_recommendation})"
    return [usable, f"{now}, as before" if now == before else f"{now}, before {before}"]
