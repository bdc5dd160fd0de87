"""Short readable pieces of a text, to show what was found and where.

The only way from the text of a row to words about it: secrets and personal data are hidden before it is cut,
because half a secret has no shape to be known by.
"""

from __future__ import annotations

import re

from auditor.model import Window
from auditor.text.cut import CONTEXT, whole
from auditor.text.sensitive.masking import blank

_AROUND = 30  # characters shown on each side of what was found
_LONGEST = 160  # characters shown of what was found
_END = 60  # characters shown of an end
_SOLID = re.compile(r"[A-Za-z0-9+/_=-]{32,}")


def around(text: str, start: int, end: int) -> str:
    """The passage [start, end) with some characters on each side, on one line, nothing sensitive readable."""
    end = min(end, start + _LONGEST)
    return _passage(text, max(start - _AROUND, 0), min(end + _AROUND, len(text)))


def beginning(text: str, room: int) -> str:
    """The first characters, on one line, nothing sensitive readable."""
    return _passage(text, 0, min(room, len(text)))


def ending(text: str) -> str:
    """The last characters, on one line, nothing sensitive readable."""
    return _passage(text, max(len(text) - _END, 0), len(text))


def seen(window: Window) -> str:
    """The stretch of a record that could not be read, nothing sensitive readable.

    A line of a key file is no record and stands apart from the line that tells what it is: so whatever looks
    generated is hidden too.
    """
    near, start, end = window.near, window.start, window.end
    before, text, behind = (_decoded(part) for part in (near[:start], near[start:end], near[end:]))
    safe = blank(before + text + behind)[len(before) : len(before) + len(text)]
    safe = _SOLID.sub(_unless_a_word, safe)
    return whole(safe, window.cut_before, window.cut_behind).strip()


def _unless_a_word(found: re.Match[str]) -> str:
    """Dots for letters of both cases with digits among them, as a line of a key file has them."""
    run = found[0]
    generated = not run.isalpha() and run != run.lower() and run != run.upper()
    return "•" * len(run) if generated else run


def _decoded(part: bytes | str) -> str:
    return part if isinstance(part, str) else part.decode("utf-8", "backslashreplace")


def _passage(text: str, left: int, right: int) -> str:
    first = max(left - CONTEXT, 0)
    safe = blank(text[first : right + CONTEXT])
    passage = " ".join(safe[left - first : right - first].split())
    return f"{'…' if left else ''}{passage}{'…' if right < len(text) else ''}"
