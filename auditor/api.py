"""The library: `audit` and the report it returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from auditor import auditing, model, reporters
from auditor.atomic import write_text
from auditor.config import TASKS, Config
from auditor.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

Path = str | PathLike[str]


class Report(model.Report):
    """What an audit found, with the ways to show it."""

    def to_frame(self) -> DataFrame:
        """One row per place: code, severity, path, line, row, split, field, message, evidence."""
        from pandas import DataFrame

        columns = ["code", "severity", "path", "line", "row", "split", "field", "message", "evidence"]
        rows = [
            (
                finding.rule.code, finding.rule.severity.value, place.at.path, place.at.line, place.at.row,
                place.at.split, place.field, place.message or finding.message, place.evidence,
            )
            for finding in self.findings
            for place in finding.places
        ]  # fmt: skip
        return DataFrame(rows, columns=columns)

    def save(self, path: Path, format: str | None = None) -> None:
        """Write the report to a file, atomically; the format follows the name (.json, .html, .md, …).

        Raises UsageError when the name tells no format.
        """
        name = format or reporters.format_of(fspath(path))
        write_text(fspath(path), reporters.render(self, name))

    def __repr__(self) -> str:
        """One line: the verdict and the counts."""
        word = "GO" if self.ok else "NO-GO"
        sums = f"{self.counts.usable:,}/{self.counts.rows:,} usable"
        return f"<Report {word} {self.run.task} {sums}, {len(self.findings)} findings>"


def audit(
    data: Path | Sequence[Path],
    *,
    task: str | None = None,
    splits: Mapping[str, Path | Sequence[Path]] | None = None,
    config: Config | None = None,
    jobs: int = 0,
    **settings: Any,
) -> Report:
    """Audit files and return the report.

    `data` is a path, a glob, a folder, or several; `splits` maps the names of other splits to theirs.
    `settings` are fields of Config (`minimum=300`, `select=("DUP",)`).
    Raises AuditorError when the audit cannot be done; a bad row is never an exception.
    """
    known = {item.name for item in fields(Config)}
    if unknown := set(settings) - known:
        raise UsageError(f"unknown setting {min(unknown)!r}; known: {', '.join(sorted(known))}")
    if task is not None and task not in TASKS:
        raise UsageError(f"unknown task {task!r}; known: {', '.join(TASKS)}")
    chosen = replace(config or Config(), **settings)
    if task:
        chosen = replace(chosen, task=task, task_source="option")
    inputs = [(path, "train") for path in _paths(data)]
    inputs += [(path, name) for name, value in (splits or {}).items() for path in _paths(value)]
    report = auditing.run(inputs, chosen, jobs)
    return Report(**{item.name: getattr(report, item.name) for item in fields(model.Report)})


def _paths(data: Path | Sequence[Path]) -> list[str]:
    return [fspath(data)] if isinstance(data, str | PathLike) else [fspath(path) for path in data]
