"""How well a text speaks for each label, judged by models that have not seen the text.

Two models that look at the same words in different ways:

- ridge regression on the heaviest columns, one target of ±1 per label. Its prediction for a row that is left
  out follows from the one with all rows in closed form, (f - h t) / (1 - h) with the row's leverage h
  (Allen 1974; PRESS), so one fit takes the place of a fit per fold;
- naive Bayes on all columns (log-likelihoods of the weights, smoothed), from which a row is left out by
  taking its weights out of the sums of its label.

A row's copies (same text, same label) are left out with it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from auditor.text.labels.ridge import Ridge
from auditor.text.labels.tfidf import Indices, Matrix

COLUMNS = 2_048  # the heaviest ones, which ridge regression looks at; that takes their square times the rows
WORK = 45_000_000_000  # of that, beyond which they are fewer; about a CPU second
SMOOTHING = 0.05  # weight that every label has of every column for naive Bayes
BAYES = 0.15  # say of naive Bayes beside ridge regression
CHUNK = 4_096  # rows scored at once
_MOST_LEVERAGE = 0.999  # rounding apart it is below 1

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Scores(Struct):
    """Rows by labels: the score by ridge regression (about -1 … 1), and the log-likelihood by naive Bayes."""

    ridge: Floats
    bayes: Floats

    @property
    def both(self) -> Floats:
        """Both models together."""
        return self.ridge + np.float32(BAYES) * self.bayes


class Model:
    """Ridge regression and naive Bayes on the rows of a table; rows can be added."""

    def __init__(self, matrix: Matrix, labels: Indices, classes: int, columns: int) -> None:
        """Know nothing yet. `labels` are indices below `classes`; ridge regression looks at `columns`."""
        self.matrix = matrix
        self.labels = labels
        self.learnt = np.zeros(len(labels), dtype=bool)
        self.columns = min(columns, matrix.shape[1])
        self.place = _heaviest(matrix, self.columns)
        self.ridge = Ridge(self.columns + 1, classes)
        self.sums: Floats = np.full((matrix.shape[1], classes), SMOOTHING, np.float32)

    def learn(self, more: Indices) -> None:
        """Train on these rows too."""
        from scipy.sparse import csr_matrix

        classes = self.sums.shape[1]
        self.ridge.learn((self._heavy(rows), _targets(self.labels[rows], classes)) for rows in chunks(more))
        ones, owners = np.ones(len(more), np.float32), np.arange(len(more))
        members = csr_matrix((ones, (owners, self.labels[more])), (len(more), classes))
        self.sums += (self.matrix[more].T @ members).toarray()
        self.totals: Floats = self.sums.sum(axis=0)
        self.likely: Floats = np.log(self.sums) - np.log(self.totals)
        self.learnt[more] = True

    def scores(self, rows: Indices) -> Scores:
        """Scores of rows whose texts were not trained on."""
        return Scores(self._heavy(rows) @ self.ridge.weights, self.matrix[rows] @ self.likely)

    def left_out(self, rows: Indices, copies: Indices) -> Scores:
        """Scores of rows as if they and their copies had not been trained on.

        `copies` is how many of the rows trained on have the text and the label of each.
        """
        heavy, seen = self._heavy(rows), np.flatnonzero(copies)
        scores = Scores(heavy @ self.ridge.weights, self.matrix[rows] @ self.likely)
        if not len(seen):
            return scores
        given, times = self.labels[rows[seen]], copies[seen]
        taken = np.minimum(self.ridge.leverage(heavy[seen]) * times, _MOST_LEVERAGE).astype(np.float32)
        ridge, bayes = scores.ridge[seen] + taken[:, None], scores.bayes[seen]
        places = np.arange(len(seen))
        ridge[places, given] -= 2 * taken
        bayes[places, given] = self._likely_without(self.matrix[rows[seen]], given, times)
        scores.ridge[seen], scores.bayes[seen] = ridge / (1 - taken)[:, None], bayes
        return scores

    def grounds(self, row: int, suggested: int) -> tuple[Indices, Floats]:
        """Columns of the row, and how much each speaks for the suggested label against the given one."""
        own, given = self.matrix[[row]], self.labels[row]
        columns, weights = own.indices, own.data
        mine = np.maximum(self.sums[columns, given] - weights, np.float32(SMOOTHING))
        says = BAYES * (np.log(self.sums[columns, suggested]) - np.log(mine))
        places = self.place[columns]
        linear = self.ridge.weights[places, suggested] - self.ridge.weights[places, given]
        return columns, weights * (says + np.where(places >= 0, linear, 0.0))

    def _heavy(self, rows: Indices) -> Matrix:
        """The heaviest columns of some rows, brought to length 1, with a column of ones at the end."""
        from scipy.sparse import csr_matrix

        own, every = self.matrix[rows], np.arange(len(rows))
        places = self.place[own.indices]
        heavy = places >= 0
        owners = np.repeat(every, np.diff(own.indptr))[heavy]
        weights = own.data[heavy] / np.sqrt(np.bincount(owners, own.data[heavy] ** 2, len(rows)))[owners]
        values = np.concatenate((weights, np.ones(len(rows)))).astype(np.float32)
        columns = np.concatenate((places[heavy], np.full(len(rows), self.columns)))
        return csr_matrix((values, (np.concatenate((owners, every)), columns)), (len(rows), self.columns + 1))

    def _likely_without(self, rows: Matrix, labels: Indices, copies: Indices) -> Floats:
        """Log-likelihood of each row under its label, from which it is taken out so many times."""
        owners = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
        taken = rows.data * copies[owners].astype(np.float32)
        left = np.maximum(self.sums[rows.indices, labels[owners]] - taken, np.float32(SMOOTHING))
        length = np.bincount(owners, rows.data, rows.shape[0])
        total = np.maximum(self.totals[labels] - copies * length, SMOOTHING * len(self.sums))
        found = np.bincount(owners, rows.data * np.log(left), rows.shape[0]) - length * np.log(total)
        return found.astype(np.float32)


def affordable(rows: int) -> int:
    """How many columns ridge regression on so many rows can look at."""
    return min(COLUMNS, int(np.sqrt(WORK / max(rows, 1))))


def copies_of(order: Indices, labels: Indices, trained: Indices) -> Indices:
    """For every row, how many of the rows trained on have its label and its text (equal `order`)."""
    _, number = np.unique(np.stack([order, labels]), axis=1, return_inverse=True)
    return np.bincount(number[trained], minlength=int(number.max()) + 1)[number]


def chunks(rows: Indices) -> Iterator[Indices]:
    """The rows, some thousands at a time."""
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _heaviest(matrix: Matrix, columns: int) -> Indices:
    """For every column its place among so many with most weight in all rows together, or -1."""
    size = matrix.shape[1]
    weight = np.bincount(matrix.indices, matrix.data.astype(np.float64) ** 2, size)
    place = np.full(size, -1, dtype=np.int64)
    chosen = np.sort(np.argsort(-weight, kind="stable")[:columns])
    place[chosen] = np.arange(len(chosen))
    return place


def _targets(labels: Indices, classes: int) -> Floats:
    targets = np.full((len(labels), classes), -1, dtype=np.float32)
    targets[np.arange(len(labels)), labels] = 1
    return targets
