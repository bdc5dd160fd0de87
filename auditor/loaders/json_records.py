"""Where records begin in damaged JSON: the keys that open them, told from those that stand whole."""

from __future__ import annotations

import re
from collections import Counter

CLOSES = {0x7B: 0x7D, 0x5B: 0x5D}  # { } and [ ]
TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
TO_BRACKET = re.compile(rb'[^"\[\]{}]*+(?:' + TEXT + rb'[^"\[\]{}]*+)*+([\[\]{}])', re.DOTALL)
OPENING = re.compile(rb"\{\s*+(" + TEXT + rb")\s*+:", re.DOTALL)
STRETCH = 1 << 16  # bytes that are looked at: some dozens of records
KEYS, TRIES, CHAIN = 16, 3, 64
_COMMA = re.compile(rb"\s*+,?\s*+")  # one may be missing, and between objects of their own there is none
_ENDS_INSIDE = re.compile(rb"\s*+\]\s*+[},]")  # the list was part of something


def beginning(keys: set[bytes]) -> re.Pattern[bytes] | None:
    """How a record begins that one of these keys opens."""
    if not keys:
        return None
    return re.compile(rb"\{\s*+(?:" + b"|".join(map(re.escape, sorted(keys))) + rb")\s*+:")


def opening_keys(data: bytes, known: set[bytes], inner: bool) -> set[bytes]:
    """The keys that open records in a stretch of an array that something is wrong with.

    Of all objects that follow each other, commas between them, records are those that reach furthest: a list
    inside a record ends before the record does. Where keys are `known`, one of them must be among these.
    `inner` says that the array itself is part of an object.
    """
    best: set[bytes] = set()
    reach, tried = 0, Counter[bytes]()
    for found in OPENING.finditer(data):
        if tried[found[1]] == TRIES or (found[1] not in tried and len(tried) == KEYS):
            continue
        tried[found[1]] += 1
        keys, end = _following(data, found.start())
        inside = not known and not inner and _ENDS_INSIDE.match(data, end)
        if end > reach and not inside and (not known or keys & known):
            best, reach = keys, end
    return best


def _following(data: bytes, at: int) -> tuple[set[bytes], int]:
    """The first keys of the objects that follow each other from here, and where the last of them ends.

    Where a bracket is wrong, records follow on what stands inside the broken one: only the later half counts.
    """
    keys: list[bytes] = []
    end = 0
    for _ in range(CHAIN):
        found = OPENING.match(data, at)
        closed = _closed(data, at) if found else None
        if found is None or closed is None:
            break
        keys.append(found[1])
        end = closed
        comma = _COMMA.match(data, end)
        if not comma:
            break
        at = comma.end()
    return set(keys[len(keys) // 2 :]), end


def _closed(data: bytes, at: int) -> int | None:
    """Where the value that opens here ends; None where its brackets make no sense."""
    expected = bytearray()
    while found := TO_BRACKET.match(data, at):
        at = found.end()
        bracket = data[at - 1]
        if bracket in CLOSES:
            expected.append(CLOSES[bracket])
        elif bracket != expected.pop():
            return None
        if not expected:
            return at
    return None
