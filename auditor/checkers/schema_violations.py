"""FMT001: rows that break the rules of their own data format."""

from __future__ import annotations

from auditor import formats
from auditor.checkers.base import MisfitChecker
from auditor.formats.explain import faults
from auditor.formats.roles import unknown_roles, with_known_roles
from auditor.model import Misfit, Rule, Severity, Spot

PER_ROW = 5  # faults told of one row


class SchemaViolations(MisfitChecker):
    """Rows that break the rules of their own data format.

    What it does
      Reads every row strictly as the format that the file has. What does not pass is held against the JSON
      Schema of that format (schemas/formats, or docs/formats.md), and each fault is told with its field: a
      key that is missing or misspelt, a text where a list belongs, a weight that is neither 0 nor 1.
    Why it matters
      Providers check the file after the upload and stop at the first such row, often without naming line or
      field; trainers skip the row without a word.
    Example
      {"messages": [{"role": "user", "contnet": "Where is my card?"}, …]}
      messages[0].content is missing; did you mean it by 'contnet'?
    How to fix
      Correct the field that is named. Is the whole file flagged, it may be of another format than it looks
      like: name it with --input-format, or the fields with --input, --output and --label.
    When to ignore it
      When the rows are for a trainer of your own that reads more than the published format.
    How sure we are
      Certain: the strict reader and the schema are two descriptions of the same rules, and a test proves that
      they agree on valid records and on mutations of them.
    """

    rule = Rule(
        "FMT001",
        "schema-violation",
        Severity.ERROR,
        "rows that break the rules of their data format",
        gate=0.0,
        drops=True,
        fix="safe",
    )

    def concerns(self, misfit: Misfit) -> bool:
        """The row was meant to be of the file's format, and more is wrong with it than a role."""
        if not formats.belongs(misfit.record, misfit.format):
            return False
        form = formats.BY_NAME.get(misfit.format)
        if form is None or not unknown_roles(misfit.record, form):
            return True
        return form.read(with_known_roles(misfit.record, form.roles)) is None

    def words(self, misfit: Misfit) -> list[Spot]:
        """The faults that the schema names, apart from unknown roles."""
        if misfit.format == "custom":
            return [Spot(misfit.row, self._absent_fields(misfit))]
        form = formats.BY_NAME[misfit.format]
        roles = {field for field, _ in unknown_roles(misfit.record, form)}
        found = [fault for fault in faults(misfit.record, form) if fault.field not in roles]
        spots = [Spot(misfit.row, fault.message, fault.field) for fault in found[:PER_ROW]]
        return spots or [Spot(misfit.row, f"the row cannot be read as {form.name}")]

    def _absent_fields(self, misfit: Misfit) -> str:
        fields = self.config.fields
        named = [name for name in (fields.input, fields.output, fields.label) if name]
        has = ", ".join(sorted(misfit.record)[:8])
        return f"no text under {' and '.join(named)}; the row has the fields {has}"
