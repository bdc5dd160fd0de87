"""Band keys of the inputs: rows of which one is equal may be near copies (Broder 1997, by MinHash)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from auditor.config import Config
from auditor.model import Batch
from auditor.text.near.comparison import WordForms, word_forms
from auditor.text.near.courtesies import cores
from auditor.text.near.crowds import Keys
from auditor.text.near.index import Index, opened
from auditor.text.near.inputs import compared_inputs, input_forms, sketched_digests
from auditor.text.near.minhash import (
    BANDS,
    LONG_BANDS,
    LONG_PERMUTATIONS,
    PERMUTATIONS,
    TINY_BANDS,
    band_keys,
    signatures,
    tinted,
)
from auditor.text.near.shingles import character_shingles, mixed, word_shingles
from auditor.text.ragged import Hashes, Ints, Ragged

COLUMNS = max(BANDS, TINY_BANDS)
SOME_BANDS = 10  # the first of BANDS, for a text long enough to be compared by words too: 98 % with 0.8
LONG_KIND = 1  # of sketches of runs of words
FORGIVING = 6  # columns, the last, in which texts with other numbers meet: one may leave a number out
TINY = 80  # characters; one changed word of six is half of the runs: they get more bands of fewer rows
NEARLY_ALL = 0.9  # of the words of a batch
HANDFUL = range(3, 13)  # words of the core of a text; fewer say too little, and of more one changes little
CHOICES = 4  # columns for each of their keys


class Sketches(NamedTuple):
    """Band keys of the inputs of a batch; a text of one kind and almost of the next has two sketches."""

    example: Ints  # which example of the batch
    keys: Keys  # shape (sketches, COLUMNS)
    kind: Hashes  # 0 for runs of characters, 1 for runs of words, 2 for those of a tiny text, 3 for words


def sketches(batch: Batch, config: Config) -> Sketches:
    """The sketches of the inputs: computed once, whoever asks, and only of inputs that the index lacks."""
    index = opened(config)
    if not len(index.inputs):
        return batch.derive("sketches", lambda: _sketches(input_forms(batch, config.templates)))
    return batch.derive("sketches", lambda: _completed(batch, config, index))


def _completed(batch: Batch, config: Config, index: Index) -> Sketches:
    """The sketches that the index has, and those it lacks."""
    known, example, found = index.lookup(sketched_digests(batch, config))
    new = np.flatnonzero(~known)
    texts = compared_inputs(batch, config.templates)
    made = _sketches(word_forms([texts[place] for place in new.tolist()]))
    return Sketches(
        np.concatenate((example, new[made.example])),
        np.concatenate((found["keys"], made.keys)),
        np.concatenate((found["kind"], made.kind)),
    )


Part = tuple[int, Ints, Keys]  # kind, texts, keys


def _sketches(forms: WordForms) -> Sketches:
    short, long = forms.short & (forms.characters > 1), forms.long
    parts = (
        *_brief(forms, np.flatnonzero(short & ~long)),
        _longer(forms, np.flatnonzero(short & long)),
        _long(forms.words, np.flatnonzero(long)),
    )
    found = Sketches(
        np.concatenate([rows for _, rows, _ in parts]),
        np.concatenate([keys for *_, keys in parts]),
        np.concatenate([np.full(len(rows), kind, np.uint64) for kind, rows, _ in parts]),
    )
    guarded = np.count_nonzero(found.kind != LONG_KIND)  # all but the last part
    _lay_guards(found.keys[:guarded], forms, found.example[:guarded])
    return found


def _brief(forms: WordForms, rows: Ints) -> tuple[Part, Part, Part]:
    """Texts that are compared by characters only: as such, the tiny ones, and those of a handful of words."""
    runs, sizes = signatures(_runs(forms, rows)), forms.characters[rows]
    rest, tiny = sizes > TINY // 2, sizes <= TINY
    starts, ends = (places[rows] for places in cores(forms.words))
    some = (ends - starts >= HANDFUL.start) & (ends - starts < HANDFUL.stop)
    handful = one_word_keys(forms.words.between(starts[some], ends[some]))
    return (
        (0, rows[rest], band_keys(runs[rest], BANDS, COLUMNS)),
        (2, rows[tiny], band_keys(runs[tiny], TINY_BANDS, COLUMNS)),
        (3, rows[some], handful),
    )


def _longer(forms: WordForms, rows: Ints) -> Part:
    """Texts that are compared by characters or by words, by characters."""
    runs = signatures(_runs(forms, rows), first=SOME_BANDS * PERMUTATIONS // BANDS)
    return 0, rows, band_keys(runs, SOME_BANDS, COLUMNS)


def _long(words: Ragged, rows: Ints) -> Part:
    """Texts that are compared by words; of nearly all it is quicker to leave some out than to copy."""
    if words.lengths_of(rows).sum() < NEARLY_ALL * len(words.values):
        runs = signatures(word_shingles(words.take(rows)), LONG_PERMUTATIONS)
    else:
        runs = signatures(word_shingles(words), LONG_PERMUTATIONS)[rows]
    return LONG_KIND, rows, band_keys(runs, LONG_BANDS, COLUMNS)


def _runs(forms: WordForms, rows: Ints) -> Ragged:
    """The runs of characters of some texts."""
    return character_shingles([forms.texts[row] for row in rows.tolist()])


def one_word_keys(words: Ragged) -> Keys:
    """Keys of texts, shape (texts, COLUMNS), of which two texts that differ in one word share at least one.

    They are hashes of all words, and of all but one, in any order. Each goes to the columns that it says
    itself; where two want the same, the loser has other choices, so that some 5 % of such pairs are missed.
    """
    return left_out(words.values, words.offsets, COLUMNS, CHOICES)


def left_out(words: Hashes, offsets: Ints, columns: int, choices: int) -> Keys:
    """See `one_word_keys`."""
    spread, owners = mixed(words), Ragged(words, offsets).owners()
    whole = np.zeros(len(offsets) - 1, np.uint64)
    np.add.at(whole, owners, spread)
    every = mixed(np.concatenate((whole[owners] - spread, whole)))
    owners = np.concatenate((owners, np.arange(len(whole))))
    places: Hashes = np.arange(columns, dtype=np.uint64)
    found = tinted(whole[:, None] + places)
    for choice in range(choices, 0, -1):
        column = mixed(every + np.uint64(choice)) % np.uint64(columns)
        found[owners, column.astype(np.int64)] = every >> np.uint64(32)
    return found


def _lay_guards(keys: Keys, forms: WordForms, rows: Ints) -> None:
    """Lay the guards of texts over their keys; over the forgiving ones only those without numbers."""
    keys[:, :-FORGIVING] ^= tinted(forms.guards[rows] + np.uint64(1))[:, None]
    keys[:, -FORGIVING:] ^= tinted(forms.denials[rows] + np.uint64(1))[:, None]
