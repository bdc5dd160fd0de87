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
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import BinaryIO, NamedTuple

from auditor.errors import OutputError

PREFIX, SUFFIX = ".auditor-", ".tmp"


class _New(NamedTuple):
    """A stream, its handle, the hidden file it goes to ("" where it goes to the target), and the target."""

    stream: BinaryIO
    handle: int
    hidden: str
    target: str


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file `path` when the block ends without an exception.

    Raises OutputError when the file cannot be written; the old file is then untouched.
    """
    with replacing_all([path]) as (stream,):
        yield stream


@contextmanager
def replacing_all(paths: Sequence[str]) -> Iterator[list[BinaryIO]]:
    """Streams for files that belong together: all get their names at the end, one right after the other.

    The old ones are out of sight before the first of several appears, so that nothing ever sees a mixture,
    were the run killed between two names. Raises OutputError when one cannot be written, or its name cannot
    be given: then all are as before.
    """
    at = paths[0]
    try:
        with ExitStack() as stack:
            new = []
            for at in paths:
                target = os.path.realpath(at)  # a symbolic link stays a link, its file gets the content
                new.append(stack.enter_context(_written_to(target)))
            yield [each.stream for each in new]
            hidden = [each for each in new if each.hidden]
            for each in hidden:
                each.stream.flush()
                os.fchmod(each.handle, _mode(each.target))
                os.fsync(each.handle)
            _name(hidden)
            for folder in {os.path.dirname(each.target) for each in hidden}:
                _sync_folder(folder)
    except OSError as error:
        raise OutputError(f"{at}: cannot be written: {error.strerror or error}") from error


def write_text(path: str, text: str) -> None:
    """Write a whole file as UTF-8; lone surrogates, which only file names can bring, become "?".

    Raises OutputError when the file cannot be written.
    """
    with replacing(path) as stream:
        stream.write(text.encode("utf-8", "replace"))


@contextmanager
def _written_to(target: str) -> Iterator[_New]:
    """What becomes the target; it is removed when the block ends with an exception."""
    if _is_special(target):
        with open(target, "wb", buffering=0) as stream:
            yield _New(stream, stream.fileno(), "", target)
            return
    folder = os.path.dirname(target)
    _sweep(folder)
    handle, hidden = _create(folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield _New(stream, handle, hidden, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(hidden)
        raise


def _name(written: Sequence[_New]) -> None:
    """Give all files their names; where one cannot be given, the old files get theirs back."""
    if len(written) == 1:
        os.replace(written[0].hidden, written[0].target)
        return
    named: list[str] = []
    aside: dict[str, str] = {}
    with ExitStack() as locks:
        try:
            for number, each in enumerate(written):
                _set_aside(each.target, number > 0, aside, locks)
            for each in written:
                os.replace(each.hidden, each.target)
                named.append(each.target)
        except BaseException:
            for target in set(named) - aside.keys():
                os.unlink(target)
            for target, old in aside.items():
                os.replace(old, target)
                _forget(old)  # which was left, if both were names of one file
            raise
        for old in aside.values():
            _forget(old)


def _forget(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _set_aside(target: str, out_of_sight: bool, aside: dict[str, str], locks: ExitStack) -> None:
    """Give a file, if there is one, a hidden name, or a second one if it may stay in sight so long."""
    if not os.path.lexists(target):
        return
    with suppress(OSError):  # locked, no other run sweeps it away
        handle = os.open(target, os.O_RDONLY | os.O_CLOEXEC)
        locks.callback(os.close, handle)
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    hidden = os.path.join(os.path.dirname(target), f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}")
    with suppress(OSError):  # a file system without links
        if not out_of_sight:
            os.link(target, hidden)
    if not os.path.lexists(hidden):
        os.rename(target, hidden)
    aside[target] = hidden


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
