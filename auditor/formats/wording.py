"""What a JSON Schema has against a value, in words: "messages[2].role is 'asistant'; allowed: user …"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

SHOWN = 40  # characters of a value
MESSAGE = 160  # characters of a sentence that is not ours
KINDS = {
    "string": "a text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
    "array": "a list", "object": "an object", "null": "null",
}  # fmt: skip


class Breach(Struct, frozen=True):
    """A keyword of a schema that a value does not satisfy.

    `wanted` is the keyword's own value, `schema` the object it stands in, `message` the validator's sentence.
    """

    keyword: str
    path: str
    given: Any
    wanted: Any
    schema: Any
    message: str


def sentences(breach: Breach) -> Iterator[tuple[str, str]]:
    """What is wrong, as pairs of the field and a sentence."""
    return _WORDS.get(breach.keyword, _in_its_own_words)(breach)


def field_name(path: Iterable[str | int]) -> str:
    """A path into a record as people write it: messages[2].role."""
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"[{step}]"
        else:
            name += f".{step}" if name else step
    return name


def shown(value: Any) -> str:
    """A value in few characters: texts cut short, numbers as they are, else what kind of thing it is."""
    if isinstance(value, str):
        return repr(value if len(value) <= SHOWN else value[: SHOWN - 1] + "…")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return str(value)[:SHOWN]
    return "a list" if isinstance(value, list) else "an object"


def suggestion(word: Any, known: Iterable[str]) -> str:
    """A question "did you mean …" for a word that is nearly one of the known ones, else ""."""
    near = get_close_matches(str(word)[:SHOWN], list(known), 1, 0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def suggestion_of(name: str, keys: Iterable[str]) -> str:
    """A question "did you mean it by …" for a missing name that one of the keys nearly is, else ""."""
    near = get_close_matches(name, list(keys), 1, 0.6)
    return f"; did you mean it by {near[0]!r}?" if near else ""


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path and name else path or name


def _missing(breach: Breach) -> Iterator[tuple[str, str]]:
    """One breach stands for one missing name; a key that nearly has the name is pointed at."""
    spare = [key for key in breach.given if key not in breach.schema.get("properties", {})]
    for name in breach.wanted:
        if name not in breach.given and breach.message.startswith(repr(name)):
            field = _join(breach.path, name)
            yield field, f"{field} is missing{suggestion_of(name, spare)}"


def _unknown(breach: Breach) -> Iterator[tuple[str, str]]:
    properties = breach.schema.get("properties", {})
    for key in breach.given:
        if key not in properties:
            hint = suggestion(key, [name for name in properties if name not in breach.given])
            yield _join(breach.path, key), f"{breach.path or 'the record'} has the unknown key {key!r}{hint}"


def _choice(breach: Breach) -> Iterator[tuple[str, str]]:
    allowed = breach.wanted if breach.keyword == "enum" else [breach.wanted]
    names = ", ".join(item if isinstance(item, str) else shown(item) for item in allowed)
    hint = suggestion(breach.given, [item for item in allowed if isinstance(item, str)])
    yield breach.path, f"{breach.path} is {shown(breach.given)}; allowed: {names}{hint}"


def _type(breach: Breach) -> Iterator[tuple[str, str]]:
    wanted = [breach.wanted] if isinstance(breach.wanted, str) else breach.wanted
    kinds = " or ".join(KINDS[name] for name in wanted)
    yield breach.path, f"{breach.path or 'the record'} is {_kind(breach.given)}; expected {kinds}"


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "a text"
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"the number {shown(value)}" if number else shown(value)


def _too_few(breach: Breach) -> Iterator[tuple[str, str]]:
    has = len(breach.given)
    what = f"has {has} of at least {breach.wanted}" if has else "is empty"
    yield breach.path, f"{breach.path or 'the record'} {what}"


def _too_many(breach: Breach) -> Iterator[tuple[str, str]]:
    yield breach.path, f"{breach.path or 'the record'} has {len(breach.given)}; at most {breach.wanted}"


def _described(breach: Breach) -> Iterator[tuple[str, str]]:
    """A keyword that only its schema can put in words: its `description`."""
    text = breach.schema.get("description") or breach.message[:MESSAGE]
    name = _first_alternative(breach)
    spare = [key for key in breach.given if key not in breach.schema.get("properties", {})] if name else ()
    hint = suggestion_of(name, spare)
    yield _join(breach.path, name), (f"{breach.path}: {text}" if breach.path else text) + hint


def _first_alternative(breach: Breach) -> str:
    """Of alternatives that each need one name, none of which is there: the first; else ""."""
    wanted = breach.wanted if breach.keyword == "anyOf" else ()
    names = [item["required"][0] for item in wanted if len(item.get("required", ())) == 1]
    if not names or len(names) < len(wanted) or not isinstance(breach.given, dict):
        return ""
    return names[0] if not breach.given.keys() & set(names) else ""


def _in_its_own_words(breach: Breach) -> Iterator[tuple[str, str]]:
    yield breach.path, f"{breach.path or 'the record'}: {breach.message[:MESSAGE]}"


_WORDS: dict[str, Callable[[Breach], Iterator[tuple[str, str]]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "enum": _choice,
    "const": _choice,
    "type": _type,
    "minItems": _too_few,
    "minProperties": _too_few,
    "minLength": _too_few,
    "maxItems": _too_many,
    "anyOf": _described,
    "contains": _described,
    "pattern": _described,
    "not": _described,
}
