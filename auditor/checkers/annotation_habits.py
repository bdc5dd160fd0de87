"""FMT016: annotations that trainers stumble over: overlaps, blanks at an edge, copies, odd tags."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Self

from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.formats.marks import MARKING, Mark, marked
from auditor.formats.token_tags import tags_of
from auditor.model import OFFSET_BITS, Batch, Confidence, Example, Record, Rule, Severity, Spot

Fault = tuple[str, str]
# Where overlaps are an error, whatever the rest of the file does: spaCy's named entities.
FLAT = frozenset({"spacy-entities"})
OPENING, INSIDE = frozenset("BSU"), frozenset("IEL")


class AnnotationHabits(RowChecker):
    """Annotations that trainers stumble over: overlaps, blanks at an edge, copies, odd tags.

    What it does
      Flags a span that begins or ends with a blank, a span that is there twice, and spans that overlap: in
      spaCy's entities always, elsewhere unless overlaps are as common in the file as their absence. In lists
      of tags it flags an inside tag (I-PER) that follows no tag of its entity, when the file opens its
      entities with B-, as most do.
    Why it matters
      spaCy refuses overlapping entities and counts a span with a blank at its edge as missing; after an I-
      tag without its B- the entity is lost, or joined to a neighbour.
    Example
      {"tokens": ["in", "Rome"], "ner_tags": ["O", "I-LOC"]}
      ner_tags[1] is I-LOC after O, with no B-LOC before it
    How to fix
      Move the span to the edges of the word; keep the longer of two overlapping spans; write B- where an
      entity begins.
    When to ignore it
      When nested spans are meant, as for spaCy's span categorizer.
    How sure we are
      Certain about what is written; whether your trainer minds depends on it, hence a warning.
    """

    rule = Rule(
        "FMT016",
        "annotation-habits",
        Severity.WARNING,
        "annotations that trainers stumble over",
        confidence=Confidence.MEDIUM,
    )

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        self.format = ""
        self.unusual = array("q")  # rows with overlaps or with an inside tag that opens
        self.usual: Counter[int] = Counter()  # file number → rows that might have had either, and have not

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Rows with spans or tags."""
        self.format = batch.format
        return batch.examples if batch.format in MARKING or batch.format == "token-tags" else ()

    def observe(self, batch: Batch) -> None:
        """Judge each row; what depends on the habit of the file is decided when all of it was seen."""
        for example in self.candidates(batch):
            if self.problem(example) is not None:
                self.rows.append(example.row)
            elif self._by_habit(example.record):
                self.unusual.append(example.row)
            elif _might(example.record, batch.format):
                self.usual[example.row >> OFFSET_BITS] += 1

    def merge(self, other: Self) -> None:
        """Join the rows."""
        super().merge(other)
        self.unusual.extend(other.unusual)
        self.usual += other.usual

    def rows_to_review(self) -> Sequence[int]:
        """The rows that will be shown; before that, what is unusual in each file."""
        odd = Counter(row >> OFFSET_BITS for row in self.unusual)
        files = {file for file, rows in odd.items() if rows < self.usual[file]}
        self.rows.extend(row for row in self.unusual if row >> OFFSET_BITS in files)
        self.unusual = array("q")
        return super().rows_to_review()

    def review(self, batch: Batch) -> None:
        """Find the words for the rows that will be shown."""
        self.format = batch.format
        for example in batch.examples:
            if example.row in self.wanted:
                spot = self.problem(example) or self._spot(example, self._by_habit(example.record))
                self.spots += [spot] if spot else []

    def problem(self, example: Example) -> Spot | None:
        """What is odd whatever the file does."""
        if self.format not in MARKING:
            return None
        text, marks = marked(example.record, self.format)
        faults = [*_edges(text, marks), *_copies(marks)]
        if self.format in FLAT:
            faults += _overlaps(marks)
        return self._spot(example, faults)

    def _by_habit(self, record: Record) -> list[Fault]:
        if self.format == "token-tags":
            return list(_unopened(*tags_of(record)))
        return list(_overlaps(marked(record, self.format)[1]))

    def _spot(self, example: Example, faults: list[Fault]) -> Spot | None:
        return Spot(example.row, f"{faults[0][0]} {faults[0][1]}", faults[0][0]) if faults else None


def _might(record: Record, form: str) -> bool:
    """Whether the row shows the usual habit: an opened entity, or two spans side by side."""
    if form == "token-tags":
        return any(isinstance(tag, str) and tag[:2] in ("B-", "S-", "U-") for tag in tags_of(record)[1])
    return len(marked(record, form)[1]) > 1


def _edges(text: str, marks: list[Mark]) -> Iterator[Fault]:
    for mark in marks:
        covered = text[mark.span.start : mark.span.end]
        if covered != covered.strip():
            yield mark.field, f"begins or ends with a blank: {covered[:40]!r}"


def _copies(marks: list[Mark]) -> Iterator[Fault]:
    seen = set()
    for mark in marks:
        if mark.span in seen:
            yield mark.field, f"is there twice: {mark.span.start} to {mark.span.end}, {mark.span.label!r}"
        seen.add(mark.span)


def _overlaps(marks: list[Mark]) -> Iterator[Fault]:
    for before, mark in pairwise(sorted(marks, key=lambda mark: (mark.span.start, mark.span.end))):
        if mark.span.start < before.span.end and mark.span != before.span:
            yield mark.field, f"overlaps {before.field}: both cover character {mark.span.start}"


def _unopened(name: str, tags: Sequence[Any]) -> Iterator[Fault]:
    """Inside tags that follow no tag of their entity."""
    before = ""
    for number, tag in enumerate(tags):
        if not isinstance(tag, str):
            return
        mark, _, entity = tag.partition("-")
        if entity and mark in INSIDE and entity != before:
            follows = f"after {tags[number - 1]}" if number else "at the start"
            yield f"{name}[{number}]", f"is {tag} {follows}, with no B-{entity} before it"
        before = entity if mark in OPENING | INSIDE else ""
