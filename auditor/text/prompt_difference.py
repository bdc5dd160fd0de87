"""How two nearly identical texts differ, in a few words."""

from __future__ import annotations

from collections import Counter

CONTEXT = 3  # words shown on either side of a difference
SHOWN = 12  # words of a difference that are shown


def likeness(one: str, other: str) -> float:
    """Words in common, counted as often as they occur, over the words of the longer text: 0 to 1."""
    first, second = Counter(one.split()), Counter(other.split())
    longer = max(first.total(), second.total())
    return (first & second).total() / longer if longer else 1.0


def difference(one: str, other: str) -> str:
    """The stretch that differs, in its surroundings: "with [one JSON → a JSON] object".

    Of texts that differ in white space alone it says so. Linear in the length of the texts.
    """
    old, new = one.split(), other.split()
    if old == new:
        return "only the white space differs"
    start = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    before = " ".join(old[max(0, start - CONTEXT) : start])
    after = " ".join(old[len(old) - end : len(old) - end + CONTEXT])
    gone, come = _cut(old[start : len(old) - end]), _cut(new[start : len(new) - end])
    return f"{before} [{gone} → {come}] {after}".strip()


def _cut(words: list[str]) -> str:
    shown = " ".join(words[:SHOWN]) or "nothing"
    return f"{shown} …" if len(words) > SHOWN else shown
