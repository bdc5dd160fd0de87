"""The part of a JSON document that is being looked at, read on where it is needed."""

from __future__ import annotations

import re
from typing import BinaryIO

BLOCK = 1 << 20


class Window:
    """The part of the stream that is being looked at; positions are counted from its start."""

    def __init__(self, stream: BinaryIO, data: bytes, base: int, line: int) -> None:
        """Look at a stream behind its bytes `data`, which begin at the offset `base`, on the line `line`."""
        self.stream, self.data, self.base, self.line = stream, data, base, line
        self.counted = 0

    def more(self) -> bool:
        """Read on, as much again as there is, so that growing stays linear."""
        block = self.stream.read(max(BLOCK, len(self.data)))
        self.data += block
        return bool(block)

    def ahead(self, at: int, size: int) -> None:
        """Read on until so many bytes stand behind a position, if there are so many."""
        while len(self.data) - at < size and self.more():
            pass

    def line_of(self, at: int) -> int:
        """The physical line of a position; positions must not go back."""
        self.line += self.data.count(b"\n", self.counted, at)
        self.counted = max(at, self.counted)
        return self.line

    def drop(self, at: int) -> int:
        """Forget what stands before a position, but for one byte; returns where that position is now."""
        if at <= BLOCK:
            return at
        self.line_of(at - 1)
        self.data, self.base, self.counted = self.data[at - 1 :], self.base + at - 1, 0
        return 1

    def match(self, pattern: re.Pattern[bytes], at: int, limit: int) -> re.Match[bytes] | None:
        """Match at a position, reading on while the match may be cut off; None at the limit or the end."""
        while not (found := pattern.match(self.data, at)):
            if len(self.data) - at > limit or not self.more():
                return None
        return found
