"""Whether more rows would help: held-out accuracy with an eighth, a quarter, half and all of the rows."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from auditor.text.out_of_fold import FOLDS, Indices, Mask, Matrix, Scores, fit

SHARES = (8, 4, 2)  # one in so many rows of every label, as far as LEAST allows; two of them are needed
SMALL = 4_000  # rows, up to which every fold is tried; beyond it one is enough
LEAST = 2  # rows of the average label in the smallest part
_VISIBLE = 0.01  # gain in accuracy by the last doubling


def learning_curve(
    matrix: Matrix, labels: Indices, fold: Indices, trained: Mask, full: Scores, rank: Indices
) -> dict[str, Any]:
    """Points of rows and accuracy, "still rising" or "flattening", and what twice the rows may gain.

    `rank` counts the rows of each label in the order from which the folds are dealt: the parts are nested,
    and each takes the same share of every label and fold. The gain is a range, from the last doubling shrunk
    as the one before it shrank, give or take the sampling error of the difference; it says nothing about
    four times the rows. Empty when there are too few rows.
    """
    classes = int(labels.max()) + 1
    learnt = trained.sum() * (FOLDS - 1) / FOLDS
    shares = [share for share in SHARES if learnt / share >= LEAST * classes]
    if len(shares) < 2:
        return {}
    tried = range(FOLDS if len(labels) <= SMALL else 1)
    tested = np.flatnonzero(np.isin(fold, tried))
    parts = [trained & (rank // FOLDS % share == 0) for share in shares]
    right = [_right(matrix, labels, fold, part, tried)[tested] for part in parts]
    right.append(full.right[tested])
    sizes = [int(part.sum() * (FOLDS - 1) / FOLDS) for part in (*parts, trained)]
    points = [
        {"rows": size, "accuracy": round(float(hits.mean()), 4)}
        for size, hits in zip(sizes, right, strict=True)
    ]
    gains = [float(later.mean() - earlier.mean()) for earlier, later in itertools.pairwise(right)]
    error = float((right[-1].astype(float) - right[-2]).std() / np.sqrt(len(tested)))
    low, high = _next_gain(gains[-2], gains[-1], error, 1 - float(right[-1].mean()))
    rising = gains[-1] > max(_VISIBLE, 2 * error)
    return {
        "points": points,
        "trend": "still rising" if rising else "flattening",
        "gain_from_twice_the_rows": [round(low, 3), round(high, 3)],
    }


def _next_gain(before: float, last: float, error: float, room: float) -> tuple[float, float]:
    """Lowest and highest gain to expect from the next doubling."""
    shrinking = min(max(last / before, 0.3), 1.0) if before > 0 else 1.0
    expected = max(last, 0.0) * shrinking
    low = max(0.0, expected / 3 - error)
    return low, min(room, max(last, expected, 0.0) + 2 * error)


def _right(matrix: Matrix, labels: Indices, fold: Indices, trained: Mask, tried: range) -> Mask:
    """Which rows of the tried folds get their own label from a model trained on these rows of the others."""
    right = np.zeros(len(labels), dtype=bool)
    classes = int(labels.max()) + 1
    for number in tried:
        seen, rows = np.flatnonzero(trained & (fold != number)), np.flatnonzero(fold == number)
        found = fit(matrix[seen], labels[seen], classes).scores(matrix[rows])
        right[rows] = found.argmax(axis=1) == labels[rows]
    return right
