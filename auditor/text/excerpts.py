"""Short readable pieces of a text, to show what was found and where."""

from __future__ import annotations

_AROUND = 30  # characters shown on each side of what was found


def around(text: str, start: int, end: int) -> str:
    """The passage [start, end) with some characters on each side, on one line."""
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    passage = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{passage}{'…' if right < len(text) else ''}"
