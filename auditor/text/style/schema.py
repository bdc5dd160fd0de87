"""The JSON part of a house style as a JSON Schema (draft 2020-12), which is easier to read and edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec

from auditor.json_schema import validator
from auditor.text.style.convention import Convention
from auditor.text.style.trait import kind, path

KINDS = frozenset(("key", "type", "value", "pattern", "shape", "items", "partial"))
"""The kinds of convention that a schema expresses."""

Schema = dict[str, Any]

_SPECIAL = re.compile(r"[.^$*+?{}\[\]\\|()/]")


def schema_errors(schema: Schema, value: Any) -> list[str]:
    """What is wrong with a decoded output, at most three sentences, each with the place in it."""
    errors = islice(validator(msgspec.json.encode(schema)).iter_errors(value), 3)
    return [f"{error.json_path}: {error.message[:120]}" for error in errors]


def schema_of(form: str, conventions: Iterable[Convention]) -> Schema:
    """The schema that says what the conventions on keys, types, values and list lengths say."""
    root: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "array" if form == "JSON list" else "object",
    }
    for convention in conventions:
        if kind(convention.feature) in KINDS:
            _APPLY[kind(convention.feature)](_at(root, path(convention.feature)), convention)
    return root


def _at(schema: Schema, inside: str) -> Schema:
    """The schema of the value at a path like `customer.name` or `items[].sku`, made where missing."""
    for step in _steps(inside):
        if step == "[]":
            schema = schema.setdefault("items", {})
        else:
            schema = schema.setdefault("properties", {}).setdefault(step, {})
    return schema


def _steps(inside: str) -> Iterator[str]:
    for part in inside.split(".") if inside else ():
        name = part.rstrip("[]")
        if name:
            yield name
        yield from ["[]"] * ((len(part) - len(name)) // 2)


def _key(schema: Schema, convention: Convention) -> None:
    schema.setdefault("type", "object")
    for name in convention.values:
        schema.setdefault("properties", {}).setdefault(name, {})
    if convention.must == "have":
        schema["required"] = sorted({*schema.get("required", ()), *convention.values})
    elif convention.must == "only":
        schema["additionalProperties"] = False


def _type(schema: Schema, convention: Convention) -> None:
    values = list(convention.values)
    schema["type"] = values[0] if len(values) == 1 else values


def _value(schema: Schema, convention: Convention) -> None:
    nulls = [None] if "null" in schema.get("type", ()) else []
    schema["enum"] = [*sorted(convention.values), *nulls]


def _pattern(schema: Schema, convention: Convention) -> None:
    """Digits stand for digits; in a shape one 9 is any number of them."""
    digit = r"[-+−]?\d+(?:[ ,.]\d+)*" if kind(convention.feature) == "shape" else r"\d"
    literal = _SPECIAL.sub(r"\\\g<0>", convention.values[0])
    schema["pattern"] = f"^{literal.replace('9', digit)}$"


def _items(schema: Schema, convention: Convention) -> None:
    counts = [int(value) for value in convention.values]
    schema |= {"minItems": min(counts), "maxItems": max(counts)}


def _same_keys(schema: Schema, convention: Convention) -> None:
    """`required` already says it."""


_APPLY = {
    "key": _key,
    "type": _type,
    "value": _value,
    "pattern": _pattern,
    "shape": _pattern,
    "items": _items,
    "partial": _same_keys,
}
