"""Spawned processes that take one piece after the other, and hand over one state each at the end.

Each worker hangs on a pipe of its own. What it sends is a word when a piece is done, its state when there are
no more, or the exception that ended it. A worker that dies closes its pipe, so nobody waits for it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import reduce
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from auditor.allocator import collect_rarely, keep_freed_memory
from auditor.engines.messages import received, send
from auditor.engines.work import Done, Engine, Merge, Observe, Piece, Shuffle, State, tell_nobody
from auditor.errors import EngineError

PATIENCE = 0.3  # seconds that a worker gets to end by itself before it is killed


class Processes(Engine):
    """Spawned processes, started when the first work comes; what they are given must be picklable."""

    def __init__(self, cores: int) -> None:
        """Use up to `cores` processes."""
        self.cores = cores
        self.workers: list[_Worker] = []

    def run(
        self,
        observe: Observe[Piece, State],
        merge: Merge[State],
        pieces: Sequence[Piece],
        done: Done[Piece] = tell_nobody,
        shuffle: Shuffle | None = None,
    ) -> State:
        """Observe the pieces in as many processes as there are pieces, up to `cores`.

        Raises EngineError when a process dies, and what `observe` raises.
        """
        needed = min(self.cores, len(pieces))
        self.workers += [_Worker() for _ in range(needed - len(self.workers))]
        for worker in self.workers[:needed]:
            worker.send((observe, merge))
        state: State = reduce(merge, _states(self.workers[:needed], pieces, done))
        return state

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for worker in self.workers:
            worker.process.terminate()
        for worker in self.workers:
            worker.end()
        self.workers = []


def _states(workers: Sequence[_Worker], pieces: Sequence[Any], done: Done[Any]) -> Iterator[Any]:
    """Keep every worker at work until all pieces are done; yields each worker's state."""
    left = iter(pieces)
    busy = {worker.pipe: worker for worker in workers}
    at_work = {worker: _next(worker, left) for worker in workers}
    while busy:
        ready = set(wait(list(busy)))
        for worker in [worker for pipe, worker in busy.items() if pipe in ready]:
            kind, value = worker.received()
            if kind == "done":
                done(at_work[worker])
                at_work[worker] = _next(worker, left)
            elif kind == "state":
                del busy[worker.pipe]
                yield value
            else:
                raise value


def _next(worker: _Worker, left: Iterator[Any]) -> Any:
    """Give a worker the next piece, or tell it that there is none."""
    piece = next(left, None)
    worker.send(piece)
    return piece


class _Worker:
    """A spawned process, and our end of its pipe."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        # Ctrl-C reaches a worker that is not up yet, too; starting the tracker would let it through again
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()  # the worker holds the only other end: when it dies, the pipe ends

    def send(self, message: Any) -> None:
        """Hand something to the worker. Raises EngineError when it is dead."""
        try:
            send(self.pipe, message)
        except OSError:
            raise self._dead() from None

    def received(self) -> tuple[str, Any]:
        """What the worker has sent. Raises EngineError when it is dead."""
        try:
            kind, value = received(self.pipe)
            return kind, value
        except (EOFError, OSError):
            raise self._dead() from None

    def _dead(self) -> EngineError:
        self.process.join(PATIENCE)
        return EngineError(
            f"a worker process died ({_how(self.process.exitcode)}), perhaps for want of memory; try --jobs 1"
        )

    def end(self) -> None:
        """Wait for the process, which has been told to end, and make sure of it."""
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()


def _work(pipe: Connection[Any, Any]) -> None:
    """The life of a worker: one work after the other, for as long as the parent lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent alone answers it
    keep_freed_memory()
    collect_rarely()
    try:
        while True:
            observe, merge = received(pipe)
            send(pipe, ("state", _state(pipe, observe, merge)))
    except (EOFError, BrokenPipeError):  # the parent is gone
        return
    except Exception as error:
        with suppress(BrokenPipeError):
            send(pipe, ("failed", error))


def _state(pipe: Connection[Any, Any], observe: Observe[Any, Any], merge: Merge[Any]) -> Any:
    """The one state of all pieces that this worker gets."""
    state = None
    while (piece := received(pipe)) is not None:
        seen = observe(piece)
        state = seen if state is None else merge(state, seen)
        send(pipe, ("done", None))
    return state


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {-code}"
    return f"exit code {code}"
