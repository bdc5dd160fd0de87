"""Which rows of two roles may share a passage: those that have rare runs of words in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from auditor.text.near.passages import frequent
from auditor.text.ragged import Hashes, Ints, among

BOILERPLATE = 5  # different inputs of one role; a run of words that more of them have is a phrase, not a leak
RIVALS = 4  # inputs of the other role that one row is compared with in full


class Side(NamedTuple):
    """The inputs of one role: the distinct pairs of a run and what has it, and the rows that say it."""

    runs: Hashes
    inputs: Hashes
    rows: dict[int, list[int]]

    @classmethod
    def of(cls, runs: Hashes, said: Hashes, row: Ints) -> Side:
        """Of the runs of all rows; runs that many inputs have are left out."""
        rows: dict[int, list[int]] = {}
        for each, number in sorted(set(zip(said.tolist(), row.tolist(), strict=True))):
            rows.setdefault(each, []).append(number)
        order = np.lexsort((said, runs))
        runs, said = runs[order], said[order]
        new = np.ones(len(runs), bool)
        new[1:] = (runs[1:] != runs[:-1]) | (said[1:] != said[:-1])
        runs, said = runs[new], said[new]
        rare = ~among(runs, frequent(runs, BOILERPLATE))
        return cls(runs[rare], said[rare], rows)

    def inputs_by_run(self) -> dict[int, list[int]]:
        """Who has each run."""
        found: dict[int, list[int]] = {}
        for run, said in zip(self.runs.tolist(), self.inputs.tolist(), strict=True):
            found.setdefault(run, []).append(said)
        return found


def partners(source: Side, target: Side) -> Iterator[tuple[int, list[int]]]:
    """Of every target row the source rows that share most runs with it; not where one of them says the same.

    Rivals for the last place are told apart by what they say, not by where they stand.
    """
    owners = source.inputs_by_run()
    shared: dict[int, Counter[int]] = {}
    for run, asked in target.inputs_by_run().items():
        for said in asked:
            shared.setdefault(said, Counter()).update(owners.get(run, ()))
    for said, counts in shared.items():
        if counts and said not in counts:
            best = sorted(counts, key=lambda other: (-counts[other], other))[:RIVALS]
            found = [source.rows[other][0] for other in best]
            yield from ((row, found) for row in target.rows[said])
