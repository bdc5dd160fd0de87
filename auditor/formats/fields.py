"""The format that --input, --output and --label describe, with dotted paths into a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from auditor.config import Fields
from auditor.formats.base import Format, text_of
from auditor.formats.text_label import labelled
from auditor.model import Example, Record

Detect = Callable[[Record], Format | None]


def by_fields(fields: Fields, detect: Detect) -> Format:
    """The format that the options describe; what they leave open is read as the record's own format says."""

    def recognises(record: Record) -> bool:
        return read(record) is not None

    def read(record: Record) -> Example | None:
        own = detect(record)
        found = (own.read(record) if own else None) or Example(0, "", "", record=record)
        example = _with_texts(found, fields)
        return _with_label(example, fields.label) if example and fields.label else example

    return Format("custom", "--input, --output and --label", recognises, read)


def _with_texts(example: Example, fields: Fields) -> Example | None:
    record = example.record
    source = _text_at(record, fields.input) if fields.input else example.input
    target = _text_at(record, fields.output) if fields.output else example.output
    if source is None or target is None:
        return None
    own = not fields.input and not fields.output
    return example if own else replace(example, input=source, output=target, turns=(), labels=None)


def _text_at(record: Record, path: str) -> str | None:
    """The text at a path; null is an empty one, an object or list its JSON; None when it is not there."""
    found, value = value_at(record, path)
    if not found:
        return None
    if value is None:
        return ""
    text = text_of(value)
    return msgspec.json.encode(value).decode() if text is None else text


def _with_label(example: Example, path: str) -> Example | None:
    found, label = value_at(example.record, path)
    if not found:
        whole = {"input": example.input, "output": example.output, "system": example.system}
        found, label = value_at(whole, path)
    tagged = labelled(example.input, label if found else None, example.record)
    if tagged is None:
        return None
    output = example.output or tagged.output
    return replace(example, labels=tagged.labels, output=output)


def value_at(record: Any, path: str) -> tuple[bool, Any]:
    """Whether there is a value at a dotted path ("output.intent", "turns.0.text"), and the value.

    A name that holds dots itself counts first; a text on the way is read as JSON.
    """
    value = _opened(record)
    if isinstance(value, dict) and path in value:
        return True, value[path]
    name, dot, rest = path.partition(".")
    if isinstance(value, dict) and name in value:
        step = value[name]
    elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
        step = value[int(name)]
    else:
        return False, None
    return value_at(step, rest) if dot else (True, step)


def _opened(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, RecursionError):
        return None
