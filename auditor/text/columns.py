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
from auditor.text.first_look import unusual
from auditor.text.joined import texts_of
from auditor.text.near.shingles import mixed
from auditor.text.normalise import normalise_all
from auditor.text.ragged import Hashes, Ints, Mask

TRAIN, HELD_OUT, AGAINST = 0, 1, 2


def row_ids(batch: Batch) -> Ints:
    """The row id of every example: int64, in reading order."""
    return batch.derive(
        "row_ids", lambda: np.array([example.row for example in batch.examples], dtype=np.int64)
    )


def normal_inputs(batch: Batch) -> list[bytes]:
    """The normal form of every input (see `auditor.text.normalise`), as UTF-8."""
    return batch.derive("normal_inputs", lambda: normalise_all(texts_of(batch, "input")))


def normal_outputs(batch: Batch) -> list[bytes]:
    """The normal form of every output, as UTF-8; in a classification task that is the label."""
    return batch.derive("normal_outputs", lambda: normalise_all(texts_of(batch, "output")))


def input_digests(batch: Batch) -> Hashes:
    """64 bits of every input: its normal form and what it holds besides text (images, tool results)."""
    return batch.derive("input_digests", lambda: digests(_inputs_with_parts(batch)))


def output_digests(batch: Batch) -> Hashes:
    """64 bits of every output: its normal form, tool calls, and in a preference pair the rejected side."""
    return batch.derive("output_digests", lambda: digests(_outputs_with_parts(batch)))


def system_digests(batch: Batch) -> Hashes:
    """64 bits of the normal form of every system prompt."""
    return batch.derive("system_digests", lambda: _repeated(texts_of(batch, "system")))


def split_digests(batch: Batch) -> Hashes:
    """64 bits of the name of every row's split."""
    return batch.derive("split_digests", lambda: _repeated(_splits(batch)))


def example_digests(batch: Batch) -> Hashes:
    """64 bits of every whole example: system prompt, input and output."""
    return mixed(mixed(input_digests(batch)) + output_digests(batch)) + system_digests(batch)


def split_is(batch: Batch, name: str) -> Mask:
    """Which rows belong to the split `name`."""
    return batch.derive(f"split-{name}", lambda: _equal(_splits(batch), name))


def roles(batch: Batch) -> NDArray[np.uint8]:
    """What every row is for leakage: TRAIN, HELD_OUT (validation, test …), or AGAINST (another data set)."""
    names = {"train": TRAIN, "against": AGAINST}
    return np.array([names.get(split, HELD_OUT) for split in _splits(batch)], dtype=np.uint8)


def is_empty(batch: Batch) -> Mask:
    """Which rows have neither input nor output: they are no examples, so no copies of one another either."""
    inputs = normal_inputs(batch)
    if all(inputs):
        return np.zeros(len(inputs), bool)
    pairs = zip(inputs, normal_outputs(batch), strict=True)
    return np.array([not (source or target) for source, target in pairs], dtype=bool)


def digests(texts: Iterable[bytes]) -> Hashes:
    """BLAKE2b-64 of every text: the same in every process, unlike `hash()`."""
    joined = b"".join([blake2b(text, digest_size=8).digest() for text in texts])
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64)


def _splits(batch: Batch) -> list[str]:
    return batch.derive("splits", lambda: [row.split for row in batch.examples])


def _equal(names: list[str], name: str) -> Mask:
    """Which of the names are this one; mostly all of them or none."""
    alike = names.count(name)
    if alike in (0, len(names)):
        return np.full(len(names), alike > 0)
    return np.array([one == name for one in names], dtype=bool)


def _repeated(texts: Sequence[str]) -> Hashes:
    """Digests of normal forms, where most texts are the same few."""
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    found = digests(normalise_all(list(places)))
    if len(places) == 1:
        return found.repeat(len(texts))
    return found[np.fromiter(map(places.__getitem__, texts), np.intp, len(texts))]


def _inputs_with_parts(batch: Batch) -> Sequence[bytes]:
    texts = list(normal_inputs(batch))
    for at, example in unusual(batch).items():
        texts[at] += _attached(example, last=False)
    return texts


def _outputs_with_parts(batch: Batch) -> Sequence[bytes]:
    texts = list(normal_outputs(batch))
    pairs = [(at, example.rejected) for at, example in enumerate(batch.examples) if example.rejected]
    for (at, _), other in zip(pairs, normalise_all([rejected for _, rejected in pairs]), strict=True):
        texts[at] += b"\0" + other if other else b""
    for at, example in unusual(batch).items():
        texts[at] += _attached(example, last=True)
    return texts


def _attached(example: Example, *, last: bool) -> bytes:
    """What the turns hold that is not text, so that equal words about two pictures are not one example."""
    spoken = [index for index, turn in enumerate(example.turns) if turn.role == "assistant"]
    end = spoken[-1] if spoken else len(example.turns)
    turns = example.turns[end : end + 1] if last else example.turns[:end]
    things: list[object] = []
    for turn in turns:
        parts = turn.content if isinstance(turn.content, list) else ()
        things += (part for part in parts if "text" not in part)
        things += turn.tool_calls or ()
        things += (turn.function_call,) if turn.function_call else ()
    return b"\0" + msgspec.json.encode(things, order="deterministic") if things else b""
