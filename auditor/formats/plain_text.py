"""Texts without a question: language modelling and continued pre-training."""

from __future__ import annotations

from auditor.formats.base import Format, first_key
from auditor.model import Example, Record

TEXT_KEYS = ("text", "content")


def _read(record: Record) -> Example | None:
    name = first_key(record, TEXT_KEYS)
    text = record[name] if name else None
    return Example(0, "", text, record=record) if isinstance(text, str) else None


PLAIN_TEXT = Format(
    "plain-text",
    "`text` or `content`, and nothing that answers or labels it",
    lambda record: first_key(record, TEXT_KEYS) is not None,
    _read,
    holds="text",
)
