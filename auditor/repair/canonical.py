"""One example, whatever format it comes from: what every conversion goes through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import replace

from auditor.formats.tools import opened
from auditor.model import Example, Turn

SYSTEM = ("system", "developer")

Call = tuple[str, str, str]  # name, arguments as JSON with sorted keys, id


class Inexpressible(Exception):
    """A format cannot hold what an example says; the words say why."""


@dataclass(frozen=True, slots=True)
class Dialog:
    """A system prompt, the turns up to the answer, and what belongs to the example besides.

    `rejected` is the worse answer of a preference pair, `labels` are set where the data has a label field,
    `tools` are the declared tools in their own spelling.
    """

    system: str
    turns: tuple[Turn, ...]
    rejected: str | None = None
    labels: tuple[str, ...] | None = None
    tools: Any = None

    @property
    def asked(self) -> tuple[Turn, ...]:
        """All turns but the answer."""
        return self.turns[:-1]

    @property
    def answer(self) -> Turn:
        """The last turn."""
        return self.turns[-1]


def dialog(example: Example, system: str = "") -> Dialog:
    """The example in canonical form, with a system prompt where it has none of its own.

    Raises Inexpressible when it holds no answer at its end, or more than one system prompt.
    """
    turns = example.turns or (Turn("user", example.input), Turn("assistant", example.output))
    first = turns[0].text if turns[0].role in SYSTEM else "" if example.turns else example.system
    rest = turns[1:] if turns[0].role in SYSTEM else turns
    if any(turn.role in SYSTEM for turn in rest):
        raise Inexpressible("a system prompt stands between the turns")
    if not rest or rest[-1].role != "assistant":
        raise Inexpressible("the example does not end with an answer")
    tools = next((example.record[name] for name in ("tools", "functions") if name in example.record), None)
    rest = tuple(map(_once, rest))
    return Dialog(first or system, rest, example.rejected, example.labels, opened(tools))


def _once(turn: Turn) -> Turn:
    """The turn without its text where that is nothing but its calls, as ShareGPT writes them."""
    functions = [call.get("function") for call in turn.tool_calls or ()]
    if not functions or not isinstance(turn.content, str):
        return turn
    try:
        spelled = msgspec.json.decode(turn.content)
    except (msgspec.DecodeError, RecursionError):
        return turn
    return replace(turn, content=None) if functions in (spelled, [spelled]) else turn


def differences(one: Dialog, other: Dialog) -> str:
    """What the two say differently, in a few words; "" when nothing."""
    if one.system != other.system:
        return "the system prompt"
    if [_spoken(turn) for turn in one.turns] != [_spoken(turn) for turn in other.turns]:
        return "the turns"
    if one.rejected != other.rejected:
        return "the rejected answer"
    if other.labels is not None and one.labels is not None and one.labels != other.labels:
        return "the labels"
    return "" if one.tools == other.tools else "the declared tools"


def plain(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Role and text of every turn.

    Raises Inexpressible when a turn holds more than a text: tool calls, images, a weight.
    """
    for turn in turns:
        if turn.tool_calls or turn.function_call or turn.role in ("tool", "function"):
            raise Inexpressible("it calls tools")
        only_text(turn)
        unweighted(turn)
    return [(turn.role, turn.text) for turn in turns]


def only_text(turn: Turn) -> str:
    """The text of a turn; raises Inexpressible when it holds pictures or sound."""
    if isinstance(turn.content, list) and any(not isinstance(p.get("text"), str) for p in turn.content):
        raise Inexpressible("a turn holds more than text")
    return turn.text


def unweighted(turn: Turn) -> None:
    """Raise Inexpressible for a turn with a weight or a name, which few formats know."""
    if turn.weight is not None or turn.name is not None or turn.refusal is not None:
        raise Inexpressible("a turn has a weight, a name or a refusal")


def calls(turn: Turn) -> list[Call]:
    """The tool calls of a turn, whether their arguments are a text or an object.

    Raises Inexpressible when the arguments are no JSON.
    """
    given = turn.tool_calls or ([{"function": turn.function_call}] if turn.function_call else [])
    return [_call(call) for call in given]


def _call(call: dict[str, Any]) -> Call:
    function = call.get("function")
    if not isinstance(function, dict) or not isinstance(function.get("name"), str):
        raise Inexpressible("a tool call has no name")
    arguments = function.get("arguments", {})
    try:
        value = msgspec.json.decode(arguments) if isinstance(arguments, str) else arguments
    except (msgspec.DecodeError, RecursionError):
        raise Inexpressible("the arguments of a tool call are no JSON") from None
    return function["name"], msgspec.json.encode(value, order="sorted").decode(), str(call.get("id") or "")


def _spoken(turn: Turn) -> tuple[object, ...]:
    said = [(name, arguments) for name, arguments, _ in calls(turn)]
    return ("tool" if turn.role == "function" else turn.role, turn.text, said, turn.weight)
