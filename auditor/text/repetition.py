"""How much of each text has been said before in the same text, for a whole batch at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from auditor.text.joined import Joined

_PHRASE = 16  # bytes: about three words of English
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: spreads the bits of a product
_HASH_BITS = np.uint64(44)
_STRETCH = 25  # the same letter so many times in a row is no word of any language


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
    keys = np.sort((owner.astype(np.uint64) << _HASH_BITS) | _hashes(texts.blob, starts))
    again = keys[1:][keys[1:] == keys[:-1]] >> _HASH_BITS
    return phrases, np.bincount(again.astype(np.int64), minlength=count)


def stretched(texts: Joined) -> NDArray[np.int64]:
    """Byte positions where one letter begins to stand `_STRETCH` times in a row."""
    letters = np.frombuffer(texts.blob, np.uint8)
    same = (letters[1:] == letters[:-1]) & (letters[1:] >= ord("a")) & (letters[1:] <= ord("z"))
    run = np.cumsum(same, dtype=np.int32)
    length = _STRETCH - 1
    return np.flatnonzero(run[length:] - run[:-length] == length)


def _hashes(blob: bytes, starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """44 bits of the sixteen bytes from each start."""
    sixteens = np.ndarray((len(blob) - _PHRASE + 1,), dtype=f"V{_PHRASE}", buffer=blob, strides=(1,))
    first, second = sixteens[starts].view("<u8").reshape(-1, 2).T
    mixed = (first * _MIX) ^ ((second * _MIX) >> np.uint64(7)) ^ second
    hashed: NDArray[np.uint64] = (mixed * _MIX) >> (np.uint64(64) - _HASH_BITS)
    return hashed
