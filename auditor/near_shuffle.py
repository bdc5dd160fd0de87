"""How the states of a cluster's workers find out which of their rows may be near copies of each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from auditor.checkers.comparer import Comparer
from auditor.guard import Guarded
from auditor.text.near import sharing
from auditor.text.table import Table


class State(Protocol):
    """What a worker has seen; see `auditor.auditing.Observation`."""

    @property
    def checkers(self) -> list[Guarded]:
        """The checkers, the same in every state."""
        ...


class NearShuffle:
    """Scatters the band keys of all checkers that look for near copies; see `auditor.engines.cluster`."""

    def scatter(self, state: State, parts: int) -> list[Any]:
        """For every part, the shares of all tables."""
        tables = [sharing.scatter(table, parts) for table in _tables(state)]
        return [[table[part] for table in tables] for part in range(parts)]

    def gather(self, shares: Sequence[Any]) -> list[Any]:
        """For every state, the places in each of its tables that are shared in this part."""
        found = [sharing.gather(same_table) for same_table in zip(*shares, strict=True)]
        return [[table[state] for table in found] for state in range(len(shares))]

    def sift(self, state: State, told: Sequence[Any]) -> State:
        """Keep in every table the rows that share a band."""
        for number, table in enumerate(_tables(state)):
            sharing.sift(table, [part[number] for part in told])
        return state


def _tables(state: State) -> list[Table]:
    """The tables of the checkers that compare rows."""
    checkers = [guarded.checker for guarded in state.checkers]
    return [checker.near.table for checker in checkers if isinstance(checker, Comparer)]
