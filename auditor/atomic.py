"""Every file that `auditor` writes is written here: the old content or the new, never half of it.

    with atomic.replacing("cleaned.jsonl") as stream:   # a binary stream
        stream.write(line)
    atomic.write_text("report.md", text)

The new content goes to a hidden file beside the target, reaches the disk (fsync), and then takes the
target's name in one step. On an error the hidden file is removed and the target is as it was; what a killed
run left behind is removed by the next write into the same folder. A target that is no regular file
(/dev/stdout, a pipe) is written directly: there is nothing to replace.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from auditor.errors import OutputError

PREFIX, SUFFIX = ".auditor-", ".tmp"


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file `path` when the block ends without an exception.

    Raises OutputError when the file cannot be written; the old file is then untouched.
    """
    target = os.path.realpath(path)  # a symbolic link stays a link, its file gets the content
    try:
        if _is_special(target):
            with open(target, "wb", buffering=0) as stream:
                yield stream
        else:
            yield from _replaced(target)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def write_text(path: str, text: str) -> None:
    """Write a whole file as UTF-8; lone surrogates, which only file names can bring, become "?".

    Raises OutputError when the file cannot be written.
    """
    with replacing(path) as stream:
        stream.write(text.encode("utf-8", "replace"))


def _replaced(target: str) -> Iterator[BinaryIO]:
    folder = os.path.dirname(target)
    _sweep(folder)
    handle, hidden = _create(folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fchmod(handle, _mode(target))
            os.fsync(handle)
            os.replace(hidden, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(hidden)
        raise
    _sync_folder(folder)


def _create(folder: str) -> tuple[int, str]:
    """A new hidden file, locked for as long as it is open so that no other run sweeps it away."""
    while True:
        hidden = os.path.join(folder, f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}")
        handle = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.fstat(handle).st_nlink:  # 0: swept away between creation and lock
                return handle, hidden
        except BaseException:
            os.close(handle)
            os.unlink(hidden)
            raise
        os.close(handle)


def _sweep(folder: str) -> None:
    """Remove the hidden files of runs that are dead: nobody holds their lock."""
    for name in os.listdir(folder):
        if name.startswith(PREFIX) and name.endswith(SUFFIX):
            with suppress(OSError):  # in use, or somebody else's
                _remove_unlocked(os.path.join(folder, name))


def _remove_unlocked(path: str) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)
    finally:
        os.close(handle)


def _is_special(target: str) -> bool:
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(None, "it is a folder")
    return not stat.S_ISREG(mode)


def _mode(target: str) -> int:
    """The permissions of the file that is replaced, or those of a new file."""
    try:
        return stat.S_IMODE(os.stat(target).st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: str) -> None:
    """Make the new name last. The content is in place: a file system that cannot do this is no failure."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
