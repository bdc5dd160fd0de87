"""Texts that show nothing."""

from __future__ import annotations

import string

_INVISIBLE = string.whitespace + "\u00a0\u00ad\u200b\u200c\u200d\u2028\u2029\u2060\u3000\ufeff"


def is_blank(text: str) -> bool:
    """Whether a text is empty, or nothing but white space and invisible characters."""
    if text and "!" <= text[0] <= "~":  # nearly every text: the first letter settles it
        return False
    return not text or not text.strip(_INVISIBLE)
