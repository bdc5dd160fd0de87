"""Google's Gemini: {"systemInstruction": …, "contents": [{"role": "user", "parts": [{"text": …}]}, …]}."""

from __future__ import annotations

from typing import Any

import msgspec

from auditor.formats.base import Format
from auditor.formats.turns import conversation, prompt, with_system
from auditor.model import Example, Record, Turn

ROLES = {"user": "user", "model": "assistant", "function": "tool", "tool": "tool"}
# The same field in JSON's and in the protocol's spelling.
PARTS = (
    "text", "fileData", "file_data", "inlineData", "inline_data", "functionCall", "function_call",
    "functionResponse", "function_response",
)  # fmt: skip
ADDRESS = ("fileUri", "file_uri")
DATA = {"fileData": ADDRESS, "file_data": ADDRESS, "inlineData": ("data",), "inline_data": ("data",)}


def _recognises(record: Record) -> bool:
    contents = record.get("contents")
    return isinstance(contents, list) and any(
        isinstance(content, dict) and ("role" in content or "parts" in content) for content in contents
    )


def _recognises_preference(record: Record) -> bool:
    return _recognises(record) and isinstance(record.get("completions"), list)


def _sound(part: Any) -> bool:
    if not isinstance(part, dict):
        return False
    known = [name for name in PARTS if name in part]
    return bool(known) and all(_is_whole(name, part[name]) for name in known)


def _is_whole(name: str, value: Any) -> bool:
    """Whether a part of this name holds what it must."""
    if name == "text" or not isinstance(value, dict):
        return name == "text" and isinstance(value, str)
    if name in DATA:
        return _has_text(value, "mimeType", "mime_type") and _has_text(value, *DATA[name])
    called = name in ("functionCall", "function_call")
    return _has_text(value, "name") and (not called or isinstance(value.get("args", {}), dict))


def _has_text(value: Record, *names: str) -> bool:
    return any(isinstance(value.get(name), str) for name in names)


def _turn(content: Any) -> Turn | None:
    if not isinstance(content, dict) or content.keys() - {"role", "parts"}:
        return None
    said, parts = content.get("role"), content.get("parts")
    role = ROLES.get(said) if isinstance(said, str) else None
    if role is None or not isinstance(parts, list) or not parts or not all(_sound(part) for part in parts):
        return None
    calls = [call for part in parts if (call := part.get("functionCall", part.get("function_call")))]
    if any("functionResponse" in part or "function_response" in part for part in parts):
        role = "tool"
    words = parts[0]["text"] if len(parts) == 1 and "text" in parts[0] else parts
    return Turn(role, words, tool_calls=[_call(call) for call in calls] or None)


def _call(call: Record) -> Record:
    arguments = msgspec.json.encode(call.get("args", {})).decode()
    return {"type": "function", "function": {"name": call.get("name"), "arguments": arguments}}


def _system(record: Record) -> str | None:
    """The system instruction, "" when there is none; None when it has another shape."""
    given = record.get("systemInstruction", record.get("system_instruction"))
    if given is None:
        return ""
    parts = given.get("parts") if isinstance(given, dict) else None
    if not isinstance(parts, list):
        return None
    texts = [part["text"] for part in parts if isinstance(part, dict) and isinstance(part.get("text"), str)]
    return "\n".join(texts) if len(texts) == len(parts) else None


def _turns(record: Record) -> tuple[Turn, ...] | None:
    contents, system = record.get("contents"), _system(record)
    turns = [_turn(content) for content in contents] if isinstance(contents, list) else []
    kept = [turn for turn in turns if turn is not None]
    if system is None or not kept or len(kept) < len(turns):
        return None
    return with_system(system, kept)


def _read(record: Record) -> Example | None:
    turns = _turns(record)
    return conversation(turns, record) if turns else None


def _read_preference(record: Record) -> Example | None:
    turns, completions = _turns(record), record.get("completions")
    if turns is None or not isinstance(completions, list) or len(completions) != 2:
        return None
    scored = {}
    for completion in completions:
        if not isinstance(completion, dict) or completion.get("score") not in (0, 1):
            return None
        turn = _turn(completion.get("completion"))
        if turn is None or turn.role != "assistant" or isinstance(completion["score"], bool):
            return None
        scored[int(completion["score"])] = turn
    if len(scored) < 2:
        return None
    example = prompt(turns, record)
    example.turns, example.output, example.rejected = (*turns, scored[1]), scored[1].text, scored[0].text
    return example


GEMINI = Format(
    "gemini", "`contents`: a list of objects with `role` and `parts`", _recognises, _read, frozenset(ROLES)
)
GEMINI_PREFERENCE = Format(
    "gemini-preference",
    "`contents`, and two scored `completions`",
    _recognises_preference,
    _read_preference,
    frozenset(ROLES),
)
