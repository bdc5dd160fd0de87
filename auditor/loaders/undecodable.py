"""Bytes that are not UTF-8: where the first one stands, and which encoding it looks like."""

from __future__ import annotations

import re

from auditor.loaders.source import Fault
from auditor.text.cut import stretch

_SURROGATE = re.compile(rb"\xed[\xa0-\xbf]")


def not_utf8(error: UnicodeDecodeError) -> Fault:
    """The fault for a record that UTF-8 refused."""
    raw = error.object
    column = len(raw[: error.start].decode("utf-8")) + 1
    message = f"column {column}: byte 0x{raw[error.start]:02x} is not UTF-8; {_likely(raw, error.start)}"
    return Fault("INP002", message, column, stretch(raw, error.start))


def _likely(raw: bytes, at: int) -> str:
    """A guess, by the byte alone: the commonest wrong encodings are Windows-1252 and its subset Latin-1."""
    if _SURROGATE.match(raw, at):
        return "it looks like half a surrogate pair (CESU-8, as Java and MySQL's utf8 write it)"
    if raw[at] == 0xC0:
        return "it is an overlong form that UTF-8 forbids"
    try:
        return f"in Windows-1252 (Latin-1) it is {raw[at : at + 1].decode('cp1252')!r}"
    except UnicodeDecodeError:
        return "nor is it Windows-1252"
