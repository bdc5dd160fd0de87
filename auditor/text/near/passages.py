"""Passages that texts share: runs of words, with numbers masked, and the shared ones exactly.

In a script without spaces a letter counts as a word, and every number of words below is taken two or four
times: a word of Chinese or Japanese has about two letters, one of Thai four.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from auditor.text.expression import later
from auditor.text.near.comparison import words_of
from auditor.text.near.shingles import word_shingles
from auditor.text.ragged import Hashes, Ints, Ragged, among, distinct

RUN = 10  # words; the shortest passage: rarer by chance than 8, and unlike 13 found after a changed number
SHORTEST = 13  # words of a text in which a shared passage says something
UNLIKE = 0.6  # of the words of the shorter rest of two texts
PHRASE = 5  # words, of which stock phrases are made ("imagine you are a detective")

_NUMBER = re.compile(rb"[0-9]+")
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # and kana
_THAI = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # and Lao, Burmese, Khmer
_LETTER = later(f"[{_HAN}{_THAI}]")
_PUNCTUATION = re.compile("[\u3000-\u303f]")
_SCRIPTS = ((2, later(f"[{_HAN}]")), (4, later(f"[{_THAI}]")))
_HALF = np.uint64(32)  # bits
_PLACES = 8  # of the same run in one text: enough for real texts, and hostile ones stay linear


class Block(NamedTuple):
    """A run of words that two texts share: where it begins in the one and in the other, and its length."""

    start: int
    there: int
    words: int


class Hashed(NamedTuple):
    """The words of some texts as hashes, numbers masked, and how many letters of each text make a word."""

    words: Ragged
    letters: Ints

    def runs(self, rows: Ints) -> tuple[Ints, Hashes]:
        """Of these texts, if they are long enough, the runs of RUN words: whose each is, and its hash."""
        return self._shingles(rows, RUN)

    def phrases(self, rows: Ints) -> Iterator[np.ndarray]:
        """Of each of these texts the runs of PHRASE words, each once, in 32 bits."""
        owners, values = self._shingles(rows, PHRASE)
        found = distinct((owners.astype(np.uint64) << _HALF) | (values >> _HALF))
        for row in rows.astype(np.uint64):
            start, end = np.searchsorted(found, np.array([row, row + np.uint64(1)]) << _HALF)
            yield found[start:end].astype(np.uint32)

    def _shingles(self, rows: Ints, size: int) -> tuple[Ints, Hashes]:
        owners, values = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
        for letters in (1, 2, 4):
            fit = (self.letters[rows] == letters) & (self.words.lengths_of(rows) >= SHORTEST * letters)
            mine = rows[fit]
            if len(mine):
                found = word_shingles(self.words.take(mine), size * letters)
                owners.append(mine[found.owners()])
                values.append(found.values)
        return np.concatenate(owners), np.concatenate(values)


def hashed(texts: Sequence[bytes]) -> Hashed:
    """The words of normal forms, hashed."""
    letters = np.array([letters_of(text) for text in texts], dtype=np.int64)
    pieces = [masked(laid_out(text, each)) for text, each in zip(texts, letters.tolist(), strict=True)]
    return Hashed(words_of(pieces).words, letters)


class Text(NamedTuple):
    """The words of one text in full, how many letters make a word of it, and whether it holds a number."""

    words: list[bytes]
    letters: int
    numbers: bool

    def masked(self) -> list[bytes]:
        """The words with every number written as 0."""
        return masked(b" ".join(self.words)).split() if self.numbers else self.words

    def passage(self, block: Block) -> str:
        """The words of a block, as one text."""
        between = b" " if self.letters == 1 else b""
        return between.join(self.words[block.start : block.start + block.words]).decode("utf-8", "replace")


class Stock:
    """Phrases that many texts have, in 32 bits."""

    def __init__(self, phrases: np.ndarray) -> None:
        """Take them in, sorted."""
        self.phrases = phrases

    def rest(self, text: Text, block: Block) -> int:
        """How many phrases of a block are no stock phrases."""
        size = PHRASE * text.letters
        words = masked(b" ".join(text.words[block.start : block.start + block.words]))
        found = (word_shingles(words_of([words]).words, size).values >> _HALF).astype(np.uint32)
        return len(found) - int(np.count_nonzero(among(found, self.phrases)))


def texts_of(texts: Sequence[bytes]) -> list[Text]:
    """The words of normal forms."""
    letters = [letters_of(text) for text in texts]
    pieces = words_of([laid_out(text, each) for text, each in zip(texts, letters, strict=True)]).texts
    return [
        Text(piece.split(), each, bool(_NUMBER.search(piece)))
        for piece, each in zip(pieces, letters, strict=True)
    ]


def letters_of(text: bytes) -> int:
    """How many letters make a word of a text: 1 where spaces stand between words."""
    if text.isascii():
        return 1
    line = text.decode("utf-8", "surrogatepass")
    return next((each for each, script in _SCRIPTS if 2 * len(script.findall(line)) >= len(line)), 1)


def laid_out(text: bytes, letters: int) -> bytes:
    """The text with spaces around the letters of a script without spaces; any other as it is."""
    if letters == 1:
        return text
    line = _PUNCTUATION.sub(" ", text.decode("utf-8", "surrogatepass"))
    return _LETTER.sub(r" \g<0> ", line).encode("utf-8", "surrogatepass")


def in_letters(text: bytes) -> list[bytes]:
    """The words and, of scripts without spaces, the letters of a text; [] for one without such letters."""
    return laid_out(text, 2).split() if _LETTER.search(text.decode("utf-8", "surrogatepass")) else []


def masked(text: bytes) -> bytes:
    """The text with every number written as 0."""
    return _NUMBER.sub(b"0", text)


class Runs:
    """The runs of `least` words of a text, by their hashes, and where each of them stands."""

    def __init__(self, words: Sequence[bytes], least: int = RUN) -> None:
        """Hash them all."""
        self.words, self.least = words, least
        self.keys = [hash(run) for run in zip(*(words[start:] for start in range(least)), strict=False)]
        self.first = dict(zip(reversed(self.keys), range(len(self.keys) - 1, -1, -1), strict=True))
        self.places: dict[int, list[int]] = {}  # of the runs that stand in several
        for start, key in enumerate(self.keys) if len(self.first) < len(self.keys) else ():
            found = self.places.setdefault(key, [])
            if len(found) < _PLACES:
                found.append(start)

    def shared(self, other: Runs) -> list[Block]:
        """The runs of at least so many words that both have, none a part of another at the same places."""
        blocks: list[Block] = []
        growing: dict[int, int] = {}  # where the last run begins in `other` → words shared up to its end
        last = -1
        first, places = other.first, other.places
        for start, key in [(n, key) for n, key in enumerate(self.keys) if key in first]:
            there = places.get(key) or (first[key],)
            if start != last + 1:
                blocks += self._ended(growing, last)
                growing = {}
            grown = {place: growing.pop(place - 1, self.least - 1) + 1 for place in there}
            blocks += self._ended(growing, last)
            growing, last = grown, start
        return blocks + self._ended(growing, last)

    def _ended(self, growing: dict[int, int], last: int) -> list[Block]:
        """The blocks whose last run begins there."""
        least = self.least
        return [Block(last + least - words, place + least - words, words) for place, words in growing.items()]


def unlike(one: Sequence[bytes], other: Sequence[bytes], block: Block) -> bool:
    """Whether two texts have few words in common beside a block that they share."""
    rest = [
        Counter(words[:start]) + Counter(words[start + block.words :])
        for words, start in ((one, block.start), (other, block.there))
    ]
    return (rest[0] & rest[1]).total() <= UNLIKE * min(map(Counter.total, rest))


def frequent(values: np.ndarray, more_than: int) -> np.ndarray:
    """The values that occur more often than that, sorted."""
    ordered = np.sort(values)
    found = ordered[more_than:]
    return distinct(found[found == ordered[: len(found)]])


def rare_pairs(row: Ints, run: np.ndarray, most: int) -> Ints:
    """All pairs of rows that share a run which at most `most` rows have: shape (2, pairs), each once."""
    order = np.lexsort((row, run))
    row, run = row[order], run[order]
    again = np.concatenate(([False], (run[1:] == run[:-1]) & (row[1:] == row[:-1])))[: len(row)]
    row, run = row[~again], run[~again]
    chosen = ~among(run, frequent(run, most))
    rows, place = np.unique(row[chosen], return_inverse=True)
    run, count = run[chosen], max(1, len(rows))
    found = [np.zeros(0, np.int64)]
    for step in range(1, most):
        same = np.flatnonzero(run[step:] == run[:-step])
        found.append(place[same] * count + place[same + step])
    pairs: Ints = rows[np.stack(np.divmod(distinct(np.concatenate(found)), count))]
    return pairs
