"""Few-shot examples from audited files: what the audit flagged is left out, the rest is picked from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from auditor import loaders
from auditor.auditing import Audit
from auditor.cli.options import Request
from auditor.fewshot import Pick, pick
from auditor.loaders import Plan
from auditor.model import Example, Flag, Location, Report, Severity
from auditor.text.sample import Sample
from auditor.text.sensitive.masking import mask

IN_REPORT, TOKENS_IN_REPORT = 5, 4_000
CONSIDERED = 10_000  # rows that are picked from; of more, an even sample of so many


class Shot(Struct, frozen=True):
    """A picked example and where it stands."""

    pick: Pick
    at: Location


class Shots(Struct, frozen=True):
    """The picked examples, with the labels of the data and the plan and flags they were picked under."""

    shots: tuple[Shot, ...]
    labels: tuple[str, ...]
    plan: Plan
    flagged: frozenset[int]

    @property
    def picks(self) -> list[Pick]:
        """The picks without their places."""
        return [shot.pick for shot in self.shots]

    def metrics(self) -> list[dict[str, Any]]:
        """The picks for a report: place, texts, reason."""
        return [
            {
                "path": shot.at.path, "line": shot.at.line, "row": shot.at.row,
                "input": mask(shot.pick.example.input), "output": mask(shot.pick.example.output),
                "reason": shot.pick.reason,
            }
            for shot in self.shots
        ]  # fmt: skip


def choose(wanted: Request, audit: Audit, k: int, max_tokens: int | None = None) -> Shots:
    """Pick from the training rows that the audit left unflagged.

    Raises InputError when the files cannot be read again.
    """
    plan = audit.plan
    flagged = _flagged(audit)
    sample: Sample[tuple[Example, Location]] = Sample(CONSIDERED)
    labels: set[str] = set()
    for rows in _unflagged(plan, wanted, flagged):
        for position, key in sample.wanted([example.row for example, _ in rows]):
            sample.add(key, rows[position][0].row, rows[position])
        labels.update(label for example, _ in rows for label in example.labels or ())
    seen = dict(sample.items())
    picks = pick([example for example, _ in seen.values()], k, task=audit.config.task, max_tokens=max_tokens)
    shots = tuple(Shot(item, seen[item.example.row][1]) for item in picks)
    return Shots(shots, tuple(sorted(labels)), plan, flagged)


def with_picks(wanted: Request, audit: Audit, report: Report) -> Report:
    """The report with the picks among its metrics (`few_shot`), where they are what to use instead."""
    if report.verdict.recommendation != "few-shot":
        return report
    shots = choose(wanted, audit, IN_REPORT, TOKENS_IN_REPORT)
    return replace(report, metrics={**report.metrics, "few_shot": shots.metrics()})


def rest(wanted: Request, shots: Shots) -> Iterator[dict[str, Any]]:
    """The records of all unflagged training rows that share no input with a pick: an evaluation set."""
    shown = {_same(item.example.input) for item in shots.picks}
    for rows in _unflagged(shots.plan, wanted, shots.flagged):
        for example, _ in rows:
            if _same(example.input) not in shown:
                yield example.record


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


def _flagged(audit: Audit) -> frozenset[int]:
    """Rows under an error or a warning; what is said of the set as a whole flags no row."""
    serious = (f for f in audit.flags if audit.config.severity_of(f.rule).severity is not Severity.INFO)
    return frozenset(row for flag in serious for row in _rows(flag, audit.config.max_places))


def _rows(flag: Flag, most: int) -> Iterable[int]:
    """The rows that are wrong in themselves; of a group (a template family) only those shown for it."""
    each = len(flag.spots) >= min(len(flag.rows), most or len(flag.rows))
    return flag.rows if each else (spot.row for spot in flag.spots)


def _unflagged(
    plan: Plan, wanted: Request, flagged: frozenset[int]
) -> Iterator[Sequence[tuple[Example, Location]]]:
    for file in plan.files:
        before = 0
        (shard,) = loaders.shards([file], max(1, file.bytes))  # one piece, so that its lines are the file's
        for batch in loaders.read(shard, wanted.config):
            places = _places(batch.rows, batch.lines, file.shown, before)
            before += len(batch.rows)
            train = (example for example in batch.examples if example.split == "train")
            yield [(example, places[example.row]) for example in train if example.row not in flagged]


def _places(rows: Iterable[int], lines: Iterable[int], path: str, before: int) -> dict[int, Location]:
    numbered = enumerate(zip(rows, lines, strict=True), before + 1)
    return {row: Location(path, line, number) for number, (row, line) in numbered}
