"""What engines are given to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Piece = TypeVar("Piece")
State = TypeVar("State")

Observe = Callable[[Piece], State]
Merge = Callable[[State, State], State]
Done = Callable[[Piece], None]
"""Called with each piece that is done."""


def tell_nobody(piece: object) -> None:
    """The `Done` of who does not want to know."""
