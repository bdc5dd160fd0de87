"""Are two texts near copies? Exact, for many pairs at once.

Short texts: the same numbers, operators and negations (`WordForms.guards`), and a Jaccard index of their
runs of four characters of at least 0.6, growing to 0.88 for 500 characters (one changed word in a long text
is less of a change), or 0.1 less where one is part of the other or, up to 120 bytes, where their edit
similarity is at least 0.88; where the outputs are the same, 0.25 less for one word of five or more. Long
ones: a Jaccard index of their runs of three words of at least 0.8, and no numbers exchanged. The
thresholds were chosen on restaurant bookings, bank questions and school mathematics;
docs/accuracy/duplicates.md reports them on other texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled
from auditor.text.near.comparison import is_number, word_forms
from auditor.text.near.courtesies import is_wrapped
from auditor.text.near.frames import ends_of
from auditor.text.near.guard_words import COUNTS
from auditor.text.near.shingles import character_shingles, mixed, small_sets, word_shingles
from auditor.text.ragged import Ints, Mask, Ragged, stack

SHORT_JACCARD, LONGER_JACCARD = 0.6, 0.88  # of short texts: at 100 characters and less, and at 500
SLACK, EDIT_SIMILARITY = 0.1, 0.88
FORGIVEN = 0.25  # slack of two texts that differ in one word
COMMON = 4  # words that they must share; one less where the word is left out
EDITED = 120  # bytes; in a longer text one word more or less hardly changes the Jaccard index
LONG_JACCARD = 0.8
GIVE_UP = 8  # texts that one is compared with letter by letter, in vain: it is one of a crowd

_COUNTS = frozenset(COUNTS.split()) | {b"one", b"first", b"second"}
_STRIDE = 16  # bytes, after which it is asked whether enough can be in common
_PAIRS = 512  # pairs compared at once: their hashes stay in the cache


class Part:
    """What is kept of some texts to compare them: sets of hashes, and the words of the short ones."""

    def __init__(self, normal: Sequence[bytes], framed: Mask | None = None) -> None:
        """Take in normal forms (see `auditor.text.normalise`), and the ends of those that are `framed`."""
        forms = word_forms(normal)
        self.short, self.long = forms.short, forms.long
        self.characters, self.guards, self.denials = forms.characters, forms.guards, forms.denials
        told = zip(forms.texts, self.short.tolist(), strict=True)
        self.texts = [text if short else b"" for text, short in told]
        self.runs = small_sets(character_shingles(self.texts))
        self.phrases = small_sets(word_shingles(forms.words.only(self.long)))
        self.numbers = small_sets(counted(forms.numbers.only(self.long)))
        self.ends = ends_of(forms, np.zeros(len(normal), bool) if framed is None else framed)


class Similarity:
    """Compares pairs of texts, known by their numbers in the order of the parts."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Join the parts, which are used up, so that the hashes of one kind at most are held twice."""

        def taken(name: str) -> list[Any]:
            return [vars(part).pop(name) for part in parts]

        self.short = _joined(taken("short"))
        self.long = _joined(taken("long"))
        self.ends = [*chain.from_iterable(taken("ends"))]
        self.characters = _joined(taken("characters"))
        self.guards = _joined(taken("guards"))
        self.denials = _joined(taken("denials"))
        self.texts: list[bytes] = [*chain.from_iterable(taken("texts"))]
        self.unlike = [0] * len(self.texts)
        self.runs = stack(taken("runs"))
        self.phrases = stack(taken("phrases"))
        self.numbers = stack(taken("numbers"))

    def near(self, one: Ints, other: Ints, least: float = 0.0, forgiving: bool = False) -> Mask:
        """Which of the pairs are near copies, with a Jaccard index of at least `least`.

        `forgiving` also takes two short texts for copies of which one leaves out or misspells a number, or
        of which one word differs; for texts that have the same output.
        """
        result = np.zeros(len(one), bool)
        same = self.guards[one] == self.guards[other]
        guarded = same | (self.denials[one] == self.denials[other]) if forgiving else same
        both = self.short[one] & self.short[other]
        if len(short := np.flatnonzero(both & guarded)):
            result[short] = self._near_short(one[short], other[short], least, forgiving)
        for pair in np.flatnonzero(result & ~same):
            gone, new = self.exchanges(one[pair], other[pair])
            result[pair] = left_out(gone, new) and not (
                (gone and not new and within_number(gone[0], self.texts[one[pair]]))
                or (new and not gone and within_number(new[0], self.texts[other[pair]]))
            )
        if len(long := np.flatnonzero(self.long[one] & self.long[other] & (same | ~both) & ~result)):
            result[long] = self._near_long(one[long], other[long], least)
        return result

    def akin(self, one: Ints, other: Ints, forgiving: bool = False) -> Mask:
        """Which pairs of short texts resemble each other nearly as much as near copies do."""
        result: Mask = self.short[one] & self.short[other] & (self.guards[one] == self.guards[other])
        one, other = one[result], other[result]
        slack = FORGIVEN if forgiving else SLACK
        result[result] = jaccards(self.runs, one, other) >= self._needed(one, other) - slack
        return result

    def restated(self, one: Ints, other: Ints) -> Mask:
        """Which pairs of short texts differ in courtesies, the order of words or one misspelt word only."""
        pairs = zip(one.tolist(), other.tolist(), strict=True)
        return np.array([self._restated(*pair) for pair in pairs], dtype=bool)

    def _restated(self, one: int, other: int) -> bool:
        gone, new = self.exchanges(one, other)
        if not gone and not new:
            return bool(self.texts[one])
        if len(gone) == len(new) == 1:
            return misspelt(gone[0], new[0])
        return not (gone and new) and is_wrapped(*sorted((self.texts[one], self.texts[other]), key=len))

    def exchange(self, one: int, other: int) -> tuple[set[bytes], set[bytes]]:
        """The words that only one, and only the other, of two short texts has."""
        gone, new = self.exchanges(one, other)
        ours, theirs = (
            b" %b " % self.texts[row] for row in (one, other)
        )  # words have one space between them
        return {w for w in gone if b" %b " % w not in theirs}, {w for w in new if b" %b " % w not in ours}

    def exchanges(self, one: int, other: int) -> tuple[list[bytes], list[bytes]]:
        """As `exchange`, with every word as often as it is missing."""
        return exchanged_words(self.texts[one], self.texts[other])

    def _near_short(self, one: Ints, other: Ints, least: float, forgiving: bool) -> Mask:
        shared = shared_values(self.runs, one, other)
        sizes = self.runs.lengths_of(one), self.runs.lengths_of(other)
        jaccard = shared / np.maximum(sizes[0] + sizes[1] - shared, 1)
        needed = np.maximum(self._needed(one, other), least)
        enough: Mask = jaccard >= needed
        contained = (shared == np.minimum(*sizes)) & (jaccard >= least)
        for pair in np.flatnonzero(~enough & contained):
            enough[pair] = is_wrapped(*sorted((self.texts[one[pair]], self.texts[other[pair]]), key=len))
        for pair in np.flatnonzero(~enough & (jaccard >= np.maximum(needed - FORGIVEN, least))):
            texts = self.texts[one[pair]], self.texts[other[pair]]
            brief = max(map(len, texts)) <= EDITED
            enough[pair] = (
                jaccard[pair] >= needed[pair] - SLACK
                and (wrapped(*texts) or (brief and self._letters_alike(one[pair], other[pair])))
            ) or (brief and one_word_apart(*texts, misspelt_only=not forgiving))
        return enough

    def _letters_alike(self, one: int, other: int) -> bool:
        """Whether two texts have nearly the same letters; not asked of one that was unlike so many others."""
        if self.unlike[other] >= GIVE_UP:
            return False
        alike = similar_letters(self.texts[one], self.texts[other])
        self.unlike[other] += not alike
        return alike

    def _needed(self, one: Ints, other: Ints) -> NDArray[np.float64]:
        """The Jaccard index from which pairs of short texts are near copies."""
        growth = np.clip((np.maximum(self.characters[one], self.characters[other]) - 100) / 400, 0, 1)
        needed: NDArray[np.float64] = SHORT_JACCARD + growth * (LONGER_JACCARD - SHORT_JACCARD)
        return needed

    def _near_long(self, one: Ints, other: Ints, least: float) -> Mask:
        enough: Mask = jaccards(self.phrases, one, other) >= max(LONG_JACCARD, least)
        one, other = one[enough], other[enough]
        shared = shared_values(self.numbers, one, other)
        enough[enough] = (self.numbers.lengths_of(one) == shared) | (self.numbers.lengths_of(other) == shared)
        return enough


