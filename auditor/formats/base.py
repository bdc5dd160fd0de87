"""What a data format is: how to recognise its records, and how to read one as an Example."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct

from auditor.model import Example, Record

Holds = Literal["pair", "prompt", "text"]


class Format(Struct, frozen=True):
    """One data format.

    `recognises` decides from the keys and their kinds alone, without judging; `sign` says the same in words,
    for the documentation. `read` is the strict, fast gate: an Example without row and split, or None when the
    record is not one (the schema then says why). `roles` are the speakers a conversation may have. `holds`
    says whether a record is an input with its output, only a prompt, or only a text. `beyond_schema` names
    what no JSON Schema can say (two lists of one length, a span within its text), as (field, sentence).
    """

    name: str
    sign: str
    recognises: Callable[[Record], bool]
    read: Callable[[Record], Example | None]
    roles: frozenset[str] = frozenset()
    holds: Holds = "pair"
    beyond_schema: Callable[[Record], Iterable[tuple[str, str]]] = lambda record: ()

    @property
    def schema(self) -> str:
        """Its JSON Schema, as `auditor.resources` names it."""
        return f"formats/{self.name}.schema.json"


def text_of(value: Any) -> str | None:
    """A cell as text: strings as they are, numbers and booleans in JSON spelling, None for anything else."""
    if type(value) is str:
        return value
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) in (int, float):
        return str(value)
    return None


def same_length(one: str, other: Sequence[str]) -> Callable[[Record], Iterable[tuple[str, str]]]:
    """A test beyond the schema: the list `one` is as long as the first list of `other`."""

    def differences(record: Record) -> Iterable[tuple[str, str]]:
        name = next((name for name in other if isinstance(record.get(name), list)), "")
        if name and isinstance(record.get(one), list) and len(record[one]) != len(record[name]):
            yield name, f"{name} has {len(record[name])} elements, {one} has {len(record[one])}"

    return differences


def optional_text(value: Any) -> str:
    """A text that may be absent: "" for null and for anything that is no text."""
    return value if isinstance(value, str) else ""


def first_key(record: Record, names: tuple[str, ...]) -> str | None:
    """The first of `names` that is a key of the record, ignoring case."""
    return _first_of(tuple(record), names)


@lru_cache(4096)
def _first_of(keys: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    """Remembered, because all records of a file have much the same keys."""
    lowered = {key.lower(): key for key in keys} | {key: key for key in keys}
    return next((lowered[name] for name in names if name in lowered), None)
