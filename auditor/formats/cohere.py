"""Cohere's formats: chat with the roles System, User and Chatbot, and rerank queries."""

from __future__ import annotations

from typing import Any

from auditor.formats.base import Format
from auditor.formats.chat import has_messages
from auditor.formats.turns import ROLES as OPENAI_ROLES
from auditor.formats.turns import conversation
from auditor.model import Example, Record, Turn

ROLES = {"System": "system", "User": "user", "Chatbot": "assistant", "Tool": "tool"}


def _recognises(record: Record) -> bool:
    if not has_messages(record):
        return False
    said = {str(message.get("role")) for message in record["messages"] if isinstance(message, dict)}
    return "Chatbot" in said or (not said.isdisjoint(ROLES) and said.isdisjoint(OPENAI_ROLES))


def _turn(message: Any) -> Turn | None:
    if not isinstance(message, dict) or message.keys() != {"role", "content"}:
        return None
    said, content = message["role"], message["content"]
    role = ROLES.get(said) if isinstance(said, str) else None
    return Turn(role, content) if role and isinstance(content, str) else None


def _read(record: Record) -> Example | None:
    messages = record.get("messages")
    turns = [_turn(message) for message in messages] if isinstance(messages, list) else []
    kept = [turn for turn in turns if turn is not None]
    return conversation(kept, record) if kept and len(kept) == len(turns) else None


def _read_rerank(record: Record) -> Example | None:
    query, relevant = record.get("query"), record.get("relevant_passages")
    others = record.get("hard_negatives", [])
    if not isinstance(query, str) or not _texts(relevant) or not relevant:
        return None
    if others is not None and not _texts(others):
        return None
    return Example(0, query, "\n".join(relevant), record=record)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


COHERE_CHAT = Format(
    "cohere-chat",
    "`messages` whose roles are System, User and Chatbot",
    _recognises,
    _read,
    frozenset(ROLES),
)
COHERE_RERANK = Format(
    "cohere-rerank",
    "`query` and `relevant_passages`",
    lambda record: "query" in record and "relevant_passages" in record,
    _read_rerank,
)
