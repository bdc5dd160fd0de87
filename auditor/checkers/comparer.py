"""A checker that compares rows with each other, and whose second look can be shared among many workers.

Most checkers read a few rows again; one that compares rows reads a good part of them. So the candidates are
divided into groups that have nothing to do with each other, and some groups make a portion. For every portion
a `share` of the checker is shown its rows (`review`), does the comparing (`compare`), and is merged into the
checker that gave it out. The law holds for portions too: however the groups are divided, the outcome is one.
"""

from __future__ import annotations

from typing import ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Rule
from auditor.text.near.buckets import Verify, met
from auditor.text.near.rows import NearRows
from auditor.text.ragged import Ints


class Comparer(BaseChecker):
    """What all checkers for near copies have in common; `look` and `link` are the subclass's."""

    ordered: ClassVar[bool] = False  # whether a row follows an earlier one only, and may leave out a number

    def __init__(self, config: Config) -> None:
        """Start with no row."""
        super().__init__(config)
        rule: Rule = self.rules[0]
        self.near = NearRows(config, rule.code, self.ordered)

    def merge(self, other: Self) -> None:
        """Join the rows seen, and what was found in the second look."""
        self.near.merge(other.near)

    def candidates(self) -> Ints:
        """The rows to be compared, asked once, after the merge: ids in ascending order."""
        return self.near.choose().rows

    def groups(self) -> Ints:
        """For each of the candidates the number of its group; rows of different groups are not compared."""
        return self.near.candidates.groups()

    def share(self, rows: Ints) -> Self:
        """A checker for the second look at those of the candidates that are among these rows."""
        part = type(self)(self.config)
        part.near = self.near.share(rows)
        return part

    def compare(self) -> Self:
        """Compare what was reviewed; returns a checker that knows the result and nothing else."""
        if len(self.near.candidates.rows):
            self.near.candidates.close()
            self.link()
        found = type(self)(self.config)
        found.near.links, found.near.missed = self.near.links, self.near.missed
        return found

    def uncompared(self, what: str = "more") -> str:
        """A sentence about rows that were not compared with all they resemble; "" where there are none.

        An index does not know it of the rows that it knows, so nothing is said with one.
        """
        if not self.near.missed or self.config.index:
            return ""
        if self.near.missed == 1:
            return f" 1 {what.removesuffix('s')} resembles so many that it was not compared with all of them."
        return f" {self.near.missed:,} {what} resemble so many that they were not compared with all of them."

    def review(self, batch: Batch) -> None:
        """Look at the rows of a batch again, if any of its rows are to be compared."""
        if len(self.near.candidates.rows):
            self.look(batch)

    def look(self, batch: Batch) -> None:
        """Keep of the candidates in a batch what is needed to compare them."""
        raise NotImplementedError

    def link(self) -> None:
        """Link the candidates that are near copies to the rows that they follow."""
        raise NotImplementedError

    def alike(self) -> Verify:
        """How two candidates are compared, once all have been reviewed."""
        raise NotImplementedError

    def ties(self) -> Ints:
        """All pairs of the reviewed candidates that are alike, whatever their splits: row ids, (2, pairs)."""
        found = self.near.candidates
        found.close()
        pairs = met(found.keys, found.row_of)
        return found.rows[pairs[:, self.alike()(*pairs)]]
