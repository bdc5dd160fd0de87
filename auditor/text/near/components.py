"""Which rows have to do with each other: the connected components of the graph in which keys are shared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.text.ragged import Ints

Keyed = tuple[Ints, NDArray[Any]]  # row numbers, and a key for each


def components(rows: int, bands: Iterable[Keyed]) -> Ints:
    """A number for each of `rows` rows, equal for those that share a key in a band, or by way of others."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ends = [np.zeros((2, 0), np.int32), *(neighbours(*band).astype(np.int32) for band in bands)]
    one, other = np.concatenate(ends, axis=1)
    graph = coo_array((np.ones(len(one), bool), (one, other)), shape=(rows, rows))
    found: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return found


def neighbours(row_of: Ints, keys: NDArray[Any]) -> Ints:
    """Pairs of rows, shape (2, pairs), as many as it takes to tie together all that have an equal key."""
    order = np.argsort(keys)
    same = keys[order[1:]] == keys[order[:-1]]
    return np.stack((row_of[order[1:][same]], row_of[order[:-1][same]]))
