"""What can be told of every row of a batch at a glance, so that a rule looks closer only where it must.

The columns are computed once a batch and shared by all rules; every one of them errs on the side of a closer
look.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from auditor.model import Batch, Example
from auditor.text.joined import SEARCHED_CHARACTERS, joined, texts_of
from auditor.text.ragged import Ints, Mask

Edge = NDArray[np.uint8]

EMPTY, UNKNOWN = 0, 255  # a byte beyond a short text, and the end of one that is longer than what is joined
_OPENING = ("system", "developer")


class Edges(NamedTuple):
    """The first, the last but one and the last byte of every text (UTF-8, ASCII letters lowered)."""

    first: Edge
    before_last: Edge
    last: Edge


def lengths(batch: Batch, side: Literal["input", "output"]) -> Ints:
    """How many characters the text on this side of every example has."""
    texts = texts_of(batch, side)
    return batch.derive(f"lengths-{side}", lambda: np.fromiter(map(len, texts), np.int64, len(texts)))


def edges(batch: Batch, side: Literal["input", "output"]) -> Edges:
    """How every example's text on this side begins and ends."""
    return batch.derive(f"edges-{side}", lambda: _edges(batch, side))


def says_something(batch: Batch) -> Mask:
    """Which examples have an output that is more than white space."""
    return batch.derive("says-something", lambda: _says_something(batch))


def is_plain(edge: Edge) -> Mask:
    """Whether an edge is a letter, digit or sign of ASCII: neither empty nor white space."""
    return np.asarray((edge > ord(" ")) & (edge < 127))


def unusual(batch: Batch) -> dict[int, Example]:
    """The examples that are no plain exchange, by their place: no other can have an odd or empty turn.

    A plain exchange is an input and an output, or a conversation in which, after a system prompt perhaps,
    user and assistant speak in turn, the assistant last, and every turn is a text that begins visibly.
    """
    examples = batch.examples
    return batch.derive("unusual", lambda: {at: examples[at] for at in odd_ones(examples)})


def odd_ones(examples: list[Example]) -> list[int]:
    """The places of the examples that are no plain exchange."""
    return [at for at, example in enumerate(examples) if not _is_plain_exchange(example)]


def _says_something(batch: Batch) -> Mask:
    found = is_plain(edges(batch, "output").first)
    for at in np.flatnonzero(~found).tolist():
        found[at] = bool(batch.examples[at].output.strip())
    return found


def _edges(batch: Batch, side: Literal["input", "output"]) -> Edges:
    texts = joined(batch, side)
    letters = np.frombuffer(texts.blob, np.uint8)  # a line feed stands before every text and after the last
    ends = np.append(texts.starts[1:], len(letters))[: len(texts.starts)] - 1
    some, several = ends > texts.starts, ends > texts.starts + 1
    found = Edges(letters[texts.starts] * some, letters[ends - 2] * several, letters[ends - 1] * some)
    found.last[lengths(batch, side) >= SEARCHED_CHARACTERS] = UNKNOWN
    return found


def _is_plain_exchange(example: Example) -> bool:
    if not example.turns:
        return "!" <= example.input[:1] <= "~" and "!" <= example.output[:1] <= "~"
    awaited, opening = "user", True
    for turn in example.turns:
        content = turn.content
        if content.__class__ is not str or not "!" <= content[:1] <= "~" or turn.weight is not None:
            return False
        if turn.tool_calls or turn.function_call or turn.refusal:
            return False
        if turn.role == awaited:
            awaited = "assistant" if awaited == "user" else "user"
        elif not opening or turn.role not in _OPENING:
            return False
        opening = False
    return awaited == "user" and not opening and len(example.turns) > 1
