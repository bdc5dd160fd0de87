"""How far a long audit is, on standard error, where somebody is watching."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

QUIET = 1.0  # seconds: what is done sooner needs no progress


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """A function to tell (bytes done, bytes in all), or None off a terminal and in CI; the line is wiped."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield None
        return
    start = time.monotonic()

    def tell(done: int, total: int) -> None:
        spent = time.monotonic() - start
        if spent > QUIET:
            sys.stderr.write(f"\r\x1b[K{line(done, total, spent)}")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def line(done: int, total: int, spent: float) -> str:
    """One line: share, rate and time left."""
    rate = done / max(spent, 1e-9)
    left = (total - done) / rate if rate else 0.0
    return f"{done / max(total, 1):4.0%}  {rate / 1e6:.1f} MB/s  {_time(left)} left"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
