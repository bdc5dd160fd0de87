"""The names that fields of inputs and outputs have in all formats, to point at the one that is empty."""

from __future__ import annotations

from auditor.formats.text_label import TEXT_KEYS
from auditor.model import Record

INPUT_NAMES = ("prompt", "instruction", "question", "query", "message_1", "context", "article", *TEXT_KEYS)
OUTPUT_NAMES = (
    "completion", "output", "response", "answer", "chosen", "solution", "explanation", "generation",
    "summary", "highlights", "message_2", "chosen_response", "text", "content",
)  # fmt: skip


def blank_field(record: Record, names: tuple[str, ...]) -> str:
    """The first of these fields that is null or blank, as the record spells it; "" when none is."""
    blank = {
        key.lower(): key
        for key, value in record.items()
        if value is None or (isinstance(value, str) and not value.strip())
    }
    return next((blank[name] for name in names if name in blank), "")
