"""The spans of a text, in every format that marks them: where each stands, and what it is said to cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from auditor.formats.spans import Span, annotation_of, named, task_text, triple, value_of
from auditor.model import Record

TRIPLES = {"spacy-entities": ("entities",), "doccano": ("label", "labels")}
OBJECTS = {"doccano-relations": ("entities",), "prodigy": ("spans",), "label-studio-min": ("label", "labels")}
MARKING = frozenset({*TRIPLES, *OBJECTS, "label-studio"})  # the formats


class Mark(Struct, frozen=True):
    """A span, the field it stands in, and the words that the record says it covers, if it does."""

    field: str
    span: Span
    words: str | None = None


def marked(record: Record, form: str) -> tuple[str, list[Mark]]:
    """The text of a record of this format, and its spans in the order of the record."""
    if form == "label-studio":
        text, found = task_text(record), _of_label_studio(record)
    else:
        text, found = record.get("text"), _of_list(record, form)
    return (text, list(found)) if isinstance(text, str) else ("", [])


def _of_list(record: Record, form: str) -> Iterator[Mark]:
    names = TRIPLES.get(form) or OBJECTS.get(form, ())
    name = next((name for name in names if isinstance(record.get(name), list)), "")
    for number, item in enumerate(record[name] if name else ()):
        span = triple(item) if form in TRIPLES else named(item)
        if span:
            yield Mark(f"{name}[{number}]", span, _words(item))


def _of_label_studio(record: Record) -> Iterator[Mark]:
    place, annotation = annotation_of(record)
    results = annotation.get("result")
    for number, result in enumerate(results if isinstance(results, list) else ()):
        value = value_of(result) if isinstance(result, dict) else {}
        if span := named(value):
            yield Mark(f"annotations[{place}].result[{number}].value", span, _words(value))


def _words(item: Any) -> str | None:
    words = item.get("text") if isinstance(item, dict) else None
    return words if isinstance(words, str) else None
