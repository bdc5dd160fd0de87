"""Data as harmless text: one escaping function per output format, used by its only writer."""

from __future__ import annotations

import re

# control characters, bidirectional overrides, zero-width and tag characters, lone surrogates, line separators
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    r"""For a terminal: whatever steers it or hides is spelled out, as \n, \t or \u{200b}."""
    return _UNSAFE.sub(_spelled, text) if not text.isprintable() or _UNSAFE.search(text) else text


def _spelled(match: re.Match[str]) -> str:
    character = match.group()
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character) or f"\\u{{{ord(character):x}}}"


def ascii_only(text: str) -> str:
    r"""For a stream that knows no Unicode: other characters are spelled out as \u{e9}."""
    return "".join(_PLAIN.get(c) or (c if c.isascii() else f"\\u{{{ord(c):x}}}") for c in text)


_PLAIN = {
    "—": "-",
    "–": "-",
    "−": "-",
    "·": "|",
    "…": "...",
    "→": "->",
    "“": '"',
    "”": '"',
    "’": "'",
    "≥": ">=",
}
_PLAIN |= {"█": "#", "▏": "#", "▎": "#", "▍": "#", "▌": "#", "▋": "#", "▊": "#", "▉": "#", "×": "x", "≈": "~"}
