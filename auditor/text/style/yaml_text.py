"""Traits of the plain subset of YAML that outputs use; anything else is not taken for YAML.

Only lower-case keys count: "Subjective: …" on a line of its own is a labelled line, not YAML.
"""

from __future__ import annotations

import re

from auditor.text.style.trait import Trait
from auditor.text.style.values import scalar_traits

_LINE = re.compile(r"( *)(- +)?(?:([a-z_][\w.-]*):(?: +(\S.*))?|(\S.*))$")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?$")
_BLOCK = frozenset(("|", ">", "|-", ">-"))
MAX_LINES = 400

_Level = tuple[
    int, str, bool
]  # indent of the keys, path of the mapping, False while only a least indent is known


def yaml_traits(text: str) -> list[Trait] | None:
    """Keys, types, short values and list lengths by path; None when the text is not such YAML."""
    lines = [line.rstrip() for line in text.splitlines()[:MAX_LINES] if line.strip() not in ("", "---")]
    found: list[Trait] = []
    levels: list[_Level] = [(0, "", True)]
    items: dict[str, int] = {}
    skip_deeper_than: int | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if skip_deeper_than is not None and indent > skip_deeper_than:
            continue
        match = _LINE.match(line)
        if match is None or not _read(match, levels, items, found):
            return None
        skip_deeper_than = indent if match[4] in _BLOCK else None
    found.extend((f"items:{path}", str(count)) for path, count in items.items())
    return found if len({trait for trait in found if trait[0].startswith("key:")}) > 1 else None


def _read(match: re.Match[str], levels: list[_Level], items: dict[str, int], found: list[Trait]) -> bool:
    """Take in one line; False when it is not in the subset."""
    indent, dash, key, scalar, bare = len(match[1]), match[2], match[3], match[4], match[5]
    if key is None and not dash:
        return False
    keys_at = indent + len(dash or "")
    while len(levels) > 1 and _has_ended(levels[-1], indent, keys_at, bool(dash)):
        levels.pop()
    if dash:
        _item(keys_at, levels, items)
    elif not levels[-1][2]:
        levels[-1] = (indent, levels[-1][1], True)
    elif levels[-1][0] < indent:
        return False
    if key is None:
        found.append((f"type:{levels[-1][1]}", _type(bare)))
        return True
    return _entry(key, scalar, keys_at, levels, found)


def _has_ended(level: _Level, indent: int, keys_at: int, dash: bool) -> bool:
    """Whether a line at this indent stands outside of the level."""
    if level[2]:
        return level[0] > (keys_at if dash else indent)
    return level[0] > indent if dash else level[0] >= indent


def _item(keys_at: int, levels: list[_Level], items: dict[str, int]) -> None:
    path = levels[-1][1].removesuffix("[]")
    items[path] = items.get(path, 0) + 1
    if levels[-1][1].endswith("[]"):
        levels.pop()
    levels.append((keys_at, f"{path}[]", True))


def _entry(key: str, scalar: str | None, keys_at: int, levels: list[_Level], found: list[Trait]) -> bool:
    parent = levels[-1][1]
    path = f"{parent}.{key}"[:120] if parent else key
    found.append((f"key:{parent}", key))
    if scalar is None:
        levels.append((keys_at, path, False))
        return True
    found.append((f"type:{path}", _type(scalar)))
    found.extend(scalar_traits(path, scalar))
    return ": " not in scalar or scalar[0] in "\"'{["


def _type(scalar: str) -> str:
    if _NUMBER.match(scalar):
        return "number"
    if scalar in ("true", "false", "yes", "no"):
        return "boolean"
    return "null" if scalar in ("null", "~") else "array" if scalar[0] == "[" else "string"
