"""Standard input as a file: it is read more than once, so it is kept on disk while the audit runs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import NamedTemporaryFile

from auditor.errors import InputError


@contextmanager
def spooled(inputs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The path of a copy of standard input, removed at the end of the block; "" when no input is "-".

    Raises InputError when it is named but closed, or cannot be kept.
    """
    if all(path != "-" for path, _ in inputs):
        yield ""
        return
    if sys.stdin is None:
        raise InputError("-: standard input is closed")
    with NamedTemporaryFile(prefix="auditor-") as copy:
        try:
            shutil.copyfileobj(sys.stdin.buffer, copy, 1 << 20)
            copy.flush()
        except OSError as error:
            raise InputError(f"-: cannot be read: {error.strerror or error}") from error
        yield copy.name
