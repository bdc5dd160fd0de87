"""Several forms side by side: how large they are, and whether the input tells which one is asked for."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from auditor.text.style.census import scramble
from auditor.text.style.forms import MAKES, Form
from auditor.text.style.splits import SPLITS
from auditor.text.style.table import Table
from auditor.text.style.trait import KNOWN, Trait, kind

SIGNS = ("the system prompt", "the first line of the input", "its first words", "its last words")
"""What may tell the model which form is asked for, in the order of how clear it is."""

EXPLAINED = 0.95  # share of rows whose form the sign gives away
REPEATED = 5  # rows with the same value of a sign from which it can be told from chance
COVERED = 0.9  # share of rows with such a value
TOLD = 0.98  # share of the inputs of other forms that lack a telling word
TELLING = 3  # telling words of one form
READ = 300  # inputs of each form that are read
WANTED = 400  # characters at both ends of an input in which it may say what it wants

_WORD = re.compile(r"[^\W\d_]{2,30}")

_KINDS = frozenset(
    (
        "format",
        "outline",
        "section",
        "key",
        "element",
        "whole output",
        "output pattern",
        "code language",
        *(feature for feature, _ in MAKES),
        *SPLITS,
    )
)
_EDGES = frozenset(("first line", "first word", "last line", "last 2 words"))


def form_traits(traits: Sequence[Trait]) -> list[Trait]:
    """Those traits that forms are told by."""
    return [trait for trait in traits if _TELLS[trait[0]]]


class _Tells(dict[str, bool]):
    """Whether forms are told by a feature, looked up once."""

    def __missing__(self, feature: str) -> bool:
        found = kind(feature) in _KINDS or feature in _EDGES
        if len(self) < KNOWN:
            self[feature] = found
        return found


_TELLS = _Tells()


def signs(system: str, text: str) -> tuple[int, ...]:
    """32 bits of each sign that the input gives."""
    words = text.split(None, 3)
    last = text[-60:].split()[-3:]
    values = (system, text.strip().split("\n", 1)[0][:200], " ".join(words[:3]), " ".join(last))
    return tuple(crc32(value.encode("utf-8", "surrogatepass")) for value in values)


def explained_by(table: Table, forms: Sequence[Form], columns: Sequence[array[int]], rows: array[int]) -> str:
    """The sign that tells which form an output has, "" when none does.

    `columns` holds one value of each sign per row, in the order of `rows`.
    """
    reading = np.argsort(np.array(rows), kind="stable")
    form_of = form_numbers(table, forms)
    for name, column in zip(SIGNS, columns, strict=True):
        if _tells(np.array(column)[reading], form_of, len(forms)):
            return name
    return ""


def rows_to_read(table: Table, forms: Sequence[Form]) -> dict[int, int]:
    """Some rows of each form, chosen whatever their order: row id → number of the form."""
    form_of = form_numbers(table, forms)
    chosen: dict[int, int] = {}
    for number in range(len(forms)):
        rows = table.rows[form_of == number].tolist()
        chosen |= dict.fromkeys(sorted(rows, key=scramble)[:READ], number)
    return chosen


def words_of(text: str) -> frozenset[str]:
    """The words of an input in which it may be said what form the output is to have."""
    return frozenset(_WORD.findall(f"{text[:WANTED]} {text[-WANTED:]}".casefold()))


def telling_words(inputs: Sequence[Sequence[frozenset[str]]]) -> tuple[str, ...]:
    """Up to a few words for every form but one that nearly all its inputs have one of, and hardly any others.

    `inputs` holds the words of some inputs of each form; () when there are no such words.
    """
    told: list[tuple[str, ...]] = []
    for number, own in enumerate(inputs):
        others = [words for other, rows in enumerate(inputs) if other != number for words in rows]
        told.append(_telling(own, others))
    return tuple(word for words in told for word in words) if told.count(()) <= 1 else ()


def _telling(own: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> tuple[str, ...]:
    if not own or not others:
        return ()
    elsewhere = Counter(word for words in others for word in words)
    left: list[frozenset[str]] = list(own)
    found: list[str] = []
    while len(left) > (1 - EXPLAINED) * len(own) and len(found) < TELLING:
        counts = Counter(word for words in left for word in words)
        telling = [word for word in counts if elsewhere[word] <= (1 - TOLD) * len(others)]
        best = max(telling, key=lambda word: (counts[word], len(word), word), default="")
        if counts[best] < (1 - COVERED) * len(own):
            return ()
        found.append(best)
        left = [words for words in left if best not in words]
    return tuple(found) if len(left) <= (1 - EXPLAINED) * len(own) else ()


def form_numbers(table: Table, forms: Sequence[Form]) -> NDArray[np.int64]:
    """The number of the form of each row, -1 for none."""
    form_of = np.full(len(table), -1)
    for number, form in reversed(list(enumerate(forms))):
        mask = np.ones(len(table), dtype=bool)
        for trait in form.when:
            mask &= table.with_trait(trait)
        form_of[mask] = number
    return form_of


def _tells(sign: NDArray[np.int64], form_of: NDArray[np.int64], forms: int) -> bool:
    """Whether rows with the same sign have the same form, and do so more than by chance."""
    sign, form_of = sign[form_of >= 0], form_of[form_of >= 0]
    values, number = np.unique(sign, return_inverse=True)
    counts = np.zeros((len(values), forms), dtype=np.int64)
    np.add.at(counts, (number, form_of), 1)
    often = counts.sum(axis=1) >= REPEATED
    covered = int(counts[often].sum())
    if covered < COVERED * len(sign):
        return False
    commonest = int(counts.sum(axis=0).max())
    told = int(counts[often].max(axis=1).sum())
    return told >= EXPLAINED * covered and told > commonest
