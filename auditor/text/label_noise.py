"""Which labels a model trained on the other rows contradicts, by how much, and on what grounds.

The method is a support vector machine scored out of fold (see `auditor.text.out_of_fold`), joined for the
doubtful rows by the votes of the most similar rows. The score of a row is

    (best other label - given label) - given label, all three of SVM score + VOTE * share of the votes
    (the last one: of the SVM score alone)

so a row is doubtful when another label is much likelier *and* the given one is not likely by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from auditor.text.learning_curve import learning_curve
from auditor.text.out_of_fold import (
    Fit,
    Floats,
    Indices,
    Mask,
    Matrix,
    Scores,
    Table,
    folds,
    judge,
    rank_within,
    tfidf,
    training_sample,
)
from auditor.text.word_features import Ids

# Chosen on other data than docs/accuracy/labels.md reports; see there.
DOUBT = 1.95
VOTE = 0.75
NEIGHBOURS = 10
SHOWN_NEIGHBOURS = 3
_CELLS = 4_000_000  # similarities held at once


@dataclass(slots=True)
class Doubt:
    """One row whose label is doubtful; rows and labels are indices into what `find_doubts` was given."""

    row: int
    suggested: int
    score: float
    agreeing: list[int]  # the most similar rows that have the suggested label
    speaks: dict[int, float]  # feature id → how much it speaks for the suggested against the given label


@dataclass(slots=True)
class Verdicts:
    """What the model says of all rows: the doubtful ones, worst first, and how good it is itself."""

    doubts: list[Doubt]
    accuracy: float
    trained: int
    curve: dict[str, Any]


def find_doubts(features: list[Ids], labels: Indices, order: Indices) -> Verdicts:
    """Judge every row. `labels` are indices without gaps, `order` a random number, equal for equal texts.

    The rows must come in an order that does not depend on how they were read.
    """
    table = tfidf(features)
    matrix = table.matrix
    classes = int(labels.max()) + 1
    fold, rank = folds(labels, order), rank_within(labels, order)
    trained = training_sample(labels, rank, matrix.nnz)
    scores, fits = judge(matrix, labels, fold, trained, classes)
    doubts = _second_opinion(matrix, labels, fold, trained, scores, fits)
    for doubt in doubts:
        model, given = fits[fold[doubt.row]], labels[doubt.row]
        doubt.speaks = _grounds(table, features[doubt.row], doubt, model, int(given))
    curve = learning_curve(matrix, labels, fold, trained, scores, rank)
    return Verdicts(doubts, float(scores.right.mean()), int(trained.sum()), curve)


def _second_opinion(
    matrix: Matrix, labels: Indices, fold: Indices, trained: Mask, scores: Scores, fits: list[Fit]
) -> list[Doubt]:
    """The rows that stay doubtful when the most similar rows have voted, worst first."""
    doubtful = np.flatnonzero(scores.best - 2 * scores.given > DOUBT - VOTE)
    others = np.flatnonzero(trained)
    transposed = matrix[others].T.tocsr()
    doubts: list[Doubt] = []
    for number, model in enumerate(fits):
        rows = doubtful[fold[doubtful] == number]
        step = max(1, _CELLS // len(others))
        for part in (rows[start : start + step] for start in range(0, len(rows), step)):
            likeness = (matrix[part] @ transposed).toarray()
            likeness[part[:, None] == others] = 0  # a row is no witness in its own case
            judged = zip(part.tolist(), model.scores(matrix[part]), likeness, strict=True)
            doubts += [doubt for case in judged if (doubt := _doubt(*case, labels, others))]
    return sorted(doubts, key=lambda doubt: (-doubt.score, doubt.row))


def _doubt(row: int, scores: Floats, likeness: Floats, labels: Indices, others: Indices) -> Doubt | None:
    """The row with the votes counted, when it is still doubtful."""
    nearest = np.argpartition(-likeness, min(NEIGHBOURS, len(others) - 1))[:NEIGHBOURS]
    votes = np.bincount(labels[others[nearest]], likeness[nearest], len(scores))
    joined = scores + VOTE * votes / max(votes.sum(), 1e-9)
    given = labels[row]
    mine, joined[given] = joined[given], -np.inf
    suggested = int(joined.argmax())
    score = float(joined[suggested] - mine - scores[given])
    if score <= DOUBT:
        return None
    agreeing = np.flatnonzero((labels[others] == suggested) & (likeness > 0))
    closest = agreeing[np.argsort(-likeness[agreeing], kind="stable")[:SHOWN_NEIGHBOURS]]
    return Doubt(row, suggested, score, others[closest].tolist(), {})


def _grounds(table: Table, features: Ids, doubt: Doubt, model: Fit, given: int) -> dict[int, float]:
    """How much every feature of the row speaks for the suggested label; a column's say is divided evenly."""
    entries = table.matrix[[doubt.row]]
    weights = model.weights[entries.indices, doubt.suggested] - model.weights[entries.indices, given]
    speaks = dict(zip(entries.indices.tolist(), (entries.data * weights).tolist(), strict=True))
    known, columns = table.columns_of(features)
    together = np.bincount(columns, minlength=table.matrix.shape[1])
    pairs = zip(known.tolist(), columns.tolist(), strict=True)
    return {feature: speaks[column] / int(together[column]) for feature, column in pairs}
