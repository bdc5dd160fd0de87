"""SQuAD: {"context": …, "question": …, "answers": {"text": [...], "answer_start": [...]}}."""

from __future__ import annotations

from auditor.formats.base import Format
from auditor.model import Example, Record


def _recognises(record: Record) -> bool:
    return "question" in record and "context" in record and isinstance(record.get("answers"), dict)


def _read(record: Record) -> Example | None:
    """Read a question on a text; one without an answer is answered by "" (unanswerable, as in SQuAD 2)."""
    context, question, answers = record.get("context"), record.get("question"), record.get("answers")
    texts = answers.get("text") if isinstance(answers, dict) else None
    if not isinstance(context, str) or not isinstance(question, str) or not isinstance(texts, list):
        return None
    if not all(isinstance(text, str) for text in texts) or _beyond_schema(record):
        return None
    return Example(0, f"{context}\n{question}", texts[0] if texts else "unanswerable", record=record)


def _beyond_schema(record: Record) -> list[tuple[str, str]]:
    texts, starts = record["answers"]["text"], record["answers"].get("answer_start", [])
    field = "answers.answer_start"
    if not isinstance(starts, list) or not all(type(start) is int for start in starts):
        return [(field, f"{field} is no list of whole numbers")]
    if starts and len(starts) != len(texts):
        return [(field, f"{field} has {len(starts)} elements, answers.text has {len(texts)}")]
    return []


SQUAD = Format(
    "squad",
    "`context`, `question` and an object in `answers`",
    _recognises,
    _read,
    beyond_schema=_beyond_schema,
)
