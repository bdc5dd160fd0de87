"""OpenAI's chat format: {"messages": [{"role": …, "content": …}, …]}."""

from __future__ import annotations

import msgspec

from auditor.formats.base import Format
from auditor.model import Example, Record, Turn

ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})


def recognises(record: Record) -> bool:
    """A non-empty list of messages that have a role."""
    messages = record.get("messages")
    return isinstance(messages, list) and any(isinstance(m, dict) and "role" in m for m in messages)


def read(record: Record) -> Example | None:
    """Read a conversation; None when a message has another shape or an unknown role."""
    try:
        turns = msgspec.convert(record.get("messages"), tuple[Turn, ...])
    except msgspec.ValidationError:
        return None
    if not turns or not all(turn.role in ROLES for turn in turns):
        return None
    return conversation(turns, record)


def conversation(turns: tuple[Turn, ...], record: Record) -> Example:
    """Make an Example of turns: the last assistant turn is the output, what stands before it the input."""
    last = max((i for i, turn in enumerate(turns) if turn.role == "assistant"), default=len(turns))
    system = "\n".join(turn.text for turn in turns if turn.role in ("system", "developer"))
    before = [turn for turn in turns[:last] if turn.role not in ("system", "developer")]
    spoken = before[0].text if len(before) == 1 else _transcript(before)
    output = turns[last].text if last < len(turns) else ""
    return Example(0, spoken, output, system, turns=turns, record=record)


def _transcript(turns: list[Turn]) -> str:
    return "\n".join(f"{turn.role}: {turn.text}" for turn in turns)


CHAT = Format("openai-chat", "openai-chat.schema.json", recognises, read)
