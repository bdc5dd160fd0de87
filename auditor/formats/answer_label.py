"""The label in an answer: the answer itself, or a field of the JSON object that it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

# In this order: an object that has an intent and a sentiment is labelled by its intent.
_NAMES = (
    *("label", "labels", "intent", "intents", "category", "categories", "class", "classes"),
    *("classification", "topic", "topics", "sentiment", "emotion"),
)
_DEEP = 2  # objects inside the object that are looked into


def label_within(answer: str) -> tuple[str, ...]:
    """The labels in an answer; those of `{"intent": "refund", "confidence": 0.9}` are ("refund",)."""
    if not answer.startswith("{"):
        return (answer,)
    try:
        value = msgspec.json.decode(answer)
    except (msgspec.DecodeError, RecursionError):
        return (answer,)
    fields = list(_objects(value, _DEEP))
    for name in _NAMES:
        for item in fields:
            if labels := _labels(item.get(name)):
                return labels
    return (answer,)


def _objects(value: Any, deep: int) -> Iterator[dict[str, Any]]:
    """The object and those inside it, outermost first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values() if deep else ():
            yield from _objects(inner, deep - 1)


def _labels(value: Any) -> tuple[str, ...]:
    """The text, or the list of texts, as labels; () for anything else."""
    if isinstance(value, str) and value.strip():
        return (value,)
    if isinstance(value, list) and value and all(isinstance(each, str) and each.strip() for each in value):
        return tuple(value)
    return ()
