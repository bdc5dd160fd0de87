"""Where a passage is cut out of a text. No NumPy here: reading a file must start in a blink."""

from __future__ import annotations

import re

_HALF = re.compile(r"[\d ()./-]{0,40}+[\w@%+/=.~-]{0,200}+[\d ()./-]{0,40}+", re.ASCII)


def whole(text: str, cut_before: bool, cut_behind: bool) -> str:
    """A passage without the words that its ends cut: half a secret looks like none, and must not be shown."""
    start = _HALF.match(text).end() if cut_before else 0  # type: ignore[union-attr]  # it matches nothing too
    end = len(text) - (_HALF.match(text[::-1]).end() if cut_behind else 0)  # type: ignore[union-attr]  # so here
    return f"{'…' * cut_before}{text[start:end]}{'…' * cut_behind}" if start < end else "…"
