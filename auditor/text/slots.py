"""The template behind a text: its words, with numbers and names replaced by slots."""

from __future__ import annotations

import re
from itertools import islice

LONGEST = 400  # characters; longer texts are hardly filled in from a template of one sentence

_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+){0,8}")
# the capital first and then what stands before it: capitals are rarer, so this is twice as fast
_NAME = re.compile(r"[A-ZÀ-Þ](?<=[a-zß-ÿ,] .)[\w'-]{1,40}(?: [A-ZÀ-Þ][\w'-]{1,40}){0,4}")
_LITERAL = re.compile(r"[^\W\d_]{2,}")
_LITERALS = 3  # words that a template must have besides its slots


def template_of(text: str) -> str:
    """The text in small letters with {number} and {name}; "" where it has no slot, or little else."""
    if len(text) > LONGEST:
        return ""
    filled = _NAME.sub("\0", _NUMBER.sub("\1", " ".join(text.split())))
    if ("\0" not in filled and "\1" not in filled) or not _has_words(filled):
        return ""
    return filled.lower().strip(" .?!").replace("\0", "{name}").replace("\1", "{number}")


def _has_words(text: str) -> bool:
    """Whether a template has enough words besides its slots; the first few are looked for, not all."""
    return sum(1 for _ in islice(_LITERAL.finditer(text), _LITERALS)) == _LITERALS
