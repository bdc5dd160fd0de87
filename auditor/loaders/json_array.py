"""Records inside one JSON document: the elements of an array, or objects that span lines.

Elements are cut out by their brackets alone, so that each knows its offset and line, a broken one does not
end the audit, and no more of the file than one element is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor.loaders import json_window
from auditor.loaders.json_records import (
    CLOSES,
    OPENING,
    STRETCH,
    TEXT,
    TO_BRACKET,
    beginning,
    opening_keys,
)
from auditor.loaders.json_value import DEPTH_LIMIT, decode
from auditor.loaders.jsonl import BOM, too_long
from auditor.loaders.opening import open_bytes
from auditor.loaders.source import DataFile, Fault, Located
from auditor.text.cut import CONTEXT, stretch

LONGEST_START = 4096  # bytes: an opening bracket, spaces, the first key
SEEN = 256  # bytes of the last whole element that are kept, for its first key
LEARNT = 64  # stretches behind a fault that are looked at for keys which open records
_FLAT = re.compile(rb'\{[^"\[\]{}]*+(?:' + TEXT + rb'[^"\[\]{}]*+)*+\}', re.DOTALL)
_PART = re.compile(TEXT + rb'|[^,"]++|[",]', re.DOTALL)
_NO_BRACE = re.compile(rb",?\s*+(?=" + TEXT + rb"\s*+:)", re.DOTALL)
_SIGN = re.compile(rb"\s*+(\S)")
_GOES_ON = re.compile(rb"\s*+\}?\s*+,?\s*+\[?\s*+(\{)")
_USUAL = b", \t\r\n"  # between two elements

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
        if offset == offsets[-1]:
            return


def elements(file: DataFile) -> Iterator[Element]:
    """Every record of a document with its offset and line: its bytes, or the fault that stands there."""
    with open_bytes(file) as stream:
        head = stream.read(file.start)
        last = head[-1:]  # what is wrong at once is told at the bracket
        window = json_window.Window(stream, last, len(head) - len(last), 1 + head.count(b"\n"))
        for at, element in _Document(window, file, head).elements():
            yield window.base + at, window.line_of(at), element


class _Document:
    """Cuts a document into elements; all positions are the window's."""

    def __init__(self, window: json_window.Window, file: DataFile, head: bytes) -> None:
        self.window, self.limit, self.head = window, file.limits.record, head
        self.listed = file.container == "json-array"  # separated by commas and closed by a bracket
        self.inner = file.wrapped  # the array is a part of the document
        self.keys: set[bytes] = set()  # that open records
        self.boundary: re.Pattern[bytes] | None = None  # how a record begins
        self.before = b""  # how the last whole element begins
        self.learnt, self.stretches = 0, LEARNT

    def elements(self) -> Iterator[tuple[int, bytes | Fault]]:
        """Everything that stands between the brackets of the document, and everything that should not."""
        window, follows = self.window, ""
        at: int | None = len(window.data)
        while at is not None:
            at = window.drop(at)
            mark, bare = self._next_mark(at)
            if mark is None:
                yield from self._cut_off(at, follows)
                return
            opens = bare or window.data[mark] in CLOSES
            yield from self._between(at, mark, follows, opens)
            if opens:
                pieces, at, follows = self._element(mark, bare)
                yield from pieces
                at = at if follows else self._next_record(at)
            elif self.listed and window.data[mark] == 0x5D:
                at, follows = self._behind(mark), ""
                if at is None:
                    yield from self._after(mark + 1)
                    return
                yield mark, self._fault("the array is closed before its end", mark)
            else:
                yield mark, self._fault("a closing bracket that nothing opened", mark)
                at, follows = mark + 1, "stray bracket"

    def _next_mark(self, at: int) -> tuple[int | None, bool]:
        """The next bracket, or object without its opening brace (True); None at the end.

        A record hidden in what looks like a text, behind a quote too many, is found by its key.
        """
        window = self.window
        found = window.match(TO_BRACKET, at, self.limit)
        mark = found.start(1) if found else len(window.data)
        if found and not window.data[at:mark].strip(_USUAL):
            return mark, False  # as nearly always
        if bare := _NO_BRACE.match(window.data, at, mark):
            return bare.end(), True
        self._learn(at)
        if self.boundary and (hidden := self.boundary.search(window.data, at, mark)):
            return hidden.start(), False
        return mark if found else None, False

    def _element(self, mark: int, bare: bool) -> tuple[list[tuple[int, bytes | Fault]], int, str]:
        """What opens here, in one piece or several, where to go on, and what that follows.

        Behind what is broken nothing is certain: "", and the next record is to be looked for.
        """
        end, closed = self._close(mark, b"}" if bare else b"")
        if closed and self._holds_the_rest(mark, end):
            fault = self._fault("an opening bracket that nothing closes", mark)
            return [(mark, fault)], mark + 1, "stray bracket"
        if closed and end - mark > self.limit:
            return [(mark, too_long(self.window.data[mark:end], self.limit))], end, "element"
        if closed and bare:
            return [(mark, self._fault("an object without its opening brace", mark))], end, "element"
        if closed and not self._holds_others(mark, end):
            return [(mark, self.window.data[mark:end])], end, "element"
        return *self._broken(mark, end), ""

    def _behind(self, mark: int) -> int | None:
        """Where records go on behind a bracket that closes the array; None when they do not.

        Behind a list inside a document there may be other lists.
        """
        window = self.window
        if self.inner:
            more = window.match(_GOES_ON, mark + 1, LONGEST_START)
            return more.start(1) if more else None
        self._learn(mark)
        while self.boundary:
            if found := self.boundary.search(window.data, mark):
                return found.start()
            if len(window.data) - mark > self.limit or not window.more():
                break
        return None

    def _close(self, mark: int, opened: bytes) -> tuple[int, bool]:
        """The end of the element at `mark`, or where its brackets stopped making sense (False).

        `opened` is the bracket that closes it where the one that opens it is missing.
        """
        window = self.window
        if not self.keys and (key := window.match(OPENING, mark, LONGEST_START)):
            self._know({key[1]})
        if flat := _FLAT.match(window.data, mark):
            self.before = window.data[mark : mark + SEEN]
            return flat.end(), True
        expected, at = bytearray(opened), mark
        while found := window.match(TO_BRACKET, at, self.limit):
            at = found.end()
            bracket = window.data[at - 1]
            if bracket in CLOSES:
                expected.append(CLOSES[bracket])
            elif bracket != expected.pop():
                return at, False
            if not expected:
                self.before = window.data[mark : mark + SEEN]
                return at, True
            if len(expected) > 4 * DEPTH_LIMIT or at - mark > self.limit:
                return at, False
        return len(window.data), False

    def _know(self, keys: set[bytes]) -> None:
        self.keys |= keys
        self.boundary = beginning(self.keys)

    def _learn(self, mark: int) -> None:
        """Look for the keys that open records behind a fault."""
        window = self.window
        if window.base + mark < self.learnt or not self.stretches:
            return
        window.ahead(mark, STRETCH)
        before = OPENING.match(self.before)
        known = self.keys | ({before[1]} if before else set())
        self._know(known | opening_keys(window.data[mark : mark + STRETCH], known, self.inner))
        self.learnt, self.stretches = window.base + mark + STRETCH // 2, self.stretches - 1

    def _holds_the_rest(self, mark: int, end: int) -> bool:
        """Whether a list inside the array is closed by the bracket that should have closed the array."""
        if not self.listed or self.window.data[mark] != 0x5B:
            return False
        sign = self.window.match(_SIGN, end, self.limit)
        goes_on = sign is not None and sign[1] in b",]"
        return not goes_on and not isinstance(decode(self.window.data[mark:end]), dict)

    def _holds_others(self, mark: int, end: int) -> bool:
        """Whether a broken record, in which quotes are missing, reaches over others."""
        data = self.window.data
        others = self.boundary and self.boundary.search(data, mark + 1, end)
        return others is not None and isinstance(decode(data[mark:end]), Fault)

    def _broken(self, mark: int, stop: int) -> tuple[list[tuple[int, bytes | Fault]], int]:
        """An element that does not close, cut where further records begin inside it.

        Returns the pieces, and the start of the last record inside, which is left to be looked at by itself,
        or the end.
        """
        self._learn(mark)
        data = self.window.data
        inner = self.boundary.finditer(data, mark + 1, stop) if self.boundary else ()
        starts = [mark, *(record.start() for record in inner)]
        if len(starts) > 1:
            cut = [(begin, data[begin:end].rstrip().removesuffix(b",")) for begin, end in pairwise(starts)]
            return list(cut), starts[-1]
        if stop - mark > self.limit:
            return [(mark, too_long(data[mark:stop], self.limit))], stop
        return [(mark, data[mark:stop])], stop

    def _next_record(self, at: int) -> int | None:
        """Where the next record begins, by its first key; None when there is none."""
        while self.boundary:
            if found := self.boundary.search(self.window.data, at):
                return found.start()
            at = self.window.drop(max(at, len(self.window.data) - LONGEST_START))
            if not self.window.more():
                break
        return None

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
            yield begin, Fault("INP001", "text between two objects", window=stretch(gap))
            return
        if follows == "element" and opens and not gap.strip():
            yield begin - 1, self._fault("a comma is missing between two elements", begin - 1)
        parts = _split(gap)
        for number, (offset, part) in enumerate(parts):
            at = begin + offset
            shared = (number == 0 and bool(follows)) or (number == len(parts) - 1 and opens)
            if not part.strip():
                if not shared:
                    yield at - 1, self._fault("a comma without an element", at - 1)
                continue
            at += len(part) - len(part.lstrip())
            fault = Fault("INP001", "text between two elements", window=stretch(part))
            yield at, fault if shared else part.strip()

    def _after(self, at: int) -> Iterator[tuple[int, bytes | Fault]]:
        """What follows the closing bracket; nothing should, unless the array is part of a document."""
        if self.inner:
            yield from self._around(at)
            return
        while not (rest := self.window.data[at:].lstrip()):
            at = self.window.drop(len(self.window.data))
            if not self.window.more():
                return
        at = len(self.window.data) - len(rest)
        yield at, self._fault("text after the end of the array was not read", at)

    def _around(self, at: int) -> Iterator[tuple[int, bytes | Fault]]:
        """What is wrong with the document around the array: it must be JSON without the array too."""
        self.window.ahead(at, self.limit + 1)
        rest = self.window.data[at:]
        if len(rest) > self.limit:
            yield at, too_long(rest, self.limit)
        elif isinstance(fault := decode(self.head.removeprefix(BOM) + b"]" + rest), Fault):
            yield at, self._fault(f"the document around the array is broken: {fault.message}", at)

    def _cut_off(self, at: int, follows: str) -> Iterator[tuple[int, bytes | Fault]]:
        """What stands after the last bracket of a file that does not end as it should."""
        rest = self.window.data[at:]
        if len(rest) > self.limit:
            yield at, too_long(rest, self.limit)
            return
        yield from self._between(at, len(self.window.data), follows, False)
        if self.listed:
            reason = "the array is not closed; the file may have been cut off"
            yield len(self.window.data), self._fault(reason, at)

    def _fault(self, message: str, at: int) -> Fault:
        self.window.ahead(at, CONTEXT)
        return Fault("INP001", message, window=stretch(self.window.data[at : at + CONTEXT]))


def _split(gap: bytes) -> list[tuple[int, bytes]]:
    """The parts between commas, with their offsets; a comma inside quotes is text."""
    parts, begin = [], 0
    for token in _PART.finditer(gap):
        if token.group() == b",":
            parts.append((begin, gap[begin : token.start()]))
            begin = token.end()
    return [*parts, (begin, gap[begin:])]
