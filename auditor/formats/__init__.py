"""Records become examples: one module per data format, and the detection of which one a file has."""

from __future__ import annotations

from msgspec.structs import replace

from auditor.config import Config
from auditor.errors import UsageError
from auditor.formats.answer_label import label_within
from auditor.formats.base import Format
from auditor.formats.belonging import belongs, other_format
from auditor.formats.detect import BY_NAME, FORMATS, UNKNOWN, format_of, vote
from auditor.formats.fields import by_fields
from auditor.formats.intended import intended_by_all
from auditor.model import Example, Record

__all__ = [
    "BY_NAME",
    "FORMATS",
    "UNKNOWN",
    "Format",
    "belongs",
    "format_of",
    "intended_by_all",
    "other_format",
    "reader",
    "vote",
]


def reader(name: str, config: Config) -> Format:
    """The format to read a file's records with.

    Raises UsageError when no format has this name.
    """
    if config.fields and name == "custom":
        form = by_fields(config.fields, lambda record: BY_NAME.get(format_of(record)))
    elif name == UNKNOWN:
        form = Format(UNKNOWN, "", lambda record: False, lambda record: None)
    elif name in BY_NAME:
        form = BY_NAME[name]
    else:
        raise UsageError(f"unknown format {name!r}; known: {', '.join(sorted(BY_NAME))}")
    return _labelling(form) if config.task == "classification" and form.holds == "pair" else form


def _labelling(form: Format) -> Format:
    """In a classification task without a label field the answer, or the label field in it, is the label."""

    def read(record: Record) -> Example | None:
        example = form.read(record)
        if example is not None and example.labels is None and (answer := example.output.strip()):
            example.labels = label_within(answer)  # an empty answer is FMT003's, which knows its field
        return example

    return replace(form, read=read)
