"""Labelled rows prepared for a model: hashed features, labels as numbers, in an order made of the content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from zlib import crc32

import numpy as np
from msgspec import Struct

from auditor.text.labels.features import Ids
from auditor.text.labels.tfidf import Indices


class LabelCases(Struct):
    """Parallel columns: row ids, labels as indices into `names`, features, and a number per distinct text."""

    rows: list[int]
    names: list[str]
    labels: Indices
    order: Indices
    features: list[Ids]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def commonest(self) -> float:
        """The share of the commonest label."""
        return float(np.bincount(self.labels).max()) / len(self.rows)


def label_cases(
    sample: Iterable[tuple[int, tuple[str, bytes]]], spellings: Mapping[str, str], least: int
) -> LabelCases:
    """The rows (row id, (label, features as bytes)) that have features, and a label with `least` texts.

    Sorted by a hash of the features, then by row id: neither the way the rows were read nor their place in
    the file decides which rows a model is trained on.
    """
    found = [
        (crc32(np.sort(ids).tobytes()), row, spellings.get(label, label), ids)
        for row, (label, stored) in sample
        if len(ids := np.frombuffer(stored, np.uint32))
    ]
    texts = Counter(label for _, label in {(order, label) for order, _, label, _ in found})
    kept = sorted((case for case in found if texts[case[2]] >= least), key=lambda case: case[:2])
    names = sorted({label for _, _, label, _ in kept})
    index = {name: number for number, name in enumerate(names)}
    return LabelCases(
        [row for _, row, _, _ in kept],
        names,
        np.array([index[label] for _, _, label, _ in kept], dtype=np.int64),
        np.array([order for order, _, _, _ in kept], dtype=np.int64),
        [ids for _, _, _, ids in kept],
    )
