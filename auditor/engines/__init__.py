"""Ways to run the same observation over all shards; they know nothing about checkers."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from multiprocessing import active_children, get_context
from typing import TypeVar

from auditor.errors import EngineError

Work = TypeVar("Work")
State = TypeVar("State")


Done = Callable[[int], None]
"""Called with the number of each piece that is done, in order."""


def _ignore(piece: int) -> None:
    """Tell nobody."""


def serial(
    observe: Callable[[Work], State],
    merge: Callable[[State, State], State],
    pieces: Sequence[Work],
    done: Done = _ignore,
) -> State:
    """Observe one piece after the other in this process; `pieces` must not be empty."""
    return reduce(merge, _told(map(observe, pieces), done))


def processes(
    observe: Callable[[Work], State],
    merge: Callable[[State, State], State],
    pieces: Sequence[Work],
    jobs: int,
    done: Done = _ignore,
) -> State:
    """Observe the pieces in `jobs` spawned processes; `observe` and the states must be picklable.

    Raises EngineError when a process dies.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    others = set(active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupts)
    try:
        return reduce(merge, _told(pool.map(observe, pieces), done))
    except BrokenProcessPool:
        raise EngineError("a worker process died, perhaps for want of memory; try --jobs 1") from None
    except KeyboardInterrupt:  # what the workers are at is of no use any more
        for worker in set(active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _told(results: Iterable[State], done: Done) -> Iterator[State]:
    """Hand the results on, telling of each."""
    for number, result in enumerate(results):
        done(number)
        yield result


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of the terminal; the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
