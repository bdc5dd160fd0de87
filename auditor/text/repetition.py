"""How much of each text has been said before in the same text, for a whole batch at once.

Texts come as `auditor.text.joined` lays them out: in `blob` each has a newline before it and behind it, and
text i begins at `starts[i]`.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from auditor.kernels import compiled
from auditor.text.ragged import Ints, Mask

_PHRASE = 16  # bytes: about three words of English
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: spreads the bits of a product
_HASH_BITS = 22  # of a phrase; two phrases of one text of a thousand words share them once in ten texts
_SORTED = 8  # texts sorted together: a thousand keys take a fourth of the time that they take among 50,000
_STEPS = (1, 2, 4, 8, 8)  # 24 equal pairs in a row, 25 times one letter: no word of any language


@compiled("repetition")
def words_and_repeats(blob: bytes, starts: Ints) -> tuple[Ints, Ints]:
    """For every text: how many phrases of three words it has, and how many of them it had before.

    A phrase is sixteen bytes from the beginning of a word; ASCII letters count in lower case.
    """
    letters = np.frombuffer(blob, np.uint8)
    words = np.flatnonzero((letters[1:] > 32) & (letters[:-1] <= 32)) + 1
    owner = np.repeat(np.arange(len(starts)), np.diff(np.searchsorted(words, starts), append=len(words)))
    ends = np.append(starts[1:], len(letters)) - 1
    whole = words + _PHRASE <= ends[owner]
    words, owner = words[whole], owner[whole]
    keys = (owner << _HASH_BITS) | _hashes(blob, words)
    edges = np.searchsorted(owner, np.arange(0, len(starts) + _SORTED, _SORTED))
    for left, right in pairwise(edges.tolist()):
        keys[left:right].sort()
    again = keys[1:][keys[1:] == keys[:-1]] >> _HASH_BITS
    return np.bincount(owner, minlength=len(starts)), np.bincount(again, minlength=len(starts))


def stretched(blob: bytes, starts: Ints) -> Mask:
    """The texts in which one letter stands 25 times in a row."""
    letters = np.frombuffer(blob, np.uint8)
    run = (letters[1:] == letters[:-1]) & (letters[1:] >= ord("a")) & (letters[1:] <= ord("z"))
    for step in _STEPS:
        run = run[:-step] & run[step:]
    found = np.zeros(len(starts), bool)
    found[np.searchsorted(starts, np.flatnonzero(run), side="right") - 1] = True
    return found


def unspaced_ends(blob: bytes, starts: Ints, size: int) -> Mask:
    """The texts of at least so many bytes that have no space among their last `size` bytes."""
    ends = np.append(starts[1:], len(blob))[: len(starts)] - 1
    found = ends - starts >= size
    tails = np.ndarray((max(len(blob) - size + 1, 0),), f"V{size}", blob, strides=(1,))[ends[found] - size]
    found[found] = ~(tails.view(np.uint8).reshape(-1, size) == ord(" ")).any(axis=1)
    return found


def _hashes(blob: bytes, starts: Ints) -> Ints:
    """22 bits of the sixteen bytes from each start."""
    if not len(starts):
        return np.zeros(0, np.int64)
    sixteens = np.ndarray((len(blob) - _PHRASE + 1,), dtype=f"V{_PHRASE}", buffer=blob, strides=(1,))
    first, second = sixteens[starts].view("<u8").reshape(-1, 2).T
    mixed = (first * _MIX) ^ ((second * _MIX) >> np.uint64(7)) ^ second
    hashes: Ints = ((mixed * _MIX) >> np.uint64(64 - _HASH_BITS)).astype(np.int64)
    return hashes
