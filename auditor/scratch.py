"""Folders for what does not fit into memory, or must be read twice: gone with the run, however it ends.

    with scratch_folder() as path:
        ...

A folder is locked as long as its run lives. What a killed run left behind is locked by nobody: the next run
removes it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

FULL = frozenset((errno.ENOSPC, errno.EFBIG, errno.EDQUOT))  # what only writing is told

_OURS = re.compile(r"auditor-[0-9a-f]{16}\.scratch")
_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def scratch_folder() -> Iterator[str]:
    """The path of a new folder of the user's own, removed with all it holds at the end of the block.

    Raises OSError when it cannot be made. One that says that there is no room names the folder above.
    """
    above = tempfile.gettempdir()
    _sweep(above)
    path, lock = _create(above)
    try:
        yield path
    except OSError as error:
        if error.errno in FULL and not error.filename:  # writing to an open file does not name it
            error.filename = above
        raise
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)


def _create(above: str) -> tuple[str, int]:
    while True:
        path = os.path.join(above, f"auditor-{os.urandom(8).hex()}.scratch")
        os.mkdir(path, 0o700)
        try:
            lock = os.open(path, _FLAGS)
        except FileNotFoundError:  # swept away already
            continue
        with suppress(OSError):  # a file system without locks: nobody sweeps there
            fcntl.flock(lock, fcntl.LOCK_EX)
        if os.path.isdir(path):  # not swept away between creation and lock
            return path, lock
        os.close(lock)


def _sweep(above: str) -> None:
    """Remove the folders of runs that are dead: nobody holds their lock."""
    for name in os.listdir(above):
        if _OURS.fullmatch(name):
            with suppress(OSError):  # in use, or somebody else's
                _remove_unlocked(os.path.join(above, name))


def _remove_unlocked(path: str) -> None:
    lock = os.open(path, _FLAGS)
    try:
        if os.fstat(lock).st_uid == os.geteuid():
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path)
    finally:
        os.close(lock)
