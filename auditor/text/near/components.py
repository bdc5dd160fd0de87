"""Which rows have to do with each other: the connected components of the graph in which keys are shared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled
from auditor.text.ragged import Ints

Keyed = tuple[Ints, NDArray[Any]]  # row numbers, and a key for each


def components(rows: int, bands: Iterable[Keyed]) -> Ints:
    """A number for each of `rows` rows, equal for those that share a key in a band, or by way of others."""
    root = np.arange(rows)
    for band in bands:
        root = joined(root, *neighbours(*band))
    return np.cumsum(root == np.arange(rows))[root] - 1


def neighbours(row_of: Ints, keys: NDArray[Any]) -> Ints:
    """Pairs of rows, shape (2, pairs), as many as it takes to tie together all that have an equal key."""
    order = np.argsort(keys)
    same = keys[order[1:]] == keys[order[:-1]]
    return np.stack((row_of[order[1:][same]], row_of[order[:-1][same]]))


@compiled("buckets")
def joined(roots: Ints, one: Ints, other: Ints) -> Ints:
    """For every row the least one of its component, when these pairs of rows are tied, too.

    `roots` is what an earlier call said, or every row itself. Each round ties every component to a lower one
    or is tied to by a higher one, so that there are half as many of them.
    """
    root = roots.copy()
    while True:
        ends = root[one], root[other]
        apart = ends[0] != ends[1]
        if not apart.any():
            return root
        one, other = one[apart], other[apart]
        low, high = np.minimum(*ends)[apart], np.maximum(*ends)[apart]
        np.minimum.at(root, high, low)
        while (root[root] != root).any():
            root = root[root]
