"""Conversations in canonical form: messages become turns, turns become an Example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from auditor.kernels import compiled
from auditor.model import Example, Record, Turn

ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})
INSTRUCTING = ("system", "developer")

# Keys beside OpenAI's that trainers read (Together, Fireworks, Axolotl, TRL, LLaMA-Factory).
EXTENSIONS = frozenset(
    {"reasoning", "reasoning_content", "thinking", "train", "training", "training_detail", "loss_weight"}
)
PART_TYPES = frozenset(
    {"text", "image", "image_url", "video", "video_url", "audio", "audio_url", "input_audio", "file"}
)

# Where a conversation stands in a record: the first of these that is there, one list after the other.
_CARRIERS: tuple[tuple[str, ...], ...] = (
    ("messages",),
    ("conversations",),
    ("conversation",),
    ("contents",),
    ("interactions",),
    ("input.messages", "preferred_output", "preferred_completion"),
    ("prompt", "completion", "chosen"),
    ("chosen",),
    ("chosen_messages",),
)


# What holds the turns before an answer that stands alone, not in a list.
_BEFORE_ONE_ANSWER = frozenset({"conversations", "messages", "input"})


def turns_of(messages: Any, roles: frozenset[str] = ROLES) -> tuple[Turn, ...] | None:
    """Messages in OpenAI's spelling as turns; None when one has another shape or an unknown role."""
    if messages.__class__ is not list:
        return None
    return plain_turns(messages, roles, Turn) or _rich(messages, roles)


@compiled("conversations")
def plain_turns(messages: list[Any], roles: frozenset[str], make: type[Turn]) -> tuple[Turn, ...] | None:
    """Turns of a role and a text and nothing else, as nearly all are; None when one of them is not."""
    turns = []
    for message in messages:
        if message.__class__ is not dict or len(message) != 2:
            return None
        role, content = message.get("role"), message.get("content")
        if not (role.__class__ is content.__class__ is str) or role not in roles or role == "function":
            return None
        turns.append(make(role, content))
    return tuple(turns)


def _rich(messages: list[Any], roles: frozenset[str]) -> tuple[Turn, ...] | None:
    """Turns with tool calls, weights, names and parts."""
    try:
        turns = msgspec.convert(messages, tuple[Turn, ...])
    except msgspec.ValidationError:
        turns = _without_extensions(messages)
    for number, turn in enumerate(turns):
        if turn.role not in roles or not _sound(turn, messages[number]):
            return None
        if turn.weight is not None and turn.weight not in (0, 1):
            return None
    return turns or None


def _without_extensions(messages: list[Any]) -> tuple[Turn, ...]:
    if not all(isinstance(message, dict) for message in messages):
        return ()
    plain = [{key: message[key] for key in message.keys() - EXTENSIONS} for message in messages]
    try:
        return msgspec.convert(plain, tuple[Turn, ...])
    except msgspec.ValidationError:
        return ()


def _sound(turn: Turn, message: Record) -> bool:
    """Whether the content is what the role asks for; the schema says the same."""
    if isinstance(turn.content, list):
        return bool(turn.content) and all(_part(part) for part in turn.content)
    if turn.role == "assistant":
        return not message.keys().isdisjoint(("content", "tool_calls", "function_call", "refusal"))
    if turn.role == "function":
        return turn.name is not None and "content" in message
    return isinstance(turn.content, str)


def _part(part: Record) -> bool:
    kind = part.get("type")
    if kind == "text":
        return isinstance(part.get("text", part.get("value")), str)
    if kind == "image_url":
        image = part.get("image_url")
        if not isinstance(image, dict):
            return isinstance(image, str)
        return isinstance(image.get("url"), str) and image.get("detail", "auto") in ("auto", "low", "high")
    return isinstance(kind, str) and kind in PART_TYPES


def conversation(turns: Sequence[Turn], record: Record) -> Example:
    """Make an Example of turns: the last assistant turn is the output, what stands before it the input."""
    before, answer, system = said(turns)
    return Example(0, before, answer, system, turns=tuple(turns), record=record)


