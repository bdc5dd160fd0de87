"""What of a text is compared when near copies are looked for, and what must not differ.

Compared is the word form: the normal form without punctuation, cut after LONGEST bytes. A text of up to
SHORT characters is compared by its runs of four characters, one of more than LONG by its runs of three words.
Two short texts with other numbers, other operators or another count of negations are never near copies,
however similar they look: `guards` sums these up. A number that one of them merely leaves out can be
forgiven; for that, `denials` sums up the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from auditor.kernels import compiled
from auditor.text.near.guard_words import NEGATIONS, NUMBERS
from auditor.text.near.shingles import Spans, mixed, runs_of, word_hashes
from auditor.text.near.spaceless import signs
from auditor.text.normalise import single_spaces
from auditor.text.ragged import Hashes, Ints, Known, Mask, Ragged, among, by_owner, distinct, stack

LONGEST = 1 << 16  # bytes of a text that are compared
SHORT = 450  # characters
LONG = 380  # characters; less than SHORT, so that no pair falls between the two
CHARACTERS_PER_WORD = 15  # above: a script without spaces, which has no words to run over

_SLICE = 1 << 19  # bytes worked on at once
_NEGATION = 0xA0761D6478BD642F


class Words(NamedTuple):
    """The words of texts; every field is aligned with the texts given."""

    texts: list[bytes]
    words: Ragged  # hashes of the words
    characters: Ints

    @property
    def wordy(self) -> Mask:
        """Which texts have words to run over: those of a script with spaces."""
        return self.characters <= CHARACTERS_PER_WORD * self.words.lengths


class WordForms(NamedTuple):
    """Texts ready to be compared; every field is aligned with the texts given."""

    texts: list[bytes]
    words: Ragged  # hashes of the words
    characters: Ints
    guards: Hashes
    denials: Hashes  # of the guards negations, operators, and numerals of scripts without spaces
    numbers: Ragged  # hashes of digit runs, number words and such numerals

    @property
    def short(self) -> Mask:
        """Which texts are compared by characters."""
        return (self.characters <= SHORT) | ~self.wordy

    @property
    def long(self) -> Mask:
        """Which texts are compared by words."""
        return (self.characters > LONG) & self.wordy

    @property
    def wordy(self) -> Mask:
        """As of `Words`."""
        return Words(self.texts, self.words, self.characters).wordy


def words_of(normal: Sequence[bytes]) -> Words:
    """What `word_forms` says of the words, at half the price."""
    parts = [_words(spelled(joined))[0] for joined in _joined(normal)]
    return Words(
        [text for part in parts for text in part.texts],
        stack([part.words for part in parts]),
        np.concatenate([np.zeros(0, np.int64), *(part.characters for part in parts)]),
    )


def word_forms(normal: Sequence[bytes]) -> WordForms:
    """The word forms of normal forms (see `auditor.text.normalise`)."""
    parts = [_word_forms(joined) for joined in _joined(normal)]
    return WordForms(
        [text for part in parts for text in part.texts],
        stack([part.words for part in parts]),
        np.concatenate([np.zeros(0, np.int64), *(part.characters for part in parts)]),
        np.concatenate([np.zeros(0, np.uint64), *(part.guards for part in parts)]),
        np.concatenate([np.zeros(0, np.uint64), *(part.denials for part in parts)]),
        stack([part.numbers for part in parts]),
    )


def _words(blob: bytes) -> tuple[Words, Ragged]:
    """The words of some word forms, and the digit runs in them."""
    words, words_end, numbers, numbers_end, characters = words_in(blob)
    return Words(blob.split(b"\0"), Ragged(words, words_end), characters), Ragged(numbers, numbers_end)


def _word_forms(joined: bytes) -> WordForms:
    blob = spelled(joined)
    (texts, words, characters), digits = _words(blob)
    rows = len(texts)
    named, denied = _told(words.values)
    counted, numerals, denying = signs(texts)
    numbers = np.concatenate((digits.values, words.values[named], numerals))
    numbers_of = np.concatenate((digits.owners(), words.owners_of(named), counted))
    order = np.argsort(numbers_of, kind="stable")
    denying = np.concatenate((words.owners_of(denied), denying))
    denials = np.bincount(denying, minlength=rows).astype(np.uint64) * np.uint64(_NEGATION)
    denials += operators(joined)
    np.add.at(denials, counted, mixed(numerals))  # without words around it none is forgiven
    guards = denials.copy()
    np.add.at(guards, numbers_of, mixed(numbers))
    return WordForms(
        texts, words, characters, guards, denials, by_owner(numbers[order], numbers_of[order], rows)
    )


@compiled("words")
def spelled(joined: bytes) -> bytes:
    """The word forms of some normal forms; a 0 stands between two of them, here and there."""
    plain = single_spaces(_whole_numbers(joined).translate(_WORDS, b"'`"))
    return b"\0".join([text.strip() for text in plain.split(b"\0")])


@compiled("words")
def words_in(blob: bytes) -> tuple[Hashes, Ints, Hashes, Ints, Ints]:
    """Of some word forms the words and their borders, the digit runs and theirs, and how many characters.

    A 0 stands between two word forms. Words and digit runs are hashes as of `Spans`.
    """
    letters = np.frombuffer(blob, np.uint8)
    borders = np.concatenate((np.flatnonzero(letters == 0), [len(blob)]))
    spans = Spans(blob)
    words, ends = runs_of(letters > ord(" "))
    digits, behind = runs_of(letters - np.uint8(ord("0")) < 10)
    following = np.flatnonzero(letters & 0xC0 == 0x80)  # bytes within characters
    return (
        spans.hashes(words, ends),
        np.concatenate(([0], np.searchsorted(words, borders))),
        spans.hashes(digits, behind),
        np.concatenate(([0], np.searchsorted(digits, borders))),
        np.diff(borders - np.searchsorted(following, borders), prepend=-1) - 1,
    )


def _whole_numbers(joined: bytes) -> bytes:
    """Numbers in one piece: 1,000 as 1000 and 5:30 as 530; a point stays, as 1.50 is not 150."""
    letters = np.frombuffer(joined, np.uint8)
    at = np.flatnonzero((letters == ord(":")) | (letters == ord(",")))
    if not len(at):
        return joined
    padded = np.frombuffer(b" " + joined + b"    ", np.uint8)
    before, first, second, third, after = (_DIGIT[padded[at + place]] for place in (0, 2, 3, 4, 5))
    gone = before & first & ((letters[at] == ord(":")) | (second & third & ~after))
    return np.delete(letters, at[gone]).tobytes() if gone.any() else joined


def operators(joined: bytes) -> Hashes:
    """What the operators in some texts, with a 0 between two of them, add to their guards."""
    padded = np.frombuffer(joined + b"  ", np.uint8)
    letters = padded[:-2]
    borders = np.flatnonzero(letters == 0)
    places = [np.flatnonzero(letters == operator) for operator in _OPERATORS if operator in joined]
    at = np.concatenate([np.zeros(0, np.int64), *places])
    following, after = padded[at + 1], padded[at + 2]
    at = at[_ALWAYS[letters[at]] | _DIGIT[following] | ((following == ord(" ")) & _DIGIT[after])]
    found = np.zeros(len(borders) + 1, np.uint64)
    np.add.at(found, np.searchsorted(borders, at), mixed(letters[at].astype(np.uint64)))
    return found


def _joined(normal: Sequence[bytes]) -> Iterator[bytes]:
    """The texts, cut, in portions of some 512 KiB, with a 0 between two of them."""
    texts = [_cut(text) for text in normal] if max(map(len, normal), default=0) > LONGEST else normal
    borders = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    start, done = 0, 0
    while start < len(texts):
        end = max(int(np.searchsorted(borders, done + _SLICE, side="right")), start + 1)
        yield b"\0".join(texts[start:end])
        start, done = end, int(borders[end - 1])


def _cut(text: bytes) -> bytes:
    """The first LONGEST bytes, ending between two characters."""
    if len(text) <= LONGEST:
        return text
    end = LONGEST
    while text[end] & 0xC0 == 0x80:
        end -= 1
    return text[:end]


def _words_table() -> bytes:
    """Everything that is no letter, digit or underscore (nor a separator of texts) becomes a space."""
    word = b"abcdefghijklmnopqrstuvwxyz0123456789_\0"
    return bytes(byte if byte in word or byte >= 0x80 else 32 for byte in range(256))


def _among(letters: bytes) -> Mask:
    """For every byte, whether it is one of these."""
    return np.isin(np.arange(256), np.frombuffer(letters, np.uint8))


def _told(hashes: Hashes) -> tuple[Ints, Ints]:
    """The places of number words and of negations."""
    at, which = _TOLD.find(hashes)
    return at[~_DENIES[which]], at[_DENIES[which]]


def is_number(word: bytes) -> bool:
    """Whether a word of a word form is, or holds, a number or a date."""
    return word in _NUMBER_SET or any(letter in b"0123456789" for letter in word)


_WORDS = _words_table()
_NUMBER_SET = frozenset(NUMBERS.split())
_TOLD = Known(word_hashes(NUMBERS + NEGATIONS))
_DENIES = among(_TOLD.hashes, distinct(word_hashes(NEGATIONS)))
_DIGIT = _among(b"0123456789")
_ALWAYS = _among(b"+<>=^")
_OPERATORS = b"+<>=^-*/"  # the last three only before a digit: elsewhere they are layout
