"""Plain values as TOML text: the standard library reads TOML and does not write it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


def value(item: Any) -> str:
    """A text, number, truth value, list or table on one line."""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int | float):
        return repr(item)
    if isinstance(item, list | tuple):
        return "[" + ", ".join(map(value, item)) + "]"
    if isinstance(item, Mapping):
        return "{" + ", ".join(f"{key(name)} = {value(inner)}" for name, inner in item.items()) + "}"
    return json.dumps(str(item), ensure_ascii=False).replace("\x7f", "\\u007f")


def key(name: str) -> str:
    """A key, quoted where it must be."""
    bare = name and all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in name)
    return name if bare else value(name)


def style_lines(style: Mapping[str, Any]) -> Iterator[str]:
    """The [style] table: a line a setting, a block a rule."""
    yield "[style]  # the outputs' house style as it is now; rows that break it are errors"
    for name, item in style.items():
        if name != "rules":
            yield f"{key(name)} = {value(item)}"
    for rule in style.get("rules", ()):
        yield ""
        yield "[[style.rules]]"
        yield from (f"{key(name)} = {value(item)}" for name, item in rule.items())
