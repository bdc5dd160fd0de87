"""The library: `audit` and the report it returns, `fix`, `convert` and `split`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import asdict, replace

from auditor import auditing, model, repair, reporters
from auditor.atomic import write_text
from auditor.config import TASKS, Config
from auditor.errors import UsageError
from auditor.loaders.in_memory import on_disk
from auditor.repair import Converted, Divided, Repaired

if TYPE_CHECKING:
    from pandas import DataFrame

Path = str | PathLike[str]
_SEVERAL = {"select", "ignore", "group", "checkers"}  # settings that are tuples


class Report(model.Report, frozen=True):
    """What an audit found, with the ways to show it."""

    def to_frame(self) -> DataFrame:
        """One row per place: code, severity, path, line, row, split, field, message, evidence."""
        from pandas import DataFrame

        columns = ["code", "severity", "path", "line", "row", "split", "field", "message", "evidence"]
        rows = [
            (
                finding.code, finding.rule.severity.value, place.at.path, place.at.line, place.at.row,
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

    def _repr_html_(self) -> str:
        """The HTML report for notebooks, in a frame of its own so that no style leaks out."""
        page = escape(reporters.render(self, "html"), quote=True)
        return f'<iframe srcdoc="{page}" sandbox="" style="width:100%;height:640px;border:0"></iframe>'

    def __repr__(self) -> str:
        """One line: the verdict and the counts."""
        word = "GO" if self.ok else "NO-GO"
        sums = f"{self.counts.usable:,}/{self.counts.rows:,} usable"
        return f"<Report {word} {self.run.task} {sums}, {len(self.findings)} findings>"


def audit(
    data: Path | Sequence[Path] | DataFrame | Iterable[Mapping[str, Any]],
    *,
    task: str | None = None,
    splits: Mapping[str, Path | Sequence[Path]] | None = None,
    config: Config | None = None,
    jobs: int = 0,
    **settings: Any,
) -> Report:
    """Audit data and return the report.

    `data` is a path, a glob, a folder, or several; or rows in memory: a pandas DataFrame, a
    `datasets.Dataset`, any iterable of dicts. Rows in memory are named "-" in the report, and their line is
    their number.
    `splits` maps the names of other splits to their paths. `settings` are fields of Config
    (`minimum=300`, `select=("DUP",)`, `checkers=(MyChecker,)`).
    Raises AuditorError when the audit cannot be done; a bad row is never an exception.
    """
    chosen = _config(config or Config(), task, settings)
    held_out = [(path, name) for name, value in (splits or {}).items() for path in _paths(value)]
    paths = _as_paths(data)
    if paths is not None:
        inputs = [(path, "train") for path in paths]
        report = auditing.run(inputs + held_out, chosen, jobs)
    else:
        with on_disk(cast("Iterable[Mapping[str, Any]]", data)) as spool:
            report = auditing.run([("-", "train"), *held_out], chosen, jobs, spool)
    return Report(**asdict(report))


def fix(
    data: Path | Sequence[Path],
    out: Path | None = None,
    *,
    in_place: bool = False,
    unsafe: bool = False,
    system: str = "",
    to: str = "",
    task: str | None = None,
    splits: Mapping[str, Path | Sequence[Path]] | None = None,
    config: Config | None = None,
    jobs: int = 0,
    **settings: Any,
) -> Repaired:
    """Repair files as `auditor fix` does, and return the account; without `out` and `in_place` only that.

    The files of other `splits` are looked at, not changed. `settings` are fields of Config; with `target` the
    result is written as that provider takes it, `system` being the system prompt of examples without one
    and `to` the format among those that it reads.
    Raises AuditorError when it cannot be done; then no file has been touched.
    """
    chosen = _config(config or Config(), task, settings)
    inputs = [(path, "train") for path in _paths(data)]
    inputs += [(path, name) for name, value in (splits or {}).items() for path in _paths(value)]
    return repair.fix(
        inputs, chosen, lambda paths, config: auditing.audit(paths, config, jobs),
        out=None if out is None else fspath(out), in_place=in_place, unsafe=unsafe, system=system, to=to,
    )  # fmt: skip


def convert(
    data: Path, out: Path, *, to: str, system: str = "", config: Config | None = None, **settings: Any
) -> Converted:
    """Write the examples of a file in another data format, as `auditor fix --to` does.

    `settings` are fields of Config; for a target see `fix`. Raises AuditorError when no row can be written.
    """
    chosen = _config(config or Config(), None, settings)
    if chosen.target:
        raise UsageError("auditor.fix(data, out, target=…, to=…) writes for a target")
    return repair.convert([(fspath(data), "train")], chosen, to=to, out=fspath(out), system=system)


def split(
    data: Path,
    *,
    train: float = 0.8,
    validation: float = 0.1,
    test: float = 0.1,
    seed: int = 0,
    folder: Path | None = None,
    keep: Path | Mapping[str, Path] | None = None,
    task: str | None = None,
    config: Config | None = None,
    jobs: int = 0,
    **settings: Any,
) -> Divided:
    """Divide a file as `auditor split` does, into files beside it or in `folder`.

    `keep` is the folder of an earlier split of fewer rows, or its file for each split: what is there stays.
    An earlier split in the place of the results, with the same seed and shares, is kept too, unless `keep` is
    "none".
    `settings` are fields of Config (`group=("user_id",)` keeps the rows of a user together).
    Raises AuditorError when it cannot be done.
    """
    return repair.split(
        [(fspath(data), "train")],
        _config(config or Config(), task, settings),
        lambda paths, config: auditing.audit(paths, config, jobs),
        ratios={"train": train, "validation": validation, "test": test},
        seed=seed,
        folder=None if folder is None else fspath(folder),
        keep=_kept(keep),
    )


def _kept(keep: Path | Mapping[str, Path] | None) -> list[str]:
    if isinstance(keep, Mapping):
        return [f"{name}={fspath(path)}" for name, path in keep.items()]
    return [] if keep is None else [fspath(keep)]


def _config(config: Config, task: str | None, settings: Mapping[str, Any]) -> Config:
    known = set(Config.__struct_fields__)
    if unknown := set(settings) - known:
        raise UsageError(f"unknown setting {min(unknown)!r}; known: {', '.join(sorted(known))}")
    if task is not None and task not in TASKS:
        raise UsageError(f"unknown task {task!r}; known: {', '.join(TASKS)}")
    several = {name: _as_tuple(settings[name]) for name in _SEVERAL & settings.keys()}
    chosen = replace(config, **{**settings, **several})
    return replace(chosen, task=task, task_source="option") if task else chosen


def _as_tuple(value: Any) -> tuple[Any, ...]:
    """Several values, or one: `select="DUP"` and `select=["DUP", "LBL"]` say what they seem to say."""
    return (value,) if isinstance(value, str) else tuple(value)


def _as_paths(data: object) -> list[str] | None:
    """The paths, or None where `data` is rows."""
    if isinstance(data, str | PathLike):
        return [fspath(data)]
    if isinstance(data, list | tuple) and data and all(isinstance(item, str | PathLike) for item in data):
        return [fspath(item) for item in data]
    return None


def _paths(data: Path | Sequence[Path]) -> list[str]:
    return [fspath(data)] if isinstance(data, str | PathLike) else [fspath(path) for path in data]
