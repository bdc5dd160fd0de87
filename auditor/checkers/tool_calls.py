"""FMT007: tool calls that cannot be carried out, and results that nobody asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from auditor import targets
from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.formats.explain import explain
from auditor.formats.tools import declared
from auditor.formats.turns import place_of
from auditor.formats.wording import shown, suggestion
from auditor.model import Batch, Example, Record, Rule, Severity, Spot, Turn

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

NAME_LENGTH = 64
REFERENCES = 20  # of a tool's schema: more could multiply without end
SCHEMA_LENGTH = 50_000  # characters

Fault = tuple[str, str]  # the field below the turn, and a sentence
_UNASKED: Fault = ("", "is a tool's result, but no tool was called")


class ToolCalls(RowChecker):
    """Tool calls that cannot be carried out, and results that nobody asked for.

    What it does
      Follows the tool calls of a conversation. Each call needs a function with a name and arguments that are
      a JSON object: as a text in OpenAI's spelling (calls with an id), as a text or an object in TRL's
      (without one, or with --target trl). Where tools are declared, the name must be among them and the
      arguments must fit the tool's JSON Schema. Each result must answer a call before it, and each call but
      those of the last turn must be answered before somebody speaks again.
    Why it matters
      OpenAI, Azure, Mistral and Together reject the row; where it passes, the model learns to call tools that
      do not exist with arguments that fail.
    Example
      {"name": "get_balance", "arguments": "{\\"account\\": savings}"}
      messages[1].tool_calls[0].function.arguments is not JSON
    How to fix
      Write the arguments with a JSON library, never by hand; copy the name from the declaration; keep the id
      of the call in tool_call_id of its result.
    When to ignore it
      When your own trainer writes calls in a spelling of its own.
    How sure we are
      Certain for what is written; a schema with regular expressions is not applied, for it could be made to
      run for ever.
    """

    rule = Rule(
        "FMT007",
        "tool-call",
        Severity.ERROR,
        "tool calls or tool results that do not hold together",
        gate=0.0,
        drops=True,
        fix="safe",
    )

    def __init__(self, config: Config) -> None:
        """Look up whether the target wants arguments as objects."""
        super().__init__(config)
        asked = targets.profile(config.target).asks("arguments") if config.target else None
        self.objects = asked is not None and asked.value == "object"

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Conversations in which a tool is called or answers."""
        return (example for example in batch.examples if any(map(_concerns_tools, example.turns)))

    def problem(self, example: Example) -> Spot | None:
        """The first call or result that does not hold together."""
        tools = declared(example.record)
        pending: list[Any] = []
        for number, turn in enumerate(example.turns):
            answers = turn.role in ("tool", "function")
            unasked = answers and not pending and not _may_answer(example.turns, number)
            fault = next(_faults(turn, tools, pending, self.objects), None) if not unasked else _UNASKED
            if fault:
                return _spot(example, number, *fault)
            if answers and pending:
                pending.remove(turn.tool_call_id if turn.tool_call_id in pending else pending[0])
            elif turn.role == "assistant":
                pending = _asked(turn)
        return None


def _concerns_tools(turn: Turn) -> bool:
    return bool(turn.tool_calls or turn.function_call) or turn.role in ("tool", "function")


def _may_answer(turns: Sequence[Turn], number: int) -> bool:
    """Whether a result without a recorded call may answer one that is written in the assistant's text."""
    before = turns[number - 1].role if number else ""
    return turns[number].tool_call_id is None and before in ("assistant", "tool", "function")


def _spot(example: Example, number: int, below: str, message: str) -> Spot:
    path, turn = place_of(example, number)
    root = below.partition("[")[0].partition(".")[0]
    field = f"{path}.{below}" if isinstance(turn, dict) and root in turn else path
    return Spot(example.row, f"{field} {message}", field)


def _asked(turn: Turn) -> list[Any]:
    """The ids of the calls that wait for a result; None stands for a call without an id."""
    calls = turn.tool_calls or ([turn.function_call] if turn.function_call else [])
    return [call.get("id") for call in calls]


