"""Traits of the plain subset of YAML that outputs use; anything else is not taken for YAML.

Only lower-case keys count: "Subjective: …" on a line of its own is a labelled line, not YAML.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.text.style.counted import Counted
from auditor.text.style.trait import Trait
from auditor.text.style.values import scalar_traits, scalar_type, types_at

_LINE = re.compile(r"( *)(- +)?(?:([a-z_][\w.-]*):(?: +(\S.*))?|(\S.*))$")
_BLOCK = frozenset(("|", ">", "|-", ">-"))
MAX_LINES = 400

_Level = tuple[
    int, str, bool
]  # indent of the keys, path of the mapping, False while only a least indent is known


def yaml_traits(text: str, counted: Counted = None) -> list[Trait] | None:
    """Keys, types, short values and list lengths by path; None when the text is not such YAML."""
    lines = [line.rstrip() for line in text.splitlines()[:MAX_LINES] if line.strip() not in ("", "---")]
    reader = _Reader(counted)
    skip_deeper_than: int | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if skip_deeper_than is not None and indent > skip_deeper_than:
            continue
        match = _LINE.match(line)
        if match is None or not reader.read(match):
            return None
        skip_deeper_than = indent if match[4] in _BLOCK else None
    keys = {trait for trait in reader.found if trait[0].startswith("key:")}
    items = [(f"items:{path}", str(count)) for path, count in reader.items.items()]
    indents = (len(line) - len(line.lstrip(" ")) for line in lines)
    first = next((indent for indent in indents if indent), 0)
    layout = [("layout", f"indented by {first}")] if first else []
    return [*reader.found, *items, *layout] if len(keys) > 1 else None


class _Reader:
    """Reads line by line; `levels` are the open mappings, outermost first."""

    def __init__(self, counted: Counted) -> None:
        self.counted = counted
        self.levels: list[_Level] = [(0, "", True)]
        self.items: dict[str, int] = {}
        self.found: list[Trait] = []

    def read(self, match: re.Match[str]) -> bool:
        """Take in one line; False when it is not in the subset."""
        indent, dash, key, scalar, bare = len(match[1]), match[2], match[3], match[4], match[5]
        keys_at = indent + len(dash or "")
        while len(self.levels) > 1 and _has_ended(self.levels[-1], indent, keys_at, bool(dash)):
            self.levels.pop()
        if dash:
            self._item(keys_at)
        elif key is None or not self._settles(indent):
            return False
        if key is None:
            self.found.append(types_at(self.levels[-1][1])[scalar_type(bare)])
            return True
        return self._entry(key, scalar, keys_at)

    def _settles(self, indent: int) -> bool:
        """Whether a key may stand at this indent; the first key of a mapping fixes it."""
        least, path, fixed = self.levels[-1]
        if not fixed:
            self.levels[-1] = (indent, path, True)
        return not fixed or least == indent

    def _item(self, keys_at: int) -> None:
        path = self.levels[-1][1].removesuffix("[]")
        self.items[path] = self.items.get(path, 0) + 1
        self.found.append(types_at(path)["array"])
        if self.levels[-1][1].endswith("[]"):
            self.levels.pop()
        self.levels.append((keys_at, f"{path}[]", True))

    def _entry(self, key: str, scalar: str | None, keys_at: int) -> bool:
        parent = self.levels[-1][1]
        path, named, types = _entry_at(parent, key)
        self.found += [types_at(parent)["object"], named]
        if scalar is None:
            self.levels.append((keys_at, path, False))
            return True
        self.found.append(types["inline list" if scalar[0] == "[" else scalar_type(scalar)])
        self.found.extend(scalar_traits(path, scalar, self.counted))
        return ": " not in scalar or scalar[0] in "\"'{["


@lru_cache(maxsize=4096)
def _entry_at(parent: str, key: str) -> tuple[str, Trait, dict[str, Trait]]:
    """The path of a key of the mapping at a path, its trait, and those of the types its value may have."""
    path = f"{parent}.{key}"[:120] if parent else key
    return path, (f"key:{parent}", key), types_at(path)


def _has_ended(level: _Level, indent: int, keys_at: int, dash: bool) -> bool:
    """Whether a line at this indent stands outside of the level."""
    if level[2]:
        return level[0] > (keys_at if dash else indent)
    return level[0] > indent if dash else level[0] >= indent
