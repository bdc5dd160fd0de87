"""Where a passage is cut out of a text. No NumPy here: reading a file must start in a blink."""

from __future__ import annotations

import re

from auditor.model import Window

EXCERPT = 120  # characters
CONTEXT = 8_000  # on each side of them; as long as any secret
_HALF = re.compile(r"[\d ()./-]{0,40}+[\w@%+/=.~-]{0,200}+[\d ()./-]{0,40}+", re.ASCII)


def whole(text: str, cut_before: bool, cut_behind: bool) -> str:
    """A passage without the words that its ends cut: half a secret looks like none, and must not be shown."""
    start = _HALF.match(text).end() if cut_before else 0  # type: ignore[union-attr]  # it matches nothing too
    end = len(text) - (_HALF.match(text[::-1]).end() if cut_behind else 0)  # type: ignore[union-attr]  # so here
    return f"{'…' * cut_before}{text[start:end]}{'…' * cut_behind}" if start < end else "…"


def stretch(raw: bytes | str, around: int = 0) -> Window:
    """Some words of a record around a byte or a character, with what tells half a secret there."""
    start = max(0, around - EXCERPT // 2)
    end = min(len(raw), start + EXCERPT)
    first = max(0, start - CONTEXT) if len(raw) > CONTEXT else 0
    near = raw[first : end + CONTEXT] if len(raw) > CONTEXT else raw
    return Window(near, start - first, end - first, start > 0, len(raw.rstrip()) > end)
