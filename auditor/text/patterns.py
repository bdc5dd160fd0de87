"""Which texts of a batch hold which literals: one pass for any number of them.

Every literal is represented by its rarest run of four bytes. All runs of four bytes of the batch are hashed
and looked up in one table; the few that match are compared with the whole literal. The cost is about four
nanoseconds a byte and does not grow with the number of literals (the idea of Wu and Manber, 1994).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from auditor.text.joined import Joined

_GRAM = 4
_TABLE_BITS = 20
TABLE_SIZE = 1 << _TABLE_BITS
_MIX = np.uint32(2_654_435_761)  # Knuth's multiplicative hash
_SLICE = 1 << 18  # bytes looked at together, so that the work stays in the cache
# Runs of four that any English text is full of, as measured on five data sets; never chosen to represent one.
_COMMON = frozenset(
    (
        b"   b| abl| an | and| can| her| my | of | the| tim| to | wil| you|able|add |addr|an a|and |arti|"
        b"as a|assi|ated|beli|ble |book|brow|can |cept|cial|city|clie|clin|comf|comp|cont|cove|cust|data|"
        b"date|deep|ecti|empl|ence|ent |ente|er h|ers |erso|es h|expe|feel|fici|firs|for |fort|full|goes|"
        b"gram|her |here|hold|huma|ial |iate|igen|ight|ine |ing |inst|insu|inte|ion |ista|know|lang|last|"
        b"le t|ledg|ling|link|mail|mati|micr|mode|moti|must|my k|my l|my t|n ai|n th|nabl|name|ning|not |"
        b"o de|onal|opin|pers|phon|plac|ppro|pref|prog|prop|real|reci|resp|ropr|rows|rson|ruct|rue |s an|"
        b"secu|send|soci|sona|spec|ssio|stan|stat|stru|tant|text|that|the |time|tion|titl|to d|trai|uage|"
        b"ully|uman|unab|user|wer |will|word|xper|your"
    ).split(b"|")
)
_COMMON_FIRST = b" etaoinshrdlcumwfgypbvk\n.,xjqz0123456789"  # by frequency in English; other bytes are rarer


class Prefilter:
    """Finds the texts that hold any literal of a group; a group is usually a rule.

    Literals are compared in lower case (ASCII). Those shorter than four bytes are searched one by one.
    """

    def __init__(self, literals: Mapping[str, Iterable[str]]) -> None:
        """Index `literals`: group → its literals."""
        self._by_gram: dict[int, list[tuple[str, bytes, int]]] = {}
        self._short: list[tuple[str, bytes]] = []
        self._table = np.zeros(TABLE_SIZE, dtype=bool)
        for group, members in literals.items():
            for literal in members:
                self._add(group, literal.encode().lower())

    def positions(self, joined: Joined) -> dict[str, NDArray[np.int64]]:
        """Group → byte positions in the blob where one of its literals ends, in no particular order.

        The end and not the beginning: a literal may begin with the newline before its text.
        """
        found: dict[str, list[int]] = {}
        blob = joined.blob
        for start, runs in grams(blob):
            places = np.flatnonzero(self._table[hashed(runs)])
            for place, gram in zip((places + start).tolist(), runs[places].tolist(), strict=True):
                for group, literal, offset in self._by_gram.get(gram, ()):
                    if place >= offset and blob.startswith(literal, place - offset):
                        found.setdefault(group, []).append(place - offset + len(literal) - 1)
        for group, literal in self._short:
            found.setdefault(group, []).extend(_ends(blob, literal))
        return {group: np.array(places, np.int64) for group, places in found.items()}

    def _add(self, group: str, literal: bytes) -> None:
        """Enter one literal under its rarest run of four bytes."""
        if len(literal) < _GRAM:
            self._short.append((group, literal))
            return
        offset = max(range(len(literal) - _GRAM + 1), key=lambda at: _rarity(literal[at : at + _GRAM]))
        gram = int.from_bytes(literal[offset : offset + _GRAM], "little")
        self._by_gram.setdefault(gram, []).append((group, literal, offset))
        self._table[hashed(np.array([gram], np.uint32))] = True


def _ends(blob: bytes, literal: bytes) -> Iterator[int]:
    """Where a literal ends in the blob, without overlaps."""
    at = blob.find(literal)
    while at >= 0:
        yield at + len(literal) - 1
        at = blob.find(literal, at + len(literal))


def _rarity(gram: bytes) -> int:
    """How rare four bytes are, roughly: the ranks of the letters, added up; nothing for a common run."""
    if gram in _COMMON:
        return 0
    ranks = (_COMMON_FIRST.find(byte) for byte in gram)
    return sum(len(_COMMON_FIRST) if rank < 0 else rank for rank in ranks)


def grams(blob: bytes) -> Iterator[tuple[int, NDArray[np.uint32]]]:
    """Every run of four bytes as one number, slice by slice: (position of the first, the runs)."""
    for start in range(0, max(len(blob) - _GRAM + 1, 0), _SLICE):
        count = min(_SLICE, len(blob) - _GRAM + 1 - start)
        overlapping: NDArray[np.uint32] = np.ndarray((count,), "<u4", blob, start, (1,))
        yield start, np.ascontiguousarray(overlapping)


def hashed(runs: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The place of each run in a table of `TABLE_SIZE`."""
    return (runs * _MIX) >> np.uint32(32 - _TABLE_BITS)
