"""FMT009: rows that do not satisfy the user's own JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from auditor import json_schema
from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.formats.explain import explain
from auditor.model import Batch, Example, Outcome, Rule, Severity, Spot

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator


class UserSchema(RowChecker):
    """Rows that do not satisfy your own JSON Schema.

    What it does
      With --schema FILE, validates every record against that schema (draft 2020-12). When a record has none
      of the keys that the schema speaks of at its top, the schema is taken to describe the output: the output
      is read as JSON and validated. References to other files or to the network are refused.
    Why it matters
      A model that is to answer in JSON learns every deviation from it.
    Example
      auditor check invoices.jsonl --schema invoice.schema.json
      output.total is a text; expected a number
    How to fix
      Correct the field that is named, or the schema.
    When to ignore it
      When the schema describes a later version of the data.
    How sure we are
      Certain: the validator is jsonschema's.
    """

    rule = Rule(
        "FMT009",
        "user-schema",
        Severity.ERROR,
        "rows that do not satisfy your schema",
        gate=0.0,
        drops=True,
    )

    def __init__(self, config: Config) -> None:
        """Take the schema from the configuration; without one there is nothing to say."""
        super().__init__(config)
        self.schema: dict[str, Any] | None = config.options.get("schema")

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """All examples, where there is a schema."""
        return batch.examples if self.schema is not None else ()

    def problem(self, example: Example) -> Spot | None:
        """The first fault."""
        if self.schema is None:
            return None
        if self._is_of_record(example):
            return self._fault(example, example.record, "")
        try:
            output = msgspec.json.decode(example.output)
        except (msgspec.DecodeError, RecursionError):
            return Spot(example.row, "the output is not JSON", "output")
        return self._fault(example, output, "output")

    def finish(self) -> Outcome:
        """The finding, and that patterns could not be looked for."""
        outcome = super().finish()
        if json_schema.unsearchable(self.schema):
            outcome.skipped.append((self.rule.code, json_schema.NEEDS_RE2))
        return outcome

    @property
    def _validator(self) -> Draft202012Validator:
        """Not kept in the checker, whose state travels between processes."""
        return json_schema.validator(msgspec.json.encode(self.schema, order="sorted"))

    def _is_of_record(self, example: Example) -> bool:
        spoken_of = {*(self.schema or {}).get("properties", ()), *(self.schema or {}).get("required", ())}
        return not spoken_of or not spoken_of.isdisjoint(example.record)

    def _fault(self, example: Example, value: Any, root: str) -> Spot | None:
        from referencing.exceptions import Unresolvable

        try:
            found = explain(self._validator, value)
        except Unresolvable as error:
            message = f"the schema refers to {str(error.ref)[:80]!r}, which it does not hold"
            return Spot(example.row, message, root)
        if not found:
            return None
        dot = "." if root and found[0].field and not found[0].field.startswith("[") else ""
        field = f"{root}{dot}{found[0].field}"
        message = found[0].message
        named = message.startswith(found[0].field) and bool(found[0].field)
        message = f"{root}{dot}{message}" if named else f"{root}: {message}" if root else message
        return Spot(example.row, message, field)
