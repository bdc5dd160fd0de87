"""Generated data sets in one house style each, with planted deviations.

`tuning` was looked at while the thresholds were picked; `held_out` was written beforehand and only measured.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Write = Callable[[random.Random], str]
Spoil = Callable[[random.Random, str], str]


@dataclass(frozen=True)
class StyleSet:
    """`write` makes one output in style, each of `spoils` turns such an output into a deviation."""

    name: str
    write: Write
    spoils: Sequence[Spoil]
    rows: int = 600
    share: float = 0.035


def rows_of(style: StyleSet, seed: int) -> Iterator[tuple[str, str, str]]:
    """(input, output, name of the deviation or "") of every row."""
    chance = random.Random(f"{style.name} {seed}")
    for number in range(style.rows):
        output, planted = style.write(chance), ""
        if chance.random() < style.share:
            spoil = chance.choice(style.spoils)
            output, planted = spoil(chance, output), spoil.__name__
        yield f"request {number}: {chance.randrange(10**6)}", output, planted
