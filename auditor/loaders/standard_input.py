"""Standard input as a file: it can be read only once, and an audit reads its files more often."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from signal import SIG_BLOCK, SIG_SETMASK, SIGHUP, SIGINT, SIGTERM, pthread_sigmask

from auditor.errors import InputError
from auditor.scratch import scratch_folder

NAME = "-"


@cache
def copied() -> str:
    """The path of a copy of standard input, made when first asked for and removed when the process ends.

    Raises InputError when standard input is closed or the copy cannot be kept.
    """
    if sys.stdin is None:
        raise InputError("standard input is closed")
    try:
        with _undisturbed():
            kept = ExitStack()
            atexit.register(kept.close)
            path = os.path.join(kept.enter_context(scratch_folder()), "copy.stdin")
        with open(path, "wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy, 1 << 20)
    except OSError as error:
        folder = tempfile.gettempdir()
        raise InputError(f"standard input cannot be kept in {folder}: {error.strerror or error}") from error
    return path


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait until the block is done: no file is made without the promise to remove it."""
    before = pthread_sigmask(SIG_BLOCK, {SIGHUP, SIGINT, SIGTERM})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)
