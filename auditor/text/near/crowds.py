"""Which rows share a key: with another row, with one whose output is like theirs, with very many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled
from auditor.text.near.components import joined
from auditor.text.near.shingles import mixed
from auditor.text.ragged import Ints, Mask, in_order

Keys = NDArray[np.uint32]
Samples = NDArray[np.uint8]

SAMPLE, LIKE = 16, 7  # bytes that are kept of an output, and how many must be the same
NEIGHBOURS = 32  # rows of a bucket whose samples are all compared with each other
CLOSE = 8  # rows of a larger one, sorted by their samples, that a row is compared with in each order

_COUNTED = 22  # bits: counts of as many values as stay in the cache
_ORDERS = ((0, 1), (1, 2), (2, 3), (3, 0))  # quarters of a sample that it is sorted by


def repeated(key: Keys, new: Mask | None = None) -> Mask:
    """Which rows have the same key as another row; with `new`, only where a new row has that key too."""
    result = crowded(key, 1)
    if new is not None:
        places = np.flatnonzero(result)
        _, group = np.unique(key[places], return_inverse=True)
        result[places] = np.bincount(group, weights=new[places])[group] > 0
    return result


def alike(key: Keys, samples: Samples, new: Mask | None = None) -> tuple[Ints, Keys]:
    """The places of rows that share a key, and are like each other or by way of others; and a key for them.

    `samples` has shape (rows, SAMPLE); two are like if LIKE bytes are the same. Where each byte comes from
    one permutation of MinHash, of sets with a Jaccard index of 0.8 all but 0.02 % are, with 0.2 a fortieth.
    The new keys part those of a bucket that have nothing to do with each other; they depend on what the rows
    hold, not on where they stand. With `new`, one of such rows must be new.
    """
    places = np.flatnonzero(crowded(key, 1))
    some = samples[places]
    root = like_groups(key[places], some, LIKE, NEIGHBOURS, CLOSE)
    several = np.bincount(root, minlength=len(root)) > 1
    if new is not None:
        several &= np.bincount(root, weights=new[places], minlength=len(root)) > 0
    halves = some.view("<u8")
    sums = np.zeros(len(root), np.uint64)
    np.add.at(sums, root, mixed(halves[:, 0] ^ mixed(halves[:, 1])))
    chosen = several[root]
    parted = (mixed(sums[root[chosen]]) >> np.uint64(32)).astype(np.uint32)
    return places[chosen], key[places[chosen]] ^ parted


@compiled("buckets")
def like_groups(key: Keys, samples: Samples, least: int, neighbours: int, close: int) -> Ints:
    """For every row the first one of those that it hangs together with: of one key, with like samples.

    In a bucket of more than `neighbours` rows, each is compared with the `close` ones next to it when all are
    sorted by one half of their samples, then by another: of two that are like, some quarters are the same.
    """
    root = np.arange(len(key))

    def tie(order: Ints, steps: int) -> None:
        nonlocal root
        for step in range(1, steps + 1):
            near = np.flatnonzero(key[order[step:]] == key[order[:-step]])
            if not len(near):
                return
            one, other = order[near], order[near + step]
            like = np.count_nonzero(samples[one] == samples[other], axis=1) >= least
            root = joined(root, one[like], other[like])

    crowd = crowded(key, neighbours)
    few, many = np.flatnonzero(~crowd), np.flatnonzero(crowd)
    tie(few[in_order(key[few])], neighbours)
    quarters = samples[many].view("<u4")
    for one, other in _ORDERS:
        tie(many[np.lexsort((quarters[:, other], quarters[:, one], key[many]))], close)
    return root


@compiled("buckets")
def crowded(key: Keys, most: int) -> Mask:
    """Which rows have a key that more than `most` rows have."""
    bits = min(len(key).bit_length() + 3, _COUNTED)
    upper = key >> np.uint32(32 - bits)  # sorting is left to the few keys that may be meant
    places = np.flatnonzero((np.bincount(upper) > most)[upper])
    _, group, sizes = np.unique(key[places], return_inverse=True, return_counts=True)
    result = np.zeros(len(key), bool)
    result[places] = sizes[group] > most
    return result
