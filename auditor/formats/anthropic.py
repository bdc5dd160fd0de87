"""Anthropic's messages: the system prompt beside them, content as a text or as typed blocks."""

from __future__ import annotations

from typing import Any

import msgspec

from auditor.formats.base import Format
from auditor.formats.chat import has_messages
from auditor.formats.turns import conversation, turns_of, with_system
from auditor.model import Example, Record, Turn

ROLES = frozenset({"user", "assistant"})
# Kinds of blocks, and which fields of which kind they need.
BLOCKS: dict[str, dict[str, type]] = {
    "text": {"text": str}, "image": {"source": dict}, "document": {"source": dict},
    "tool_use": {"id": str, "name": str, "input": dict}, "tool_result": {"tool_use_id": str},
    "thinking": {"thinking": str}, "redacted_thinking": {"data": str},
}  # fmt: skip
_OWN = frozenset({"tool_use", "tool_result", "thinking", "redacted_thinking"})


def _recognises(record: Record) -> bool:
    if not has_messages(record):
        return False
    messages = [message for message in record["messages"] if isinstance(message, dict)]
    if any(message.get("role") == "system" for message in messages):
        return False
    return system_of(record) is not None or any(_has_own(message.get("content")) for message in messages)


def _has_own(content: Any) -> bool:
    blocks = content if isinstance(content, list) else ()
    return any(
        isinstance(block, dict)
        and (block.get("type") in _OWN or (block.get("type") == "image" and "source" in block))
        for block in blocks
    )


def system_of(record: Record) -> str | None:
    """The system prompt beside the messages, a text or text blocks; None when there is none of this shape."""
    given = record.get("system")
    if isinstance(given, str):
        return given
    if not isinstance(given, list) or not given:
        return None
    texts = [block.get("text") for block in given if isinstance(block, dict) and block.get("type") == "text"]
    whole = len(texts) == len(given) and all(isinstance(text, str) for text in texts)
    return "\n".join(texts) if whole else None  # type: ignore[arg-type]  # all() does not narrow


def _read(record: Record) -> Example | None:
    messages, system = record.get("messages"), system_of(record)
    if not isinstance(messages, list) or (system is None and "system" in record):
        return None
    turns = turns_of(messages, ROLES) if not any(map(_is_in_blocks, messages)) else _turns(messages)
    return conversation(with_system(system, turns), record) if turns else None


def _is_in_blocks(message: Any) -> bool:
    return isinstance(message, dict) and isinstance(message.get("content"), list)


def _turns(messages: list[Any]) -> list[Turn] | None:
    turns = []
    for message in messages:
        blocks = message["content"] if _is_in_blocks(message) else None
        found = turns_of([message if blocks is None else {**message, "content": ""}], ROLES)
        if not found or blocks == [] or not all(map(_sound, blocks or ())):
            return None
        turns.append(_spoken(found[0], blocks) if blocks else found[0])
    return turns


def _sound(block: Any) -> bool:
    if not isinstance(block, dict) or not isinstance(block.get("type"), str):
        return False
    wanted = BLOCKS.get(block["type"])
    if wanted is None or not all(isinstance(block.get(name), kind) for name, kind in wanted.items()):
        return False
    return block["type"] != "tool_result" or isinstance(block.get("content", ""), str | list)


def _spoken(turn: Turn, blocks: list[Record]) -> Turn:
    """The turn with its blocks; one with results is the tool's, so that turn and message keep one number."""
    results = [block["tool_use_id"] for block in blocks if block["type"] == "tool_result"]
    calls = [_call(block) for block in blocks if block["type"] == "tool_use"]
    if results:
        return Turn("tool", blocks, tool_call_id=results[0] if len(results) == 1 else None)
    words: Any = blocks[0]["text"] if len(blocks) == 1 and blocks[0]["type"] == "text" else blocks
    return Turn(turn.role, words, tool_calls=calls or None)


def _call(use: Record) -> Record:
    arguments = msgspec.json.encode(use["input"]).decode()
    return {"id": use["id"], "type": "function", "function": {"name": use["name"], "arguments": arguments}}


ANTHROPIC = Format(
    "anthropic-chat",
    "`messages`, and beside them the system prompt in `system`; or blocks of the type `tool_use`, "
    "`tool_result` or `thinking`",
    _recognises,
    _read,
    ROLES,
)
