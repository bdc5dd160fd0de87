"""Packed streams one after another, read to the very end: what does not unpack is an error, not the end.

The readers of the standard library for bzip2 and xz take a damaged second stream for rubbish to be ignored,
and that of `zstandard` takes a file that is cut off for a whole one; both would lose rows without a word.
"""

from __future__ import annotations

import bz2
import lzma
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO, Protocol

from auditor.errors import InputError

BLOCK = 1 << 16
WINDOW = 128 << 20  # bytes that a zstd frame may look back
PIECE = 2048  # bytes of zstd data at a time: they unpack to 64 MB at most (blocks of 128 kB in 4 bytes each)


class Decompressor(Protocol):
    """The objects of `bz2` and `lzma`: one stream."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was reached."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether there is nothing left to unpack."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What was found behind the end of the stream."""
        ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Take more packed data, and give at most so many bytes."""
        ...


class Streams:
    """All streams of a file as one; zeros between them and behind the last are padding."""

    def __init__(self, packed: BinaryIO, kind: str) -> None:
        """Start where `packed` stands. Raises InputError for zstd where this Python cannot read it."""
        self.packed = packed
        self.new: Callable[[], Decompressor] = {
            "bzip2": bz2.BZ2Decompressor, "xz": lzma.LZMADecompressor, "zstd": Zstd
        }[kind]  # fmt: skip
        self.stream: Decompressor | None = self.new()
        self.behind = b""

    def read(self, size: int) -> bytes:
        """At most so many bytes, none at the end.

        Raises EOFError where a stream is cut off, OSError or LZMAError where it is damaged.
        """
        while stream := self.stream or self._next():
            raw = b""
            if stream.needs_input and not (raw := self.behind or self.packed.read(BLOCK)):
                raise EOFError("a stream ends in the middle")
            self.behind = b""
            data = stream.decompress(raw, size)
            self.stream = None if stream.eof else stream
            if stream.eof:
                self.behind = stream.unused_data
            if data:
                return data
        return b""

    def _next(self) -> Decompressor | None:
        """The stream behind the one that has ended, if there is one."""
        while not (rest := self.behind.lstrip(b"\0")):
            if not (read := self.packed.read(BLOCK)):
                return None
            self.behind = read
        self.behind = rest
        return self.new()


class Zstd:
    """One zstd frame, unpacked piece by piece so that it never makes much more than it is asked for."""

    def __init__(self) -> None:
        """Raises InputError where this Python cannot read zstd."""
        try:
            self.zstandard: Any = import_module("zstandard")
        except ImportError:
            hint = "pip install 'finetune-auditor[zstd]', or: zstd -dc FILE | auditor check -"
            raise InputError(f"compressed with zstd; to read it: {hint}") from None
        self.frame = self.zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()
        self.waiting, self.ready = memoryview(b""), memoryview(b"")

    @property
    def eof(self) -> bool:
        """Whether all of the frame was handed out."""
        return bool(self.frame.eof) and not self.ready

    @property
    def needs_input(self) -> bool:
        """Whether there is nothing left to unpack."""
        return not self.ready and not self.waiting

    @property
    def unused_data(self) -> bytes:
        """What stands behind the frame."""
        return bytes(self.frame.unused_data) + bytes(self.waiting)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Take more packed data, and give at most so many bytes."""
        if data:
            self.waiting = memoryview(data)
        if not self.ready and not self.frame.eof:
            piece, self.waiting = self.waiting[:PIECE], self.waiting[PIECE:]
            try:
                self.ready = memoryview(self.frame.decompress(piece))
            except self.zstandard.ZstdError as error:
                raise OSError(str(error)) from error
        given, self.ready = self.ready[:max_length], self.ready[max_length:]
        return bytes(given)
