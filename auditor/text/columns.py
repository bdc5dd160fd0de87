"""Columns derived from a batch once and shared by every checker that compares texts.

Every function is pure in the batch; the result is kept in `Batch.derived`, so ask as often as you like. All
columns are aligned with `batch.examples`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec
import numpy as np
from numpy.typing import NDArray

from auditor.model import Batch, Example
from auditor.text.normalise import normalise_all

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]


def row_ids(batch: Batch) -> Ints:
    """The row id of every example: int64, in reading order."""
    return batch.derive(
        "row_ids", lambda: np.array([example.row for example in batch.examples], dtype=np.int64)
    )


def normal_inputs(batch: Batch) -> list[bytes]:
    """The normal form of every input (see `auditor.text.normalise`), as UTF-8."""
    return batch.derive("normal_inputs", lambda: normalise_all([row.input for row in batch.examples]))


def normal_outputs(batch: Batch) -> list[bytes]:
    """The normal form of every output, as UTF-8; in a classification task that is the label."""
    return batch.derive("normal_outputs", lambda: normalise_all([row.output for row in batch.examples]))


def input_digests(batch: Batch) -> Hashes:
    """64 bits of every input: its normal form and what it holds besides text (images, tool results)."""
    return batch.derive("input_digests", lambda: digests(_inputs_with_parts(batch)))


def output_digests(batch: Batch) -> Hashes:
    """64 bits of every output: its normal form, tool calls, and in a preference pair the rejected side."""
    return batch.derive("output_digests", lambda: digests(_outputs_with_parts(batch)))


def digests(texts: Iterable[bytes]) -> Hashes:
    """BLAKE2b-64 of every text: the same in every process, unlike `hash()`."""
    joined = b"".join([blake2b(text, digest_size=8).digest() for text in texts])
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64)


def _inputs_with_parts(batch: Batch) -> Sequence[bytes]:
    texts = normal_inputs(batch)
    return [
        text + _attached(example, last=False) if example.turns else text
        for text, example in zip(texts, batch.examples, strict=True)
    ]


def _outputs_with_parts(batch: Batch) -> Sequence[bytes]:
    texts = normal_outputs(batch)
    rejected = normalise_all([row.rejected or "" for row in batch.examples])
    return [
        text + (b"\0" + other if other else b"") + (_attached(example, last=True) if example.turns else b"")
        for text, other, example in zip(texts, rejected, batch.examples, strict=True)
    ]


def _attached(example: Example, *, last: bool) -> bytes:
    """What the turns hold that is not text, so that equal words about two pictures are not one example."""
    turns = example.turns[-1:] if last else example.turns[:-1]
    things: list[object] = []
    for turn in turns:
        parts = turn.content if isinstance(turn.content, list) else ()
        things += (part for part in parts if "text" not in part)
        things += turn.tool_calls or ()
        things += (turn.function_call,) if turn.function_call else ()
    return b"\0" + msgspec.json.encode(things, order="deterministic") if things else b""
