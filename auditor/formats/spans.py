"""Extraction by annotation: a text and marked spans, as spaCy, doccano and others write them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec import Struct

from auditor.formats.base import Format
from auditor.model import Example, Record

ANSWERS = ("accept", "reject", "ignore", None)  # Prodigy's


class Span(Struct, frozen=True):
    """A marked piece of a text: [start, end) in characters."""

    start: int
    end: int
    label: str


def extraction(text: Any, spans: Iterable[Span | None], record: Record) -> Example | None:
    """Make an Example whose output is JSON: the marked words under each label, in reading order.

    None when a span is no span, or lies outside the text.
    """
    if not isinstance(text, str):
        return None
    found: dict[str, list[str]] = {}
    for span in sorted(spans, key=lambda span: (span.start, span.end) if span else (-1, -1)):
        if span is None or not 0 <= span.start < span.end <= len(text):
            return None
        found.setdefault(span.label, []).append(text[span.start : span.end])
    return Example(0, text, json.dumps(found, ensure_ascii=False), record=record)


def triple(item: Any) -> Span | None:
    """The span that [start, end, label] is; None when it is none."""
    if not isinstance(item, list) or len(item) < 3:
        return None
    return _span(item[0], item[1], item[2])


def named(item: Any) -> Span | None:
    """The span that an object with start, end and label is; None when it is none."""
    if not isinstance(item, dict):
        return None
    labels = item.get("labels", item.get("label"))
    label = labels[0] if isinstance(labels, list) and labels else labels
    return _span(item.get("start", item.get("start_offset")), item.get("end", item.get("end_offset")), label)


def _span(start: Any, end: Any, label: Any) -> Span | None:
    if type(start) is not int or type(end) is not int or not isinstance(label, str):
        return None
    return Span(start, end, label)


def _reader(
    names: tuple[str, ...], span_of: Callable[[Any], Span | None]
) -> Callable[[Record], Example | None]:
    def read(record: Record) -> Example | None:
        spans = next((record[name] for name in names if name in record), None)
        if not isinstance(spans, list):
            return None
        return extraction(record.get("text"), map(span_of, spans), record)

    return read


def _outside(
    names: tuple[str, ...], span_of: Callable[[Any], Span | None]
) -> Callable[[Record], Iterable[tuple[str, str]]]:
    """The spans of the first of these lists that the text does not hold."""

    def outside(record: Record) -> Iterator[tuple[str, str]]:
        name = next((name for name in names if isinstance(record.get(name), list)), "")
        for number, item in enumerate(record[name] if name else ()):
            yield from _fault(item, span_of, record.get("text"), f"{name}[{number}]")

    return outside


def _fault(
    item: Any, span_of: Callable[[Any], Span | None], text: Any, field: str
) -> Iterator[tuple[str, str]]:
    span, length = span_of(item), len(text) if isinstance(text, str) else 0
    if span is None:
        yield field, f"{field} is not a span with a start, an end and one label"
    elif not 0 <= span.start < span.end <= length:
        yield field, f"{field} marks characters {span.start} to {span.end} of a text with {length}"


def _outside_label_studio(record: Record) -> Iterator[tuple[str, str]]:
    field, results, text = f"annotations[{annotation_of(record)[0]}]", _results(record), task_text(record)
    if not isinstance(results, list):
        yield field, f"{field} has no list of results"
        return
    for number, result in enumerate(results):
        value = value_of(result) if isinstance(result, dict) else {}
        if not isinstance(result, dict):
            yield f"{field}.result[{number}]", f"{field}.result[{number}] is no object"
        elif _marks(value):
            yield from _fault(value, named, text, f"{field}.result[{number}].value")
    if not isinstance(text, str):
        yield "data", "data holds no text"


def annotation_of(record: Record) -> tuple[int, Record]:
    """The first annotation that was not cancelled, and its place."""
    annotations = record.get("annotations", record.get("completions"))
    for place, one in enumerate(annotations if isinstance(annotations, list) else ()):
        if isinstance(one, dict) and not one.get("was_cancelled"):
            return place, one
    return 0, {}


def _results(record: Record) -> Any:
    """What was annotated; nothing where nobody did, or all cancelled."""
    annotation = annotation_of(record)[1]
    given = record.get("annotations", record.get("completions"))
    if annotation or not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        return annotation.get("result")
    return []


def _first(record: Record, names: tuple[str, ...]) -> Any:
    """The first element of the first list under these names."""
    lists = (record[name] for name in names if isinstance(record.get(name), list) and record[name])
    return next((items[0] for items in lists), None)


def _has_triples(record: Record, names: tuple[str, ...]) -> bool:
    first = _first(record, names)
    return "text" in record and isinstance(first, list) and len(first) >= 3 and type(first[0]) is int


def _recognises_label_studio(record: Record) -> bool:
    return isinstance(record.get("data"), dict) and ("annotations" in record or "completions" in record)


def _read_label_studio(record: Record) -> Example | None:
    """The first annotation that was not cancelled, on the first text of the task's data."""
    if not isinstance(record.get("data"), dict):
        return None
    text, results = task_text(record), _results(record)
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        return None
    if any("choices" in value_of(result) for result in results):
        return _chosen(text, results, record)
    marked = [value_of(result) for result in results if _marks(value_of(result))]
    return extraction(text, map(named, marked), record)


