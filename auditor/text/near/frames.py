"""Two questions about one long text: nearly all of their words are the same, and they ask for other things.

A retrieved context, a page of examples or a legal notice may be ten times as long as the question before or
behind it. Where several rows begin (or end) alike, two that part near their end (or beginning), and go on
with other words there, are no near copies of each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from auditor.text.near.comparison import WordForms
from auditor.text.near.passages import in_letters
from auditor.text.near.shingles import STEP, mixed
from auditor.text.ragged import Mask

FRAME = 3  # rows that begin or end alike
EDGE = 100  # bytes, in which they do
LEAST = 40  # words of a text with room for a frame
SEEN = 72  # words at either end that are looked at; a longer question is no small part of the text
ANCHOR = 8  # words of the frame before the question
BEHIND = 6  # words of the frame behind the question ("Answer:")
ASKED = 2  # words of a question
COMMON = 0.6  # of the words of the shorter question; of rewordings more are the same

_PLACES = np.array([*range(0, EDGE - 8, 8), EDGE - 8])
_FACTORS = np.array([pow(STEP, place, 1 << 64) for place in range(1, len(_PLACES) + 1)], np.uint64)

SIZE = 4
Words = bytes  # SIZE for each word


def ends_of(forms: WordForms, framed: Mask) -> list[tuple[Words, Words]]:
    """The words at the beginning, read backwards, and at the end of framed texts; nothing of a short one.

    In scripts without spaces every letter counts as a word.
    """
    found = [(b"", b"")] * len(forms.texts)
    for at in np.flatnonzero(framed).tolist():
        text, hashes = (
            forms.texts[at],
            forms.words.values[forms.words.offsets[at] : forms.words.offsets[at + 1]],
        )
        words = (hashes >> np.uint64(32)).astype(np.uint32)
        if not text.isascii() and len(text) > LEAST and (letters := in_letters(text)):
            words = np.array([crc32(letter) for letter in letters], np.uint32)
        if len(words) >= LEAST:
            found[at] = words[:SEEN][::-1].tobytes(), words[-SEEN:].tobytes()
    return found


def edges_of(texts: Sequence[bytes]) -> NDArray[np.uint32]:
    """32 bits of the beginning and of the end of texts, 0 for a short one: an array of shape (texts, 2).

    The upper half of `mixed(sum of word_i * STEP**(i + 1))` modulo 2**64, over the words of 8 bytes that
    begin at the places `_PLACES` of either edge.
    """
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    found = np.zeros((len(texts), 2), np.uint32)
    long = np.flatnonzero(sizes > 2 * EDGE)
    if len(long):
        blob = b"".join(texts)
        ends = np.cumsum(sizes)[long]
        edges = np.stack((ends - sizes[long], ends - EDGE), 1)
        words = np.ndarray((len(blob) - 7,), "<u8", blob, 0, (1,))[edges[:, :, None] + _PLACES]
        found[long] = mixed((words * _FACTORS).sum(2)) >> np.uint64(32)
    return found


def asks_other(one: tuple[Words, Words], other: tuple[Words, Words], framed: Sequence[bool]) -> bool:
    """Whether two texts share all but what stands at one end, and say other things there.

    `framed` says whether several rows begin as they do, and whether several end so.
    """
    return any(
        _parts(mine, theirs)
        for mine, theirs, frame in zip(one, other, (framed[1], framed[0]), strict=True)
        if frame and mine and theirs and mine != theirs
    )


def _parts(one: Words, other: Words) -> bool:
    end = 0
    while one[end - SIZE : end or None] == other[end - SIZE : end or None]:
        end -= SIZE
        if end < -BEHIND * SIZE:
            return False
    mine, theirs = one[: end or None], other[: end or None]
    run = ANCHOR * SIZE
    places = {theirs[at : at + run]: at + run for at in range(0, len(theirs) - run + 1, SIZE)}
    for at in range(len(mine) - run, -1, -SIZE):
        there = places.get(mine[at : at + run])
        if there is not None:
            asked, told = (set(memoryview(words).cast("I")) for words in (mine[at + run :], theirs[there:]))
            few = min(len(asked), len(told))
            return few >= ASKED and len(asked & told) <= COMMON * few
    return False
