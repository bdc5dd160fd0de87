"""Rows that share a band with another one, and the look at them: are they near copies?"""

from __future__ import annotations

from typing import Self

import numpy as np

from auditor.model import Batch
from auditor.text.columns import row_ids
from auditor.text.near.buckets import Verify
from auditor.text.near.components import components
from auditor.text.near.crowds import Keys
from auditor.text.near.frames import asks_other
from auditor.text.near.names import exchanged, names_of
from auditor.text.near.opposites import opposed
from auditor.text.near.similarity import Part, Similarity
from auditor.text.ragged import Ints, Mask, offsets_of

_NO_NAMES: frozenset[bytes] = frozenset()  # of a long text, where one name more or less changes little


class Candidates:
    """Candidates for being near copies; all that is said of them is said by their place in `rows`.

    `rows` are row ids, ascending, and `row_of` says to which of them each sketch belongs, ascending too;
    `keys` has shape (sketches, bands). `new` rows are those that the index lacks; of the others, `tier` says
    in which tier of the search they follow another row already, -1 for in none, and `led_by` its place, if it
    matters, else -1. `framed`, of shape (rows, 2), says whether a row begins, and ends, as several others do.
    """

    def __init__(
        self, rows: Ints, row_of: Ints, keys: Keys, new: Mask, tier: Ints, led_by: Ints, framed: Mask
    ) -> None:
        """Start with no row reviewed."""
        self.framed, self.led_by = framed, led_by
        self.rows, self.row_of, self.keys, self.new, self.tier = rows, row_of, keys, new, tier
        self.parts: list[Part] = []
        self.names: list[frozenset[bytes]] = []

    def groups(self) -> Ints:
        """A number for every row; rows with different numbers share no band, not even by way of others."""
        led = np.flatnonzero(self.led_by >= 0)
        ties = np.concatenate((led, self.led_by[led])), np.concatenate((led, led))
        return components(len(self.rows), [ties, *((self.row_of, keys) for keys in self.keys.T)])

    def share(self, rows: Ints) -> Self:
        """Those of the candidates that are among these rows; what was reviewed is left out."""
        places = np.flatnonzero(np.isin(self.rows, rows, assume_unique=True))
        first, last = np.searchsorted(self.row_of, places), np.searchsorted(self.row_of, places, "right")
        offsets = offsets_of(last - first)
        sketches = np.arange(offsets[-1]) + np.repeat(first - offsets[:-1], last - first)
        row_of = np.repeat(np.arange(len(places)), last - first)
        led_by = self.led_by[places]  # in the same group
        return type(self)(
            self.rows[places],
            row_of,
            self.keys[sketches],
            self.new[places],
            self.tier[places],
            np.where(led_by < 0, -1, np.searchsorted(places, led_by)),
            self.framed[places],
        )

    def review(self, batch: Batch, texts: list[bytes]) -> Ints:
        """Look at the candidates in a batch, whose compared inputs these are; returns which they are."""
        ids = row_ids(batch)
        places = np.minimum(np.searchsorted(self.rows, ids), max(0, len(self.rows) - 1))
        chosen = np.flatnonzero(self.rows[places] == ids) if len(self.rows) else np.zeros(0, np.int64)
        framed: Mask = np.any(self.framed[places[chosen]], axis=1)
        part = Part([texts[index] for index in chosen.tolist()], framed)
        self.parts.append(part)
        self.names += [
            names_of(batch.examples[i].input) if short else _NO_NAMES
            for i, short in zip(chosen.tolist(), part.short.tolist(), strict=True)
        ]
        return chosen

    def close(self) -> None:
        """Make ready for comparing, once all rows have been reviewed."""
        self.similarity = Similarity(self.parts)
        self.parts = []

    def near(self, one: Ints, other: Ints, least: float = 0.0, forgiving: bool = False) -> Mask:
        """Which pairs of rows have inputs that are near copies, with a Jaccard index of at least `least`.

        `forgiving`: they have the same output, so that one may leave out a number, or have another word.
        """
        return self.unopposed(self.similarity.near(one, other, least, forgiving), one, other)

    def akin(self, one: Ints, member: Ints, other: Ints, forgiving: bool = False) -> Mask:
        """Which rows may join the group of `one`, whose member they are near copies of."""
        result = self.unopposed(self.similarity.akin(one, other, forgiving), one, other)
        result[~result] = self.similarity.restated(member[~result], other[~result])
        return result

    def unopposed(self, result: Mask, one: Ints, other: Ints) -> Mask:
        """Those of the pairs that ask for the same, with no name for another and no word for its opposite."""
        pairs = np.flatnonzero(result)
        framed = self.framed[one[pairs]] & self.framed[other[pairs]]
        told = zip(pairs.tolist(), one[pairs].tolist(), other[pairs].tolist(), framed.tolist(), strict=True)
        for pair, left, right, frames in told:
            result[pair] = not self._parts(left, right, frames)
        return result

    def _parts(self, one: int, other: int, framed: list[bool]) -> bool:
        """Whether two rows ask for other things, though nearly all of their words are the same."""
        texts, ends, names = self.similarity.texts, self.similarity.ends, self.names
        return (
            (any(framed) and asks_other(ends[one], ends[other], framed))
            or exchanged(names[one], texts[one], names[other], texts[other])
            or opposed(*self.similarity.exchanges(one, other))
        )

    def unknown(self, verify: Verify) -> Verify:
        """The same comparison, for pairs with a new row only: the index knows of the others."""
        if self.new.all():
            return verify

        def compare(one: Ints, other: Ints) -> Mask:
            result: Mask = self.new[one] | self.new[other]
            result[result] = verify(one[result], other[result])
            return result

        return compare


def no_candidates(bands: int) -> Candidates:
    """None."""
    nothing = np.zeros(0, np.int64)
    return Candidates(
        nothing,
        nothing,
        np.zeros((0, bands), np.uint32),
        np.zeros(0, bool),
        nothing,
        nothing,
        np.zeros((0, 2), bool),
    )
