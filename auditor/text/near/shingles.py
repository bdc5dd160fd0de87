"""Texts as sets of hashed shingles, for whole batches at once and without one Python object per word.

A word is a run of letters, digits and underscores (every byte beyond ASCII counts as a letter). Its hash is
polynomial over its bytes, so that one prefix sum over the joined texts gives the hashes of all words:
7 µs for a text of 110 words, where a set of strings costs 40.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled
from auditor.text.ragged import Hashes, Ints, Ragged, distinct, offsets_of

WORDS = 3  # words in a shingle of a long text
CHARACTERS = 4  # characters in a shingle of a short one

_BASE = 0x9E3779B97F4A7C15
STEP = 0xC2B2AE3D27D4EB4F
_MODULUS = 1 << 64
_BLOCK = 1 << 13  # values worked on at once, so that they stay in the cache
_SORTED = 256  # about so many are sorted ten times as fast as 65,536


def mixed(values: Hashes) -> Hashes:
    """MurmurHash3's 64-bit finalizer: spreads every bit of the input over the output."""
    values = values ^ (values >> np.uint64(33))
    values *= np.uint64(0xFF51AFD7ED558CCD)
    values ^= values >> np.uint64(33)
    values *= np.uint64(0xC4CEB9FE1A85EC53)
    values ^= values >> np.uint64(33)
    return values


def runs_of(inside: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """First and one-past-last place of every run of True."""
    padded = np.zeros(len(inside) + 2, bool)
    padded[1:-1] = inside
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[0::2], edges[1::2]


class Spans:
    """Hashes of any spans of one text, from one prefix sum over its bytes.

    The hash of `blob[start:end]` is `mixed(sum of byte_i * BASE**i)` modulo 2**64, i counted from the start.
    """

    def __init__(self, blob: bytes) -> None:
        """Sum up the bytes once."""
        size = 1 << max(len(blob).bit_length(), 16)
        self.inverse = _powers(size, pow(_BASE, -1, _MODULUS))
        self.sums = np.zeros(len(blob) + 1, np.uint64)
        self.sums[1:] = np.frombuffer(blob, np.uint8)  # in two steps: at once, NumPy widens in small pieces
        self.sums[1:] *= _powers(size, _BASE)[: len(blob)]
        np.cumsum(self.sums, out=self.sums)

    def hashes(self, starts: Ints, ends: Ints) -> Hashes:
        """64 bits for every span."""
        return mixed((self.sums[ends] - self.sums[starts]) * self.inverse[starts])


def word_hashes(words: bytes) -> Hashes:
    """The hashes of words with spaces between them, in their order."""
    return Spans(words).hashes(*runs_of(np.frombuffer(words, np.uint8) > ord(" ")))


def word_shingles(words: Ragged, size: int = WORDS) -> Ragged:
    """The runs of `size` words of every row of word hashes; a shorter row has none."""
    return Ragged(*runs_of_hashes(words.values, words.offsets, size))


def character_shingles(texts: Sequence[bytes], size: int = CHARACTERS) -> Ragged:
    """The runs of `size` characters of every text, with one space put before and after it."""
    return Ragged(*runs_of_characters(texts, size))


@compiled("shingling")
def runs_of_hashes(values: Hashes, offsets: Ints, size: int) -> tuple[Hashes, Ints]:
    """The hashes of the runs of `size` values within every row, and the borders of its rows."""
    windows = _windows(values, size)
    inside = np.ones(len(values), bool)  # whether the run that begins here ends in the same row
    for rest in range(1, size):
        last = offsets[1:] - rest
        inside[last[last >= offsets[:-1]]] = False
    return windows[inside[: len(windows)]], offsets_of(np.maximum(np.diff(offsets) - (size - 1), 0))


@compiled("shingling")
def runs_of_characters(texts: Sequence[bytes], size: int) -> tuple[Hashes, Ints]:
    """`runs_of_hashes` of the code points of texts, with a space before and after each."""
    joined = b"".join([b" " + text + b" " for text in texts]).decode("utf-8", "surrogatepass")
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    lengths = np.array([_characters(text) + 2 for text in texts], dtype=np.int64)
    return runs_of_hashes(points, offsets_of(lengths), size)


def small_sets(shingles: Ragged) -> Ragged:
    """Every row as a set, sorted, of the upper 32 bits: enough to compare two rows, half the memory."""
    return Ragged(*sorted_sets(shingles.values, shingles.offsets))


def sorted_sets(values: Hashes, offsets: Ints) -> tuple[NDArray[np.uint32], Ints]:
    """The values and offsets of `small_sets`."""
    owners = Ragged(values, offsets).owners().astype(np.uint64) << np.uint64(32)
    keys = owners | (values >> np.uint64(32))
    starts = distinct(offsets[np.searchsorted(offsets, np.arange(0, len(keys), _SORTED))])
    for start, end in pairwise([*starts.tolist(), len(keys)]):  # some rows at once
        keys[start:end].sort()
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)]]
    counts = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=len(offsets) - 1)
    return keys.astype(np.uint32), offsets_of(counts)


def _windows(values: Hashes, size: int) -> Hashes:
    """A hash of every `size` successive values."""
    total = max(len(values) - size + 1, 0)
    result = np.zeros(total, np.uint64)
    product = np.empty(min(total, _BLOCK), np.uint64)
    for start in range(0, total, _BLOCK):
        block = result[start : start + _BLOCK]
        for place in range(size):
            first = start + place
            factor = np.uint64(pow(STEP, place + 1, _MODULUS))
            block += np.multiply(values[first : first + len(block)], factor, out=product[: len(block)])
        block[:] = mixed(block)
    return result


def _characters(text: bytes) -> int:
    return len(text) if text.isascii() else len(text.decode("utf-8", "surrogatepass"))


@lru_cache(maxsize=8)
def _powers(size: int, base: int) -> NDArray[np.uint64]:
    """base**0 … base**(size - 1) modulo 2**64, by doubling."""
    powers = np.ones(size, np.uint64)
    known = 1
    while known < size:
        powers[known : 2 * known] = powers[:known] * np.uint64(pow(base, known, _MODULUS))
        known *= 2
    return powers
