"""Rarer shapes: one answer beside the messages, answers by rank, a call with its reply, questions in vain."""

from __future__ import annotations

from typing import Any

from auditor.formats.base import Format
from auditor.formats.chat import has_messages
from auditor.formats.turns import ROLES, conversation, turns_of
from auditor.model import Example, Record, Turn

ASSISTANT = frozenset({"assistant"})


def _message(value: Any) -> Turn | None:
    """One message of the assistant."""
    turns = turns_of([value], ASSISTANT)
    return turns[0] if turns else None


def _is_beside(record: Record) -> bool:
    sides = (record.get("chosen"), record.get("rejected"))
    return has_messages(record) and (
        any(isinstance(side, dict) for side in sides) or "rejected_response" in record
    )


def _read_beside(record: Record) -> Example | None:
    """Messages with a message each in `chosen` and `rejected` (Axolotl), or with a `rejected_response`.

    In the second case (ms-swift) the messages end with the better answer.
    """
    turns = turns_of(record.get("messages"))
    if not turns:
        return None
    if "rejected_response" in record:
        worse = record["rejected_response"]
        if not isinstance(worse, str) or turns[-1].role != "assistant":
            return None
    else:
        better, other = _message(record.get("chosen")), _message(record.get("rejected"))
        if better is None or other is None:
            return None
        turns, worse = (*turns, better), other.text
    example = conversation(turns, record)
    example.rejected = worse
    return example


def _last_is_answer(record: Record) -> list[tuple[str, str]]:
    last = len(record["messages"]) - 1
    if "rejected_response" not in record or record["messages"][last]["role"] == "assistant":
        return []
    return [(f"messages[{last}].role", f"messages[{last}] is not the better answer, which stands last")]


def _read_ranked(record: Record) -> Example | None:
    """Answers by rank (Nectar): the first is the better side, the last the worse."""
    given, answers = record.get("prompt"), record.get("answers")
    if not isinstance(given, str) or not isinstance(answers, list) or len(answers) < 2:
        return None
    if not all(_is_ranked(one) for one in answers):
        return None
    ordered = sorted(answers, key=lambda one: one["rank"])
    return Example(0, given, ordered[0]["answer"], rejected=ordered[-1]["answer"], record=record)


def _is_ranked(one: Any) -> bool:
    return (
        isinstance(one, dict) and isinstance(one.get("answer"), str) and type(one.get("rank")) in (int, float)
    )


def _read_logged(record: Record) -> Example | None:
    """A request with its reply (OpenPipe): `input` with messages, and one message in `output`."""
    given = record.get("input")
    turns = turns_of(given.get("messages")) if isinstance(given, dict) else None
    reply = _message(record.get("output"))
    return conversation((*turns, reply), record) if turns and reply else None


def _read_unanswerable(record: Record) -> Example | None:
    """A question that its article does not answer (Axolotl's context_qa.load_404)."""
    article, question = record.get("article"), record.get("unanswerable_question")
    if not isinstance(article, str) or not isinstance(question, str):
        return None
    return Example(0, f"{article}\n{question}" if question.strip() else "", "unanswerable", record=record)


CHAT_PREFERENCE = Format(
    "chat-preference",
    "`messages`, and a message each in `chosen` and `rejected`, or a text in `rejected_response`",
    _is_beside,
    _read_beside,
    ROLES,
    beyond_schema=_last_is_answer,
)
RANKED = Format(
    "ranked-answers",
    "`prompt` and `answers`: a list of objects with `answer` and `rank`",
    lambda record: (
        "prompt" in record
        and isinstance(record.get("answers"), list)
        and any(isinstance(one, dict) and "rank" in one for one in record["answers"])
    ),
    _read_ranked,
)
LOGGED = Format(
    "openpipe",
    "`input` with `messages`, and one message in `output`",
    lambda record: (
        isinstance(record.get("input"), dict) and "messages" in record["input"] and "output" in record
    ),
    _read_logged,
    ROLES,
)
UNANSWERABLE = Format(
    "unanswerable",
    "`article` and `unanswerable_question`",
    lambda record: "article" in record and "unanswerable_question" in record,
    _read_unanswerable,
)
