"""Scores a file of predictions: one row per example with what was expected and what came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor import formats, loaders
from auditor.config import Config
from auditor.errors import InputError
from auditor.text.sensitive.masking import mask
from auditor.verdict.baseline import Pair, Scores, score

EXPECTED = ("expected", "reference", "target", "gold", "label")
PREDICTED = ("predicted", "prediction", "output", "answer", "completion")


def scores(path: str, task: str) -> Scores:
    """Read and score; raises InputError when the file holds no pair of texts.

    The fields are the first of EXPECTED and the first of PREDICTED that a row has.
    """
    pairs = [pair for record in _records(path) if (pair := _pair(record))]
    if not pairs:
        raise InputError(f"{path}: no row has the fields “expected” and “predicted”")
    return score(pairs, task)


def _records(path: str) -> Iterator[dict[str, Any]]:
    config = Config(input_format=formats.UNKNOWN)  # the records as they are
    plan = loaders.plan([(path, "train")], config)
    for name, reason in plan.unread:
        raise InputError(f"{name}: {reason}")
    for shard in loaders.shards(plan.files):
        for batch in loaders.read(shard, config):
            for broken in batch.broken:
                raise InputError(f"{path}: a row cannot be read: {mask(broken.message)}")
            yield from (misfit.record for misfit in batch.misfits)


def _pair(record: dict[str, Any]) -> Pair | None:
    expected = next((record[name] for name in EXPECTED if isinstance(record.get(name), str)), None)
    predicted = next((record[name] for name in PREDICTED if isinstance(record.get(name), str)), None)
    return None if expected is None or predicted is None else (expected, predicted)
