"""A canonical example becomes a record: one small function per format that `--to` takes.

A writer raises Inexpressible for what it knows that the format cannot hold; the conversion reads every record
back and refuses those that do not say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

import msgspec
from msgspec.structs import replace

from auditor.model import Record, Turn
from auditor.repair.canonical import Call, Dialog, Inexpressible, calls, only_text, plain, unweighted

Writer = Callable[[Dialog], Record]

_SPEAKERS = {"user": "human", "assistant": "gpt", "tool": "observation", "function": "observation"}


def _answers(given: Dialog, *, pair: bool) -> None:
    if pair and given.rejected is None:
        raise Inexpressible("there is no rejected answer")
    if not pair and given.rejected is not None:
        raise Inexpressible("it is a preference pair, and the format holds one answer")
    if given.labels is not None and len(given.labels) != 1:
        raise Inexpressible("it has several labels" if given.labels else "it has no label")


def _without_tools(given: Dialog) -> None:
    if given.tools:
        raise Inexpressible("it declares tools")


def _messages(turns: Sequence[Turn], system: str = "") -> list[Record]:
    start: list[Record] = [{"role": "system", "content": system}] if system else []
    return start + [_message(turn) for turn in linked(turns)]


def linked(turns: Sequence[Turn]) -> Iterator[Turn]:
    """The turns with an id for every call, and for every result without one that of the call it answers.

    Formats without ids have the results in the order of the calls.
    """
    known = {call.get("id") for turn in turns for call in turn.tool_calls or ()}
    fresh = (name for number in count() if (name := f"call_{number}") not in known)
    waiting: list[str] = []
    for turn in turns:
        if turn.tool_calls or turn.function_call:
            named = [(name, arguments, own or next(fresh)) for name, arguments, own in calls(turn)]
            waiting = [own for _, _, own in named]
            yield replace(turn, tool_calls=list(map(_call, named)), function_call=None)
        elif turn.role in ("tool", "function") and not turn.tool_call_id and waiting:
            yield Turn("tool", turn.content, tool_call_id=waiting.pop(0))
        else:
            yield turn


def _call(call: Call) -> Record:
    """A call as OpenAI has it: arguments are a text."""
    name, arguments, own = call
    return {"id": own, "type": "function", "function": {"name": name, "arguments": arguments}}


def _message(turn: Turn) -> Record:
    message = msgspec.to_builtins(turn)
    return {"content": None, **message} if turn.role == "assistant" and "content" not in message else message


def _chat(given: Dialog) -> Record:
    _answers(given, pair=False)
    return _with_tools({"messages": _messages(given.turns, given.system)}, given.tools)


def _with_tools(record: Record, tools: Any) -> Record:
    return {**record, "tools": tools} if tools else record


def _conversations(given: Dialog) -> Record:
    _answers(given, pair=False)
    return _with_tools({"conversations": _messages(given.turns, given.system)}, given.tools)


def _anthropic(given: Dialog) -> Record:
    _answers(given, pair=False)
    _without_tools(given)
    spoken = [{"role": role, "content": text} for role, text in plain(given.turns)]
    return {"system": given.system, "messages": spoken}


def _sharegpt(given: Dialog) -> Record:
    _answers(given, pair=False)
    record = {"conversations": [*_sharegpt_system(given), *(_sharegpt_turn(turn) for turn in given.turns)]}
    tools = msgspec.json.encode(given.tools).decode() if given.tools else None
    return _with_tools(record, tools)


def _sharegpt_system(given: Dialog) -> list[Record]:
    return [{"from": "system", "value": given.system}] if given.system else []


def _sharegpt_turn(turn: Turn) -> Record:
    unweighted(turn)
    if not (said := calls(turn)):
        return {"from": _SPEAKERS[turn.role], "value": only_text(turn)}
    if turn.text:
        raise Inexpressible("a turn both speaks and calls a tool")
    written = [{"name": name, "arguments": msgspec.Raw(arguments.encode())} for name, arguments, _ in said]
    value: Any = written[0] if len(written) == 1 else written
    return {"from": "function_call", "value": msgspec.json.encode(value).decode()}


def _exchange(given: Dialog) -> tuple[str, str]:
    """The one question and its answer."""
    _answers(given, pair=False)
    _without_tools(given)
    spoken = plain(given.turns)
    if [role for role, _ in spoken] != ["user", "assistant"]:
        raise Inexpressible("it is a conversation of several turns")
    return spoken[0][1], spoken[1][1]


def _fields(question: str, answer: str, **more: str) -> Writer:
    def write(given: Dialog) -> Record:
        asked, said = _exchange(given)
        record: Record = {question: asked, **more, answer: said}
        return {**record, "system": given.system} if given.system else record

    return write


def _text_label(given: Dialog) -> Record:
    if given.labels == ():
        return {"text": plain(given.turns)[0][1], "label": None}
    text, answer = _exchange(given)
    if given.system:
        raise Inexpressible("it has a system prompt")
    return {"text": text, "label": given.labels[0] if given.labels else answer}


def _multi_label(given: Dialog) -> Record:
    if given.labels is None:
        raise Inexpressible("it has no labels")
    text = plain(given.turns)[0][1]
    return {"text": text, "labels": list(given.labels)}


def _gemini_content(turn: Turn) -> Record:
    unweighted(turn)
    said = calls(turn)
    if turn.role in ("tool", "function"):
        raise Inexpressible("a tool's result has no name, which Gemini asks for")
    parts: list[Record] = [{"text": only_text(turn)}] if turn.text or not said else []
    parts += [{"functionCall": {"name": name, "args": msgspec.json.decode(args)}} for name, args, _ in said]
    return {"role": "model" if turn.role == "assistant" else turn.role, "parts": parts}


def _gemini_start(given: Dialog, turns: Sequence[Turn]) -> Record:
    _without_tools(given)
    record: Record = {"contents": [_gemini_content(turn) for turn in turns]}
    return {"systemInstruction": {"parts": [{"text": given.system}]}, **record} if given.system else record


def _gemini(given: Dialog) -> Record:
    _answers(given, pair=False)
    return _gemini_start(given, given.turns)


def _gemini_preference(given: Dialog) -> Record:
    _answers(given, pair=True)
    sides = [(1, given.answer), (0, Turn("assistant", given.rejected))]
    scored = [{"score": score, "completion": _gemini_content(turn)} for score, turn in sides]
    return {**_gemini_start(given, given.asked), "completions": scored}


def _bedrock_start(given: Dialog, turns: Sequence[Turn]) -> Record:
    _without_tools(given)
    messages = [{"role": role, "content": [{"text": text}]} for role, text in plain(turns)]
    system = {"system": [{"text": given.system}]} if given.system else {}
    return {"schemaVersion": "bedrock-conversation-2024", **system, "messages": messages}


def _bedrock(given: Dialog) -> Record:
    _answers(given, pair=False)
    return _bedrock_start(given, given.turns)


def _bedrock_preference(given: Dialog) -> Record:
    _answers(given, pair=True)
    record = _bedrock_start(given, given.asked)
    sides = [("preferred", plain([given.answer])[0][1]), ("non-preferred", given.rejected)]
    candidates = [{"content": [{"text": text}], "preferenceLabel": side} for side, text in sides]
    return {**record, "messages": [*record["messages"], {"role": "assistant", "candidates": candidates}]}


def _trl(given: Dialog) -> Record:
    _answers(given, pair=False)
    record = {"prompt": _messages(given.asked, given.system), "completion": _messages([given.answer])}
    return _with_tools(record, given.tools)


def _sides(given: Dialog) -> tuple[list[Record], list[Record], list[Record]]:
    _answers(given, pair=True)
    asked = _messages(given.asked, given.system)
    return asked, _messages([given.answer]), [{"role": "assistant", "content": given.rejected}]


def _trl_preference(given: Dialog) -> Record:
    asked, chosen, rejected = _sides(given)
    return _with_tools({"prompt": asked, "chosen": chosen, "rejected": rejected}, given.tools)


def _openai_preference(given: Dialog) -> Record:
    asked, chosen, rejected = _sides(given)
    return {
        "input": _with_tools({"messages": asked}, given.tools),
        "preferred_output": chosen,
        "non_preferred_output": rejected,
    }


def _sharegpt_preference(given: Dialog) -> Record:
    _answers(given, pair=True)
    _without_tools(given)
    return {
        "conversations": [*_sharegpt_system(given), *(_sharegpt_turn(turn) for turn in given.asked)],
        "chosen": _sharegpt_turn(given.answer),
        "rejected": {"from": "gpt", "value": given.rejected},
    }


WRITERS: dict[str, Writer] = {
    "openai-chat": _chat,
    "chat-conversations": _conversations,
    "anthropic-chat": _anthropic,
    "sharegpt": _sharegpt,
    "alpaca": _fields("instruction", "output", input=""),
    "prompt-completion": _fields("prompt", "completion"),
    "prompt-response": _fields("prompt", "response"),
    "instruction-response": _fields("instruction", "response"),
    "question-answer": _fields("question", "answer"),
    "input-output": _fields("input", "output"),
    "text-label": _text_label,
    "multi-label": _multi_label,
    "gemini": _gemini,
    "bedrock-conversation": _bedrock,
    "trl-prompt-completion": _trl,
    "openai-preference": _openai_preference,
    "trl-preference": _trl_preference,
    "sharegpt-preference": _sharegpt_preference,
    "gemini-preference": _gemini_preference,
    "bedrock-preference": _bedrock_preference,
}
PAIRS = tuple(name for name in WRITERS if name.endswith("preference"))
