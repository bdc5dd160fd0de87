"""One JSON value from bytes: a record, or a fault that says what is wrong and where."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from auditor.loaders.source import Fault
from auditor.model import Record

DEPTH_LIMIT = 256
EXCERPT = 120  # characters
KINDS = {list: "an array", str: "a string", bool: "a boolean", type(None): "null"}

_decode = msgspec.json.Decoder().decode


def decode(raw: bytes) -> Record | Fault:
    """Decode one JSON object.

    Every record passes msgspec; only what it refuses is read a second time by the standard library, which
    knows the column and whose opinion is asked before anything is called invalid.
    """
    if raw.count(b"[") + raw.count(b"{") > DEPTH_LIMIT and (fault := _too_deep(raw)):
        return fault
    try:
        value = _decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        value = _second_opinion(raw)
    if type(value) is dict:
        return _duplicate_key(raw, value) or value
    if isinstance(value, Fault):
        return value
    kind = KINDS.get(type(value), "a number")
    return Fault("INP003", f"the line holds {kind}, not a JSON object", 1, _excerpt(raw))


def _second_opinion(raw: bytes) -> Any:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault("INP002", f"byte 0x{raw[error.start]:02x} is not UTF-8", error.start + 1, _excerpt(raw))
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_int=_big_int)
    except json.JSONDecodeError as error:
        return Fault("INP001", f"{error.msg} (column {error.colno})", error.colno, _excerpt(raw, error.pos))
    except (ValueError, RecursionError) as error:
        return Fault("INP001", str(error), 1, _excerpt(raw))


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _big_int(digits: str) -> int | str:
    return int(digits) if len(digits) < 4300 else digits


def _duplicate_key(raw: bytes, value: Record) -> Fault | None:
    """A second parse, only where the text may hold more keys than were kept."""
    adjacent = raw.count(b'":') - raw.count(b'\\":')
    unusual = b'" :' in raw or b'"\t:' in raw or b'"\r:' in raw or b'\\\\"' in raw
    if not unusual and adjacent == _keys(value):
        return None
    twice: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        kept = dict(items)
        if len(kept) < len(items):
            names = [name for name, _ in items]
            twice.extend(name for name in kept if names.count(name) > 1)
        return kept

    try:
        json.loads(raw, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return None  # only huge numbers get here, and those were accepted above
    if not twice:
        return None
    return Fault("INP004", f"the key {json.dumps(twice[0])} occurs twice", 0, _excerpt(raw))


def _keys(value: Any) -> int:
    if type(value) is dict:
        return len(value) + sum(_keys(item) for item in value.values() if type(item) in (dict, list))
    return sum(_keys(item) for item in value if type(item) in (dict, list))


def _too_deep(raw: bytes) -> Fault | None:
    depth = deepest = 0
    inside = escaped = False
    for byte in raw:
        if inside:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    if deepest <= DEPTH_LIMIT:
        return None
    return Fault("INP006", f"nested {deepest} levels deep; the limit is {DEPTH_LIMIT}", 1, _excerpt(raw))


def _excerpt(raw: bytes, around: int = 0) -> str:
    start = max(0, around - EXCERPT // 2)
    return raw[start : start + EXCERPT].decode("utf-8", "backslashreplace").strip()
