"""Standard input as a file: it can be read only once, and an audit reads its files more often."""

from __future__ import annotations

import atexit
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, SIGTERM, pthread_sigmask
from tempfile import NamedTemporaryFile

from auditor.errors import InputError

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
            copy = NamedTemporaryFile(prefix="auditor-", suffix=".stdin")  # noqa: SIM115  it outlives this call
            atexit.register(copy.close)
        shutil.copyfileobj(sys.stdin.buffer, copy, 1 << 20)
        copy.flush()
    except OSError as error:
        raise InputError(f"standard input cannot be kept: {error.strerror or error}") from error
    return copy.name


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait until the block is done: no file is made without the promise to remove it."""
    before = pthread_sigmask(SIG_BLOCK, {SIGINT, SIGTERM})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)
