"""ShareGPT: {"conversations": [{"from": "human", "value": …}, {"from": "gpt", "value": …}, …]}."""

from __future__ import annotations

from auditor.formats.base import Format
from auditor.formats.chat import conversation
from auditor.model import Example, Record, Turn

ROLES = {
    "human": "user", "user": "user", "gpt": "assistant", "assistant": "assistant", "chatgpt": "assistant",
    "bing": "assistant", "bard": "assistant", "system": "system", "tool": "tool", "observation": "tool",
    "function_call": "assistant",
}  # fmt: skip


def recognises(record: Record) -> bool:
    """A list of turns that say who they are from."""
    turns = record.get("conversations")
    return isinstance(turns, list) and any(isinstance(t, dict) and "from" in t for t in turns)


def read(record: Record) -> Example | None:
    """Read a conversation; None when a turn has another shape or an unknown speaker."""
    turns = []
    for turn in record.get("conversations") or ():
        if not isinstance(turn, dict) or set(turn) - {"from", "value", "weight"}:
            return None
        role, value = ROLES.get(str(turn.get("from"))), turn.get("value")
        if role is None or not isinstance(value, str):
            return None
        turns.append(Turn(role, value))
    if isinstance(record.get("system"), str):
        turns.insert(0, Turn("system", record["system"]))
    return conversation(tuple(turns), record) if turns else None


SHAREGPT = Format("sharegpt", "sharegpt.schema.json", recognises, read)
