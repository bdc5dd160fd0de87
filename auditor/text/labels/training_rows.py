"""Which rows a model is trained on: all, or as many of every label as far as it has them."""

from __future__ import annotations

import numpy as np

from auditor.text.labels.tfidf import Indices

TRAINED = 15_000  # rows at most


def training_rows(labels: Indices, order: Indices) -> Indices:
    """The rows to train on, at most TRAINED (or one of every label), the first of each label in `order`."""
    rank = rank_within(labels, order)
    counts = np.bincount(labels)
    if len(labels) <= TRAINED:
        return np.arange(len(labels))
    sizes, caps = np.sort(counts), np.arange(1, counts.max() + 1)
    smaller = np.searchsorted(sizes, caps)
    kept = np.concatenate(([0], np.cumsum(sizes)))[smaller] + caps * (len(sizes) - smaller)
    return np.flatnonzero(rank < max(1, int(np.searchsorted(kept, TRAINED, side="right"))))


def rank_within(labels: Indices, order: Indices) -> Indices:
    """The place of every row among the rows of its label, in `order`."""
    counts = np.bincount(labels)
    rank = np.zeros(len(labels), dtype=np.int64)
    by_label = np.lexsort((order, labels))
    rank[by_label] = np.arange(len(labels)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rank
