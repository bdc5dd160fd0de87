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
    if not all(isinstance(text, str) for text in texts):
        return None
    return Example(0, f"{context}\n{question}", texts[0] if texts else "unanswerable", record=record)


SQUAD = Format("squad", "`context`, `question` and an object in `answers`", _recognises, _read)
