"""What secrets and personal data have in common: a kind and a place that must not be shown."""

from __future__ import annotations

from msgspec import Struct

_SHOWN = 2  # characters left readable at each end
_SHORTEST_SHOWN = 12  # of a shorter value nothing is shown: the rest could be guessed


class Sensitive(Struct, frozen=True):
    """A value that must not be shown: its kind ("e-mail address") and its place [start, end) in the text."""

    kind: str
    start: int
    end: int


def hint(text: str, found: Sensitive) -> str:
    """The kind with the first and last two characters of a long value: "AWS access key AK…7Q"."""
    value = text[found.start : found.end].strip()
    if len(value) < _SHORTEST_SHOWN:
        return found.kind
    return f"{found.kind} {value[:_SHOWN]}…{value[-_SHOWN:]}".replace("\n", " ")


def apart(found: list[Sensitive]) -> list[Sensitive]:
    """In reading order, without those that overlap an earlier or longer one."""
    kept: list[Sensitive] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
