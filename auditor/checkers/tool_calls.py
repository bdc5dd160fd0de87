"""FMT007: tool calls that cannot be carried out, and results that nobody asked for."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from auditor import json_schema, targets
from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.formats.calls import CallPlace, call_places, is_spelled_as_openai, results
from auditor.formats.explain import explain
from auditor.formats.tools import DECLARING, NAME_LENGTH, declaration_faults, declared, is_name
from auditor.formats.turns import place_of
from auditor.formats.wording import shown, suggestion
from auditor.model import OFFSET_BITS, Batch, Example, Record, Rule, Severity, Spot, Turn
from auditor.text.first_look import unusual

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

CUSTOM = 3  # rows of a file whose calls have no id: from here on it is how the file writes them
REFERENCES = 20  # of a tool's schema: more could multiply without end
SCHEMA_LENGTH = 50_000  # characters

Fault = tuple[str, str]  # the field, and what is wrong with it


class Spelling(NamedTuple):
    """How a row writes its calls: with ids, and with arguments that may be objects."""

    with_ids: bool
    objects: bool


class ToolCalls(RowChecker):
    """Tool calls that cannot be carried out, and results that nobody asked for.

    What it does
      Follows the tool calls of a conversation. Each call needs a function with a name and arguments that are
      a JSON object: as a text in OpenAI's spelling (calls with an id and a type), as a text or an object in
      TRL's (without an id, or with --target trl). Calls without an id whose arguments are a text are flagged,
      unless the file always writes them so. Where tools are declared, each declaration needs a function with
      a name, the name of a call must be among them, and the arguments must fit the tool's JSON Schema. Each
      result must answer a call before it, and each call but those of the last turn must be answered before
      somebody speaks again.
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
        """Look up whether the target wants arguments as objects; start with no call seen."""
        super().__init__(config)
        asked = targets.profile(config.target).asks("arguments") if config.target else None
        self.objects = asked is not None and asked.value == "object"
        self.named: Counter[int] = Counter()  # file number → rows with a call that has an id
        self.nameless = array("q")  # rows whose only fault is a call without an id, its arguments a text

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Conversations in which a tool is called or answers, and rows that declare tools."""
        talking = [example for example in unusual(batch).values() if _uses_tools(example)]
        declaring = [example for example in batch.examples if not DECLARING.isdisjoint(example.record)]
        return {example.row: example for example in (*talking, *declaring)}.values()

    def observe(self, batch: Batch) -> None:
        """Judge the rows; what a call without an id means is known when the whole file has been seen."""
        for example in self.candidates(batch):
            if self.problem(example) is not None:
                self.rows.append(example.row)
            elif _nameless(example) is not None:
                self.nameless.append(example.row)
            elif any(call.get("id") for turn in example.turns for call in turn.tool_calls or ()):
                self.named[example.row >> OFFSET_BITS] += 1

    def merge(self, other: Self) -> None:
        """Join the rows."""
        super().merge(other)
        self.named += other.named
        self.nameless.extend(other.nameless)

    def rows_to_review(self) -> Sequence[int]:
        """The rows that will be shown; before that, what calls without an id mean in each file."""
        by_file = Counter(row >> OFFSET_BITS for row in self.nameless)
        custom = {file for file, rows in by_file.items() if rows >= CUSTOM and self.named[file] < rows}
        self.rows.extend(row for row in self.nameless if row >> OFFSET_BITS not in custom)
        self.nameless = array("q")
        return super().rows_to_review()

    def review(self, batch: Batch) -> None:
        """Find the words for the rows that will be shown."""
        for example in batch.examples:
            if example.row in self.wanted and (spot := self.problem(example) or _nameless(example)):
                self.spots.append(spot)

    def problem(self, example: Example) -> Spot | None:
        """The first declaration, call or result that does not hold together."""
        fault = next(declaration_faults(example.record), None) or next(_in_turns(example, self.objects), None)
        return Spot(example.row, f"{fault[0]} {fault[1]}", fault[0]) if fault else None


def _uses_tools(example: Example) -> bool:
    turns = example.turns
    return any(turn.tool_calls or turn.function_call or turn.role in ("tool", "function") for turn in turns)


def _in_turns(example: Example, objects: bool) -> Iterator[Fault]:
    tools, spelling = declared(example.record), Spelling(_has_ids(example), objects)
    pending: list[Any] = []
    for number, turn in enumerate(example.turns):
        path, item = place_of(example, number)
        if turn.role in ("tool", "function"):
            for field, given in results(path, item, turn.tool_call_id):
                if not pending and not _may_answer(example.turns, number):
                    yield path, "is a tool's result, but no tool was called"
                    return
                yield from _unknown_id(field, given, pending)
                if pending:
                    pending.remove(given if given in pending else pending[0])
            continue
        if pending and turn.role in ("assistant", "user"):
            ids = [f" {call!r}" for call in pending if call]
            yield path, f"comes before the result of the tool call{ids[0] if ids else ''}"
        if turn.role == "assistant":
            yield from _in_calls(turn, path, item, tools, spelling)
            pending = _asked(turn)


def _may_answer(turns: Sequence[Turn], number: int) -> bool:
    """Whether a result without a recorded call may answer one that is written in the assistant's text."""
    before = turns[number - 1].role if number else ""
    return turns[number].tool_call_id is None and before in ("assistant", "tool", "function")


