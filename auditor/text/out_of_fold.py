"""How well the words of a text speak for its label, judged by a model that has not seen the row.

A linear support vector machine (one against the rest) on TF-IDF is trained on three quarters of the rows and
scores the last one, four times over. Equal texts are always in the same quarter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.text.word_features import Ids

FOLDS = 4  # five take half as long again and find no more
COST = 0.5  # of a row on the wrong side of the margin (LinearSVC's C)
TRAINED = 15_000  # rows at most, beyond which the training part is a sample
WORK = 90_000_000  # features of the training part times labels; about 6 CPU seconds
_CHUNK = 4_096  # rows scored at once

Matrix = Any  # scipy.sparse.csr_matrix; scipy ships no type hints
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(slots=True)
class Table:
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
        known = features[np.isin(features, self.ids)]
        return known, self.columns[np.searchsorted(self.ids, known)]


def tfidf(features: Sequence[Ids]) -> Table:
    """The table of texts given as sets of feature ids."""
    from scipy.sparse import csr_matrix

    lengths = np.array([len(ids) for ids in features], dtype=np.int64)
    values = np.concatenate(features) if features else np.zeros(0, np.uint32)
    ids, inverse, frequency = np.unique(values, return_inverse=True, return_counts=True)
    owners = np.repeat(np.arange(len(features)), lengths)
    # a random number for every row, added up: equal for equal sets of rows, for no others
    rows_of = np.bincount(inverse, np.random.default_rng(0).random(len(features))[owners], len(ids))
    rows_of[frequency < 2] = -1.0
    _, first, column, shared = np.unique(rows_of, return_index=True, return_inverse=True, return_counts=True)
    weights = (np.log((1 + len(features)) / (1 + frequency[first])) + 1) * np.sqrt(shared)
    kept = frequency > 1
    alone = int(not kept.all())  # the column of features without one is the first
    stands = np.zeros(len(ids), dtype=bool)
    stands[first] = True
    chosen = (stands & kept)[inverse]
    places, owners = column[inverse[chosen]], owners[chosen]
    entries = weights[places]
    norms = np.sqrt(np.bincount(owners, entries * entries, len(features)))
    entries /= np.where(norms > 0, norms, 1)[owners]
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(features)))))
    matrix = csr_matrix((entries, places - alone, offsets), shape=(len(features), len(first) - alone))
    return Table(matrix, ids[kept], column[kept] - alone)


@dataclass(slots=True)
class Fit:
    """One trained model: a column of weights and an intercept per label."""

    weights: Floats  # (features, labels)
    intercepts: Floats

    def scores(self, rows: Matrix) -> Floats:
        """The score of every label for every row, about -1 … 1; -1 for labels never seen."""
        result: Floats = rows @ self.weights + self.intercepts
        return result


def fit(rows: Matrix, labels: Indices, classes: int) -> Fit:
    """Train on these rows; `labels` are indices below `classes`."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.svm import LinearSVC

    weights, intercepts = np.zeros((rows.shape[1], classes)), np.full(classes, -1.0)
    if labels.min() == labels.max():  # every other label has but one text, and that one is not among these
        intercepts[labels[0]] = 1.0
        return Fit(weights, intercepts)
    model = LinearSVC(C=COST, tol=0.3, dual=True, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # near enough is good enough for a margin
        model.fit(rows, labels)
    signs = np.array([[-1.0], [1.0]]) if len(model.classes_) == 2 else np.ones((len(model.classes_), 1))
    weights[:, model.classes_] = (signs * model.coef_).T
    intercepts[model.classes_] = signs[:, 0] * model.intercept_
    return Fit(weights, intercepts)


def folds(labels: Indices, order: Indices) -> Indices:
    """A fold for every row: by turns within its label, in `order` (rows of equal order share a fold)."""
    result = np.zeros(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        _, turn = np.unique(order[rows], return_inverse=True)
        result[rows] = (turn + label) % FOLDS
    return result


def rank_within(labels: Indices, order: Indices) -> Indices:
    """The place of every row among the rows of its label, in `order`."""
    counts = np.bincount(labels)
    rank = np.zeros(len(labels), dtype=np.int64)
    by_label = np.lexsort((order, labels))
    rank[by_label] = np.arange(len(labels)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rank


def training_sample(labels: Indices, rank: Indices, features: int) -> Mask:
    """The rows to train on: all, or the same number of every label as far as it has them, within WORK."""
    counts = np.bincount(labels)
    budget = min(TRAINED, int(WORK / len(counts) / max(features / len(labels), 1)))
    if len(labels) <= budget:
        return np.ones(len(labels), dtype=bool)
    sizes, caps = np.sort(counts), np.arange(1, counts.max() + 1)
    smaller = np.searchsorted(sizes, caps)
    kept = np.concatenate(([0], np.cumsum(sizes)))[smaller] + caps * (len(sizes) - smaller)
    return rank < max(1, int(np.searchsorted(kept, budget, side="right")))


@dataclass(slots=True)
class Scores:
    """Per row: the score of its given label, the best other label and that one's score."""

    given: Floats
    best: Floats
    suggested: Indices

    @property
    def right(self) -> Mask:
        """Whether the model agrees with the given label."""
        return self.given >= self.best


def judge(
    matrix: Matrix, labels: Indices, fold: Indices, trained: Mask, classes: int
) -> tuple[Scores, list[Fit]]:
    """Score every row by the model of the other folds."""
    size = len(labels)
    scores = Scores(np.zeros(size), np.zeros(size), np.zeros(size, dtype=np.int64))
    fits = []
    for number in range(FOLDS):
        seen = np.flatnonzero(trained & (fold != number))
        fits.append(fit(matrix[seen], labels[seen], classes))
        for rows in _chunks(np.flatnonzero(fold == number)):
            found = fits[-1].scores(matrix[rows])
            picked = np.arange(len(rows)), labels[rows]
            scores.given[rows] = found[picked]
            found[picked] = -np.inf
            scores.suggested[rows] = found.argmax(axis=1)
            scores.best[rows] = found.max(axis=1)
    return scores, fits


def _chunks(rows: Indices) -> Iterator[Indices]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
