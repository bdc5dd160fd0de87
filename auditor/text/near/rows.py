"""Rows with their band keys: what every search for near copies begins with."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from auditor.config import Config
from auditor.model import Batch
from auditor.text.columns import (
    digests,
    input_digests,
    normal_inputs,
    normal_outputs,
    row_ids,
    split_digests,
    system_digests,
)
from auditor.text.near.buckets import SAMPLE, Keys, alike, crowded, repeated
from auditor.text.near.candidates import Candidates, no_candidates
from auditor.text.near.comparison import WordForms, word_forms
from auditor.text.near.courtesies import cores, courtesies_of, without_courtesies
from auditor.text.near.frames import FRAME, edges_of
from auditor.text.near.growth import Past, learned, past
from auditor.text.near.index import SKETCHES, Index, Records, opened
from auditor.text.near.minhash import (
    BANDS,
    LONG_BANDS,
    LONG_PERMUTATIONS,
    PERMUTATIONS,
    TINY_BANDS,
    Words32,
    band_keys,
    signatures,
)
from auditor.text.near.shingles import character_shingles, mixed, word_shingles
from auditor.text.near.templates import TELLING_SYSTEMS, without_templates
from auditor.text.normalise import normalise_all
from auditor.text.ragged import Hashes, Ints, Mask, Ragged, distinct
from auditor.text.table import Table

TEXT = 80  # bytes; a shorter output is the answer of a row that lacks its input, not a text to be learnt
COLUMNS = max(BANDS, TINY_BANDS)
SOME_BANDS = 10  # the first of BANDS, for a text long enough to be compared by words too: 98 % with 0.8
LONG_KIND = 1  # of sketches of runs of words
FORGIVING = 6  # columns, the last, in which texts with other numbers meet: one may leave a number out
CROWD = 16  # texts that differ in numbers; of more, none leaves one out: they are filled in from a template
TINY = (
    80  # characters; one changed word of six is half of the runs, so tiny texts get more bands of fewer rows
)


NEARLY_ALL = 0.9  # of the words of a batch
HANDFUL = range(3, 13)  # words of the core of a text; fewer say too little, and of more one changes little
CHOICES = 4  # columns for each of their keys


class Sketches(NamedTuple):
    """Band keys of the inputs of a batch; a text of one kind and almost of the next has two sketches."""

    example: Ints  # which example of the batch
    keys: Keys  # shape (sketches, COLUMNS)
    kind: Hashes  # 0 for runs of characters, 1 for runs of words, 2 for those of a tiny text, 3 for words


def compared_inputs(batch: Batch, templates: tuple[str, ...]) -> list[bytes]:
    """The normal inputs without the templates that most of them share, and without courtesies."""
    return batch.derive("compared_inputs", lambda: without_courtesies(_own_words(batch, templates)))


def _own_words(batch: Batch, templates: tuple[str, ...]) -> list[bytes]:
    """The normal inputs without templates, behind the system prompts where these tell what a row is about.

    Of a text without an input, as a model is trained further on, the text.
    """
    inputs, outputs = normal_inputs(batch), normal_outputs(batch)
    texts = [
        text or (other if len(other) >= TEXT else b"") for text, other in zip(inputs, outputs, strict=True)
    ]
    if TELLING_SYSTEMS in templates:
        systems = normalise_all([example.system for example in batch.examples])
        texts = [b" ".join(filter(None, pair)) for pair in zip(systems, texts, strict=True)]
    return without_templates(texts, templates)


def _sketched(batch: Batch, config: Config) -> Hashes:
    """64 bits of what the sketches of every row are made of."""
    telling = TELLING_SYSTEMS in config.templates
    return input_digests(batch) ^ mixed(system_digests(batch)) if telling else input_digests(batch)


def compared_edges(batch: Batch, templates: tuple[str, ...]) -> NDArray[np.uint32]:
    """What tells how the compared inputs begin and end (see `auditor.text.near.frames`)."""
    return batch.derive("compared_edges", lambda: edges_of(compared_inputs(batch, templates)))


def sketches(batch: Batch, config: Config) -> Sketches:
    """The sketches of the inputs: computed once, whoever asks, and only of inputs that the index lacks."""
    index = opened(config)
    if not len(index.inputs):
        return batch.derive("sketches", lambda: _sketches(input_forms(batch, config.templates)))
    return batch.derive("sketches", lambda: _completed(batch, config, index))


def input_forms(batch: Batch, templates: tuple[str, ...]) -> WordForms:
    """The word forms of the inputs."""
    return batch.derive("input_forms", lambda: word_forms(compared_inputs(batch, templates)))


def word_digests(batch: Batch, templates: tuple[str, ...]) -> Hashes:
    """64 bits of the words of every input, its operators, and what it holds besides text.

    Equal for "Has my top-up failed?" and "has my top up failed", unlike `input_digests`; but not with a
    "please" before one of them.
    """
    return batch.derive("word_digests", lambda: _word_digests(batch, templates))


def _word_digests(batch: Batch, templates: tuple[str, ...]) -> Hashes:
    forms, normal = input_forms(batch, templates), normal_inputs(batch)
    texts = digests(words or text for words, text in zip(forms.texts, normal, strict=True))
    attached = input_digests(batch) ^ digests(normal)
    whole, compared = _own_words(batch, templates), compared_inputs(batch, templates)
    return texts + mixed(forms.guards) + attached + digests(map(courtesies_of, whole, compared))


def _sketches(forms: WordForms) -> Sketches:
    short = forms.short & (forms.characters > 1)
    brief, longer = np.flatnonzero(short & ~forms.long), np.flatnonzero(short & forms.long)
    long = np.flatnonzero(forms.long)
    runs = signatures(_runs(forms, brief))
    tiny, rest = forms.characters[brief] <= TINY, forms.characters[brief] > TINY // 2
    few = signatures(_runs(forms, longer), first=SOME_BANDS * PERMUTATIONS // BANDS)
    words = _word_signatures(forms.words, long)
    core = cores(forms.words.take(brief))
    some = np.flatnonzero((core.lengths >= HANDFUL.start) & (core.lengths < HANDFUL.stop))
    handful, apart = brief[some], one_word_keys(core.take(some))
    parts: tuple[tuple[int, Ints, Keys], ...] = (
        (0, brief[rest], band_keys(runs[rest], BANDS, COLUMNS) ^ _over(forms, brief[rest])),
        (0, longer, band_keys(few, SOME_BANDS, COLUMNS) ^ _over(forms, longer)),
        (LONG_KIND, long, band_keys(words, LONG_BANDS, COLUMNS)),
        (2, brief[tiny], band_keys(runs[tiny], TINY_BANDS, COLUMNS) ^ _over(forms, brief[tiny])),
        (3, handful, apart ^ _over(forms, handful)),
    )
    return Sketches(
        np.concatenate([rows for _, rows, _ in parts]),
        np.concatenate([keys for *_, keys in parts]),
        np.concatenate([np.full(len(rows), kind, np.uint64) for kind, rows, _ in parts]),
    )


def _runs(forms: WordForms, rows: Ints) -> Ragged:
    """The runs of characters of some texts."""
    return character_shingles([forms.texts[row] for row in rows])


def _word_signatures(words: Ragged, rows: Ints) -> Keys:
    """The signatures of some texts by words; of nearly all it is quicker to leave some out than to copy."""
    if words.lengths_of(rows).sum() < NEARLY_ALL * len(words.values):
        return signatures(word_shingles(words.take(rows)), LONG_PERMUTATIONS)
    return signatures(word_shingles(words), LONG_PERMUTATIONS)[rows]


def one_word_keys(words: Ragged) -> Keys:
    """Keys of texts, shape (texts, COLUMNS), of which two texts that differ in one word share at least one.

    They are hashes of all words, and of all but one, in any order. Each goes to the columns that it says
    itself; where two want the same, the loser has other choices, so that some 5 % of such pairs are missed.
    """
    spread, owners = mixed(words.values), words.owners()
    whole = np.zeros(len(words.offsets) - 1, np.uint64)
    np.add.at(whole, owners, spread)
    every = mixed(np.concatenate((whole[owners] - spread, whole)))
    owners = np.concatenate((owners, np.arange(len(whole))))
    columns: Hashes = np.arange(COLUMNS, dtype=np.uint64)
    found = _tint(whole[:, None] + columns)
    for choice in range(CHOICES, 0, -1):
        column = mixed(every + np.uint64(choice)) % np.uint64(COLUMNS)
        found[owners, column.astype(np.int64)] = every >> np.uint64(32)
    return found


def _over(forms: WordForms, rows: Ints) -> Keys:
    """The guards of texts, laid over their band keys; those without numbers over the forgiving columns."""
    strict, forgiving = (_tint(guards[rows] + np.uint64(1)) for guards in (forms.guards, forms.denials))
    return np.repeat(np.stack((strict, forgiving), 1), (COLUMNS - FORGIVING, FORGIVING), axis=1)


def _completed(batch: Batch, config: Config, index: Index) -> Sketches:
    """The sketches that the index has, and those it lacks."""
    known, example, found = index.lookup(_sketched(batch, config))
    new = np.flatnonzero(~known)
    texts = compared_inputs(batch, config.templates)
    made = _sketches(word_forms([texts[place] for place in new]))
    return Sketches(
        np.concatenate((example, new[made.example])),
        np.concatenate((found["keys"], made.keys)),
        np.concatenate((found["kind"], made.kind)),
    )


def _tint(values: Hashes) -> Keys:
    """What is laid over band keys so that rows with other values never meet in a bucket."""
    return (mixed(values) >> np.uint64(32)).astype(np.uint32)


class NearRows:
    """Band keys of many rows, then those that share a band with another one, then who follows whom.

    Its life: `observe` and `merge` as often as there are batches, `choose` once, and of each `share` of the
    candidates `review`, `link` and `merge`; `followers` at the end. With an index, rows that it knows are
    `past`: `choose` leaves them out unless they share a band with a new one.
    """

    def __init__(self, config: Config, code: str, ordered: bool = False) -> None:
        """Start with no row; `ordered`: a row follows an earlier one only, and may leave out a number."""
        self.config, self.code, self.ordered = config, code, ordered
        columns = [
            ("row", "<i8"),
            ("unit", "<u8"),
            ("kind", "u1"),
            ("keys", "<u4", (COLUMNS,)),
            ("edges", "<u4", (2,)),
        ]
        if ordered:
            columns.append(("sample", "u1", (SAMPLE,)))
        if config.index:
            columns += [("input", "<u8"), ("split", "<u8"), ("plain", "<u4", (COLUMNS,))]
        self.table = Table(columns, config.scratch)
        self.candidates = no_candidates(COLUMNS)
        self.past = Past.nothing()
        self.links: list[tuple[Ints, Ints, Ints]] = []  # followers, leaders (-1 for none any more), tiers
        self.missed = 0  # rows that follow nobody and were not compared with all their candidates

    def observe(self, batch: Batch, chosen: Mask, unit: Hashes, tint: Hashes | None = None) -> None:
        """Take in the chosen examples.

        Of examples with an equal `unit` only the first is looked at; rows with another `tint`, of shape
        (examples,) or (examples, COLUMNS), never meet (in that band). A sample of the tint is kept, by which
        rows must be `alike` to become candidates.
        """
        found = sketches(batch, self.config)
        keep = chosen[found.example]
        example, keys = found.example[keep], found.keys[keep]
        extra: dict[str, NDArray[Any]] = {}
        if self.config.index:
            extra = {"input": _sketched(batch, self.config)[example], "split": split_digests(batch)[example]}
            extra["plain"] = keys
        if self.ordered:
            sample = np.zeros((len(batch.examples), 1)) if tint is None else tint[:, :SAMPLE]
            extra["sample"] = sample[example].astype(np.uint8)
        if tint is not None:
            keys = keys ^ _tint(tint[example] if tint.ndim == 2 else tint[example, None])
        self.table.append(
            row=row_ids(batch)[example],
            unit=unit[example],
            kind=found.kind[keep],
            keys=keys,
            edges=compared_edges(batch, self.config.templates)[example],
            **extra,
        )

    def merge(self, other: Self) -> None:
        """Take in the rows of another one, and whom they follow."""
        self.table.merge(other.table)
        self.links += other.links
        self.missed += other.missed

    def choose(self) -> Candidates:
        """The rows that share a band with another unit; asked once, after the merge."""
        chosen = self._first_of_units()
        rows = self.table.column("row")[chosen]
        new = None
        if self.config.index:
            units, splits = self.table.column("unit")[chosen], self.table.column("split")[chosen]
            results = opened(self.config).results(self.code)
            self.past = past(results, rows, units, splits, self.ordered)
            new = ~self.past.known
        meets = self._meetings(chosen, new)
        shared = meets != 0
        if self.ordered and self.past.leaders:  # rows join them by way of those that follow them
            led = [self.past.leaders[row] for row in rows[shared].tolist() if row in self.past.leaders]
            shared |= np.isin(rows, led)
        framed = self._framed(chosen, rows, rows[shared])
        kept = chosen[shared]
        distinct, row_of = np.unique(rows[shared], return_inverse=True)
        keys = np.stack([self.table.element("keys", band)[kept] for band in range(COLUMNS)], 1)
        for band in range(COLUMNS):
            alone = np.flatnonzero(meets[shared] >> np.uint32(band) & np.uint32(1) == 0)
            keys[alone, band] = alone  # in a bucket of its own, so that it is compared with nobody there
        fresh = np.ones(len(distinct), bool)
        if new is not None:
            fresh[row_of] = new[shared]
        else:
            self.table.clear()
        tiers = [self.past.tiers.get(row, -1) for row in distinct.tolist()] if self.past.tiers else -1
        tier = np.full(len(distinct), tiers, np.int64)
        led_by = np.full(len(distinct), -1)
        if self.ordered and self.past.leaders:
            leaders = [self.past.leaders.get(row, -1) for row in distinct.tolist()]
            led_by = np.where(np.isin(leaders, distinct), np.searchsorted(distinct, leaders), -1)
        self.candidates = Candidates(distinct, row_of, keys, fresh, tier, led_by, framed)
        return self.candidates

    def _meetings(self, chosen: Ints, new: Mask | None) -> Words32:
        """For every chosen sketch, bit by bit, whether it meets another row in a band."""
        meets = np.zeros(len(chosen), np.uint32)
        samples = self.table.column("sample")[chosen] if self.ordered else None
        crowd = self._crowd(chosen)
        several = np.flatnonzero(self.table.column("kind")[chosen] != LONG_KIND)  # others repeat their keys
        for band in range(COLUMNS):
            key = self.table.element("keys", band)[chosen]
            if band >= COLUMNS - FORGIVING:
                key[crowd] = np.flatnonzero(crowd)  # meets nobody
            some = slice(None) if band < LONG_BANDS else several
            newest = None if new is None else new[some]
            found = (
                repeated(key[some], newest) if samples is None else alike(key[some], samples[some], newest)
            )
            meets[some] |= found.astype(np.uint32) << np.uint32(band)
        return meets

    def _framed(self, chosen: Ints, rows: Ints, candidates: Ints) -> Mask:
        """Whether the beginning, and whether the end, of each candidate is that of several other rows.

        `rows` ascend, with a row as often as it has sketches, as do `candidates`; the result names each once.
        """
        first = np.concatenate(([True], rows[1:] != rows[:-1]))[: len(rows)]
        places = np.searchsorted(rows[first], distinct(candidates))
        edges = (self.table.element("edges", edge)[chosen][first] for edge in range(2))
        return np.stack([(crowded(edge, FRAME - 1) & (edge != 0))[places] for edge in edges], 1)

    def _crowd(self, chosen: Ints) -> Mask:
        """Which sketches meet a crowd in a forgiving column: they keep out of all of these columns."""
        crowd = np.zeros(len(chosen), bool)
        for band in range(COLUMNS - FORGIVING, COLUMNS):
            crowd |= crowded(self.table.element("keys", band)[chosen], CROWD)
        return crowd

    def share(self, rows: Ints) -> Self:
        """One that has of the candidates those among these rows, and nothing else."""
        part = type(self)(self.config, self.code, self.ordered)
        part.candidates = self.candidates.share(rows)
        return part

    def review(self, batch: Batch) -> Ints:
        """Look at the candidates in a batch; returns which of its examples they are."""
        return self.candidates.review(batch, compared_inputs(batch, self.config.templates))

    def link(self, followers: Ints, leaders: Ints, tiers: Ints) -> None:
        """Note by row ids who follows whom in which tier; the leader -1 says that it follows nobody now."""
        self.links.append((followers, leaders, tiers))

    def followers(self) -> tuple[dict[int, int], dict[int, int]]:
        """For every row that follows another one: that one, and in which tier."""
        leaders, tiers = dict(self.past.leaders), dict(self.past.tiers)
        for links in self.links:
            for follower, leader, tier in zip(*(column.tolist() for column in links), strict=True):
                if leader < 0:
                    del leaders[follower], tiers[follower]
                else:
                    leaders[follower], tiers[follower] = leader, tier
        return leaders, tiers

    def learned(
        self, leaders: dict[int, int], tiers: dict[int, int] | None = None
    ) -> dict[str, list[Records]]:
        """What an index is to keep of this search: follower → leader by row ids; nothing without an index."""
        if not self.config.index:
            return {}
        chosen = self._first_of_units()
        sketches = np.empty(len(chosen), SKETCHES)
        for name, column in (("input", "input"), ("kind", "kind"), ("keys", "plain")):
            sketches[name] = self.table.column(column)[chosen]
        rows, units = self.table.column("row")[chosen], self.table.column("unit")[chosen]
        return {"sketches": [sketches], self.code: [learned(rows, units, leaders, tiers or {})]}

    def _first_of_units(self) -> Ints:
        """Of every unit its first row (all sketches of it), by its place in the table; in reading order."""
        rows = self.table.column("row")
        units = self.table.column("unit") + self.table.column("kind").astype(np.uint64)
        order = np.lexsort((rows, units))
        first = np.concatenate(([True], units[order[1:]] != units[order[:-1]]))[: len(rows)]
        chosen: Ints = order[first]
        return chosen[np.argsort(rows[chosen], kind="stable")]
