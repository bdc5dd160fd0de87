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
from typing import Any

from auditor.engines.work import Done, Engine, Merge, Observe, Piece, Shuffle, State, tell_nobody
from auditor.errors import EngineError

BRANCHES = 8  # states merged in one task
TASKS = 2000  # that observe, at most: so many pieces each that there are no more of them
PARTS = 64  # of a shuffle, at most


class Cluster(Engine):
    """The Ray cluster at an address, or a local one of some workers without one."""

    local = False

    def __init__(self, jobs: int, address: str = "") -> None:
        """Connect when the first work comes."""
        self.cores, self.address = jobs, address
        self.ray: Any = None

    def run(
        self,
        observe: Observe[Piece, State],
        merge: Merge[State],
        pieces: Sequence[Piece],
        done: Done[Piece] = tell_nobody,
        shuffle: Shuffle | None = None,
    ) -> State:
        """Observe the pieces in tasks.

        Raises EngineError when Ray is not installed, cannot be reached, or loses a worker for good.
        """
        if self.ray is None:
            self.ray = _started(self.address, self.cores)
            self.cores = max(1, int(self.ray.cluster_resources().get("CPU", 1)))
        errors = self.ray.exceptions
        try:
            state: State = self._run(observe, merge, pieces, done, shuffle)
            return state
        except errors.RayTaskError as error:
            raise error.cause or EngineError(str(error).strip().splitlines()[-1]) from None
        except errors.RayError as error:
            raise EngineError(f"Ray: {str(error).strip().splitlines()[0]}") from None

    def close(self) -> None:
        """Leave the cluster; a local one ends."""
        if self.ray is not None:
            self.ray.shutdown()
            self.ray = None

    def _run(
        self,
        observe: Observe[Piece, State],
        merge: Merge[State],
        pieces: Sequence[Piece],
        done: Done[Piece],
        shuffle: Shuffle | None,
    ) -> State:
        def observed(group: Sequence[Piece]) -> bytes:
            return pickle.dumps(reduce(merge, map(observe, group)))

        def joined(*states: bytes) -> bytes:
            return pickle.dumps(reduce(merge, map(pickle.loads, states)))

        size = -(-len(pieces) // TASKS)
        groups = [pieces[at : at + size] for at in range(0, len(pieces), size)]
        tell, join = self.ray.remote(observed), self.ray.remote(joined)
        states = [tell.remote(group) for group in groups]
        _follow(self.ray, dict(zip(states, groups, strict=True)), done)
        if shuffle is not None and len(states) > 1:
            states = _shuffled(self.ray, shuffle, states, min(PARTS, len(groups), self.cores))
        while len(states) > 1:
            states = [join.remote(*states[at : at + BRANCHES]) for at in range(0, len(states), BRANCHES)]
        state: State = pickle.loads(self.ray.get(states[0]))
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


def _started(address: str, jobs: int) -> Any:
    """Ray, connected."""
    ray = _ray()
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if address:
            ray.init(address=address, **quiet)
        else:
            ray.init(address="local", num_cpus=jobs, include_dashboard=False, **quiet)
    except Exception as error:  # Ray has many: a wrong address, another version, no memory
        ray.shutdown()
        raise EngineError(f"Ray cannot be started: {type(error).__name__}: {error}") from None
    return ray


def _ray() -> Any:
    try:
        return import_module("ray")
    except ImportError:
        raise EngineError("Ray is not installed: pip install 'finetune-auditor[ray]'") from None
