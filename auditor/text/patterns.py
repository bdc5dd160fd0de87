"""Which texts of a batch hold which literals: one pass for any number of them.

Every literal is represented by its rarest run of four bytes. All runs of four of the batch are hashed and
looked up in one table; where a run is known the whole literal is compared. The cost hardly grows with the
number of literals (the idea of Wu and Manber, 1994).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled
from auditor.text.ragged import Ints, Mask

_GRAM = 4
_TABLE_BITS = 18
TABLE_SIZE = 1 << _TABLE_BITS
_CHAIN_BITS = 12
_MIX = np.uint32(2_654_435_761)  # Knuth's multiplicative hash
_SLICE = 1 << 16  # bytes looked at together, so that the work stays in the cache
_COMMON_FIRST = b" etaoinshrdlcumwfgypbvk\n.,xjqz0123456789"  # by frequency in English; other bytes are rarer
_ONE_TEXT = np.zeros(1, np.int64)  # where it begins
_RANKS = np.array([(_COMMON_FIRST.find(bytes([byte])) + 1 or len(_COMMON_FIRST) + 1) for byte in range(256)])


class Index(NamedTuple):
    """Literals, by their numbers, under the hash of one run of four bytes of each.

    A run that is not `known` (by the highest bits of its hash) belongs to no literal. Otherwise its literals
    are among `first` (by fewer bits), the one `following` that, and so on to -1.
    """

    literals: list[bytes]
    short: list[int]  # those of fewer than four bytes
    runs: NDArray[np.uint32]
    offsets: Ints  # where in each literal its run stands
    others: NDArray[np.uint32]  # the four bytes at the end that is farther from there
    distances: Ints  # and how far
    known: Mask
    bits: NDArray[np.uint8]  # the same in an eighth of the memory
    first: NDArray[np.int32]
    following: NDArray[np.int32]
    known_shift: int = 32 - _TABLE_BITS
    first_shift: int = 32 - _CHAIN_BITS


class Prefilter:
    """Finds the texts that hold any literal of a group; a group is usually a rule.

    Literals are compared in lower case (ASCII). Those shorter than four bytes are searched one by one.
    """

    def __init__(self, literals: Mapping[str, Iterable[str]]) -> None:
        """Index `literals`: group → its literals, of which none is empty."""
        pairs = [(group, literal.encode().lower()) for group, ones in literals.items() for literal in ones]
        self._groups = [group for group, _ in pairs]
        self._index = indexed([literal for _, literal in pairs])

    def holders(self, blob: bytes, starts: Ints) -> dict[str, list[int]]:
        """Group → the numbers of the texts that hold one of its literals, in order.

        `blob` is lower case, and text i goes from `starts[i]` to the start of the next. What counts is where
        a literal ends: it may begin with the newline before its text.
        """
        found: dict[str, set[int]] = {}
        for text, number in literals_in(blob, starts, self._index):
            found.setdefault(self._groups[number], set()).add(text)
        return {group: sorted(texts) for group, texts in found.items()}

    def held_by(self, text: str) -> set[str]:
        """The groups of which one text, which need not be lower case, holds a literal."""
        return set(self.holders(text.encode("utf-8", "surrogatepass").lower(), _ONE_TEXT))


@compiled("literals")
def literals_in(blob: bytes, starts: Ints, index: Index) -> list[tuple[int, int]]:
    """Every pair of a text and a literal in it, by their numbers, each once and in no order."""
    ends, numbers = array("q"), array("q")
    every = _overlapping(blob, 0, max(len(blob) - _GRAM + 1, 0))
    for start, runs in grams(blob):
        hashes = runs * _MIX
        at = np.flatnonzero(index.known.take(hashes >> np.uint32(index.known_shift)))
        number = index.first[hashes[at] >> np.uint32(index.first_shift)]
        while len(at):
            other = every[np.clip(at + start + index.distances[number], 0, len(every) - 1)]
            likely = (index.runs[number] == runs[at]) & (index.others[number] == other)
            for place, one in zip((at[likely] + start).tolist(), number[likely].tolist(), strict=True):
                begin, literal = place - int(index.offsets[one]), index.literals[one]
                if begin >= 0 and blob.startswith(literal, begin):
                    ends.append(begin + len(literal) - 1)
                    numbers.append(one)
            number = index.following[number]
            at, number = at[number >= 0], number[number >= 0]
    letters = np.frombuffer(blob, np.uint8)
    for one in index.short:
        ends.extend(found := _ends(letters, index.literals[one]).tolist())
        numbers.extend([one] * len(found))
    texts = np.searchsorted(starts, np.array(ends, np.int64), side="right") - 1
    return [pair for pair in dict.fromkeys(zip(texts.tolist(), numbers, strict=True)) if pair[0] >= 0]


def indexed(literals: list[bytes]) -> Index:
    """The literals, in small letters and none empty, under their rarest runs."""
    offsets = _rarest_runs(literals)
    last = np.array([len(literal) - _GRAM for literal in literals], np.int64)
    others = np.where(last - offsets >= offsets, last, 0)
    runs = _runs(literals, offsets)
    known = np.zeros(TABLE_SIZE, np.bool_)
    long = np.array([number for number, literal in enumerate(literals) if len(literal) >= _GRAM], np.int64)
    known[hashed(runs[long])] = True
    index = Index(
        literals,
        short=[number for number, literal in enumerate(literals) if len(literal) < _GRAM],
        runs=runs,
        offsets=offsets,
        others=_runs(literals, others),
        distances=others - offsets,
        known=known,
        bits=np.packbits(known, bitorder="little"),
        first=np.full(1 << _CHAIN_BITS, -1, np.int32),
        following=np.full(len(literals), -1, np.int32),
    )
    chains = (runs[long] * _MIX) >> np.uint32(index.first_shift)
    for number, chain in zip(long.tolist(), chains.tolist(), strict=True):
        index.following[number], index.first[chain] = index.first[chain], number
    return index


def _runs(literals: list[bytes], offsets: Ints) -> NDArray[np.uint32]:
    """Four bytes of each literal as one number; something for one that is too short."""
    pairs = zip(literals, offsets.tolist(), strict=True)
    return np.array([int.from_bytes(literal[at : at + _GRAM], "little") for literal, at in pairs], np.uint32)


def _rarest_runs(literals: list[bytes]) -> Ints:
    """Where in each literal its rarest four bytes begin: the ranks of the letters, added up."""
    sizes = np.array([len(literal) for literal in literals], np.int64)
    starts = np.cumsum(sizes) - sizes
    ranks = np.append(_RANKS[np.frombuffer(b"".join(literals), np.uint8)], np.zeros(_GRAM - 1, np.int64))
    rarity = ranks[:-3] + ranks[1:-2] + ranks[2:-1] + ranks[3:]
    offsets = np.arange(len(rarity)) - np.repeat(starts, sizes)
    rarity[offsets > np.repeat(sizes, sizes) - _GRAM] = 0  # such a run goes beyond its literal
    best = np.maximum.reduceat((rarity << 32) - offsets, starts)
    return np.asarray(-best & 0xFFFFFFFF)


def _ends(letters: NDArray[np.uint8], literal: bytes) -> Ints:
    """Where a literal ends; ten times as fast as `bytes.find`, which is slow with two or three bytes."""
    last = len(letters) - len(literal) + 1
    here = np.ones(max(last, 0), np.bool_)
    for at, letter in enumerate(literal) if last > 0 else ():
        here &= letters[at : at + last] == letter
    return np.flatnonzero(here) + len(literal) - 1


def grams(blob: bytes) -> Iterator[tuple[int, NDArray[np.uint32]]]:
    """Every run of four bytes as one number, slice by slice: (position of the first, the runs)."""
    for start in range(0, max(len(blob) - _GRAM + 1, 0), _SLICE):
        count = min(_SLICE, len(blob) - _GRAM + 1 - start)
        yield start, np.ascontiguousarray(_overlapping(blob, start, count))


def _overlapping(blob: bytes, start: int, count: int) -> NDArray[np.uint32]:
    return np.ndarray((count,), "<u4", blob, start, (1,))


def hashed(runs: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The place of each run in a table of `TABLE_SIZE`."""
    return (runs * _MIX) >> np.uint32(32 - _TABLE_BITS)
