"""Which rows can have the same output, told by a few numbers, so that the others need not be compared.

Two rows of which only the inputs are near copies are no duplicates, and there are many of them: of a
template, or of one question with many answers. What is laid over the band keys of the inputs here keeps
them from ever becoming candidates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from auditor.kernels import compiled
from auditor.model import Batch
from auditor.text.columns import normal_outputs, output_digests
from auditor.text.near.comparison import LONGEST
from auditor.text.near.minhash import signatures
from auditor.text.near.shingles import mixed
from auditor.text.ragged import Hashes, Ints, Ragged

PROSE = 60  # bytes; a shorter output (a label, a number) must be the same, a longer one may be nearly so
RUN = 8  # bytes: a word and the beginning of the next
SIGNS = 0xE0  # first bytes of three and more are those of scripts without spaces, and of a few others
DISTINCT = 16  # numbers of an output; the columns beyond hold the first ones once more

_EMPTY = re.compile(rb'(?>"[^"]*" ?:|""|null|none|n/a|[][{}, ]++)*+')


def is_prose(text: bytes) -> bool:
    """Whether an output may be nearly the same, or only wholly."""
    return len(text) > PROSE and text[:1] not in (b"{", b"[", b"<")


def says_nothing(text: bytes) -> bool:
    """Whether an output has no value ("{}", "none", all fields null): questions that share it may be any."""
    return _EMPTY.fullmatch(text) is not None


def answer_tints(batch: Batch, columns: int) -> Hashes:
    """Numbers of the outputs, shape (examples, columns): of equal outputs all are equal.

    Of two prose outputs that are nearly the same, most are: one is the same with the probability of the
    Jaccard index of their `beginnings`.
    """
    return batch.derive(f"answer_tints {columns}", lambda: _answer_tints(batch, columns))


def _answer_tints(batch: Batch, columns: int) -> Hashes:
    outputs = normal_outputs(batch)
    tints = np.empty((len(outputs), columns), np.uint64)
    tints[:] = output_digests(batch)[:, None]
    prose = np.flatnonzero([is_prose(text) for text in outputs])
    if len(prose):
        runs = signatures(beginnings([outputs[place] for place in prose.tolist()]), DISTINCT)
        tints[prose] = runs.take(np.arange(columns) % DISTINCT, axis=1)
    return tints


def beginnings(texts: Sequence[bytes]) -> Ragged:
    """Hashes of the RUN bytes from every beginning of a word, or of a sign of a script without spaces.

    At a sixth of the price of hashing words, and as good to tell that two texts are others.
    """
    return Ragged(*runs_from_beginnings(texts))


@compiled("shingling")
def runs_from_beginnings(texts: Sequence[bytes]) -> tuple[Hashes, Ints]:
    """The `beginnings` of all texts, and the borders of each text's."""
    blob = (bytes(RUN)).join([b"", *(text[:LONGEST] for text in texts), b""])
    letters = np.frombuffer(blob, np.uint8)
    after_space = (letters[:-1] <= ord(" ")) & (letters[1:] > ord(" "))
    places = np.flatnonzero(after_space | (letters[1:] >= SIGNS)) + 1
    windows = np.ndarray((len(blob) - RUN + 1,), "<u8", blob, 0, (1,))
    ends = np.cumsum([min(len(text), LONGEST) + RUN for text in texts])
    return mixed(windows[places]), np.concatenate(([0], np.searchsorted(places, ends + 1)))
