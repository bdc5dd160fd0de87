"""Records inside one JSON document: the elements of an array, or objects that span lines.

Elements are cut out by their brackets alone, so that each knows its offset and line, a broken one does not
end the audit, and no more of the file than one element is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from auditor.loaders.json_value import DEPTH_LIMIT
from auditor.loaders.jsonl import too_long
from auditor.loaders.opening import open_bytes
from auditor.loaders.source import DataFile, Fault, Located
from auditor.model import Window
from auditor.text.cut import CONTEXT, stretch

BLOCK = 1 << 20
LONGEST_START = 4096  # bytes: an opening bracket, spaces, the first key
CLOSES = {0x7B: 0x7D, 0x5B: 0x5D}  # { } and [ ]

_TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TO_BRACKET = re.compile(rb'[^"\[\]{}]*+(?:' + _TEXT + rb'[^"\[\]{}]*+)*+([\[\]{}])', re.DOTALL)
_FLAT = re.compile(rb'\{[^"\[\]{}]*+(?:' + _TEXT + rb'[^"\[\]{}]*+)*+\}', re.DOTALL)
_PART = re.compile(_TEXT + rb'|[^,"]++|[",]', re.DOTALL)
_FIRST_KEY = re.compile(rb"\{\s*+(" + _TEXT + rb")\s*+:", re.DOTALL)

Element = tuple[int, int, bytes | Fault]  # offset, line, what stands there


def records(file: DataFile, start: int, end: int) -> Iterator[Located]:
    """Yield all records; a document is always one shard."""
    yield from elements(file)


def pick(file: DataFile, offsets: list[int]) -> Iterator[Located]:
    """Yield the records at these offsets: what a broken element is depends on all that stands before it."""
    wanted = set(offsets)
    for offset, line, element in elements(file):
        if offset in wanted:
            yield offset, line, element
        if offset >= offsets[-1]:
            return


def elements(file: DataFile) -> Iterator[Element]:
    """Every record of a document with its offset and line: its bytes, or the fault that stands there."""
    with open_bytes(file) as stream:
        line = 1 + stream.read(file.start).count(b"\n")
        window = _Window(stream, file, line)
        for at, element in _Document(window, file).elements():
            yield window.base + at, window.line_of(at), element


class _Window:
    """The part of the stream that is being looked at; positions are counted from its start."""

    def __init__(self, stream: BinaryIO, file: DataFile, line: int) -> None:
        self.stream, self.base, self.line, self.counted = stream, file.start, line, 0
        self.data = b""

    def more(self) -> bool:
        """Read on, as much again as there is, so that growing stays linear."""
        block = self.stream.read(max(BLOCK, len(self.data)))
        self.data += block
        return bool(block)

    def line_of(self, at: int) -> int:
        """The physical line of a position; positions must not go back."""
        self.line += self.data.count(b"\n", self.counted, at)
        self.counted = max(at, self.counted)
        return self.line

    def drop(self, at: int) -> int:
        """Forget what stands before a position; returns where that position is now."""
        if at < BLOCK:
            return at
        self.line_of(at)
        self.data, self.base, self.counted = self.data[at:], self.base + at, 0
        return 0

    def match(self, pattern: re.Pattern[bytes], at: int, limit: int) -> re.Match[bytes] | None:
        """Match at a position, reading on while the match may be cut off; None at the limit or the end."""
        while not (found := pattern.match(self.data, at)):
            if len(self.data) - at > limit or not self.more():
                return None
        return found


class _Document:
    """Cuts a document into elements; all positions are the window's."""

    def __init__(self, window: _Window, file: DataFile) -> None:
        self.window, self.limit = window, file.limits.record
        self.listed = file.container == "json-array"  # separated by commas and closed by a bracket
        self.inner = file.wrapped  # the array is a part of the document
        self.boundary: re.Pattern[bytes] | None = None  # how every record begins

    def elements(self) -> Iterator[tuple[int, bytes | Fault]]:
        """Everything that stands between the brackets of the document, and everything that should not."""
        window, at, follows = self.window, 0, ""
        while True:
            at = window.drop(at)
            found = window.match(_TO_BRACKET, at, self.limit)
            if found is None:
                yield from self._cut_off(at, follows)
                return
            mark = found.start(1)
            opens = window.data[mark] in CLOSES
            yield from self._between(at, mark, follows, opens)
            if opens:
                end = self._close(mark)
                if end > 0:
                    yield mark, window.data[mark:end]
                    at, follows = end, "element"
                    continue
                elements, restart = self._broken(mark, -end)
                yield from elements
                at, follows = self._next_record(-end) if restart is None else restart, ""
                if at < 0:
                    return
            elif self.listed and window.data[mark] == 0x5D:
                yield from self._after(mark + 1)
                return
            else:
                yield mark, Fault("INP001", "a closing bracket that nothing opened", 0, self._words(mark))
                at, follows = mark + 1, "stray bracket"

    def _close(self, mark: int) -> int:
        """The end of the element that opens at `mark`; minus where its brackets stopped making sense."""
        window = self.window
        if self.boundary is None and (key := window.match(_FIRST_KEY, mark, LONGEST_START)):
            self.boundary = re.compile(rb"\{\s*+" + re.escape(key[1]) + rb"\s*+:")
        if flat := _FLAT.match(window.data, mark):
            return flat.end()
        expected, at = bytearray(), mark
        while found := window.match(_TO_BRACKET, at, self.limit):
            at = found.end()
            bracket = window.data[at - 1]
            if bracket in CLOSES:
                expected.append(CLOSES[bracket])
            elif bracket != expected.pop():
                return -at
            if not expected:
                return at
            if len(expected) > 4 * DEPTH_LIMIT or at - mark > self.limit:
                return -at
        return -len(window.data)

    def _broken(self, mark: int, stop: int) -> tuple[list[tuple[int, bytes | Fault]], int | None]:
        """An element that does not close, cut where further records begin inside it.

        Returns the pieces, and the start of the last record inside, which is left to be looked at by itself.
        """
        data = self.window.data
        inner = self.boundary.finditer(data, mark + 1, stop) if self.boundary else ()
        starts = [mark, *(record.start() for record in inner)]
        if len(starts) > 1:
            cut = [(begin, data[begin:end].rstrip().removesuffix(b",")) for begin, end in pairwise(starts)]
            return list(cut), starts[-1]
        if stop - mark > self.limit:
            return [(mark, too_long(data[mark : mark + 200], self.limit))], None
        return [(mark, data[mark:stop])], None

    def _next_record(self, at: int) -> int:
        """Where the next record begins, by its first key; -1 when there is none."""
        while self.boundary:
            if found := self.boundary.search(self.window.data, at):
                return found.start()
            at = self.window.drop(max(at, len(self.window.data) - LONGEST_START))
            if not self.window.more():
                break
        return -1

    def _between(
        self, begin: int, end: int, follows: str, opens: bool
    ) -> Iterator[tuple[int, bytes | Fault]]:
        """What stands between two elements: one comma, if all is well; texts and numbers are elements too.

        `follows` says what stands before it, "" for nothing; `opens` that an element begins after it.
        """
        gap = self.window.data[begin:end]
        if gap.strip() == (b"," if self.listed and follows and opens else b""):
            return
        if not self.listed:
            yield begin, Fault("INP001", "text between two objects", 0, stretch(gap))
            return
        parts = _split(gap)
        if len(parts) == 1 and follows == "element" and opens and not gap.strip():
            yield (
                begin - 1,
                Fault("INP001", "a comma is missing between two elements", 0, self._words(begin - 1)),
            )
        for number, (offset, part) in enumerate(parts):
            at = begin + offset
            shared = (number == 0 and bool(follows)) or (number == len(parts) - 1 and opens)
            if not part.strip():
                if not shared:
                    yield (
                        at - 1,
                        Fault("INP001", "a comma without an element", 0, self._words(max(0, at - 1))),
                    )
                continue
            at += len(part) - len(part.lstrip())
            fault = Fault("INP001", "text between two elements", 0, stretch(part))
            yield at, fault if shared else part.strip()

    def _after(self, at: int) -> Iterator[tuple[int, bytes | Fault]]:
        """What follows the closing bracket; nothing should, unless the array is part of a document."""
        if self.inner:
            return
        while not (rest := self.window.data[at:].lstrip()):
            at = self.window.drop(len(self.window.data))
            if not self.window.more():
                return
        at = len(self.window.data) - len(rest)
        yield at, Fault("INP001", "text after the end of the array was not read", 0, stretch(rest))

    def _cut_off(self, at: int, follows: str) -> Iterator[tuple[int, bytes | Fault]]:
        """What stands after the last bracket of a file that does not end as it should."""
        rest = self.window.data[at:]
        if len(rest) > self.limit:
            yield at, too_long(rest, self.limit)
            return
        yield from self._between(at, len(self.window.data), follows, False)
        if self.listed:
            reason = "the array is not closed; the file may have been cut off"
            yield len(self.window.data), Fault("INP001", reason, 0, stretch(rest))

    def _words(self, at: int) -> Window:
        return stretch(self.window.data[at : at + CONTEXT])


def _split(gap: bytes) -> list[tuple[int, bytes]]:
    """The parts between commas, with their offsets; a comma inside quotes is text."""
    parts, begin = [], 0
    for token in _PART.finditer(gap):
        if token.group() == b",":
            parts.append((begin, gap[begin : token.start()]))
            begin = token.end()
    return [*parts, (begin, gap[begin:])]
