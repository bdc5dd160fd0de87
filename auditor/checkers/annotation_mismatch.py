"""FMT015: annotations that do not cover what they say they cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.formats.marks import MARKING, marked
from auditor.formats.wording import shown
from auditor.model import Batch, Example, Record, Rule, Severity, Spot


class AnnotationMismatch(RowChecker):
    """Annotations that do not cover what they say they cover.

    What it does
      Compares the words that a record gives for a span (Label Studio, Prodigy) with the words that stand in
      the text between its start and end, and SQuAD's answers with the text at their answer_start. Blanks do
      not count. In doccano's relations, both ends must be entities of the record.
    Why it matters
      Offsets counted in bytes or UTF-16 units, or a text that was edited after the annotation, shift every
      span behind the first emoji or edit: the model learns to extract the wrong words.
    Example
      {"text": "In Rome", "spans": [{"start": 2, "end": 6, "text": "Rome", "label": "CITY"}]}
      spans[0] covers ' Rom', its text says 'Rome'
    How to fix
      Count offsets in characters (code points) of the text as it is in the file; export it again.
    When to ignore it
      Never: one of the two is wrong.
    How sure we are
      Certain: both are in the record.
    """

    rule = Rule(
        "FMT015",
        "annotation-mismatch",
        Severity.ERROR,
        "annotations that do not cover what they say",
        gate=0.02,
        drops=True,
    )

    def __init__(self, config: Config) -> None:
        """Start with no row flagged."""
        super().__init__(config)
        self.format = ""

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Rows of the formats that mark spans."""
        self.format = batch.format
        return batch.examples if batch.format in MARKING or batch.format == "squad" else ()

    def problem(self, example: Example) -> Spot | None:
        """The first annotation that says something else than it covers."""
        found = _answers(example.record) if self.format == "squad" else _spans(example.record, self.format)
        return next((Spot(example.row, message, field) for field, message in found), None)

    def review(self, batch: Batch) -> None:
        """Find the words for the rows that will be shown."""
        self.format = batch.format
        super().review(batch)


def _spans(record: Record, form: str) -> Iterator[tuple[str, str]]:
    text, marks = marked(record, form)
    for mark in marks:
        covered = text[mark.span.start : mark.span.end]
        if mark.words is not None and _bare(covered) != _bare(mark.words):
            yield mark.field, f"{mark.field} covers {shown(covered)}, its text says {shown(mark.words)}"
    if form == "doccano-relations":
        known = {item.get("id") for item in record["entities"]}
        for number, relation in enumerate(record.get("relations") or ()):
            for end in ("from_id", "to_id"):
                if isinstance(relation, dict) and relation.get(end) not in known:
                    field = f"relations[{number}].{end}"
                    yield field, f"{field} is {shown(relation.get(end))}, which no entity of the row has"


def _answers(record: Record) -> Iterator[tuple[str, str]]:
    answers, context = record["answers"], record["context"]
    starts = answers.get("answer_start")
    for number, (answer, start) in enumerate(
        zip(answers["text"], starts if isinstance(starts, list) else (), strict=False)
    ):
        field = f"answers.answer_start[{number}]"
        covered = context[start : start + len(answer)] if isinstance(start, int) and start >= 0 else ""
        if _bare(covered) != _bare(answer):
            yield field, f"{field} points at {shown(covered)}, the answer is {shown(answer)}"


def _bare(text: str) -> str:
    return "".join(text.split())
