"""Everything in this process, one piece after the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from auditor.engines.work import Done, Merge, Observe, Piece, State, tell_nobody


def serial(
    observe: Observe[Piece, State],
    merge: Merge[State],
    pieces: Sequence[Piece],
    done: Done[Piece] = tell_nobody,
) -> State:
    """Observe one piece after the other; `pieces` must not be empty."""

    def observed(piece: Piece) -> State:
        state = observe(piece)
        done(piece)
        return state

    return reduce(merge, map(observed, pieces))
