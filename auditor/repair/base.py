"""What a repair is: a rule's way to put a row right, or the decision to leave the row out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from auditor.config import Config
from auditor.loaders import DataFile
from auditor.model import Example, FixKind, Flag, Outcome, Record
from auditor.repair.edits import Edit, Edits, TextPath, applied
from auditor.repair.json_text import members


class Row(Struct, frozen=True):
    """A row under repair: its record, the example that it reads as, and how a record is read.

    A row that is no example of its format has an empty one. `raw` is its JSON text, b"" in a table.
    """

    record: Record
    example: Example
    read: Callable[[Record], Example | None]
    raw: bytes = b""
    format: str = ""

    def texts(self) -> Iterator[tuple[TextPath, str]]:
        """Every text of the record and where it stands; keys are no texts."""
        return _texts(self.record, ())

    def spoken(self) -> Iterator[tuple[TextPath, str]]:
        """The texts that the model is trained on, without ids and other extras."""
        example = self.example
        whole = "\0".join((example.input, example.output, example.system, example.rejected or ""))
        return ((path, text) for path, text in self.texts() if text and text in whole)

    def spelled(self, path: TextPath) -> str:
        """The JSON text of the value at a place of a row that is no row of a table."""
        start, end = members(self.raw)[path].value
        return self.raw[start:end].decode("utf-8")

    def changed(self, edits: Edits) -> Row | None:
        """The row with the edits, `raw` as it was; None when it would be no example of its format.

        None too where a place was told by its spelling and is another: a key may hold dots and brackets.
        """
        try:
            record = applied(self.record, edits)
        except (KeyError, IndexError, TypeError):
            return None
        example = self.read(record)
        return None if example is None else Row(record, example, self.read, self.raw, self.format)


class Findings(Struct, frozen=True):
    """What a repair may know of the audit besides the row: the configuration, the flags, the metrics.

    `accepted` says that the target, if there is one, reads the files at all.
    """

    config: Config
    flags: tuple[Flag, ...]
    metrics: Mapping[str, Any]
    unsafe: bool
    accepted: bool = True

    @staticmethod
    def of(
        config: Config, flags: tuple[Flag, ...], outcomes: list[Outcome], unsafe: bool, accepted: bool
    ) -> Findings:
        """Join the metrics of all checkers by section."""
        metrics: dict[str, dict[str, Any]] = {}
        for outcome in outcomes:
            for section, values in outcome.metrics.items():
                metrics.setdefault(section, {}).update(values)
        return Findings(config, flags, metrics, unsafe, accepted)


Respell = Callable[[DataFile, bytes], bytes]  # the bytes of a row, with its line end
Change = Callable[[Row], dict[TextPath, Edit] | None]  # None: it cannot be put right


class Repair(Struct, frozen=True):
    """How the rows under a rule are put right.

    `change` makes of the findings the function that says which places of a row become what; without it, or
    where it says None, the row is left out if its rule `drops` rows. `respell` puts right how a row stands in
    its file, whatever it holds. `kind` is "unsafe" where the outcome needs a human eye. `secret` keeps the
    old texts out of the log of changes.
    """

    code: str
    kind: FixKind
    change: Callable[[Findings], Change] | None = None
    secret: bool = False
    drops: bool = False
    respell: Respell | None = None


def _texts(value: Any, path: TextPath) -> Iterator[tuple[TextPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
