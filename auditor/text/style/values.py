"""Traits of a nested value, as JSON and YAML hold it: keys, types, short values, lengths of lists."""

from __future__ import annotations

import re
from typing import Any

from auditor.text.style.trait import MAX_TRAITS, Trait

MAX_DEPTH = 5
MAX_ITEMS = 30  # items of one list that are looked at
SHORT = 40  # characters of a value that may belong to a vocabulary

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?$")
_DIGITS = re.compile(r"\d+")
_TYPES = {str: "string", bool: "boolean", int: "number", float: "number", type(None): "null", dict: "object"}


def pattern(text: str) -> str:
    """The text with every digit as 9: "2024-05-01" → "9999-99-99"; "" when it holds no digit."""
    return re.sub(r"\d", "9", text) if _DIGITS.search(text) else ""


def shape(text: str) -> str:
    """Like `pattern`, with runs of digits as one 9: "12.50 EUR" and "7.00 EUR" are the same."""
    return _DIGITS.sub("9", text)


def scalar_type(text: str) -> str:
    """The type of a value that is written as text, as in YAML and XML."""
    if _NUMBER.match(text):
        return "number"
    if text in ("true", "false", "yes", "no"):
        return "boolean"
    return "null" if text in ("null", "~") else "array" if text[0] == "[" else "string"


def value_traits(value: Any) -> list[Trait]:
    """The traits of a decoded document. Paths are `customer.name` and `items[].sku`."""
    found: list[Trait] = []
    _walk(value, "", 0, found)
    return found


def scalar_traits(path: str, text: str) -> list[Trait]:
    """The traits of a short text inside a structure; none for a long one."""
    if len(text) > SHORT:
        return []
    traits = [(f"value:{path}", text)]
    if masked := pattern(text):
        traits += [(f"pattern:{path}", masked), (f"shape:{path}", shape(text))]
    return traits


def _walk(value: Any, path: str, depth: int, found: list[Trait]) -> None:
    if len(found) > MAX_TRAITS or depth > MAX_DEPTH:
        return
    found.append((f"type:{path}", _TYPES.get(type(value), "array")))
    if isinstance(value, dict):
        for key, inner in value.items():
            found.append((f"key:{path}", str(key)[:SHORT]))
            _walk(inner, f"{path}.{key}"[:120] if path else str(key)[:120], depth + 1, found)
    elif isinstance(value, list):
        _walk_list(value, path, depth, found)
    elif isinstance(value, str):
        found += scalar_traits(path, value)


def _walk_list(items: list[Any], path: str, depth: int, found: list[Trait]) -> None:
    found.append((f"items:{path}", str(len(items))))
    items = items[:MAX_ITEMS]
    for item in items:
        _walk(item, f"{path}[]", depth + 1, found)
    objects = [item for item in items if isinstance(item, dict)]
    keys = dict.fromkeys(key for item in objects for key in item)
    missing = (key for key in keys if not all(key in item for item in objects))
    found.extend((f"partial:{path}[]", str(key)[:SHORT]) for key in missing)
