"""Whether a test set that covered the old data still covers the new."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from auditor.drift.shares import drifted
from auditor.text.word_vectors import WordVectors

MOST = 2_000  # texts of each kind that are compared
NAMED = 10  # missing labels that are named
USUAL = 0.10  # share of the old rows that counts as uncovered by definition


class Coverage(Struct, frozen=True):
    """The share of new rows that have no test row as near as nine in ten of the old rows have one.

    `missing` are labels of the new data that the test set does not hold.
    """

    uncovered: float
    lost: bool
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The plain reading."""
        if not self.lost and not self.missing:
            return "the test set covers the new data as well as the old"
        told = []
        if self.lost:
            now = f"{self.uncovered:.0%} of the new inputs have nothing like them in it"
            told.append(f"{now}, before {USUAL:.0%}")
        if self.missing:
            more = f" and {len(self.missing) - NAMED} more" if len(self.missing) > NAMED else ""
            told.append(f"labels without a test row: {', '.join(self.missing[:NAMED])}{more}")
        return "the test set no longer covers the data: " + "; ".join(told)


def coverage(
    old: Sequence[str], new: Sequence[str], test: Sequence[str], missing: Sequence[str] = ()
) -> Coverage:
    """Compare how near the old and the new inputs come to the test set's (cosine of TF-IDF over words)."""
    before, after = _nearest(old[:MOST], test[:MOST]), _nearest(new[:MOST], test[:MOST])
    if not len(before) or not len(after):
        return Coverage(0.0, False, tuple(missing))
    limit = np.quantile(before, USUAL)
    counts = int((before < limit).sum()), int((after < limit).sum())
    lost = counts[1] / len(after) > USUAL and drifted(counts[0], len(before), counts[1], len(after))
    return Coverage(counts[1] / len(after), lost, tuple(missing))


def _nearest(texts: Sequence[str], test: Sequence[str]) -> NDArray[np.float64]:
    """For each text, the cosine with the most similar test text."""
    if not texts or not test:
        return np.zeros(0)
    vectors = WordVectors(test)
    similar: NDArray[np.float64] = (vectors.rows(texts) @ vectors.rows(test).T).toarray()
    nearest: NDArray[np.float64] = np.round(similar.max(axis=1), 9)
    return nearest
