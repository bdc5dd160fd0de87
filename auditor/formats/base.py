"""What a data format is: how to recognise its records, and how to read one as an Example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from auditor.model import Example, Record


@dataclass(frozen=True, slots=True)
class Format:
    """One data format.

    `recognises` decides from the keys and their kinds alone, without judging; `read` is the strict, fast
    gate: an Example without row and split, or None when the record is not one (the schema then says why).
    `schema` is a file in schemas/formats.
    """

    name: str
    schema: str
    recognises: Callable[[Record], bool]
    read: Callable[[Record], Example | None]


def text_of(value: Any) -> str | None:
    """A cell as text: strings as they are, numbers and booleans in JSON spelling, None for anything else."""
    if type(value) is str:
        return value
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) in (int, float):
        return str(value)
    return None


def first_key(record: Record, names: tuple[str, ...]) -> str | None:
    """The first of `names` that is a key of the record, ignoring case."""
    for name in names:
        if name in record:
            return name
    lowered = {key.lower(): key for key in record}
    return next((lowered[name] for name in names if name in lowered), None)
