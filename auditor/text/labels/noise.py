"""Which labels a model trained on the other rows contradicts, by how much, and on what grounds.

Ridge regression and naive Bayes score every row without its own text (see `left_out`), joined for the
doubtful rows by the votes of the most similar rows. The score of a row is

    (best other label - given label) - GIVEN * given label

where the two in brackets are ridge regression + BAYES * naive Bayes + VOTE * share of the votes, and the
last one is ridge regression alone: a row is doubtful when another label is much likelier *and* the given one
is not likely by itself. Among texts that stand under many labels no single one has support.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct
from threadpoolctl import threadpool_limits

from auditor.text.labels.features import Ids
from auditor.text.labels.learning_curve import climb, learning_curve
from auditor.text.labels.left_out import Floats, Mask, Model, Scores, affordable, chunks, copies_of
from auditor.text.labels.tfidf import Indices, Table, tfidf
from auditor.text.labels.training_rows import training_rows

# Chosen on other data than docs/accuracy/labels.md reports; see there.
DOUBT = 2.875
VOTE = 1.0
SUPPORT = 0.12  # of the votes that the other label must have: more than one of the ten
GIVEN = 1.5
NEIGHBOURS = 10
SHOWN_NEIGHBOURS = 3
SMALL = 4_000  # rows, up to which the learning curve is taken from both halves
WEIGHTS = 25_000_000  # of naive Bayes at most: labels times features
_CELLS = 4_000_000  # similarities held at once


class Doubt(Struct):
    """One row whose label is doubtful; rows and labels are indices into what `find_doubts` was given."""

    row: int
    suggested: int
    score: float
    agreeing: list[int]  # the most similar rows that have the suggested label
    speaks: dict[int, float]  # feature id → how much it speaks for the suggested against the given label


class Verdicts(Struct):
    """What the model says of all rows: the doubtful ones, worst first, and how good it is itself."""

    doubts: list[Doubt]
    accuracy: float
    trained: int
    curve: dict[str, Any]


def find_doubts(features: list[Ids], labels: Indices, order: Indices) -> Verdicts:
    """Judge every row. `labels` are indices without gaps, `order` a random number, equal for equal texts.

    The rows must come in an order that does not depend on how they were read. One thread computes, so that
    the sums do not depend on the number of cores.
    """
    import scipy.linalg  # noqa: F401 - brings its own BLAS, which is limited only where it is loaded

    classes = int(labels.max()) + 1
    with threadpool_limits(1, "blas"):
        table = tfidf(features, WEIGHTS // classes)
        trained = training_rows(labels, order)
        columns = affordable(len(trained))
        model = Model(table.matrix, labels, classes, columns)
        climbs = [climb(model, order, trained)]
        model.learn(trained[~model.learnt[trained]])
        if len(trained) <= SMALL:
            climbs.append(climb(Model(table.matrix, labels, classes, columns), order, trained, 1))
        copies = copies_of(order, labels, trained)
        right, doubtful = _first_look(model, copies)
        doubts = list(_second_look(model, copies, trained, doubtful))
        for doubt in doubts:
            doubt.speaks = _grounds(table, features[doubt.row], doubt, model)
    doubts.sort(key=lambda doubt: (-doubt.score, doubt.row))
    curve = learning_curve(climbs, right, len(trained))
    return Verdicts(doubts, float(right.mean()), len(trained), curve)


def _first_look(model: Model, copies: Indices) -> tuple[Mask, Indices]:
    """Whether the model gives each row its own label, and the rows that the votes could make doubtful."""
    right, doubtful = [], []
    for rows in chunks(np.arange(len(copies))):
        scores, given = model.left_out(rows, copies[rows]), model.labels[rows]
        both = scores.both
        right.append(both.argmax(axis=1) == given)
        _, score = _contradiction(scores, both, given)
        doubtful.append(rows[score > DOUBT - VOTE])
    return np.concatenate(right), np.concatenate(doubtful)


def _contradiction(scores: Scores, joined: Floats, given: Indices) -> tuple[Indices, Floats]:
    """The likeliest other label of every row by `joined`, which is used up, and the score of the doubt."""
    rows = np.arange(len(given))
    mine = joined[rows, given]
    joined[rows, given] = -np.inf
    suggested = joined.argmax(axis=1)
    ahead = joined[rows, suggested] - mine
    return suggested, ahead - np.float32(GIVEN) * scores.ridge[rows, given]


def _second_look(model: Model, copies: Indices, trained: Indices, doubtful: Indices) -> Iterator[Doubt]:
    """The rows that stay doubtful when the most similar rows have voted."""
    witnesses = model.labels[trained]
    transposed = model.matrix[trained].T.tocsr()
    step = max(1, _CELLS // len(trained))
    for rows in (doubtful[start : start + step] for start in range(0, len(doubtful), step)):
        likeness = (model.matrix[rows] @ transposed).toarray()
        likeness[rows[:, None] == trained] = 0  # a row is no witness in its own case
        scores = model.left_out(rows, copies[rows])
        votes = _votes(likeness, witnesses, scores.ridge.shape[1])
        joined = scores.both + np.float32(VOTE) * votes
        suggested, score = _contradiction(scores, joined, model.labels[rows])
        supported = votes[np.arange(len(rows)), suggested] >= SUPPORT
        for at in np.flatnonzero((score > DOUBT) & supported).tolist():
            agreeing = _closest(likeness[at], witnesses == suggested[at])
            yield Doubt(int(rows[at]), int(suggested[at]), float(score[at]), trained[agreeing].tolist(), {})


def _votes(likeness: Floats, labels: Indices, classes: int) -> Floats:
    """The share of every label in the votes of the NEIGHBOURS most similar rows, weighed by likeness."""
    votes = np.zeros((len(likeness), classes), dtype=np.float32)
    for one, row in zip(votes, likeness, strict=True):
        nearest = np.argpartition(-row, min(NEIGHBOURS, len(row) - 1))[:NEIGHBOURS]
        one[:] = np.bincount(labels[nearest], row[nearest], classes)
        one /= max(one.sum(), 1e-9)
    return votes


def _closest(likeness: Floats, agree: Indices) -> Indices:
    """Positions of the most similar rows that agree."""
    agreeing = np.flatnonzero(agree & (likeness > 0))
    return agreeing[np.argsort(-likeness[agreeing], kind="stable")[:SHOWN_NEIGHBOURS]]


def _grounds(table: Table, features: Ids, doubt: Doubt, model: Model) -> dict[int, float]:
    """How much every feature of the row speaks for the suggested label; a column's say is divided evenly."""
    says = model.grounds(doubt.row, doubt.suggested)
    speaks = dict(zip(*(column.tolist() for column in says), strict=True))
    known, columns = table.columns_of(features)
    together = Counter(columns.tolist())
    pairs = zip(known.tolist(), columns.tolist(), strict=True)
    return {feature: speaks[column] / together[column] for feature, column in pairs}
