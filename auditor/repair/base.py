"""What a repair is: a rule's way to put a row right, or the decision to leave the row out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from auditor.config import Config
from auditor.model import Example, FixKind, Flag, Outcome, Record
from auditor.repair.json_text import TextPath

Texts = dict[TextPath, str]  # where a text stands in a record → what is to stand there


@dataclass(frozen=True, slots=True)
class Row:
    """A row under repair: its record, the example that it reads as, and how a record is read."""

    record: Record
    example: Example
    read: Callable[[Record], Example | None]

    def texts(self) -> Iterator[tuple[TextPath, str]]:
        """Every text of the record and where it stands; keys are no texts."""
        return _texts(self.record, ())

    def spoken(self) -> Iterator[tuple[TextPath, str]]:
        """The texts that the model is trained on, without ids and other extras."""
        example = self.example
        whole = "\0".join((example.input, example.output, example.system, example.rejected or ""))
        return ((path, text) for path, text in self.texts() if text and text in whole)

    def changed(self, texts: Texts) -> Row | None:
        """The row with other texts; None when it would no longer be an example of its format."""
        record = deepcopy(self.record)
        for path, text in texts.items():
            holder: Any = record
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = text
        example = self.read(record)
        return None if example is None else Row(record, example, self.read)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a repair may know of the audit besides the row: the configuration, the flags, the metrics."""

    config: Config
    flags: tuple[Flag, ...]
    metrics: Mapping[str, Any]
    unsafe: bool

    @staticmethod
    def of(config: Config, flags: tuple[Flag, ...], outcomes: list[Outcome], unsafe: bool) -> Findings:
        """Join the metrics of all checkers by section."""
        metrics: dict[str, dict[str, Any]] = {}
        for outcome in outcomes:
            for section, values in outcome.metrics.items():
                metrics.setdefault(section, {}).update(values)
        return Findings(config, flags, metrics, unsafe)


Change = Callable[[Row], Texts]


@dataclass(frozen=True, slots=True)
class Repair:
    """How the rows under a rule are put right.

    `change` makes of the findings the function that says which texts of a row become what; without it the row
    is left out. `kind` is "unsafe" where the outcome needs a human eye. `secret` keeps the old texts out of
    the log of changes.
    """

    code: str
    kind: FixKind
    change: Callable[[Findings], Change] | None = None
    secret: bool = False


def _texts(value: Any, path: TextPath) -> Iterator[tuple[TextPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
