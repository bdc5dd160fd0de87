"""Where tool calls and their results stand in a turn, in the spelling of each format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from auditor.model import Record


class CallPlace(Struct, frozen=True):
    """The fields of one call: all of it, its function, and the function's name, arguments and id."""

    call: str
    function: str
    name: str
    arguments: str
    id: str


def call_places(path: str, item: Any) -> list[CallPlace]:
    """The fields of the calls of a turn, which stands at `path`, in the order of `Turn.tool_calls`."""
    return list(_call_places(path, item)) if isinstance(item, dict) else []


def _call_places(path: str, item: Record) -> Iterator[CallPlace]:
    for number, call in enumerate(_list(item.get("tool_calls"))):
        base = f"{path}.tool_calls[{number}]"
        inner = f"{base}.function" if isinstance(call, dict) and "function" in call else base
        yield CallPlace(base, inner, f"{inner}.name", f"{inner}.arguments", f"{base}.id")
    for number, block in enumerate(_list(item.get("content"))):
        base = f"{path}.content[{number}]"
        if isinstance(block, dict) and "toolUse" in block:
            base += ".toolUse"
            yield CallPlace(base, base, f"{base}.name", f"{base}.input", f"{base}.toolUseId")
        elif isinstance(block, dict) and block.get("type") == "tool_use":
            yield CallPlace(base, base, f"{base}.name", f"{base}.input", f"{base}.id")
    for number, part in enumerate(_list(item.get("parts"))):
        for key in ("functionCall", "function_call"):
            if isinstance(part, dict) and key in part:
                base = f"{path}.parts[{number}].{key}"
                yield CallPlace(base, base, f"{base}.name", f"{base}.args", f"{base}.id")
    if item.get("from") == "function_call":
        base = f"{path}.value"
        yield CallPlace(base, base, base, base, base)


def results(path: str, item: Any, single: str | None) -> list[tuple[str, str | None]]:
    """The results in a turn: the field of each one's id, and the id; `single` is that of a turn with one."""
    if not isinstance(item, dict):
        return [(path, single)]
    found = []
    for number, block in enumerate(_list(item.get("content"))):
        base = f"{path}.content[{number}]"
        if isinstance(block, dict) and isinstance(block.get("toolResult"), dict):
            found.append((f"{base}.toolResult.toolUseId", block["toolResult"].get("toolUseId")))
        elif isinstance(block, dict) and block.get("type") == "tool_result":
            found.append((f"{base}.tool_use_id", block.get("tool_use_id")))
    for number, part in enumerate(_list(item.get("parts"))):
        found += [
            (f"{path}.parts[{number}].{key}", part[key].get("id"))
            for key in ("functionResponse", "function_response")
            if isinstance(part, dict) and isinstance(part.get(key), dict)
        ]
    field = f"{path}.tool_call_id" if item.get("role") == "tool" else path
    return found or [(field, single)]


def is_spelled_as_openai(item: Any) -> bool:
    """Whether the calls of a turn stand in a list of their own, each with an id, a type and a function."""
    return isinstance(item, dict) and isinstance(item.get("tool_calls"), list)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
