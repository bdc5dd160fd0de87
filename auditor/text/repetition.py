"""How much of each text has been said before in the same text, for a whole batch at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from auditor.text.joined import Joined

_PHRASE = 16  # bytes: about three words of English
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: spreads the bits of a product
_HASH_BITS = 22  # of a phrase; two phrases of one text of a thousand words share them once in ten texts
_TEXTS = 1 << (32 - _HASH_BITS)  # texts counted together: their number takes the other ten bits
_SORTED = 8  # texts sorted together: a thousand keys take a fourth of the time that they take among 50,000
_STEPS = (1, 2, 4, 8, 8)  # 24 equal pairs in a row, 25 times one letter: no word of any language


def words_and_repeats(texts: Joined) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every text: how many phrases of three words it has, and how many of them it had before.

    A phrase is sixteen bytes from the beginning of a word; ASCII letters count in lower case.
    """
    letters = np.frombuffer(texts.blob, np.uint8)
    count = len(texts.texts)
    starts = np.flatnonzero((letters[1:] > 32) & (letters[:-1] <= 32)) + 1
    owner = np.repeat(
        np.arange(count), np.diff(np.append(np.searchsorted(starts, texts.starts), len(starts)))
    )
    ends = np.append(texts.starts[1:] - 1, len(letters) - 1)
    whole = starts + _PHRASE <= ends[owner]
    starts, owner = starts[whole], owner[whole]
    phrases = np.bincount(owner, minlength=count)
    if not len(starts):
        return phrases, phrases
    repeats = np.zeros(count, np.int64)
    hashes = _hashes(texts.blob, starts)
    edges = np.searchsorted(owner, np.arange(0, count + _TEXTS, _TEXTS))
    for number, (left, right) in enumerate(pairwise(edges.tolist())):
        local = (owner[left:right] - number * _TEXTS).astype(np.uint32)
        keys = (local << np.uint32(_HASH_BITS)) | hashes[left:right]
        portions = np.searchsorted(local, np.arange(0, _TEXTS + 1, _SORTED))
        for first, last in pairwise(portions.tolist()):
            keys[first:last].sort()
        again = keys[1:][keys[1:] == keys[:-1]] >> np.uint32(_HASH_BITS)
        members = repeats[number * _TEXTS : (number + 1) * _TEXTS]
        members += np.bincount(again, minlength=len(members))
    return phrases, repeats


def stretched(texts: Joined) -> NDArray[np.int64]:
    """Byte positions where one letter begins to stand 25 times in a row."""
    letters = np.frombuffer(texts.blob, np.uint8)
    run = (letters[1:] == letters[:-1]) & (letters[1:] >= ord("a")) & (letters[1:] <= ord("z"))
    for step in _STEPS:
        run = run[:-step] & run[step:]
    return np.flatnonzero(run)


def _hashes(blob: bytes, starts: NDArray[np.int64]) -> NDArray[np.uint32]:
    """22 bits of the sixteen bytes from each start."""
    sixteens = np.ndarray((len(blob) - _PHRASE + 1,), dtype=f"V{_PHRASE}", buffer=blob, strides=(1,))
    first, second = sixteens[starts].view("<u8").reshape(-1, 2).T
    mixed = (first * _MIX) ^ ((second * _MIX) >> np.uint64(7)) ^ second
    hashes: NDArray[np.uint32] = ((mixed * _MIX) >> np.uint64(64 - _HASH_BITS)).astype(np.uint32)
    return hashes
