"""The tests that profiles name: each says which fields of an example a target would not take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from msgspec import Struct

from auditor.formats.tools import declared
from auditor.formats.turns import INSTRUCTING, place_of, where
from auditor.model import Example, Turn
from auditor.targets.profile import Requirement

Fault = tuple[str, str]  # a field, and a sentence
Test = Callable[[Example, Any], Iterator[Fault]]


class Breach(Struct, frozen=True):
    """What a row does against a requirement."""

    field: str
    message: str
    requirement: Requirement


def breaches(example: Example, requirements: Iterable[Requirement]) -> Iterator[Breach]:
    """Everything that the row does against these requirements."""
    for item in requirements:
        if test := TESTS.get(item.check):
            for field, message in test(example, item.value):
                yield Breach(field, message, item)


def _roles(example: Example, allowed: list[str]) -> Iterator[Fault]:
    for number, turn in enumerate(example.turns):
        if turn.role not in allowed:
            field = where(example, number)
            yield field, f"{field or 'a turn'} is {turn.role!r}; allowed: {', '.join(allowed)}"


def _first_role(example: Example, allowed: list[str]) -> Iterator[Fault]:
    for number, turn in enumerate(example.turns):
        if turn.role not in INSTRUCTING:
            if turn.role not in allowed:
                field = where(example, number)
                yield field, f"{field}: the first turn is the {turn.role}'s; expected: {' or '.join(allowed)}"
            return


def _last_role(example: Example, allowed: list[str]) -> Iterator[Fault]:
    if example.turns and example.turns[-1].role not in allowed:
        field = where(example, len(example.turns) - 1)
        said = example.turns[-1].role
        yield field, f"{field}: the last turn is the {said}'s; expected: {' or '.join(allowed)}"


def _no_repeat(example: Example, roles: list[str]) -> Iterator[Fault]:
    for number, (before, turn) in enumerate(pairwise(example.turns), start=1):
        if before.role == turn.role and turn.role in roles:
            field = where(example, number)
            yield field, f"{field}: two turns of the {turn.role} in a row"
            return


def _pairs(example: Example, first: list[str]) -> Iterator[Fault]:
    """Turns come in pairs: one of the roles in `first`, then one of the assistant."""
    start = 1 if example.turns and example.turns[0].role in INSTRUCTING else 0
    numbers = [number for number in range(start, len(example.turns)) if not _goes_on(example, number)]
    for place, number in enumerate(numbers):
        allowed, said = ["assistant"] if place % 2 else first, example.turns[number].role
        if said not in allowed:
            field = where(example, number)
            yield field, f"{field} is the {said}'s where {' or '.join(allowed)} is expected"
            return
    if len(numbers) % 2:
        yield "", f"{len(numbers)} turns; expected pairs of question and answer"


def _goes_on(example: Example, number: int) -> bool:
    """Whether a message of the tool follows another: the results of parallel calls are taken together."""
    item = place_of(example, number)[1]
    is_message = isinstance(item, dict) and item.get("role") == "tool"
    return is_message and number > 0 and example.turns[number - 1].role == "tool"


def _turns_at_least(example: Example, least: int) -> Iterator[Fault]:
    if example.turns and len(example.turns) < least:
        yield "", f"the conversation has {len(example.turns)} of at least {least} turns"


def _turns_at_most(example: Example, most: int) -> Iterator[Fault]:
    if len(example.turns) > most:
        yield "", f"the conversation has {len(example.turns):,} turns; the limit is {most:,}"


def _system(example: Example, rule: str) -> Iterator[Fault]:
    """`rule` is "first" (only there), "once", or "beside" (a key of its own, never a message)."""
    places = [number for number, turn in enumerate(example.turns) if turn.role in INSTRUCTING]
    for count, number in enumerate(places):
        _, item = place_of(example, number)
        field = where(example, number)
        if rule == "beside" and item is not None:
            yield field, f"{field}: the system prompt stands among the messages, not beside them"
        elif rule == "first" and number:
            yield field, f"{field}: a system prompt that is not the first message"
        elif rule == "once" and count:
            yield field, f"{field}: a second system prompt"


def _no_weight(example: Example, _: bool) -> Iterator[Fault]:
    for number, turn in enumerate(example.turns):
        if turn.weight is not None:
            field = where(example, number, part="weight")
            yield field, f"{field}: a weight on a message is not read"


def _message_keys(example: Example, allowed: list[str]) -> Iterator[Fault]:
    for number in range(len(example.turns)):
        path, item = place_of(example, number)
        for key in item if isinstance(item, dict) else ():
            if key not in allowed:
                yield f"{path}.{key}", f"{path} has the key {key!r}; allowed: {', '.join(allowed)}"


def _record_keys(example: Example, allowed: list[str]) -> Iterator[Fault]:
    for key in example.record:
        if key not in allowed:
            yield key, f"the row has the extra key {key!r}; allowed: {', '.join(allowed)}"


def _calls(example: Example) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, turn in enumerate(example.turns):
        for place, call in enumerate(turn.tool_calls or ()):
            yield f"{where(example, number, part='tool_calls')}[{place}]", call


def _arguments(example: Example, kind: str) -> Iterator[Fault]:
    wanted = str if kind == "text" else dict
    for field, call in _calls(example):
        function = call.get("function")
        given = function.get("arguments") if isinstance(function, dict) else None
        if given is not None and not isinstance(given, wanted):
            name = f"{field}.function.arguments"
            has = "an object" if kind == "text" else "a text"
            yield (
                name,
                f"{name} is {has}; expected {'a text that holds JSON' if kind == 'text' else 'an object'}",
            )


def _call_id(example: Example, pattern: str) -> Iterator[Fault]:
    for field, call in _calls(example):
        if not call.get("id"):
            yield f"{field}.id", f"{field}.id is missing"
        elif not re.fullmatch(pattern, str(call["id"])[:100]):
            yield f"{field}.id", f"{field}.id is {str(call.get('id'))[:40]!r}; expected the form {pattern}"


def _function_name(example: Example, pattern: str) -> Iterator[Fault]:
    for field, call in _calls(example):
        function = call.get("function")
        name = function.get("name") if isinstance(function, dict) else None
        if isinstance(name, str) and not re.fullmatch(pattern, name[:200]):
            yield f"{field}.function.name", f"{field}.function.name is {name[:80]!r}; expected {pattern}"


def _content_or_calls(example: Example, _: bool) -> Iterator[Fault]:
    for number, turn in enumerate(example.turns):
        if turn.tool_calls and turn.text:
            field = where(example, number, part="content")
            yield field, f"{field} stands beside tool calls; one of the two is allowed"


def _tools_declared(example: Example, _: bool) -> Iterator[Fault]:
    if declared(example.record) is None:
        for field, _call in _calls(example):
            yield field, f"{field} calls a tool, but the row declares no tools"
            return


def _tools_at_most(example: Example, most: int) -> Iterator[Fault]:
    tools = declared(example.record)
    if tools and len(tools) > most:
        yield "tools", f"{len(tools)} tools; the limit is {most}"


def _text_only(example: Example, _: bool) -> Iterator[Fault]:
    for number in range(len(example.turns)):
        item = place_of(example, number)[1]
        content = item.get("content") if isinstance(item, dict) else None
        if isinstance(content, list):
            field = where(example, number, part="content")
            yield field, f"{field} is a list of parts; expected a text"


def _parts(turn: Turn) -> list[Any]:
    return turn.content if isinstance(turn.content, list) else []


def _images(turn: Turn) -> int:
    return sum("image_url" in part or "image" in part or part.get("type") == "image" for part in _parts(turn))


def _images_at_most(example: Example, most: int) -> Iterator[Fault]:
    found = sum(map(_images, example.turns))
    if found > most:
        yield "", f"{found} images; the limit is {most}"


def _videos_at_most(example: Example, most: int) -> Iterator[Fault]:
    found = sum("video" in part for turn in example.turns for part in _parts(turn))
    if found > most:
        yield "", f"{found} videos; the limit is {most}"


def _image_addresses(example: Example, pattern: str) -> Iterator[Fault]:
    for number, turn in enumerate(example.turns):
        for place, part in enumerate(_parts(turn)):
            image = part.get("image_url")
            address = image.get("url") if isinstance(image, dict) else image
            if isinstance(address, str) and not re.match(pattern, address[:200]):
                field = f"{where(example, number, part='content')}[{place}].image_url"
                yield field, f"{field} is {address[:60]!r}; expected {pattern}"


def _asked_last(example: Example, roles: list[str]) -> Iterator[Fault]:
    """The turn before the answers of a pair."""
    before = [number for number in range(len(example.turns)) if not _answers(example, number)]
    if before and example.turns[before[-1]].role not in roles:
        field = where(example, before[-1])
        said = example.turns[before[-1]].role
        yield field, f"{field}: the prompt ends with the {said}'s turn; expected: {' or '.join(roles)}"


def _answers(example: Example, number: int) -> bool:
    return place_of(example, number)[0].startswith(("preferred_output", "completions"))


def _images_by(example: Example, roles: list[str]) -> Iterator[Fault]:
    for number, turn in enumerate(example.turns):
        if turn.role not in roles and _images(turn):
            field = where(example, number, part="content")
            yield field, f"{field} holds an image; only {' and '.join(roles)} may send one"


def _forbidden_words(example: Example, words: list[str]) -> Iterator[Fault]:
    for number, turn in enumerate(example.turns):
        for word in words:
            if re.search(rf"(?<!\w){re.escape(word)}", turn.text, re.IGNORECASE):
                field = where(example, number, part="content")
                yield field, f"{field} holds the reserved word {word!r}"


def _media_tokens(example: Example, names: list[str]) -> Iterator[Fault]:
    """As many tokens like <image> in the texts as elements in the row's list of images."""
    said = [turn.text for turn in example.turns] or [example.input, example.output]
    for name in names:
        items, token = example.record.get(name), f"<{name.removesuffix('s')}>"
        found = sum(text.count(token) for text in said)
        if isinstance(items, list) and len(items) != found:
            yield name, f"{name} has {len(items)} elements, the texts hold {token} {found} times"


