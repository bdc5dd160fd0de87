"""Ray: the pieces are observed on the nodes of a cluster, and the states are merged in a tree.

Between the two, a `Shuffle` may take out of every state what only matters together with another state: each
state is scattered into parts, equal parts are gathered in one task each, and every state is sifted by what
came out. So the largest of what grows with the rows never stands on one node.

States travel as bytes: Ray hands out arrays that may not be written to, and a state is for going on with.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import reduce
from importlib import import_module
from typing import Any, Protocol

from auditor.engines.work import Done, Merge, Observe, Piece, State, tell_nobody
from auditor.errors import EngineError

BRANCHES = 8  # states merged in one task
TASKS = 2000  # that observe, at most: so many pieces each that there are no more of them
PARTS = 64  # of a shuffle, at most


class Shuffle(Protocol):
    """What states tell each other before they are merged; all of it must be picklable."""

    def scatter(self, state: Any, parts: int) -> list[Any]:
        """Shares of a state, one for each part."""
        ...

    def gather(self, shares: Sequence[Any]) -> list[Any]:
        """Of the shares of all states for one part: what each of the states should know."""
        ...

    def sift(self, state: Any, told: Sequence[Any]) -> Any:
        """The state, by what was gathered for it in all parts."""
        ...


def cluster(
    observe: Observe[Piece, State],
    merge: Merge[State],
    shuffle: Shuffle,
    pieces: Sequence[Piece],
    jobs: int,
    address: str = "",
    done: Done[Piece] = tell_nobody,
) -> State:
    """Observe the pieces on the Ray cluster at `address`, or on a local one of `jobs` workers without one.

    Raises EngineError when Ray is not installed, cannot be reached, or loses a worker for good.
    """
    ray = _ray()
    _start(ray, address, jobs)
    try:
        state: State = _run(ray, observe, merge, shuffle, pieces, done)
        return state
    except ray.exceptions.RayTaskError as error:
        raise error.cause or EngineError(str(error).strip().splitlines()[-1]) from None
    except ray.exceptions.RayError as error:
        raise EngineError(f"Ray: {str(error).strip().splitlines()[0]}") from None
    finally:
        ray.shutdown()


def _run(
    ray: Any,
    observe: Observe[Piece, State],
    merge: Merge[State],
    shuffle: Shuffle,
    pieces: Sequence[Piece],
    done: Done[Piece],
) -> State:
    def observed(group: Sequence[Piece]) -> bytes:
        return pickle.dumps(reduce(merge, map(observe, group)))

    def joined(*states: bytes) -> bytes:
        return pickle.dumps(reduce(merge, map(pickle.loads, states)))

    size = -(-len(pieces) // TASKS)
    groups = [pieces[at : at + size] for at in range(0, len(pieces), size)]
    parts = max(1, min(PARTS, len(groups), int(ray.cluster_resources().get("CPU", 1))))
    tell, join = ray.remote(observed), ray.remote(joined)
    states = [tell.remote(group) for group in groups]
    _follow(ray, dict(zip(states, groups, strict=True)), done)
    if len(states) > 1:
        states = _shuffled(ray, shuffle, states, parts)
    while len(states) > 1:
        states = [join.remote(*states[at : at + BRANCHES]) for at in range(0, len(states), BRANCHES)]
    state: State = pickle.loads(ray.get(states[0]))
    return state


def _shuffled(ray: Any, shuffle: Shuffle, states: list[Any], parts: int) -> list[Any]:
    """All states, each sifted by what the others hold; the driver only passes references on."""

    def scattered(state: bytes) -> Any:
        shares = shuffle.scatter(pickle.loads(state), parts)
        return shares[0] if parts == 1 else tuple(shares)

    def gathered(*shares: Any) -> Any:
        return tuple(shuffle.gather(shares))

    def sifted(state: bytes, *told: Any) -> bytes:
        return pickle.dumps(shuffle.sift(pickle.loads(state), told))

    scatter, sift = ray.remote(num_returns=parts)(scattered), ray.remote(sifted)
    gather = ray.remote(num_returns=len(states))(gathered)
    shares = [scatter.remote(state) for state in states]
    columns = zip(*([share] if parts == 1 else share for share in shares), strict=True)
    told = [gather.remote(*column) for column in columns]
    return [sift.remote(state, *(part[index] for part in told)) for index, state in enumerate(states)]


def _follow(ray: Any, groups: dict[Any, Sequence[Piece]], done: Done[Piece]) -> None:
    """Wait for all groups, and tell of each piece."""
    left = list(groups)
    while left:
        (ready,), left = ray.wait(left, num_returns=1, fetch_local=False)
        for piece in groups[ready]:
            done(piece)


def _start(ray: Any, address: str, jobs: int) -> None:
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if address:
            ray.init(address=address, **quiet)
        else:
            ray.init(address="local", num_cpus=jobs, include_dashboard=False, **quiet)
    except Exception as error:  # Ray has many: a wrong address, another version, no memory
        raise EngineError(f"Ray cannot be started: {type(error).__name__}: {error}") from None


def _ray() -> Any:
    try:
        return import_module("ray")
    except ImportError:
        raise EngineError("Ray is not installed: pip install 'finetune-auditor[ray]'") from None
