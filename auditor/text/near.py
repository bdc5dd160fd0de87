"""Rows with their band keys, and the look at the candidates: what every search for near copies is made of."""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np

from auditor.model import Batch
from auditor.text.buckets import Keys, repeated
from auditor.text.columns import digests, input_digests, normal_inputs, row_ids
from auditor.text.comparison import WordForms, word_forms
from auditor.text.minhash import BANDS, band_keys, signatures
from auditor.text.names import exchanged, names_of
from auditor.text.ragged import Hashes, Ints, Mask
from auditor.text.shingles import character_shingles, mixed, word_shingles
from auditor.text.similarity import Part, Similarity
from auditor.text.table import Table
from auditor.text.templates import without_templates

_NO_NAMES: frozenset[bytes] = frozenset()  # of a long text, where one name more or less changes little


class Sketches(NamedTuple):
    """Band keys of the inputs of a batch; a text of middle length has two sketches, a tiny one none."""

    example: Ints  # which example of the batch
    keys: Keys  # shape (sketches, BANDS)
    kind: Hashes  # 0 for runs of characters, 1 for runs of words


def compared_inputs(batch: Batch, templates: tuple[str, ...]) -> list[bytes]:
    """The normal inputs without the templates that most of them share."""
    return batch.derive("compared_inputs", lambda: without_templates(normal_inputs(batch), templates))


def sketches(batch: Batch, templates: tuple[str, ...]) -> Sketches:
    """The sketches of the inputs: computed once, whoever asks."""
    return batch.derive("sketches", lambda: _sketches(input_forms(batch, templates)))


def input_forms(batch: Batch, templates: tuple[str, ...]) -> WordForms:
    """The word forms of the inputs."""
    return batch.derive("input_forms", lambda: word_forms(compared_inputs(batch, templates)))


def word_digests(batch: Batch, templates: tuple[str, ...]) -> Hashes:
    """64 bits of the words of every input, its operators, and what it holds besides text.

    Equal for "Has my top-up failed?" and "has my top up failed", unlike `input_digests`.
    """
    forms, normal = input_forms(batch, templates), normal_inputs(batch)
    texts = digests(words or text for words, text in zip(forms.texts, normal, strict=True))
    attached = input_digests(batch) ^ digests(normal)
    return texts + mixed(forms.guards) + attached


def _sketches(forms: WordForms) -> Sketches:
    short, long = np.flatnonzero(forms.short & (forms.characters > 1)), np.flatnonzero(forms.long)
    runs = character_shingles([forms.texts[index] for index in short])
    by_runs = _tinted(band_keys(signatures(runs)), forms.guards[short] + np.uint64(1))
    by_phrases = band_keys(signatures(word_shingles(forms.words.take(long))))
    kind = np.repeat(np.array([0, 1], np.uint64), [len(short), len(long)])
    return Sketches(np.concatenate((short, long)), np.concatenate((by_runs, by_phrases)), kind)


def _tinted(keys: Keys, values: Hashes) -> Keys:
    """Keys changed so that rows with other values never meet in a bucket."""
    return keys ^ (mixed(values) >> np.uint64(32)).astype(np.uint32)[:, None]


class NearRows:
    """Band keys of many rows, then the texts of those that share a band with another one.

    Its life: `observe` and `merge` as often as there are batches, `wanted` once, `review`, then `pairs_of`
    and `near` speak of rows by their place in `rows`.
    """

    def __init__(self, scratch: str = "") -> None:
        """Start with no row."""
        self.table = Table([("row", "<i8"), ("unit", "<u8"), ("keys", "<u4", (BANDS,))], scratch)
        self.rows = self.row_of = np.zeros(0, np.int64)
        self.keys = np.zeros((0, BANDS), np.uint32)
        self.parts: list[Part] = []
        self.names: list[frozenset[bytes]] = []

    def observe(
        self, batch: Batch, found: Sketches, chosen: Mask, unit: Hashes, tint: Hashes | None = None
    ) -> None:
        """Take in the chosen examples.

        Of examples with an equal `unit` only the first is looked at; rows with another `tint` never meet.
        """
        keep = chosen[found.example]
        example, keys = found.example[keep], found.keys[keep]
        if tint is not None:
            keys = _tinted(keys, tint[example])
        self.table.append(row=row_ids(batch)[example], unit=unit[example] + found.kind[keep], keys=keys)

    def merge(self, other: Self) -> None:
        """Take in the rows of another one."""
        self.table.merge(other.table)

    def wanted(self) -> Ints:
        """The rows that share a band with another unit, in reading order; asked once, after the merge."""
        rows, units = self.table.column("row"), self.table.column("unit")
        order = np.lexsort((rows, units))
        first = np.concatenate(([True], units[order[1:]] != units[order[:-1]]))[: len(rows)]
        sketches = order[first]
        sketches = sketches[np.argsort(rows[sketches], kind="stable")]
        shared = np.zeros(len(sketches), bool)
        for band in range(BANDS):
            shared |= repeated(self.table.element("keys", band)[sketches])
        sketches = sketches[shared]
        self.rows, self.row_of = np.unique(rows[sketches], return_inverse=True)
        self.keys = np.stack([self.table.element("keys", band)[sketches] for band in range(BANDS)], 1)
        self.table.clear()
        return self.rows

    def review(self, batch: Batch, templates: tuple[str, ...]) -> Ints:
        """Look at the wanted rows of a batch; returns which of its examples they are."""
        ids = row_ids(batch)
        places = np.minimum(np.searchsorted(self.rows, ids), max(0, len(self.rows) - 1))
        chosen = np.flatnonzero(self.rows[places] == ids) if len(self.rows) else np.zeros(0, np.int64)
        texts = compared_inputs(batch, templates)
        self.parts.append(Part([texts[index] for index in chosen]))
        short = self.parts[-1].short
        self.names += [
            names_of(batch.examples[i].input) if s else _NO_NAMES for i, s in zip(chosen, short, strict=True)
        ]
        return chosen

    def close(self) -> None:
        """Make ready for comparing, once all wanted rows have been reviewed."""
        self.similarity = Similarity(self.parts)

    def near(self, one: Ints, other: Ints, least: float = 0.0) -> Mask:
        """Which pairs of rows have inputs that are near copies, with a Jaccard index of at least `least`."""
        result = self.similarity.near(one, other, least)
        texts = self.similarity.texts
        for pair in np.flatnonzero(result):
            left, right = one[pair], other[pair]
            result[pair] = not exchanged(self.names[left], texts[left], self.names[right], texts[right])
        return result