def _has_ids(example: Example) -> bool:
    """Whether the row names its calls: one has an id, or a result refers to one."""
    return any(
        turn.tool_call_id is not None or any(call.get("id") is not None for call in turn.tool_calls or ())
        for turn in example.turns
    )


def _asked(turn: Turn) -> list[Any]:
    """The ids of the calls that wait for a result; None stands for a call without an id."""
    calls = turn.tool_calls or ([turn.function_call] if turn.function_call else [])
    return [call.get("id") for call in calls]


def _in_calls(
    turn: Turn, path: str, item: Any, tools: dict[str, Any] | None, spelling: Spelling
) -> Iterator[Fault]:
    places = call_places(path, item)
    for number, call in enumerate(turn.tool_calls or ()):
        place = places[number] if number < len(places) else places[0] if places else CallPlace(*[path] * 5)
        if is_spelled_as_openai(item):
            yield from _envelope(call, place, spelling.with_ids)
        yield from _call_faults(
            call.get("function", call), place, tools, "id" in call and not spelling.objects
        )
    ids = [call["id"] for call in turn.tool_calls or () if isinstance(call.get("id"), str)]
    if len(set(ids)) < len(ids):
        yield f"{path}.tool_calls", "has two calls with the same id"
    if turn.function_call:
        base = f"{path}.function_call"
        place = CallPlace(base, base, f"{base}.name", f"{base}.arguments", base)
        yield from _call_faults(turn.function_call, place, tools, True)


def _envelope(call: Record, place: CallPlace, with_ids: bool) -> Iterator[Fault]:
    """What stands around the function of an OpenAI call: its id and its type."""
    if with_ids and not isinstance(call.get("id"), str):
        yield place.id, "is missing: the other calls and results of the row have one"
    if call.get("id") is not None and "type" not in call and not place.call.startswith("interactions"):
        yield f"{place.call}.type", "is missing; expected function"
    elif call.get("type", "function") != "function":
        yield f"{place.call}.type", f"is {shown(call['type'])}; allowed: function"
    if "function" not in call and ("id" in call or "type" in call):
        yield f"{place.call}.function", "is missing"


def _nameless(example: Example) -> Spot | None:
    """The first call in OpenAI's spelling, its arguments a text, that has no id."""
    for number, turn in enumerate(example.turns):
        path, item = place_of(example, number)
        if not turn.tool_calls or not is_spelled_as_openai(item):
            continue
        for call, place in zip(turn.tool_calls, call_places(path, item), strict=False):
            function = call.get("function")
            as_text = isinstance(function, dict) and isinstance(function.get("arguments"), str)
            if as_text and not isinstance(call.get("id"), str):
                return Spot(example.row, f"{place.id} is missing", place.id)
    return None


def _unknown_id(field: str, given: Any, pending: list[Any]) -> Iterator[Fault]:
    if not pending or None in pending or given in pending:
        return
    if given is not None:
        hint = suggestion(given, [call for call in pending if isinstance(call, str)])
        yield field, f"is {shown(given)}, which no open call has{hint}"
    elif field.endswith(".tool_call_id"):
        yield field, f"is missing; the call is {shown(pending[0])}"


def _call_faults(
    function: Any, place: CallPlace, tools: dict[str, Any] | None, as_text: bool
) -> Iterator[Fault]:
    if not isinstance(function, dict):
        yield place.function, "is no JSON object with a name and arguments"
        return
    name, arguments = function.get("name"), function.get("arguments")
    if not is_name(name):
        yield place.name, f"is {shown(name)}; expected a name of 1 to {NAME_LENGTH} characters without blanks"
    elif tools is not None and name not in tools:
        yield place.name, f"is {shown(name)}, which is not among the declared tools{suggestion(name, tools)}"
    given, fault = _arguments(arguments, as_text)
    if fault:
        yield place.arguments, fault
    elif tools and tools.get(str(name)):
        yield from _misfits(given, tools[str(name)], place.arguments)


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

    if len(schema) > SCHEMA_LENGTH or '"pattern' in schema or schema.count('"$ref"') > REFERENCES:
        return None
    content = json.loads(schema)
    try:
        Draft202012Validator.check_schema(content)
    except SchemaError:
        return None
    return json_schema.validator(schema.encode())
