"""The tools that a record declares, in the spelling of each format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from auditor.model import Record


def declared(record: Record) -> dict[str, Any] | None:
    """The parameters' schema of every declared tool by its name; None when the record declares no tools.

    A tool that says nothing of its parameters has None.
    """
    found: dict[str, Any] = {}
    lists = [tools for tools in _lists(record) if isinstance(tools, list)]
    for tools in lists:
        for tool in tools:
            found.update(_signatures(tool))
    return found if any(lists) else None


def _lists(record: Record) -> Iterator[Any]:
    for name in ("tools", "available_tools", "functions"):
        if name in record:
            yield opened(record[name])
    given, config = record.get("input"), record.get("toolConfig")
    if isinstance(given, dict) and "tools" in given:
        yield given["tools"]
    if isinstance(config, dict):
        yield config.get("tools")


def opened(tools: Any) -> Any:
    """Tools that are written as a JSON text, as LLaMA-Factory and Axolotl do."""
    if not isinstance(tools, str):
        return tools
    try:
        return msgspec.json.decode(tools)
    except (msgspec.DecodeError, RecursionError):
        return None


def _signatures(tool: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(tool, dict):
        return
    if isinstance(several := tool.get("functionDeclarations", tool.get("function_declarations")), list):
        # Gemini spells the types in capitals, so its schemas are none of JSON Schema.
        yield from ((one["name"], None) for one in several if isinstance(one, dict) and _named(one))
        return
    one = next((tool[key] for key in ("function", "toolSpec") if isinstance(tool.get(key), dict)), tool)
    if _named(one):
        schema = one.get("inputSchema")
        parameters = schema.get("json") if isinstance(schema, dict) else one.get("parameters")
        yield one["name"], parameters if isinstance(parameters, dict) else None


def _named(tool: Record) -> bool:
    return isinstance(tool.get("name"), str)