@compiled("conversations")
def said(turns: Sequence[Turn]) -> tuple[str, str, str]:
    """What is said before the last turn of the assistant, in that turn, and as system prompt."""
    answer = max((at for at, turn in enumerate(turns) if turn.role == "assistant"), default=-1)
    system = [turn.text for turn in turns if turn.role in INSTRUCTING]
    others = [turn for turn in turns[: answer if answer >= 0 else None] if turn.role not in INSTRUCTING]
    before = others[0].text if len(others) == 1 else "\n".join(map(_spoken, others))
    return before, turns[answer].text if answer >= 0 else "", "\n".join(system)


def _spoken(turn: Turn) -> str:
    """A turn as one line of a conversation; one that only calls tools ends with the colon."""
    return f"{turn.role}: {turn.text}" if turn.text else f"{turn.role}:"


def prompt(turns: tuple[Turn, ...], record: Record) -> Example:
    """Make an Example of turns that wait for an answer: all of them are the input, there is no output."""
    example = conversation((*turns, Turn("assistant", "")), record)
    example.turns = turns
    return example


def with_system(system: Any, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns with a system prompt that the record holds beside them."""
    return (Turn("system", system), *turns) if isinstance(system, str) and system else tuple(turns)


def spoken_list(key: str, mark: str) -> Callable[[Record], bool]:
    """A test for records whose `key` is a list in which some object has the key `mark`."""

    def recognises(record: Record) -> bool:
        turns = record.get(key)
        return isinstance(turns, list) and any(isinstance(turn, dict) and mark in turn for turn in turns)

    return recognises


def where(example: Example, number: int, *, part: str = "role") -> str:
    """The field of a turn as its record names it: "messages[2].role", "conversations[0].value".

    `part` is "role", "content" (the field that holds the turn's words), or another key of the turn; "" is the
    turn itself.
    """
    name, turn = place_of(example, number)
    if turn is None or not part:
        return name
    if part == "content" and isinstance(turn, dict) and isinstance(turn.get("candidates"), list):
        labels = [isinstance(one, dict) and one.get("preferenceLabel") for one in turn["candidates"]]
        return f"{name}.candidates[{labels.index('preferred') if 'preferred' in labels else 0}].content"
    names = _SPELLINGS.get(part, (part,))
    spelled = next((one for one in names if isinstance(turn, dict) and one in turn), names[0])
    return f"{name}.{spelled}"


_SPELLINGS = {"role": ("role", "from"), "content": ("content", "value", "parts", "text")}


def place_of(example: Example, number: int) -> tuple[str, Any]:
    """The path of a turn in its record, and what stands there; a system prompt may stand beside the turns."""
    lists, answer = _carried(example.record), _answer_beside(example.record)
    if answer and number == len(example.turns) - 1:
        return answer
    carried = sum(len(turns) for _, turns in lists) + (1 if answer else 0)
    place = number - (len(example.turns) - carried)
    for name, turns in lists:
        if 0 <= place < len(turns):
            return f"{name}[{place}]", turns[place]
        place -= len(turns)
    return ("system" if number == 0 else ""), None


def _answer_beside(record: Record) -> tuple[str, Any] | None:
    """The better answer of a pair where it stands alone, not in a list: ShareGPT's, Gemini's."""
    for name in ("chosen", "output"):
        if isinstance(record.get(name), dict) and not record.keys().isdisjoint(_BEFORE_ONE_ANSWER):
            return name, record[name]
    completions = record.get("completions") if "contents" in record else None
    for number, one in enumerate(completions if isinstance(completions, list) else ()):
        if isinstance(one, dict) and one.get("score") == 1:
            return f"completions[{number}].completion", one.get("completion")
    return None


def _carried(record: Record) -> list[tuple[str, list[Any]]]:
    for names in _CARRIERS:
        found = [(name, turns) for name in names if isinstance(turns := _at(record, name), list)]
        if found:
            return found
    return []


def _at(record: Record, path: str) -> Any:
    value: Any = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