def _chosen(text: Any, results: list[Record], record: Record) -> Example | None:
    """A task of choosing labels for the whole text."""
    chosen = [str(choice) for result in results for choice in value_of(result).get("choices") or ()]
    if not isinstance(text, str):
        return None
    return Example(0, text, ", ".join(chosen), labels=tuple(chosen), record=record)


def task_text(record: Record) -> Any:
    """The text of a task: `text`, or the first of its data that is one."""
    data = record["data"]
    return data.get("text", next((value for value in data.values() if isinstance(value, str)), None))


def _marks(value: Record) -> bool:
    """Whether a result marks a span of the text, or should."""
    return "start" in value or "labels" in value


def value_of(result: Record) -> Record:
    """The value of one result of an annotation."""
    value = result.get("value")
    return value if isinstance(value, dict) else {}


DOCCANO = Format(
    "doccano",
    "`text` and `label`: a list of [start, end, name]",
    lambda record: _has_triples(record, ("label", "labels")),
    _reader(("label", "labels"), triple),
    beyond_schema=_outside(("label", "labels"), triple),
)
SPACY_ENTITIES = Format(
    "spacy-entities",
    "`text` and `entities`: a list of [start, end, name]",
    lambda record: "text" in record and isinstance(record.get("entities"), list) and "relations" not in record
    and not isinstance(_first(record, ("entities",)), dict),
    _reader(("entities",), triple),
    beyond_schema=_outside(("entities",), triple),
)  # fmt: skip
RELATIONS = Format(
    "doccano-relations",
    "`text` and `entities`: a list of objects with `start_offset` and `end_offset`",
    lambda record: "text" in record and isinstance(record.get("entities"), list),
    _reader(("entities",), named),
    beyond_schema=_outside(("entities",), named),
)


def _read_prodigy(record: Record) -> Example | None:
    return _reader(("spans",), named)(record) if record.get("answer") in ANSWERS else None


PRODIGY = Format(
    "prodigy",
    "`text` and `spans`: a list of objects with `start`, `end` and `label`",
    lambda record: "text" in record and isinstance(record.get("spans"), list),
    _read_prodigy,
    beyond_schema=_outside(("spans",), named),
)
LABEL_STUDIO = Format(
    "label-studio",
    "`data`, and `annotations` (or the older `completions`)",
    _recognises_label_studio,
    _read_label_studio,
    beyond_schema=_outside_label_studio,
)
LABEL_STUDIO_MIN = Format(
    "label-studio-min",
    "`text` and `label`: a list of objects with `start`, `end` and `labels`",
    lambda record: "text" in record and isinstance(_first(record, ("label", "labels")), dict),
    _reader(("label", "labels"), named),
    beyond_schema=_outside(("label", "labels"), named),
)
