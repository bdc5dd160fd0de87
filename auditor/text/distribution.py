"""What many whole numbers look like: how often each occurs, their median, and a histogram for the charts."""

from __future__ import annotations

from collections import Counter
from typing import Any, Self, TypeVar

import numpy as np

from auditor.text.ragged import Ints

T = TypeVar("T", int, float)

BINS = 24
_SMALL = 4096  # most texts have fewer characters


class Tally:
    """How often each of many numbers from 0 on occurs; most are small, and to count these costs no time."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._small: Ints = np.zeros(_SMALL, np.int64)
        self._large: Counter[int] = Counter()

    def add(self, numbers: Ints) -> None:
        """Count some more."""
        small = numbers < _SMALL
        self._small += np.bincount(numbers[small], minlength=_SMALL)
        self._large.update(numbers[~small].tolist())

    def merge(self, other: Self) -> None:
        """Add up the counts."""
        self._small = self._small + other._small
        self._large.update(other._large)

    def counts(self) -> Counter[int]:
        """Number → how often."""
        small = np.flatnonzero(self._small)
        return self._large + Counter(dict(zip(small.tolist(), self._small[small].tolist(), strict=True)))


def median(counts: Counter[T]) -> T:
    """The median of counted numbers, of which there must be one; of two in the middle the smaller."""
    return _quantile(sorted(counts.items()), counts.total(), 0.5)


def described(counts: Counter[int], unit: str) -> dict[str, Any]:
    """Extremes, median, 95th percentile and histogram of whole numbers, given as number → how often.

    The histogram is a list of [from, to (excluded), how many].
    """
    ordered = sorted(counts.items())
    total = counts.total()
    return {
        "unit": unit,
        "minimum": ordered[0][0],
        "median": _quantile(ordered, total, 0.5),
        "p95": _quantile(ordered, total, 0.95),
        "maximum": ordered[-1][0],
        "histogram": _histogram(ordered, total),
    }


def _quantile(ordered: list[tuple[T, int]], total: int, share: float) -> T:
    seen = 0
    for number, count in ordered:
        seen += count
        if seen >= share * total:
            return number
    return ordered[-1][0]


def _histogram(ordered: list[tuple[int, int]], total: int) -> list[list[int]]:
    """Equal steps up to the 99th percentile; the last bin takes the rest."""
    low, high = ordered[0][0], max(_quantile(ordered, total, 0.99), ordered[0][0] + 1)
    step = max(1, -(-(high - low + 1) // BINS))
    bins = [[start, start + step, 0] for start in range(low, high + 1, step)]
    for number, count in ordered:
        bins[min((number - low) // step, len(bins) - 1)][2] += count
    bins[-1][1] = max(bins[-1][1], ordered[-1][0] + 1)
    return bins
