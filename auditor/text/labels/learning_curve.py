"""Whether more rows help: accuracy on unseen rows with an eighth, a quarter, half and all of the rows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from auditor.text.labels.left_out import Mask, Model, chunks
from auditor.text.labels.tfidf import Indices
from auditor.text.labels.training_rows import rank_within

SHARES = (8, 4, 2)  # one in so many rows of every label, as far as LEAST allows; two of them are needed
LEAST = 2  # rows of the average label in the smallest part
_VISIBLE = 0.01  # gain in accuracy by the last doubling


class Climb(Struct):
    """What a model got right after each part of the rows."""

    tested: Indices  # rows that are in none of the parts
    sizes: list[int]  # of the parts
    right: list[Mask]  # after each part, which of the tested rows


def climb(model: Model, order: Indices, trained: Indices, turn: int = 0) -> Climb | None:
    """Let a fresh model learn half of the rows (`turn` says which), part by part, and test it on the rest.

    The parts are nested, and each takes the same share of every label. A text (equal `order`) that is in
    none of them is tested. None when there are too few rows.
    """
    rank = rank_within(model.labels[trained], order[trained])
    classes = model.sums.shape[1]
    shares = [share for share in SHARES if len(trained) / share >= LEAST * classes]
    parts = [trained[rank % share == turn % share] for share in shares]
    tested = trained[~np.isin(order[trained], order[parts[-1]])] if len(parts) > 1 else trained[:0]
    if not len(tested):
        return None
    right = []
    for part in parts:
        model.learn(part[~model.learnt[part]])
        hits = [model.scores(rows).both.argmax(axis=1) == model.labels[rows] for rows in chunks(tested)]
        right.append(np.concatenate(hits))
    return Climb(tested, [len(trained) // share for share in shares], right)


def learning_curve(climbs: Sequence[Climb | None], right: Mask, trained: int) -> dict[str, Any]:
    """Points of rows and accuracy, "still rising" or "flattening", and what twice the rows may gain.

    `right` says of all rows what the model that learnt all `trained` others makes of them. The gain is a
    range: from a third of what the last doubling gave, shrunk as that shrank, to the larger of the last two,
    give or take two sampling errors. It says nothing about four times the rows. Empty for too few rows.
    """
    known = [one for one in climbs if one]
    if not known:
        return {}
    steps = [np.concatenate(hits) for hits in zip(*(one.right for one in known), strict=True)]
    steps.append(right[np.concatenate([one.tested for one in known])])
    points = [
        {"rows": size, "accuracy": round(float(hits.mean()), 4)}
        for size, hits in zip([*known[0].sizes, trained], steps, strict=True)
    ]
    gains = [float(later.mean() - earlier.mean()) for earlier, later in itertools.pairwise(steps)]
    error = float((steps[-1].astype(float) - steps[-2]).std() / np.sqrt(len(steps[-1])))
    low, high = _next_gain(gains[-2], gains[-1], error, 1 - float(steps[-1].mean()))
    rising = gains[-1] > max(_VISIBLE, 2 * error)
    return {
        "points": points,
        "trend": "still rising" if rising else "flattening",
        "gain_from_twice_the_rows": [round(low, 3), round(high, 3)],
    }


def _next_gain(before: float, last: float, error: float, room: float) -> tuple[float, float]:
    """Lowest and highest gain to expect from the next doubling."""
    shrinking = min(max(last / before, 0.3), 1.0) if before > 0 else 1.0
    low = max(0.0, max(last, 0.0) * shrinking / 3 - 2 * error)
    return low, min(room, max(last, before, 0.0) + 2 * error)
