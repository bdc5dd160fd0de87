"""Which texts of a batch hold which literals: one pass for any number of them.

Every literal is represented by its rarest run of four bytes, and by a second one as far away as it goes. All
runs of four of the batch are hashed and looked up in one table; where the second run is in its place too, the
whole literal is compared. The cost is about four nanoseconds a byte and hardly grows with the number of
literals (the idea of Wu and Manber, 1994).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

_GRAM = 4
_TABLE_BITS = 18
TABLE_SIZE = 1 << _TABLE_BITS
_MIX = np.uint32(2_654_435_761)  # Knuth's multiplicative hash
_SLICE = 1 << 16  # bytes looked at together, so that the work stays in the cache
_COMMON_FIRST = b" etaoinshrdlcumwfgypbvk\n.,xjqz0123456789"  # by frequency in English; other bytes are rarer
_RANKS = [_COMMON_FIRST.find(byte) if byte in _COMMON_FIRST else len(_COMMON_FIRST) for byte in range(256)]


class Prefilter:
    """Finds the texts that hold any literal of a group; a group is usually a rule.

    Literals are compared in lower case (ASCII). Those shorter than four bytes are searched one by one.
    """

    def __init__(self, literals: Mapping[str, Iterable[str]]) -> None:
        """Index `literals`: group → its literals."""
        self._short: list[tuple[str, bytes]] = []
        self._slots: list[list[tuple[str, bytes, int]]] = [[]]
        self._table = np.zeros(TABLE_SIZE, np.uint16)
        for group, members in literals.items():
            for literal in members:
                self._add(group, literal.encode().lower())
        seconds = [_second(members) for members in self._slots]
        self._distance = np.array([distance for distance, _ in seconds], np.int64)
        self._second = np.array([run for _, run in seconds], np.uint32)

    def positions(self, blob: bytes) -> dict[str, NDArray[np.int64]]:
        """Group → byte positions where one of its literals ends in `blob`, which is lower case; unordered.

        The end and not the beginning: a literal may begin with the newline before its text.
        """
        found: dict[str, list[int]] = {}
        for start, runs in grams(blob):
            slots = self._table.take(hashed(runs))  # an index in brackets takes a third longer
            places = self._likely(runs, slots, np.flatnonzero(slots != 0))
            for place, slot in zip((places + start).tolist(), slots[places].tolist(), strict=True):
                for group, literal, offset in self._slots[slot]:
                    if place >= offset and blob.startswith(literal, place - offset):
                        found.setdefault(group, []).append(place - offset + len(literal) - 1)
        letters = np.frombuffer(blob, np.uint8)
        for group, literal in self._short:
            if len(ends := _ends(letters, literal)):
                found.setdefault(group, []).extend(ends.tolist())
        return {group: np.array(places, np.int64) for group, places in found.items()}

    def _likely(
        self, runs: NDArray[np.uint32], slots: NDArray[np.uint16], places: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """The places whose second run is there too, or lies in the next slice, or is not known."""
        distance = self._distance[slots[places]]
        other = places + distance
        outside = (other < 0) | (other >= len(runs)) | (distance == 0)
        other[outside] = 0
        kept: NDArray[np.int64] = places[outside | (runs[other] == self._second[slots[places]])]
        return kept

    def _add(self, group: str, literal: bytes) -> None:
        """Enter one literal under its rarest run of four bytes, best one that no other literal has."""
        if len(literal) < _GRAM:
            self._short.append((group, literal))
            return
        offsets = range(len(literal) - _GRAM + 1)
        places = {at: _place(literal[at : at + _GRAM]) for at in offsets}
        offset = max(offsets, key=lambda at: (not self._table[places[at]], _rarity(literal[at : at + _GRAM])))
        slot = int(self._table[places[offset]])
        if not slot:
            slot = len(self._slots)
            self._slots.append([])
            self._table[places[offset]] = slot
        self._slots[slot].append((group, literal, offset))


def _place(run: bytes) -> int:
    """The place in the table of one run of four bytes."""
    return (int.from_bytes(run, "little") * int(_MIX) & 0xFFFFFFFF) >> (32 - _TABLE_BITS)


def _second(members: list[tuple[str, bytes, int]]) -> tuple[int, int]:
    """For the literal of a slot: how far from its rarest run the other end's is, and that run.

    (0, 0) where a slot has several literals, or one of four bytes.
    """
    if len(members) != 1:
        return 0, 0
    _, literal, offset = members[0]
    last = len(literal) - _GRAM
    other = last if last - offset >= offset else 0
    return other - offset, int.from_bytes(literal[other : other + _GRAM], "little")


def _ends(letters: NDArray[np.uint8], literal: bytes) -> NDArray[np.int64]:
    """Where a literal ends; ten times as fast as `bytes.find`, which is slow with two or three bytes."""
    last = len(letters) - len(literal) + 1
    here = np.ones(max(last, 0), np.bool_)
    for at, letter in enumerate(literal) if last > 0 else ():
        here &= letters[at : at + last] == letter
    return np.flatnonzero(here) + len(literal) - 1


def _rarity(run: bytes) -> int:
    """How rare four bytes are, roughly: the ranks of the letters, added up."""
    return sum([_RANKS[byte] for byte in run])


def grams(blob: bytes) -> Iterator[tuple[int, NDArray[np.uint32]]]:
    """Every run of four bytes as one number, slice by slice: (position of the first, the runs)."""
    for start in range(0, max(len(blob) - _GRAM + 1, 0), _SLICE):
        count = min(_SLICE, len(blob) - _GRAM + 1 - start)
        overlapping: NDArray[np.uint32] = np.ndarray((count,), "<u4", blob, start, (1,))
        yield start, np.ascontiguousarray(overlapping)


def hashed(runs: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The place of each run in a table of `TABLE_SIZE`."""
    return (runs * _MIX) >> np.uint32(32 - _TABLE_BITS)