def _faults(turn: Turn, tools: dict[str, Any] | None, pending: list[Any], objects: bool) -> Iterator[Fault]:
    if turn.role in ("tool", "function"):
        yield from _unknown_id(turn, pending)
    elif pending and turn.role in ("assistant", "user"):
        ids = [f" {call!r}" for call in pending if call]
        yield "", f"comes before the result of the tool call{ids[0] if ids else ''}"
    for number, call in enumerate(turn.tool_calls or ()):
        below = f"tool_calls[{number}]"
        if call.get("type", "function") != "function":
            yield f"{below}.type", f"is {shown(call['type'])}; allowed: function"
        function = call.get("function", call)
        yield from _call_faults(
            function,
            f"{below}.function" if "function" in call else below,
            tools,
            "id" in call and not objects,
        )
    ids = [call["id"] for call in turn.tool_calls or () if isinstance(call.get("id"), str)]
    if len(set(ids)) < len(ids):
        yield "tool_calls", "has two calls with the same id"
    if turn.function_call:
        yield from _call_faults(turn.function_call, "function_call", tools, True)


def _unknown_id(turn: Turn, pending: list[Any]) -> Iterator[Fault]:
    if turn.tool_call_id is not None and pending and None not in pending and turn.tool_call_id not in pending:
        hint = suggestion(turn.tool_call_id, [call for call in pending if isinstance(call, str)])
        yield "tool_call_id", f"is {shown(turn.tool_call_id)}, which no open call has{hint}"


def _call_faults(function: Any, below: str, tools: dict[str, Any] | None, as_text: bool) -> Iterator[Fault]:
    if not isinstance(function, dict):
        yield below, "is no object with a name and arguments"
        return
    name, arguments = function.get("name"), function.get("arguments")
    if not isinstance(name, str) or not 0 < len(name) <= NAME_LENGTH or any(map(str.isspace, name)):
        yield (
            f"{below}.name",
            f"is {shown(name)}; expected a name of 1 to {NAME_LENGTH} characters without blanks",
        )
    elif tools is not None and name not in tools:
        yield (
            f"{below}.name",
            f"is {shown(name)}, which is not among the declared tools{suggestion(name, tools)}",
        )
    given, fault = _arguments(arguments, as_text)
    if fault:
        yield f"{below}.arguments", fault
    elif tools and tools.get(str(name)):
        yield from _misfits(given, tools[str(name)], f"{below}.arguments")


def _arguments(arguments: Any, as_text: bool) -> tuple[Any, str]:
    """The arguments as an object, or what is wrong with them."""
    if isinstance(arguments, str):
        try:
            given = json.loads(arguments)
        except (ValueError, RecursionError):
            return None, "is not JSON"
        return given, "" if isinstance(given, dict) else "is JSON, but not an object"
    if arguments is None:
        return None, "is missing"
    if as_text or not isinstance(arguments, dict):
        return None, f"is {shown(arguments)}; expected a text that holds a JSON object"
    return arguments, ""


def _misfits(given: Any, schema: Record, below: str) -> Iterator[Fault]:
    validator = _validator(json.dumps(schema, sort_keys=True))
    try:
        found = explain(validator, given) if validator else []
    except Exception:  # whatever a foreign schema provokes says nothing about the row
        return
    for fault in found:
        yield below, f"does not fit the tool's parameters: {fault.message}"


@lru_cache(256)
def _validator(schema: str) -> Draft202012Validator | None:
    """The validator of a tool's parameters; None when the schema is none, or might run for ever."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError
    from referencing import Registry

    if len(schema) > SCHEMA_LENGTH or '"pattern' in schema or schema.count('"$ref"') > REFERENCES:
        return None
    content = json.loads(schema)
    try:
        Draft202012Validator.check_schema(content)
    except SchemaError:
        return None
    registry: Registry[Any] = Registry()
    return Draft202012Validator(content, registry=registry)
