"""Passages that texts share: runs of words, with numbers masked, and the longest one exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from auditor.text.near.comparison import word_forms
from auditor.text.near.shingles import word_shingles
from auditor.text.ragged import Ragged

RUN = 10  # words; the shortest passage: rarer by chance than 8, and unlike 13 found after a changed number
SHORTEST = 13  # words of a text in which a shared passage says something

_NUMBER = re.compile(rb"[0-9]+")
_PLACES = 8  # of the same run in one text: enough for real texts, and hostile ones stay linear


def runs(texts: Sequence[bytes]) -> Ragged:
    """Hashes of all runs of RUN words of every text of at least SHORTEST words, numbers masked."""
    forms = word_forms([masked(text) for text in texts])
    return word_shingles(forms.words.only(forms.words.lengths >= SHORTEST), RUN)


def masked(text: bytes) -> bytes:
    """The text with every number written as 0."""
    return _NUMBER.sub(b"0", text)


def longest_shared(one: Sequence[bytes], other: Sequence[bytes]) -> tuple[int, int]:
    """Start in `one` and length of the longest run of words that both have; (0, 0) below RUN words."""
    places: dict[tuple[bytes, ...], list[int]] = {}
    for start in range(len(other) - RUN + 1):
        found = places.setdefault(tuple(other[start : start + RUN]), [])
        if len(found) < _PLACES:
            found.append(start)
    best, best_end, growing = 0, 0, dict[int, int]()
    for start in range(len(one) - RUN + 1):
        growing = {
            place: growing.get(place - 1, RUN - 1) + 1
            for place in places.get(tuple(one[start : start + RUN]), ())
        }
        if growing and (longest := max(growing.values())) > best:
            best, best_end = longest, start + RUN
    return best_end - best, best


def frequent(values: np.ndarray, more_than: int) -> np.ndarray:
    """The values that occur more often than that."""
    distinct, counts = np.unique(values, return_counts=True)
    return distinct[counts > more_than]
