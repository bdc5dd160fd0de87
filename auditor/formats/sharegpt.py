"""ShareGPT: {"conversations": [{"from": "human", "value": …}, {"from": "gpt", "value": …}, …]}."""

from __future__ import annotations

from typing import Any

import msgspec

from auditor.formats.base import Format
from auditor.formats.turns import conversation, spoken_list, with_system
from auditor.model import Example, Record, Turn

ROLES = {
    "human": "user", "user": "user", "gpt": "assistant", "assistant": "assistant", "chatgpt": "assistant",
    "bing": "assistant", "bard": "assistant", "system": "system", "tool": "tool", "observation": "tool",
    "function_call": "assistant",
}  # fmt: skip
KEYS = frozenset({"from", "value", "weight", "train"})

_is_sharegpt = spoken_list("conversations", "from")


def turn_of(item: Any, speaker: str = "from") -> Turn | None:
    """One turn; None when it has another shape or an unknown speaker."""
    if not isinstance(item, dict) or item.keys() - KEYS - {speaker}:
        return None
    said, value = item.get(speaker), item.get("value")
    role = ROLES.get(said) if isinstance(said, str) else None
    if role is None or not isinstance(value, str):
        return None
    return Turn(role, value, tool_calls=_called(value) if said == "function_call" else None)


def _called(text: str) -> list[dict[str, Any]]:
    """The calls that a function_call turn writes as JSON text, each as it is when it is no object."""
    try:
        call = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        call = text
    return [{"function": one} for one in (call if isinstance(call, list) else [call])]


def _turns(record: Record, speaker: str) -> tuple[Turn, ...] | None:
    turns = []
    items = record.get("conversations")
    for item in items if isinstance(items, list) else ():
        turn = turn_of(item, speaker)
        if turn is None:
            return None
        turns.append(turn)
    return with_system(record.get("system"), turns) if turns else None


def _read(record: Record) -> Example | None:
    turns = _turns(record, "from")
    return conversation(turns, record) if turns else None


def _read_pygmalion(record: Record) -> Example | None:
    turns = _turns(record, "role")
    return conversation(turns, record) if turns else None


def _read_preference(record: Record) -> Example | None:
    turns = _turns(record, "from")
    chosen, rejected = turn_of(record.get("chosen")), turn_of(record.get("rejected"))
    if not turns or chosen is None or rejected is None:
        return None
    example = conversation((*turns, chosen), record)
    example.rejected = rejected.text
    return example


def _recognises_preference(record: Record) -> bool:
    return _is_sharegpt(record) and ("chosen" in record or "rejected" in record)


def _recognises_pygmalion(record: Record) -> bool:
    turns = record.get("conversations")
    return isinstance(turns, list) and any(
        isinstance(turn, dict) and "role" in turn and "value" in turn for turn in turns
    )


SHAREGPT = Format(
    "sharegpt", "`conversations`: a list of objects with `from` and `value`", _is_sharegpt, _read,
    frozenset(ROLES),
)  # fmt: skip
PYGMALION = Format(
    "pygmalion", "`conversations`: a list of objects with `role` and `value`", _recognises_pygmalion,
    _read_pygmalion, frozenset(ROLES),
)  # fmt: skip
SHAREGPT_PREFERENCE = Format(
    "sharegpt-preference", "`conversations` with `from`, and a turn each in `chosen` and `rejected`",
    _recognises_preference, _read_preference, frozenset(ROLES),
)  # fmt: skip
