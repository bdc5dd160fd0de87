"""Short readable pieces of a text, to show what was found and where."""

from __future__ import annotations

from auditor.text.masking import blank

_AROUND = 30  # characters shown on each side of what was found
_LONGEST = 160  # characters shown of what was found
_CONTEXT = 500  # characters on each side in which secrets and personal data are looked for, to hide them


def around(text: str, start: int, end: int) -> str:
    """The passage [start, end) with some characters on each side, on one line, nothing sensitive readable."""
    end = min(end, start + _LONGEST)
    first = max(start - _CONTEXT, 0)
    safe = blank(text[first : end + _CONTEXT])
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    passage = " ".join(safe[left - first : right - first].split())
    return f"{'…' if left else ''}{passage}{'…' if right < len(text) else ''}"