def counted(rows: Ragged) -> Ragged:
    """The rows as sets in which a value that occurs again is another one."""
    owners = rows.owners()
    order = np.lexsort((rows.values, owners))
    values, owners = rows.values[order], owners[order]
    place = np.arange(len(values))
    again = np.concatenate(([False], (values[1:] == values[:-1]) & (owners[1:] == owners[:-1])))[
        : len(values)
    ]
    first = np.maximum.accumulate(np.where(again, 0, place))
    return Ragged(mixed(values + (place - first).astype(np.uint64)), rows.offsets)


def jaccards(rows: Ragged, one: Ints, other: Ints) -> NDArray[np.float64]:
    """The Jaccard index of every pair of rows; rows are sets, and two empty ones have 0."""
    shared = shared_values(rows, one, other)
    index: NDArray[np.float64] = shared / np.maximum(
        rows.lengths_of(one) + rows.lengths_of(other) - shared, 1
    )
    return index


def shared_values(rows: Ragged, one: Ints, other: Ints) -> Ints:
    """How many values the two rows of every pair have in common."""
    return common(rows.values.astype(np.uint32, copy=False), rows.offsets, one, other)


@compiled("pairs")
def common(values: NDArray[np.uint32], offsets: Ints, one: Ints, other: Ints) -> Ints:
    """As `shared_values`, of rows that are sorted sets: one merge for 512 pairs."""
    rows, starts = Ragged(values, offsets), range(0, len(one), _PAIRS)
    counts = [_shared(rows, one[at : at + _PAIRS], other[at : at + _PAIRS]) for at in starts]
    return np.concatenate([np.zeros(0, np.int64), *counts])


