"""The texts of a batch as one run of bytes, so that a search over all rows costs one pass, not one a row."""

from __future__ import annotations

from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from auditor.model import Batch, Example
from auditor.text.ragged import distinct

Side = Literal["input", "output", "system", "rejected"]

# What is searched of one text. A longer text is rare and hostile more often than not; every rule of the
# noise family says in its page that it reads this much.
SEARCHED_CHARACTERS = 65_536


class Joined(Struct):
    """One side of every example of a batch.

    `texts[i]` belongs to the examples `owners[i]`; `blob` is their UTF-8, ASCII letters lowered, each text
    with a newline before it; `starts[i]` is where text i begins in `blob`.
    """

    texts: list[str]
    owners: list[list[Example]]
    blob: bytes
    starts: NDArray[np.int64]

    def hold(self, literal: bytes) -> bool:
        """Whether any text holds a literal; one byte is found ten times as fast as two."""
        return literal[:1] in self.blob and literal in self.blob

    def texts_at(self, positions: NDArray[np.int64]) -> list[int]:
        """The numbers of the texts that hold one of these byte positions, each once, in order."""
        if not len(positions):  # so it is most often
            return []
        found = distinct(np.searchsorted(self.starts, positions, side="right") - 1)
        return [text for text in found.tolist() if text >= 0]

    def owners_at(self, positions: NDArray[np.int64]) -> list[Example]:
        """The examples whose text holds one of these byte positions, each once, in order."""
        return [example for text in self.texts_at(positions) for example in self.owners[text]]


def joined(batch: Batch, side: Side) -> Joined:
    """One side of the batch, joined once for all checkers; an equal system prompt is held once."""
    return batch.derive(f"joined-{side}", lambda: _join(batch, side))


def bounded(text: str) -> str:
    """The part of a text that is searched: its first `SEARCHED_CHARACTERS`."""
    return text if len(text) <= SEARCHED_CHARACTERS else text[:SEARCHED_CHARACTERS]


def _join(batch: Batch, side: Side) -> Joined:
    return laid_out(*_gather(batch, side))


def laid_out(texts: list[str], owners: list[list[Example]]) -> Joined:
    """Texts, encoded and laid end to end."""
    pieces = [text.encode("utf-8", "surrogatepass") for text in texts]
    lengths = np.fromiter((len(piece) + 1 for piece in pieces), np.int64, len(pieces))
    starts = np.cumsum(lengths) - lengths + 1
    blob = b"\n".join((b"", *pieces, b"")).lower()
    return Joined(texts, owners, blob, starts)


def _gather(batch: Batch, side: Side) -> tuple[list[str], list[list[Example]]]:
    """The texts of one side, with the examples they belong to."""
    if side == "input":
        return [bounded(e.input) for e in batch.examples], [[e] for e in batch.examples]
    if side == "output":
        return [bounded(e.output) for e in batch.examples], [[e] for e in batch.examples]
    owned: dict[str, list[Example]] = {}
    for example in batch.examples:
        text = example.system if side == "system" else example.rejected
        if text:
            owned.setdefault(bounded(text), []).append(example)
    return list(owned), list(owned.values())
