"""Whether the words of a text could be words: no language piles up consonants like "xkqzvbn"."""

from __future__ import annotations

import re
from collections import Counter

_LONG = re.compile(r"[A-Za-z]{5,}")  # shorter words are often abbreviations
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{6}", re.IGNORECASE)
# Pairs of letters that no word of a language in Latin script holds (but for names and abbreviations).
_NEVER = re.compile(
    r"q[bcdfghjkmnpvwxyz]|[bcdfghjkmpqvwxz]q|j[bcfghjmqvwxz]|[bcfgjmqvwxz]j|[bcfgjkmpqvz]x|x[jkrzdg]|vk|kv|fv|vf|vb|bv"
    r"|zx|xz|wx|pz|zf|fz|hx|xk|gx|kz(?!l)|vp|pv|wq|qw|sdf|dfg|fgh|ghj|hjk|jkl|zxc|xcv|cvb|vbn",
    re.IGNORECASE,
)


def unpronounceable(text: str) -> tuple[int, int]:
    """How many long words in Latin letters a text has, and how many of them cannot be words."""
    words = Counter(_LONG.findall(text))
    return words.total(), sum(count for word, count in words.items() if _cannot_be_a_word(word))


def _cannot_be_a_word(word: str) -> bool:
    """No vowel, six consonants in a row, or two or more pairs that never stand together."""
    if word.isupper():
        return False  # an abbreviation or a code
    if not _VOWEL.search(word) or _CONSONANTS.search(word):
        return True
    return len(_NEVER.findall(word)) >= (1 if len(word) < 8 else 2)