def _sides(example: Example, _: bool) -> Iterator[Fault]:
    for name in ("preferred_output", "non_preferred_output"):
        side = example.record.get(name)
        if isinstance(side, list) and len(side) > 1:
            yield name, f"{name} has {len(side)} messages; expected one"


TESTS: dict[str, Test] = {
    "roles": _roles,
    "first-role": _first_role,
    "last-role": _last_role,
    "no-repeat": _no_repeat,
    "pairs": _pairs,
    "turns-at-least": _turns_at_least,
    "turns-at-most": _turns_at_most,
    "system": _system,
    "no-weight": _no_weight,
    "message-keys": _message_keys,
    "record-keys": _record_keys,
    "arguments": _arguments,
    "call-id": _call_id,
    "function-name": _function_name,
    "content-or-calls": _content_or_calls,
    "tools-declared": _tools_declared,
    "tools-at-most": _tools_at_most,
    "text-only": _text_only,
    "images-at-most": _images_at_most,
    "images-by": _images_by,
    "image-addresses": _image_addresses,
    "videos-at-most": _videos_at_most,
    "asked-last": _asked_last,
    "media-tokens": _media_tokens,
    "forbidden-words": _forbidden_words,
    "one-message-a-side": _sides,
}
# What is asked of the file as a whole; `auditor.checkers` counts for these.
OF_FILES = ("rows-at-least", "rows-at-most", "bytes-at-most", "tokens-at-most")
