"""Whether the words of a text could be words: no language piles up consonants like "xkqzvbn"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import ascii_lowercase

from auditor.kernels import compiled
from auditor.text.expression import later

_LONG = later(r"[A-Za-z]{5,}")  # shorter words are often abbreviations
_SHORT = later(r"\b[A-Za-z]{4}\b")
_VOWEL = later(r"[aeiouyAEIOUY]")
_CONSONANTS = later(r"[bcdfghjklmnpqrstvwxz]{6}", re.IGNORECASE)
# Pairs of letters that no word of a language in Latin script holds (but for names and abbreviations),
_NO_PAIRS = (
    r"q[bcdfghjkmnpvwxyz]|[bcdfghjkmpqvwxz]q|j[bcfghjmqvwxz]|[bcfgjmqvwxz]j|[bcfgjkmpqvz]x|x[jkrzdg]|vk|kv|fv|vf|vb|bv"
    r"|zx|xz|wx|pz|zf|fz|hx|xk|gx|vp|pv|wq|qw"
)
_NOT_BEFORE_L = "kz"  # one that does before an l
_NO_TRIPLES = ("sdf", "dfg", "fgh", "ghj", "hjk", "jkl", "xcv", "cvb")  # and neighbouring keys
_NEVER = later(f"{_NO_PAIRS}|{_NOT_BEFORE_L}(?!l)|{'|'.join(_NO_TRIPLES)}", re.IGNORECASE)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LIKE_WORDS = {"erty", "wert", "trew", "ytre"}  # property, Wert, strewn
# Four neighbouring keys, from left to right or back, of which hardly a word has any.
KEYBOARD_RUNS = tuple(
    way[at : at + 4]
    for row in _ROWS
    for way in (row, row[::-1])
    for at in range(len(row) - 3)
    if way[at : at + 4] not in _LIKE_WORDS
)
ANY, NO_L = 1, 2  # in the table of `_never`
_DOUBLED = later(r"(?:([a-z])\1){4}", re.IGNORECASE)


def unpronounceable(text: str) -> tuple[int, int]:
    """How many long words in Latin letters a text has, and how many of them cannot be words."""
    return count_words(text, _never(), KEYBOARD_RUNS)


@compiled("pronouncing")
def count_words(text: str, never: bytes, runs: tuple[str, ...]) -> tuple[int, int]:
    """How many long words a text has, or short ones that are one of `runs`, and how many cannot be words."""
    words = _LONG.findall(text) + [word for word in _SHORT.findall(text) if _is_mashed(word)]
    return len(words), sum(map(_cannot_be_a_word, words))


@cache
def _never() -> bytes:
    """For each pair of letters what makes it one of `_NEVER`: ANY or no l behind it, a letter, or nothing."""
    pair = re.compile(_NO_PAIRS)
    table = bytearray(ANY if pair.match(a + b) else 0 for a in ascii_lowercase for b in ascii_lowercase)
    for triple in _NO_TRIPLES:
        table[_place(triple)] = ord(triple[2])
    table[_place(_NOT_BEFORE_L)] = NO_L
    return bytes(table)


def _place(pair: str) -> int:
    return 26 * (ord(pair[0]) - ord("a")) + ord(pair[1]) - ord("a")


@lru_cache(maxsize=1 << 14)  # of words, of which a data set has far fewer than texts
def _cannot_be_a_word(word: str) -> bool:
    """No vowel, six consonants in a row, keys side by side, or pairs that never stand together."""
    if word.isupper():
        return False  # an abbreviation or a code
    if not _VOWEL.search(word) or _CONSONANTS.search(word) or _DOUBLED.search(word) or _is_mashed(word):
        return True
    return len(_NEVER.findall(word)) >= (1 if len(word) < 8 else 2)


@lru_cache(maxsize=1 << 14)
def _is_mashed(word: str) -> bool:
    """Whether four neighbouring keys stand in the word, one after the other."""
    lower = word.lower()
    return any(run in lower for run in KEYBOARD_RUNS)
