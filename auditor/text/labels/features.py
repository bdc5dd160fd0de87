"""A text as a set of hashed features: its words, pairs of words and pieces of words.

Pieces let "transfer", "transferred" and "tranfser" share most of their features; pairs keep some of the
order. A feature is 32 bits of CRC-32, so a state holds numbers only and every process computes the same.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled

FEATURES = 256  # a text: words first, then pairs, then pieces; what is beyond is left out
WORDS = 128
CHARACTERS = 4_000
PIECE = 4  # letters
_DENSE_PIECE = 2  # characters, in scripts that write no spaces between words

_WORD = re.compile(r"\w+")
_DENSE_SCRIPT = "\u0e00"  # Thai, and everything behind it: kana, ideographs, Hangul
_MASK = 0xFFFFFFFF

Ids = NDArray[np.uint32]


def feature_ids(text: str) -> Ids:
    """The hashed features of a text, without repeats, at most FEATURES."""
    return ids_of(words_of(text))


@compiled("features")
def ids_of(words: list[str]) -> Ids:
    """The features of some words, none empty: the words, then their pairs, then their pieces."""
    singles = [_word_id(word) for word in words]
    pairs = [_pair_id(one, other) for one, other in itertools.pairwise(singles)]
    found = dict.fromkeys(singles + pairs)
    for word in words:
        if len(found) >= FEATURES:
            break
        found.update(dict.fromkeys(_piece_ids(word)))
    return np.fromiter(found, np.uint32, len(found))[:FEATURES]


def words_of(text: str) -> list[str]:
    """The words that count, case folded, in the order of the text."""
    return _WORD.findall(text[:CHARACTERS].casefold())[:WORDS]


def phrases(text: str) -> list[tuple[str, list[int]]]:
    """Every word with the ids that speak for it (its own and its pieces'), and every pair of words."""
    words = words_of(text)
    found = [(word, [_word_id(word), *_piece_ids(word)]) for word in dict.fromkeys(words)]
    for one, other in dict.fromkeys(itertools.pairwise(words)):
        found.append((f"{one} {other}", [_pair_id(_word_id(one), _word_id(other))]))
    return found


@lru_cache(maxsize=1 << 15)
def _word_id(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 15)
def _piece_ids(word: str) -> tuple[int, ...]:
    """The runs of PIECE letters in the word, its beginning and end marked."""
    marked = f"<{word}>"
    size = _DENSE_PIECE if max(word) >= _DENSE_SCRIPT else PIECE
    pieces = [marked[i : i + size] for i in range(max(1, len(marked) - size + 1))]
    return tuple(crc32(piece.encode("utf-8", "surrogatepass"), 1) for piece in pieces[:FEATURES])


def _pair_id(one: int, other: int) -> int:
    return (one * 0x9E3779B1 + other * 0x85EBCA6B + 1) & _MASK
