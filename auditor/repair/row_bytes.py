"""INP009, INP010: byte order marks before a row, and line ends that are not the file's."""

from __future__ import annotations

from typing import BinaryIO, cast

from auditor.loaders import DataFile

BOM = b"\xef\xbb\xbf"


def without_mark(file: DataFile, raw: bytes) -> bytes:
    """The row without a byte order mark before it."""
    return raw.removeprefix(BOM)


def with_line_end(file: DataFile, raw: bytes) -> bytes:
    """The row with the line end that the first rows of its file have; the last one may have none."""
    if not raw.endswith(b"\n"):
        return raw
    body = raw[:-1].removesuffix(b"\r")
    return body + (b"\r\n" if file.crlf else b"\n")


def told_bytes(before: bytes, after: bytes) -> dict[str, str]:
    """What the log says of such a change: the mark, or the line ends."""
    if before.startswith(BOM) and not after.startswith(BOM):
        return {"before": "\ufeff", "after": "", "of": "mark"}
    ends = ["\r\n" if raw.endswith(b"\r\n") else "\n" for raw in (before, after)]
    return {"before": ends[0], "after": ends[1], "of": "line end"}


class Unmarked:
    """A stream to write a file to, without the byte order mark that it begins with."""

    def __init__(self, out: BinaryIO) -> None:
        """Nothing is written yet."""
        self.out, self.begun = out, False

    def write(self, data: bytes) -> int:
        """Write on; the first bytes come with the whole mark, if there is one."""
        written = len(data)
        if data and not self.begun:
            data, self.begun = data.removeprefix(BOM), True
        self.out.write(data)
        return written


def unmarked(out: BinaryIO) -> BinaryIO:
    """The stream without the mark; only `write` is asked of it."""
    return cast(BinaryIO, Unmarked(out))
