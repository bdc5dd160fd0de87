"""When the change of a share is worth a word, and the word for it."""

from __future__ import annotations

import math
from collections.abc import Mapping

SURE = 4.0  # standard errors: with hundreds of labels or words compared, chance alone stays below it
FACTOR = 1.5  # a share that grew or fell by less is not called drift

_WORDS = ((1.85, 2.2, "doubled"), (2.75, 3.3, "tripled"))


def drifted(old: int, old_total: int, new: int, new_total: int) -> bool:
    """Whether a share moved by the factor, and by more than chance (pooled two-proportion z test)."""
    if not old_total or not new_total:
        return False
    before, after = old / old_total, new / new_total
    pooled = (old + new) / (old_total + new_total)
    error = math.sqrt(pooled * (1 - pooled) * (1 / old_total + 1 / new_total))
    moved = max(before, after) >= FACTOR * min(before, after)
    return error > 0 and moved and abs(after - before) / error >= SURE


def drifts(old: Mapping[str, int], new: Mapping[str, int], old_total: int, new_total: int) -> list[str]:
    """The names whose share drifted, largest new or old share first."""
    names = [
        name for name in {*old, *new} if drifted(old.get(name, 0), old_total, new.get(name, 0), new_total)
    ]
    weight = {name: max(old.get(name, 0) / old_total, new.get(name, 0) / new_total) for name in names}
    return sorted(names, key=lambda name: (-weight[name], name))


def reading(name: str, before: float, after: float) -> str:
    """The change in words: "`refund` doubled: 8.2%, before 4.1%"."""
    shares = f"{after:.1%}, before {before:.1%}"
    if not before:
        return f"{name} is new: {after:.1%}"
    if not after:
        return f"{name} is gone: before {before:.1%}"
    if after > before:
        return f"{name} {_grown(after / before)}: {shares}"
    return f"{name} {_fallen(before / after)}: {shares}"


def _grown(factor: float) -> str:
    return next((word for low, high, word in _WORDS if low <= factor <= high), f"grew {factor:.1f} times")


def _fallen(factor: float) -> str:
    word = {"doubled": "halved", "tripled": "fell to a third"}.get(_grown(factor))
    return word or f"fell to {1 / factor:.0%}"
