"""Which format a file has: every sampled record votes, by an ordered decision list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from auditor.formats.base import Format
from auditor.formats.chat import CHAT
from auditor.formats.columns import INPUT_OUTPUT, INSTRUCTION, PROMPT_COMPLETION, QUESTION_ANSWER, TEXT_LABEL
from auditor.formats.sharegpt import SHAREGPT
from auditor.model import Record

# The order is the decision list: the first that recognises a record wins.
FORMATS: tuple[Format, ...] = (
    CHAT,
    SHAREGPT,
    INSTRUCTION,
    PROMPT_COMPLETION,
    TEXT_LABEL,
    QUESTION_ANSWER,
    INPUT_OUTPUT,
)
BY_NAME = {form.name: form for form in FORMATS}
UNKNOWN = "unknown"


def format_of(record: Record) -> str:
    """The name of the format this record has, or "unknown"."""
    return next((form.name for form in FORMATS if form.recognises(record)), UNKNOWN)


def vote(records: Iterable[Record]) -> Counter[str]:
    """How many of the sampled records have which format."""
    return Counter(format_of(record) for record in records)


def other_format(record: Record, form: str) -> str | None:
    """The known format that a record really has, in a file whose records are read as `form`.

    None when it has that format or none, and where the user said which fields to read.
    """
    if form in (UNKNOWN, "custom"):
        return None
    found = format_of(record)
    return None if found in (UNKNOWN, form) else found
