"""Opening a file for reading: regular files only, unpacked by content, and no more than the limits allow."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import re
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple, cast

from auditor.errors import InputError
from auditor.loaders import remote
from auditor.loaders.source import DataFile, Limits
from auditor.loaders.streams import Streams
from auditor.scratch import FULL

MAGIC = {
    "gzip": re.compile(rb"\x1f\x8b"),
    "bzip2": re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"),
    "xz": re.compile(rb"\xfd7zXZ\x00"),
    "zstd": re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"),  # or a frame to be skipped
}
UNCHECKED = 16 << 20  # unpacked bytes before the ratio counts: small files of one repeated line are harmless
BLOCK = 1 << 20
PICKED = 1 << 14  # read at once where rows are picked: between them stand many that nobody asks for
CORRUPT = (EOFError, zlib.error, lzma.LZMAError)


class CorruptError(InputError):
    """Packed data that ends or breaks in the middle."""


class Stamp(NamedTuple):
    """What tells a file from others, and from what it was before."""

    size: int
    moment: int | str
    identity: tuple[int | str, ...]


def stamp(path: str) -> Stamp:
    """The file's size, when it was changed, and its identity.

    Raises InputError when it does not exist, cannot be reached, or is no regular file.
    """
    if remote.is_remote(path):
        there = remote.found(path)
        return Stamp(there["size"], there["moment"], (path,))
    try:
        found = os.stat(path)
    except OSError as error:
        raise InputError(_reason(error)) from error
    if stat.S_ISDIR(found.st_mode):
        raise InputError("is a folder")
    if not stat.S_ISREG(found.st_mode):
        kind = "a pipe" if stat.S_ISFIFO(found.st_mode) else "a device or socket"
        raise InputError(f"is {kind}, not a file; pipe the data in: … | auditor check -")
    return Stamp(found.st_size, found.st_mtime_ns, (found.st_dev, found.st_ino))


def compression(head: bytes) -> str:
    """How a file is packed, by its first bytes: "" for not at all."""
    return next((name for name, magic in MAGIC.items() if magic.match(head)), "")


@contextmanager
def open_bytes(file: DataFile, block: int = BLOCK) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked; the stream can seek, and reads `block` bytes at once.

    Raises InputError, in the block too, when the file cannot be read to where it is read.
    """
    try:
        with _raw(file, block) as raw:
            if file.compression:
                yield cast(BinaryIO, io.BufferedReader(Unpacked(file, raw), BLOCK))
            else:
                yield raw
    except OSError as error:
        if error.errno in FULL:  # something else is written in the block
            raise
        raise InputError(_reason(error)) from error


def _raw(file: DataFile, block: int) -> BinaryIO:
    """The file as it is stored."""
    if remote.is_remote(file.path):
        return remote.opened(file.path)
    return open(file.path, "rb", buffering=block)


class Unpacked(io.RawIOBase):
    """The unpacked content of a compressed file, read block by block and stopped at the limits."""

    def __init__(self, file: DataFile, packed: BinaryIO) -> None:
        """Start at the beginning of `packed`."""
        self.file, self.packed = file, packed
        self.stream = unpacker(file.compression, packed)
        self.position = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought, forwards at the price of unpacking what is passed over."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # narrower than Buffer
        """Fill the buffer; 0 is the end. Raises InputError at a limit or where the data is corrupt."""
        try:
            data = self.stream.read(len(buffer))
        except OSError as error:
            if error.errno:  # the disk's fault; what is wrong with the data has no number
                raise
            raise self._corrupt(error) from error
        except CORRUPT as error:
            raise self._corrupt(error) from error
        buffer[: len(data)] = data
        self.position += len(data)
        self._check(self.file.limits)
        return len(data)

    def _corrupt(self, error: Exception) -> CorruptError:
        return CorruptError(
            f"the {self.file.compression} data is corrupt or cut off after "
            f"{self.position:,} unpacked bytes ({error})"
        )

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to an offset from the start."""
        if whence != os.SEEK_SET:
            raise io.UnsupportedOperation("only offsets from the start")
        if offset < self.position:
            self.packed.seek(0)
            self.stream, self.position = unpacker(self.file.compression, self.packed), 0
        while self.position < offset and self.readinto(bytearray(min(BLOCK, offset - self.position))):
            pass
        return self.position

    def tell(self) -> int:
        """The offset in the unpacked data."""
        return self.position

    def _check(self, limits: Limits) -> None:
        if self.position > UNCHECKED and self.position > limits.ratio * self.packed.tell():
            raise InputError(
                f"unpacks to more than {limits.ratio} times its size, as a decompression bomb does; "
                "if it is data, unpack it and audit the result"
            )
        if self.position > limits.unpacked:
            raise InputError(f"unpacks to more than {limits.unpacked:,} bytes")


def unpacker(name: str, packed: BinaryIO) -> BinaryIO:
    """A stream that unpacks another; it hardly makes more than it is asked for.

    Raises InputError for zstd where this Python cannot read it.
    """
    if name == "gzip":
        return cast(BinaryIO, gzip.GzipFile(fileobj=packed, mode="rb"))
    return cast(BinaryIO, Streams(packed, name))


def _reason(error: OSError) -> str:
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "no such file",
        PermissionError: "may not be read (permissions)",
        IsADirectoryError: "is a folder",
    }
    return reasons.get(type(error), f"cannot be read: {error.strerror or str(error).strip()}")
