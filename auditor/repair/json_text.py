"""Where the texts of a JSON record stand, and how to change one of them without touching another byte."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

TextPath = tuple[str | int, ...]  # ("messages", 1, "content")
Span = tuple[int, int]

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},:]|[^\s"\[\]{},:]++', re.DOTALL)
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_SPELLED = re.compile(_PAIR + r"|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL)


def text_spans(raw: bytes) -> dict[TextPath, Span]:
    """Path → where this text stands in the record's bytes, with its quotes; keys are no texts."""
    found: dict[TextPath, Span] = {}
    path: list[str | int] = []
    in_object: list[bool] = []
    key_next = False
    for token in _TOKEN.finditer(raw):
        mark = token[0][:1]
        if mark in b"{[":
            key_next = mark == b"{"
            in_object.append(key_next)
            path.append("" if key_next else 0)
        elif mark in b"}]":
            path.pop()
            in_object.pop()
            key_next = False
            if not path:
                break
        elif mark == b",":
            key_next = in_object[-1]
            path[-1] = path[-1] if isinstance(path[-1], str) else path[-1] + 1
        elif mark == b":":
            key_next = False
        elif mark == b'"' and key_next:
            path[-1] = json.loads(token[0])
        elif mark == b'"':
            found[tuple(path)] = token.span()
    return found


def with_texts(raw: bytes, texts: Mapping[TextPath, str]) -> bytes:
    """The record with other texts at these paths; every byte outside of what differs stays."""
    spans = text_spans(raw)
    escape = raw.isascii()
    for path in sorted(texts, key=lambda path: spans[path], reverse=True):
        start, end = spans[path]
        raw = raw[:start] + _respelled(raw[start:end], texts[path], escape) + raw[end:]
    return raw


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
