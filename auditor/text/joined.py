"""The texts of a batch as one run of bytes, so that a search over all rows costs one pass, not one a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from typing import Literal

import numpy as np
from msgspec import Struct

from auditor.kernels import compiled
from auditor.model import Batch, Example
from auditor.text.ragged import Ints, distinct

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
    owners: Sequence[Sequence[Example]]
    blob: bytes
    starts: Ints

    def hold(self, literal: bytes) -> bool:
        """Whether any text holds a literal; one byte is found ten times as fast as two."""
        return literal[:1] in self.blob and literal in self.blob

    def texts_at(self, positions: Ints) -> list[int]:
        """The numbers of the texts that hold one of these byte positions, each once, in order."""
        if not len(positions):  # so it is most often
            return []
        found = distinct(np.searchsorted(self.starts, positions, side="right") - 1)
        return [text for text in found.tolist() if text >= 0]

    def owners_at(self, positions: Ints) -> list[Example]:
        """The examples whose text holds one of these byte positions, each once, in order."""
        return [example for text in self.texts_at(positions) for example in self.owners[text]]


def joined(batch: Batch, side: Side) -> Joined:
    """One side of the batch, joined once for all checkers; an equal system prompt is held once."""
    return batch.derive(f"joined-{side}", lambda: _join(batch, side))


def texts_of(batch: Batch, side: Side) -> list[str]:
    """This side of every example, as it is; None in place of a rejected text that a row has not got."""
    return batch.derive(f"texts-{side}", lambda: list(map(attrgetter(side), batch.examples)))


def bounded(text: str) -> str:
    """The part of a text that is searched: its first `SEARCHED_CHARACTERS`."""
    return text if len(text) <= SEARCHED_CHARACTERS else text[:SEARCHED_CHARACTERS]


def _join(batch: Batch, side: Side) -> Joined:
    texts = texts_of(batch, side)
    if side in ("input", "output"):
        return laid_out(_bounded(texts), list(zip(batch.examples, strict=True)))
    owned: defaultdict[str, list[Example]] = defaultdict(list)
    for text, example in zip(texts, batch.examples, strict=True):
        if text:
            owned[text].append(example)
    return laid_out(_bounded(list(owned)), list(owned.values()))


def _bounded(texts: list[str]) -> list[str]:
    return texts if max(map(len, texts), default=0) <= SEARCHED_CHARACTERS else list(map(bounded, texts))


def laid_out(texts: list[str], owners: Sequence[Sequence[Example]]) -> Joined:
    """Texts, encoded and laid end to end."""
    return Joined(texts, owners, *end_to_end(texts))


@compiled("joining")
def end_to_end(texts: list[str]) -> tuple[bytes, Ints]:
    """The UTF-8 of texts in small letters, a newline before each and after the last; where each starts."""
    pieces = [text.encode("utf-8", "surrogatepass") for text in texts]
    lengths = np.fromiter((len(piece) + 1 for piece in pieces), np.int64, len(pieces))
    starts = np.cumsum(lengths) - lengths + 1
    return b"\n".join((b"", *pieces, b"")).lower(), starts
