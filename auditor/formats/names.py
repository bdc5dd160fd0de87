"""The names that fields of inputs and outputs have in all formats, to point at the one that is empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.formats.base import first_key
from auditor.formats.columns import ANSWERS, INPUTS, OUTPUTS, QUESTIONS
from auditor.formats.pair_label import PAIR_LABELS, PAIRS
from auditor.formats.text_label import TEXT_KEYS
from auditor.model import Record

INPUT_NAMES = (
    "prompt", "instruction", *QUESTIONS, "query", "message_1", "context", "article",
    *(name for pair in PAIRS for name in pair), *TEXT_KEYS, *INPUTS,
)  # fmt: skip
OUTPUT_NAMES = (
    "completion", "output", "response", *ANSWERS, "chosen", "solution", "explanation", "generation",
    "summary", "highlights", "message_2", "chosen_response", *OUTPUTS, "text", "content",
)  # fmt: skip


def blank_field(record: Record, names: tuple[str, ...]) -> str:
    """The first of these fields that is null or blank, as the record spells it; "" when none is."""
    blank = {
        key.lower(): key
        for key, value in record.items()
        if value is None or (isinstance(value, str) and not value.strip())
    }
    return next((blank[name] for name in names if name in blank), "")


def label_field(record: Record) -> str:
    """The field of a row's label, as the record spells it; "" when it has none."""
    return first_key(record, (*PAIR_LABELS, "cats", "accept")) or ""


_SIDES = ("rejected", "non_preferred_output", "rejected_response", "rejected_messages")


def rejected_place(record: Record) -> tuple[str, Any]:
    """The field of a pair's rejected answer ("rejected[1].content"), and the message or text it is in."""
    name = next((name for name in _SIDES if name in record), "rejected")
    side = record.get(name)
    places = [(name, side), *_below(name, side), *_scored(record)]
    path, last = places[-1]
    for key in ("content", "value", "parts"):
        if isinstance(last, dict) and key in last:
            return f"{path}.{key}", last
    return path, last


def _below(name: str, side: Any) -> Iterator[tuple[str, Any]]:
    for number, message in enumerate(side if isinstance(side, list) else ()):
        if isinstance(message, dict) and message.get("role") == "assistant":
            yield f"{name}[{number}]", message


def _scored(record: Record) -> Iterator[tuple[str, Any]]:
    """The answer that Gemini scores 0, or that Bedrock labels non-preferred."""
    for number, one in enumerate(_list(record.get("completions"))):
        if isinstance(one, dict) and one.get("score") == 0:
            yield f"completions[{number}].completion", one.get("completion")
    messages = _list(record.get("messages"))
    last = messages[-1] if messages and isinstance(messages[-1], dict) else {}
    for number, one in enumerate(_list(last.get("candidates"))):
        if isinstance(one, dict) and one.get("preferenceLabel") == "non-preferred":
            yield f"messages[{len(messages) - 1}].candidates[{number}]", one


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
