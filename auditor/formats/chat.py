"""OpenAI's chat format, and its relatives that hold messages with a role and a content."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.formats.base import Format
from auditor.formats.turns import ROLES, conversation, prompt, spoken_list, turns_of, with_system
from auditor.model import Example, Record

OWN_KEYS = {"messages", "tools", "parallel_tool_calls", "functions", "weight", "id", "metadata", "source"}

has_messages = spoken_list("messages", "role")
_has_conversations, _has_conversation = (
    spoken_list("conversations", "role"),
    spoken_list("conversation", "role"),
)


def read(record: Record) -> Example | None:
    """Read a conversation; None when a message has another shape or an unknown role."""
    turns = turns_of(record.get("messages"))
    return conversation(turns, record) if turns else None


def _read_conversations(record: Record) -> Example | None:
    turns = turns_of(record.get("conversations", record.get("conversation")))
    return conversation(with_system(record.get("system"), turns), record) if turns else None


def _read_task(record: Record) -> Example | None:
    turns = turns_of(record.get("messages"))
    return prompt(turns, record) if turns and turns[-1].role != "assistant" else None


def _recognises_task(record: Record) -> bool:
    if not has_messages(record) or not record.keys() - OWN_KEYS:
        return False
    last = record["messages"][-1]
    return isinstance(last, dict) and last.get("role") in ("user", "developer", "system")


def _answered(record: Record) -> Iterator[tuple[str, str]]:
    last = len(record["messages"]) - 1
    if record["messages"][last]["role"] == "assistant":
        yield f"messages[{last}].role", f"messages[{last}] is the answer, which the model is to find"


CHAT = Format(
    "openai-chat",
    "`messages`: a list of objects with a `role`",
    has_messages,
    read,
    ROLES,
)
TASK = Format(
    "openai-rft",
    "`messages` that end before the answer, and further keys for the grader",
    _recognises_task,
    _read_task,
    ROLES,
    holds="prompt",
    beyond_schema=_answered,
)
CONVERSATIONS = Format(
    "chat-conversations",
    "`conversations` or `conversation`: a list of objects with `role` and `content`",
    lambda record: _has_conversations(record) or _has_conversation(record),
    _read_conversations,
    ROLES,
)
