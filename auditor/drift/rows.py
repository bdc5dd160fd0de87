"""Rows added, removed and changed, and words that became more or less frequent."""

from __future__ import annotations

from collections import Counter

import numpy as np
from msgspec import Struct

from auditor.drift.profile import Profile
from auditor.drift.shares import drifts, reading

WORDS = 10  # drifted words that are told
SEEN = 0.01  # a word counts from this share of the rows on, before or after


class RowChanges(Struct, frozen=True):
    """Rows by what became of them. A changed row has an input of the old data and another output."""

    same: int
    changed: int
    added: int
    removed: int


def row_changes(old: Profile, new: Profile) -> RowChanges:
    """Compare by the normal form of inputs and outputs; copies count as often as they occur."""
    same = np.isin(new.pairs, old.pairs)
    known = np.isin(new.inputs, old.inputs)
    return RowChanges(
        same=int(same.sum()),
        changed=int((known & ~same).sum()),
        added=int((~known).sum()),
        removed=int((~np.isin(old.inputs, new.inputs)).sum()),
    )


def word_drift(old: Profile, new: Profile) -> list[str]:
    """Words of the inputs whose share of the rows drifted, the most frequent first."""
    before, after = _counted(old), _counted(new)
    totals = len(old.sample.items()), len(new.sample.items())
    if not all(totals):
        return []
    common = [
        word
        for word in drifts(before, after, *totals)
        if max(before[word] / totals[0], after[word] / totals[1]) >= SEEN
    ]
    return [
        reading(f"inputs with “{word}”", before[word] / totals[0], after[word] / totals[1])
        for word in common[:WORDS]
    ]


def _counted(profile: Profile) -> Counter[str]:
    return Counter(word for vocabulary in profile.vocabularies() for word in vocabulary)
