"""Which examples of a batch are preference pairs: found once for all checkers that ask."""

from __future__ import annotations

from auditor.model import Batch, Example


def preference_pairs(batch: Batch) -> list[Example]:
    """The examples with a rejected side."""
    return batch.derive(
        "preference_pairs", lambda: [example for example in batch.examples if example.rejected is not None]
    )
