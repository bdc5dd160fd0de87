"""FMT017: rows that the annotators rejected, ignored or skipped."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.formats.wording import shown
from auditor.model import Batch, Example, Rule, Severity, Spot

ANSWERED = frozenset({"prodigy", "prodigy-choice", "text-label", "multi-label"})
REFUSED = ("reject", "ignore")


class NotAccepted(RowChecker):
    """Rows that the annotators rejected, ignored or skipped.

    What it does
      Flags Prodigy's rows whose answer is reject or ignore, and Label Studio's tasks that nobody annotated or
      whose annotations were all cancelled.
    Why it matters
      The export keeps them beside the accepted ones: trained on, they teach what the annotators refused.
      Only accepted rows count as usable.
    Example
      {"text": "Apple pie", "spans": [{"start": 0, "end": 5, "label": "ORG"}], "answer": "reject"}
    How to fix
      Leave them out of the export (`prodigy data-to-spacy` does), or finish the annotation.
    When to ignore it
      When your trainer learns from rejected answers, as Prodigy's own binary training does.
    How sure we are
      Certain: the row says so.
    """

    rule = Rule(
        "FMT017",
        "not-accepted",
        Severity.WARNING,
        "rows that the annotators did not accept",
        drops=True,
        fix="safe",
    )

    def __init__(self, config: Config) -> None:
        """Start with no row flagged."""
        super().__init__(config)
        self.format = ""

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Rows of annotation tools."""
        self.format = batch.format
        return batch.examples if batch.format in ANSWERED or batch.format == "label-studio" else ()

    def problem(self, example: Example) -> Spot | None:
        """The answer, or the missing annotation."""
        record = example.record
        answer = record.get("answer")
        if isinstance(answer, str) and answer in REFUSED:
            return Spot(example.row, f"answer is {shown(answer)}", "answer")
        name = "annotations" if "annotations" in record else "completions"
        tasks = record.get(name) if "data" in record else None
        if isinstance(tasks, list) and all(
            isinstance(task, dict) and task.get("was_cancelled") for task in tasks
        ):
            what = "was cancelled by all annotators" if tasks else "is empty: nobody annotated the task"
            return Spot(example.row, f"{name} {what}", name)
        return None
