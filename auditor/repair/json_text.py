"""Where the values of a JSON record stand, and how to change one of them without touching another byte."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from auditor.repair.edits import Edit, Removed, Renamed, Spelled, TextPath, last_first

Span = tuple[int, int]

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},:]|[^\s"\[\]{},:]++', re.DOTALL)
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_SPELLED = re.compile(_PAIR + r"|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_COMMA_BEFORE = re.compile(rb",\s*$")
_COMMA_AFTER = re.compile(rb"\s*,\s*")


class Member(NamedTuple):
    """Where a value stands, and where its key does; a key of no length for elements of lists."""

    key: Span
    value: Span


def members(raw: bytes) -> dict[TextPath, Member]:
    """Path → where everything in a record stands, texts and keys with their quotes."""
    found = _spans(raw)
    return found if raw[found[()].value[0] :].startswith(b"{") else _as_record(found)


def _as_record(found: dict[TextPath, Member]) -> dict[TextPath, Member]:
    """The paths in the record that the loader makes of a list: of turns, or of a text and its annotations."""
    items = [path[0] for path in found if len(path) == 1]
    for name, mark in (("messages", "role"), ("conversations", "from")):
        if items and all((item, mark) in found for item in items):
            return {(name, *path): member for path, member in found.items()}
    named: dict[TextPath, Member] = {
        ("text", *path[1:]): at for path, at in found.items() if path[:1] == (0,)
    }
    return named | {path[1:]: at for path, at in found.items() if path[:1] == (1,)}


def _spans(raw: bytes) -> dict[TextPath, Member]:
    found: dict[TextPath, Member] = {}
    path: list[str | int] = []
    opened: list[tuple[bool, int, Span]] = []  # in an object?, where it begins, its key
    key, key_next = (0, 0), False
    for token in _TOKEN.finditer(raw):
        mark, (start, end) = token[0][:1], token.span()
        if mark in b"{[":
            key_next = mark == b"{"
            opened.append((key_next, start, key))
            path.append("" if key_next else 0)
            key = (0, 0)
        elif mark in b"}]":
            path.pop()
            _, begun, own = opened.pop()
            found[tuple(path)] = Member(own, (begun, end))
            if not path:
                break
        elif mark == b",":
            key, key_next = (0, 0), opened[-1][0]
            path[-1] = path[-1] if isinstance(path[-1], str) else path[-1] + 1
        elif mark == b":":
            key_next = False
        elif mark == b'"' and key_next:
            key, path[-1] = (start, end), json.loads(token[0])
        else:
            found[tuple(path)] = Member(key, (start, end))
    return found


def text_spans(raw: bytes) -> dict[TextPath, Span]:
    """Path → where this text stands in the record's bytes, with its quotes; keys are no texts."""
    return {
        path: found.value
        for path, found in members(raw).items()
        if raw[found.value[0] : found.value[0] + 1] == b'"'
    }


def compact(raw: bytes) -> bytes:
    """The record on one line: without white space between its parts, every part as it is spelled."""
    return b"".join(_TOKEN.findall(raw))


def with_edits(raw: bytes, edits: Mapping[TextPath, Edit]) -> bytes:
    """The record with the edits; every byte outside of what differs stays.

    The edits must not lie inside one another, but for the new name of a key.
    """
    found, escape = members(raw), raw.isascii()
    going = [path for path, edit in edits.items() if isinstance(edit, Removed)]
    changes = [
        _change(raw, found[path], edit, escape)
        for path, edit in edits.items()
        if not isinstance(edit, Removed)
    ]
    for (start, end), new in sorted(changes, reverse=True):
        raw = raw[:start] + new + raw[end:]
    for path in sorted(going, key=last_first, reverse=True):  # one by one: neighbours share a comma
        start, end = _removal(raw, members(raw)[path])
        raw = raw[:start] + raw[end:]
    return raw


def _change(raw: bytes, member: Member, edit: str | Spelled | Renamed, escape: bool) -> tuple[Span, bytes]:
    """Which bytes become which."""
    start, end = member.value
    if isinstance(edit, Renamed):
        return member.key, json.dumps(edit.name, ensure_ascii=escape).encode()
    if isinstance(edit, Spelled):
        return member.value, (_escaped(edit.json) if escape else edit.json).encode()
    if raw[start : start + 1] == b'"':
        return member.value, _respelled(raw[start:end], edit, escape)
    return member.value, json.dumps(edit, ensure_ascii=escape).encode()


def _removal(raw: bytes, member: Member) -> Span:
    """The key, its value and one comma: the one behind, or, for the last one, the one before."""
    start, end = member.key[0] if member.key[1] else member.value[0], member.value[1]
    if after := _COMMA_AFTER.match(raw, end):
        return start, after.end()
    before = _COMMA_BEFORE.search(raw[:start])
    return (before.start() if before else start), end


def _escaped(spelled: str) -> str:
    """JSON in ASCII: what lies beyond stands in texts only, where it can be escaped."""
    return _BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], spelled)


def _respelled(token: bytes, text: str, escape: bool) -> bytes:
    """The JSON spelling of a text that keeps the spelling of what it shares with the old one at both ends."""
    spelled = _SPELLED.findall(token[1:-1].decode("utf-8"))
    old = [json.loads(f'"{part}"') if len(part) > 1 else part for part in spelled]
    start = _shared(old, text)
    end = _shared(old[start:][::-1], text[start:][::-1])
    middle = json.dumps(text[start : len(text) - end], ensure_ascii=escape)[1:-1]
    whole = "".join((*spelled[:start], middle, *spelled[len(spelled) - end :]))
    return b'"' + whole.encode("utf-8") + b'"'


def _shared(one: list[str], other: str) -> int:
    """How many first characters are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
