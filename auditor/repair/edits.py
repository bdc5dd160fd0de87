"""What a repair does to a record, place by place: other texts, other values, other keys, keys that go."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import msgspec
from msgspec import Struct

from auditor.errors import InputError
from auditor.loaders.json_value import decode
from auditor.model import Record

TextPath = tuple[str | int, ...]  # ("messages", 1, "content"); () is the whole record


class Spelled(Struct, frozen=True):
    """A value by its JSON spelling, which is kept: numbers as they are written, keys in their order."""

    json: str


class Renamed(Struct, frozen=True):
    """The key at this place gets another name; its value stays."""

    name: str


class Removed(Struct, frozen=True):
    """The key at this place goes, with its value."""


Edit = str | Spelled | Renamed | Removed  # a plain str is a text
Edits = Mapping[TextPath, Edit]


def applied(record: Record, edits: Edits) -> Record:
    """A copy of the record with the edits, the deepest places first.

    Raises InputError when a spelling is no JSON, KeyError or IndexError when there is no such place.
    """
    if () in edits:
        whole = value_of(edits[()])
        return whole if isinstance(whole, dict) else record
    copy = deepcopy(record)
    for path in sorted(edits, key=last_first, reverse=True):
        holder, edit = at(copy, path[:-1]), edits[path]
        if isinstance(edit, Removed):
            del holder[path[-1]]
        elif isinstance(edit, Renamed):
            renamed = {edit.name if key == path[-1] else key: value for key, value in holder.items()}
            holder.clear()
            holder.update(renamed)
        else:
            holder[path[-1]] = value_of(edit)
    return copy


def last_first(path: TextPath) -> tuple[int, TextPath]:
    """A key to sort places of one record by: what is deeper, and what comes later in a list, is larger."""
    return len(path), path


def at(value: Any, path: TextPath) -> Any:
    """What stands at a place."""
    for step in path:
        value = value[step]
    return value


def value_of(edit: Edit) -> Any:
    """The value that an edit puts in its place.

    Raises InputError when its spelling is no JSON.
    """
    if not isinstance(edit, Spelled):
        return edit
    try:
        return msgspec.json.decode(edit.json)
    except (msgspec.DecodeError, RecursionError):
        pass
    found = decode(f'{{"": {edit.json}}}'.encode())
    if isinstance(found, dict):
        return found[""]
    raise InputError(found.message)


def told(record: Record, path: TextPath, edit: Edit) -> dict[str, Any]:
    """What the log of changes says of an edit: before and after, and what it is unless a value.

    A key that is removed has no "after".
    """
    if isinstance(edit, Renamed):
        return {"before": path[-1], "after": edit.name, "of": "key"}
    before = at(record, path)
    if isinstance(edit, Removed):
        return {"before": before, "of": "field"}
    return {"before": before, "after": msgspec.Raw(edit.json.encode()) if isinstance(edit, Spelled) else edit}


def told_row(raw: bytes, line: bytes) -> dict[str, Any]:
    """What the log says of a row that is written in another format: its text, and the record that it is."""
    before = raw.decode("utf-8", "backslashreplace").rstrip("\r\n")
    return {"before": before, "after": msgspec.Raw(line), "of": "row"}