@compiled("pairs")
def exchanged_words(one: bytes, other: bytes) -> tuple[list[bytes], list[bytes]]:
    """The words that only one, and only the other, of two texts has, sorted, as often as they are missing."""
    ours, theirs = Counter(one.split()), Counter(other.split())
    return sorted((ours - theirs).elements()), sorted((theirs - ours).elements())


def left_out(gone: Sequence[bytes], new: Sequence[bytes]) -> bool:
    """Whether two texts differ in one word that only one of them has, or that one of them misspells.

    So "a table for two at noon" and "a table for two at" may be copies; with a word in its place, it is
    another time.
    """
    if len(gone) + len(new) == 1:
        return True
    if len(gone) != 1 or len(new) != 1 or (is_number(gone[0]) and is_number(new[0])):
        return False
    return misspelt(gone[0], new[0])


def within_number(word: bytes, text: bytes) -> bool:
    """Whether a word stands beside a number, as part of one: "twenty" in "the twenty first"."""
    words = [b"", *text.split(), b""]
    return any(
        beside.isdigit() or beside in _COUNTS
        for at, each in enumerate(words)
        if each == word
        for beside in (words[at - 1], words[at + 1])
    )


def one_word_apart(one: bytes, other: bytes, misspelt_only: bool = False) -> bool:
    """Whether two texts have the same words, in any order, but for one: added, left out or exchanged.

    They share at least COMMON words, or one less where one of them is a number, or the other word is none.
    """
    words, others = one.split(), other.split()
    if max(len(set(words).difference(others)), len(set(others).difference(words))) > 1:
        return False  # most pairs that are asked about, at a tenth of the price
    ours, theirs = Counter(words), Counter(others)
    same = ours & theirs
    gone, new = ours - same, theirs - same
    if misspelt_only:
        return gone.total() == new.total() == 1 and misspelt(*gone, *new) and same.total() >= COMMON - 1
    few = not gone or not new or any(map(is_number, same))
    return max(gone.total(), new.total()) <= 1 and same.total() >= (COMMON - 1 if few else COMMON)


def misspelt(one: bytes, other: bytes) -> bool:
    """Letters swapped, or one added, left out or replaced in a word of five letters or more."""
    if len(one) >= 4 and sorted(one) == sorted(other):
        return True
    short, long = sorted((len(one), len(other)))
    return short >= 5 and long <= short + 1 and short - letters_in_common(one, other) <= 1


def similar_letters(one: bytes, other: bytes, least: float = EDIT_SIMILARITY) -> bool:
    """Whether twice the letters in common, over the lengths, are at least `least` (Indel similarity)."""
    total = len(one) + len(other)
    shorter = min(len(one), len(other))
    needed = least * total / 2
    return shorter >= needed and letters_in_common(one, other, needed) >= needed


def wrapped(one: bytes, other: bytes) -> bool:
    """Whether one text stands whole within the other, as in "please" and "thanks" around a question."""
    inner, outer = sorted((one, other), key=len)
    return b" " + inner + b" " in b" " + outer + b" "


def letters_in_common(one: bytes, other: bytes, least: float = 0.0) -> int:
    """The length of the longest common subsequence, or any smaller number if it is not `least`.

    What both begin and end with belongs to it. The rest is bit-parallel (Crochemore et al. 2001): one
    addition per byte of `other`, on integers as long as `one`.
    """
    start = _same_start(one, other)
    one, other = one[start:], other[start:]
    end = _same_start(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    places, bit = [0] * 256, 1
    for letter in one:
        places[letter] |= bit
        bit += bit
    free = bit - 1
    for at in range(0, len(other), _STRIDE):
        for here in map(places.__getitem__, other[at : at + _STRIDE]):
            hit = free & here
            free = (free + hit) | (free - hit)  # carries beyond `one` count up and do no harm
        common = start + end + len(one) - (free & (bit - 1)).bit_count()
        if common + len(other) - at - _STRIDE < least:
            return common
    return start + end + len(one) - (free & (bit - 1)).bit_count()


def _same_start(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one.startswith(other[least:middle], least):
            least = middle
        else:
            most = middle - 1
    return least


def _shared(rows: Ragged, one: Ints, other: Ints) -> Ints:
    both = rows.take(np.concatenate((one, other)))
    pair: NDArray[np.uint64] = np.arange(len(one), dtype=np.uint64) << np.uint64(32)
    keys = np.repeat(np.concatenate((pair, pair)), both.lengths)
    keys |= both.values
    keys.sort(kind="stable")  # merges two sorted halves: 15 times faster than sorting anew
    twice = keys[1:][keys[1:] == keys[:-1]] >> np.uint64(32)
    return np.bincount(twice.astype(np.int64), minlength=len(one))


def _joined(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, bool)
