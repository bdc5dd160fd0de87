"""Everything in this process, one piece after the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from auditor.engines.work import Done, Engine, Merge, Observe, Piece, Shuffle, State, tell_nobody


class Serial(Engine):
    """One process, this one."""

    def run(
        self,
        observe: Observe[Piece, State],
        merge: Merge[State],
        pieces: Sequence[Piece],
        done: Done[Piece] = tell_nobody,
        shuffle: Shuffle | None = None,
    ) -> State:
        """Observe one piece after the other; `pieces` must not be empty."""

        def observed(piece: Piece) -> State:
            state = observe(piece)
            done(piece)
            return state

        return reduce(merge, map(observed, pieces))
