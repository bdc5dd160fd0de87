"""One example, whatever format it comes from: what every conversion goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from auditor.formats.names import rejected_place
from auditor.formats.tools import opened
from auditor.formats.turns import EXTENSIONS
from auditor.model import Example, Record, Turn

SYSTEM = ("system", "developer")
TOOLS = ("tools", "functions")

Call = tuple[str, str, str]  # name, arguments as JSON, as they were written where that is a text, id


class Inexpressible(Exception):
    """A format cannot hold what an example says; the words say why."""


class Dialog(Struct, frozen=True):
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
    _refuse_unread(example)
    turns = example.turns or (*_exchanges(example), Turn("assistant", example.output))
    first = turns[0].text if turns[0].role in SYSTEM else "" if example.turns else example.system
    rest = turns[1:] if turns[0].role in SYSTEM else turns
    if any(turn.role in SYSTEM for turn in rest):
        raise Inexpressible("a system prompt stands between the turns")
    if not rest or rest[-1].role != "assistant":
        raise Inexpressible("the example does not end with an answer")
    declared = (holder[name] for holder in _holders(example) for name in TOOLS if name in holder)
    tools = next(declared, None)
    rest = tuple(map(_once, rest))
    return Dialog(first or system, rest, example.rejected, example.labels, opened(tools))


def _holders(example: Example) -> Iterator[Record]:
    """Where tools may be declared: the record, or the `input` of OpenAI's pairs."""
    yield example.record
    if isinstance(given := example.record.get("input"), dict):
        yield given


def _exchanges(example: Example) -> Iterator[Turn]:
    """The question, after those of Alpaca's `history`, which stands before it in the input."""
    asked, history = example.input, example.record.get("history")
    if isinstance(history, list):
        texts = [text for exchange in history if isinstance(exchange, list) for text in exchange]
        earlier = "".join(f"{text}\n" for text in texts)
        if asked.startswith(earlier):
            asked = asked[len(earlier) :]
            yield from (Turn(("user", "assistant")[at % 2], text) for at, text in enumerate(texts))
    yield Turn("user", asked)


def _refuse_unread(example: Example) -> None:
    """Raise Inexpressible for what a record says, and its example does not hold."""
    for value in example.record.values():
        for message in value if isinstance(value, list) else ():
            if isinstance(message, dict) and (known := sorted(EXTENSIONS & message.keys())):
                raise Inexpressible(f"a turn has {known[0]!r} beside its text")
    for turn in example.turns or ():
        if isinstance(turn.content, list) and any(part.get("thought") for part in turn.content):
            raise Inexpressible("a turn holds thoughts beside its text")
    better, worse = (example.record.get(name) for name in ("chosen", "rejected"))
    if isinstance(better, list) and isinstance(worse, list) and better[:-1] != worse[:-1]:
        raise Inexpressible("the rejected answer ends another conversation")
    if example.rejected is not None:
        _, worse = rejected_place(example.record)
        if not example.rejected or (isinstance(worse, dict) and _calls_tools(worse)):
            raise Inexpressible("the rejected answer is more, or less, than a text")


def _calls_tools(message: Record) -> bool:
    called = message.get("tool_calls") or message.get("function_call")
    return bool(called) or message.get("from") == "function_call"


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
    text = arguments if isinstance(arguments, str) else msgspec.json.encode(arguments).decode()
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise Inexpressible("the arguments of a tool call are no JSON") from None
    return function["name"], text, str(call.get("id") or "")


def _spoken(turn: Turn) -> tuple[object, ...]:
    said = [(name, msgspec.json.decode(arguments)) for name, arguments, _ in calls(turn)]
    return ("tool" if turn.role == "function" else turn.role, turn.text, said, turn.weight)
