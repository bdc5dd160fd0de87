"""Spawned processes that take one piece after the other, and hand over one state each at the end.

Each worker hangs on a pipe of its own. What it sends is a piece's number when that is done, its state when
there are no more, or the exception that ended it. A worker that dies closes its pipe, so nobody waits for it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import reduce
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic

from auditor.allocator import collect_rarely, keep_freed_memory
from auditor.engines.work import Done, Merge, Observe, Piece, State, tell_nobody
from auditor.errors import EngineError

PATIENCE = 0.3  # seconds that a worker gets to end by itself before it is killed


def processes(
    observe: Observe[Piece, State],
    merge: Merge[State],
    pieces: Sequence[Piece],
    jobs: int,
    done: Done[Piece] = tell_nobody,
) -> State:
    """Observe the pieces in `jobs` spawned processes; all of it must be picklable.

    Raises EngineError when a process dies, and what `observe` raises.
    """
    workers = [_Worker(observe, merge) for _ in range(min(jobs, len(pieces)))]
    try:
        return reduce(merge, _states(workers, pieces, done))
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.end()


def _states(
    workers: Sequence[_Worker[Piece, State]], pieces: Sequence[Piece], done: Done[Piece]
) -> Iterator[State]:
    """Keep every worker at work until all pieces are done; yields each worker's state."""
    left = iter(enumerate(pieces))
    busy = {worker.pipe: worker for worker in workers}
    for pipe in busy:
        pipe.send(next(left, None))
    while busy:
        ready = set(wait(list(busy)))
        for worker in [worker for pipe, worker in busy.items() if pipe in ready]:
            kind, value = worker.received()
            if kind == "done":
                done(pieces[value])
                worker.pipe.send(next(left, None))
            elif kind == "state":
                del busy[worker.pipe]
                yield value
            else:
                raise value


class _Worker(Generic[Piece, State]):
    """A spawned process, and our end of its pipe."""

    def __init__(self, observe: Observe[Piece, State], merge: Merge[State]) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_work, args=(observe, merge, theirs), daemon=True)
        # Ctrl-C reaches a worker that is not up yet, too
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()  # the worker holds the only other end: when it dies, the pipe ends

    def received(self) -> tuple[str, Any]:
        """What the worker has sent. Raises EngineError when it is dead."""
        try:
            kind, value = self.pipe.recv()
            return kind, value
        except (EOFError, OSError):
            self.process.join(PATIENCE)
            raise EngineError(
                f"a worker process died ({_how(self.process.exitcode)}), perhaps for want of memory; "
                "try --jobs 1"
            ) from None

    def end(self) -> None:
        """Wait for the process, which has been told to end, and make sure of it."""
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()


def _work(observe: Observe[Any, Any], merge: Merge[Any], pipe: Connection[Any, Any]) -> None:
    """The life of a worker: it keeps one state, whatever number of pieces it gets."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent alone answers it
    keep_freed_memory()
    collect_rarely()
    state = None
    try:
        while (task := pipe.recv()) is not None:
            number, piece = task
            seen = observe(piece)
            state = seen if state is None else merge(state, seen)
            pipe.send(("done", number))
        pipe.send(("state", state))
    except (EOFError, BrokenPipeError):  # the parent is gone
        return
    except Exception as error:
        with suppress(BrokenPipeError):
            pipe.send(("failed", error))


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {-code}"
    return f"exit code {code}"
