"""What many numbers look like: extremes, quantiles and a histogram, for the charts."""

from __future__ import annotations

from collections import Counter
from typing import Any

BINS = 24


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


def _quantile(ordered: list[tuple[int, int]], total: int, share: float) -> int:
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
