"""The tools that a record declares, in the spelling of each format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from auditor.model import Record

NAME_LENGTH = 64
DECLARING = frozenset({"tools", "available_tools", "functions", "toolConfig", "parallel_tool_calls"})
Fault = tuple[str, str]  # the field, and what is wrong with it


def is_name(value: Any) -> bool:
    """Whether a function may have this name, by the loosest of the formats."""
    return isinstance(value, str) and 0 < len(value) <= NAME_LENGTH and not any(map(str.isspace, value))


def declaration_faults(record: Record) -> Iterator[Fault]:
    """What is wrong with the tools that a record declares."""
    parallel = record.get("parallel_tool_calls")
    if parallel is not None and not isinstance(parallel, bool):
        yield "parallel_tool_calls", "is not true or false"
    for field, given in _places(record):
        tools = opened(given)
        if given is None or given == "":
            continue
        if not isinstance(tools, list):
            yield (
                field,
                "is not a list of tools" + (", nor the JSON text of one" if isinstance(given, str) else ""),
            )
            continue
        for number, tool in enumerate(tools):
            yield from _tool_faults(f"{field}[{number}]" if tools is given else field, tool)


def _tool_faults(field: str, tool: Any) -> Iterator[Fault]:
    if not isinstance(tool, dict):
        yield field, "is not an object"
        return
    if "functionDeclarations" in tool or "function_declarations" in tool:
        return  # Gemini's tools may also be a search or a code interpreter
    key = next((key for key in ("function", "toolSpec") if key in tool), "")
    one = tool[key] if key else tool
    if tool.get("type") == "function" and not key and "name" not in tool:
        yield f"{field}.function", "is missing"
    elif key == "function" and "type" not in tool and not field.startswith("available_tools"):
        yield f"{field}.type", "is missing; expected function"
    elif not isinstance(one, dict):
        yield f"{field}.{key}", "is not an object"
    elif key or "parameters" in tool or "input_schema" in tool:
        below = f"{field}.{key}" if key else field
        if not is_name(one.get("name")):
            yield f"{below}.name", f"is no name of 1 to {NAME_LENGTH} characters without blanks"
        if not isinstance(one.get("parameters"), dict | None):
            yield f"{below}.parameters", "is not a JSON Schema, which is an object"


def _places(record: Record) -> Iterator[tuple[str, Any]]:
    """The fields under which a record declares tools, and what stands there."""
    for name in ("tools", "available_tools", "functions"):
        if name in record:
            yield name, record[name]
    given, config = record.get("input"), record.get("toolConfig")
    if isinstance(given, dict) and "tools" in given:
        yield "input.tools", given["tools"]
    if isinstance(config, dict):
        yield "toolConfig.tools", config.get("tools")


def declared(record: Record) -> dict[str, Any] | None:
    """The parameters' schema of every declared tool by its name; None when the record declares no tools.

    A tool that says nothing of its parameters has None.
    """
    found: dict[str, Any] = {}
    lists = [tools for _, given in _places(record) if isinstance(tools := opened(given), list)]
    for tools in lists:
        for tool in tools:
            found.update(_signatures(tool))
    return found if any(lists) else None


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
        parameters = one.get("parameters", one.get("input_schema"))
        parameters = schema.get("json") if isinstance(schema, dict) else parameters
        yield one["name"], parameters if isinstance(parameters, dict) else None


def _named(tool: Record) -> bool:
    return isinstance(tool.get("name"), str)
