"""One frozen Config: what flags, auditor.toml and defaults come to."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from auditor.model import Rule, Severity

TASKS = ("classification", "extraction", "style", "domain", "generation")

TaskSource = Literal["option", "config", "inferred"]


class Fields(Struct, frozen=True):
    """Which fields of a record are the input, the output and the label, when the user says so."""

    input: str | None = None
    output: str | None = None
    label: str | None = None

    def __bool__(self) -> bool:
        """True when any field is named."""
        return bool(self.input or self.output or self.label)


class Config(Struct, frozen=True):
    """Everything that steers an audit. Checkers read it; nothing writes it.

    `task` is "" until it has been inferred. `max_places` caps the places shown per rule, never the counts;
    0 means no cap. `thresholds` holds per-checker numbers by name ("labels.minimum-per-class").
    `split_column` is the field that names the split of a row, None to look for one in the rows and in the
    names of the files, "none" for neither.
    `timings` asks for the time that each part takes (see `auditor.stopwatch`).
    `index` is the file that keeps what an audit found out for the next one (see `auditor.text.near.index`).
    `project` is the [project] table: facts about the project for the decision. `checkers` are checker classes
    of the user's own, which run beside ours.

    Set by the audit, not by the user: `splits`, the names of the splits it reads; `rows`, how many rows
    its training split has at most, 0 if that is not known before all are read; `templates`, normal forms
    of what most inputs have in common at their start or end; `common`, words of many inputs, which tell the
    subject of none; `traits`, the features of outputs that may have
    a house style, None for all; `scratch`, a folder for what does not fit in
    memory, removed when the audit ends. Set by a repair: `keeps`, rules whose band keys it will look at again
    (see `auditor.repair.near_again`), in the `scratch` folder that it gives.
    """

    task: str = ""
    task_source: TaskSource = "inferred"
    target: str | None = None
    input_format: str | None = None
    fields: Fields = Fields()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    minimum: int | None = None
    ideal: int | None = None
    max_places: int = 1000
    group: tuple[str, ...] = ()
    split_column: str | None = None
    delimiter: str | None = None
    header: bool | None = None
    strict: bool = False
    baseline: str = ""
    index: str = ""
    thresholds: dict[str, float] = field(default_factory=dict)
    severity: dict[str, str] = field(default_factory=dict)
    tolerance: dict[str, float] = field(default_factory=dict)
    per_file_ignores: dict[str, list[str]] = field(default_factory=dict)
    project: dict[str, Any] = field(default_factory=dict)
    style: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    checkers: tuple[Any, ...] = ()
    splits: tuple[str, ...] = ()
    rows: int = 0
    templates: tuple[str, ...] = ()
    common: frozenset[bytes] = frozenset()
    traits: frozenset[str] | None = None
    scratch: str = ""
    keeps: tuple[str, ...] = ()
    timings: bool = False

    def selects(self, code: str) -> bool:
        """Whether a rule runs: named by --select (all when empty) and not by --ignore, by code or prefix."""
        chosen = not self.select or code.startswith(self.select)
        return chosen and not (self.ignore and code.startswith(self.ignore))

    def spares(self, path: str, code: str) -> bool:
        """Whether [per_file_ignores] keeps a rule from looking at a file; keys are glob patterns of paths."""
        return any(
            fnmatch(path, pattern) and code.startswith(tuple(codes))
            for pattern, codes in self.per_file_ignores.items()
        )

    def severity_of(self, rule: Rule) -> Rule:
        """The rule with the severity that the configuration gives it; the longest prefix counts."""
        prefixes = [prefix for prefix in self.severity if rule.code.startswith(prefix)]
        if not prefixes:
            return rule
        return replace(rule, severity=Severity(self.severity[max(prefixes, key=len)]))

    def threshold(self, name: str, default: float) -> float:
        """The number set for `name` in the configuration, or `default`."""
        return self.thresholds.get(name, default)
