"""Ways to run the same observation over all shards; they know nothing about checkers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from multiprocessing import get_context
from typing import TypeVar

Work = TypeVar("Work")
State = TypeVar("State")


def serial(
    observe: Callable[[Work], State], merge: Callable[[State, State], State], pieces: Sequence[Work]
) -> State:
    """Observe one piece after the other in this process; `pieces` must not be empty."""
    return reduce(merge, map(observe, pieces))


def processes(
    observe: Callable[[Work], State],
    merge: Callable[[State, State], State],
    pieces: Sequence[Work],
    jobs: int,
) -> State:
    """Observe the pieces in `jobs` spawned processes; `observe` and the states must be picklable."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        results: Iterable[State] = pool.map(observe, pieces)
        return reduce(merge, results)
