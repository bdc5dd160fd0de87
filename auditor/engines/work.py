"""What engines are given to do, and what an engine is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

Piece = TypeVar("Piece")
State = TypeVar("State")

Observe = Callable[[Piece], State]
Merge = Callable[[State, State], State]
Done = Callable[[Piece], None]
"""Called with each piece that is done."""


def tell_nobody(piece: object) -> None:
    """The `Done` of who does not want to know."""


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


class Engine(ABC):
    """Workers that can be asked several times; they are there until the end of the `with` block.

    `cores` is how many pieces are worked on at once; `local` says that all is done on this machine.
    """

    cores: int = 1
    local: bool = True

    @abstractmethod
    def run(
        self,
        observe: Observe[Piece, State],
        merge: Merge[State],
        pieces: Sequence[Piece],
        done: Done[Piece] = tell_nobody,
        shuffle: Shuffle | None = None,
    ) -> State:
        """Observe the pieces, of which there must be some, and merge the states in any order.

        A `shuffle` is for engines that do not bring all states together in one process; others pass it over.
        """

    def close(self) -> None:
        """Send the workers home."""
        return

    def __enter__(self) -> Self:
        """Nothing starts before it is needed."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()
