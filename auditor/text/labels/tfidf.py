"""Texts as rows of weights: TF-IDF over hashed features, those that always stand together in one column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from auditor.text.labels.features import Ids

Matrix = Any  # scipy.sparse.csr_matrix; scipy ships no type hints
Indices = NDArray[np.int64]


class Table(Struct):
    """Rows of weights of length 1. Features that stand in exactly the same rows share one column.

    A column of k features weighs √k times as much as one, so every product of rows is what it would be with
    a column for each, and so is every linear model; a quarter of the entries is saved. A feature of one row
    only has no column.
    """

    matrix: Matrix
    ids: Ids  # of the features that have a column, sorted
    columns: Indices  # of each of them

    def columns_of(self, features: Ids) -> tuple[Ids, Indices]:
        """Those of the features that have a column, and their columns."""
        at = np.searchsorted(self.ids, features)
        at[at == len(self.ids)] = 0
        known = self.ids[at] == features if len(self.ids) else np.zeros(len(features), dtype=bool)
        return features[known], self.columns[at[known]]


def tfidf(features: Sequence[Ids], most: int) -> Table:
    """The table of texts given as sets of feature ids, of the `most` commonest features at most."""
    from scipy.sparse import csr_matrix

    lengths = np.array([len(ids) for ids in features], dtype=np.int64)
    values = np.concatenate(features) if features else np.zeros(0, np.uint32)
    ids, inverse, frequency = np.unique(values, return_inverse=True, return_counts=True)
    owners = np.repeat(np.arange(len(features)), lengths)
    kept = frequency > _rarest(frequency, most)
    # a random number for every row, added up: equal for equal sets of rows, for no others
    rows_of = np.bincount(inverse, np.random.default_rng(0).random(len(features))[owners], len(ids))
    rows_of[~kept] = -1.0
    _, first, column, shared = np.unique(rows_of, return_index=True, return_inverse=True, return_counts=True)
    weights = (np.log((1 + len(features)) / (1 + frequency[first])) + 1) * np.sqrt(shared)
    alone = int(not kept.all())  # the column of features without one is the first
    stands = np.zeros(len(ids), dtype=bool)
    stands[first] = True
    chosen = (stands & kept)[inverse]
    places, owners = column[inverse[chosen]], owners[chosen]
    entries = weights[places]
    norms = np.sqrt(np.bincount(owners, entries * entries, len(features)))
    entries = (entries / np.where(norms > 0, norms, 1)[owners]).astype(np.float32)
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(features)))))
    matrix = csr_matrix((entries, places - alone, offsets), shape=(len(features), len(first) - alone))
    return Table(matrix, ids[kept], column[kept] - alone)


def _rarest(frequency: Indices, most: int) -> int:
    """The number of rows above which a feature is kept: one, or more where too many features are left."""
    if len(frequency) <= most:
        return 1
    return max(1, int(np.partition(frequency, -most - 1)[-most - 1]))
