"""FMT018: pairs of answers that are preferred both ways round."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from auditor.checkers.base import BaseChecker, number_of
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import digests, input_digests, normal_outputs, row_ids, system_digests
from auditor.text.near.shingles import mixed
from auditor.text.normalise import normalise_all
from auditor.text.table import Table

SAYS = "another row prefers the answer that this one rejects"


class PreferenceBothWays(BaseChecker):
    """Two answers to one prompt of which now the one, now the other is preferred.

    What it does
      Finds preference pairs with the same prompt, system prompt and two answers, after case, white space and
      the punctuation at both ends are made the same, of which one row prefers what another rejects.
    Why it matters
      The two rows cancel each other out: they cost compute and add noise, and they show that the annotators
      do not agree on what is better.
    Example
      {"prompt": "2 + 2?", "chosen": "4", "rejected": "four"} and
      {"prompt": "2 + 2?", "chosen": "four", "rejected": "4"}
    How to fix
      Decide which answer is better and remove the other row, or both rows where neither is.
    When to ignore it
      When every row is one vote and the loss is made for votes; then keep all of them.
    How sure we are
      Certain that the rows contradict each other. None of 1,163 real pairs is flagged.
    """

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "FMT018",
            "preference-both-ways",
            Severity.WARNING,
            "preference pairs that contradict each other",
        ),
    )

    def __init__(self, config: Config) -> None:
        """Start with no pair seen."""
        super().__init__(config)
        self.seen = Table([("row", "<i8"), ("pair", "<u8"), ("up", "?")], config.scratch)

    def observe(self, batch: Batch) -> None:
        """Remember what is compared, and which way round; sides that say the same are another rule's."""
        at = [place for place, row in enumerate(batch.examples) if row.rejected and row.split != "against"]
        if not at:
            return
        outputs = normal_outputs(batch)
        chosen = digests([outputs[place] for place in at])
        rejected = digests(normalise_all([batch.examples[place].rejected or "" for place in at]))
        asked = mixed(input_digests(batch))[at] + system_digests(batch)[at]
        differ = chosen != rejected
        pair = mixed(asked + mixed(chosen) + mixed(rejected))
        self.seen.append(row=row_ids(batch)[at][differ], pair=pair[differ], up=(chosen > rejected)[differ])

    def merge(self, other: Self) -> None:
        """Join the pairs."""
        self.seen.merge(other.seen)

    def finish(self) -> Outcome:
        """Every row of such a pair, with the first that prefers the other answer."""
        row, pair, up = (self.seen.column(name) for name in ("row", "pair", "up"))
        if not len(row):
            return Outcome()
        order = np.lexsort((row, up, pair))
        row, pair, up = row[order], pair[order], up[order]
        starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
        sizes = np.diff(np.append(starts, len(row)))
        raised = np.add.reduceat(up.astype(np.int64), starts)
        both = (raised > 0) & (raised < sizes)
        if not both.any():
            return Outcome()
        group = np.repeat(np.arange(len(starts)), sizes)
        first_up = starts + sizes - raised  # within a pair the rows that go up stand last
        opposed = row[np.where(up, starts[group], np.minimum(first_up, len(row) - 1)[group])]
        told = both[group]
        other = dict(zip(row[told].tolist(), opposed[told].tolist(), strict=True))
        spots = [Spot(one, SAYS, related=(other[one],)) for one in self.shown(other)]
        pairs = number_of(int(both.sum()), "pair of answers is", "pairs of answers are")
        message = f"{pairs} preferred both ways round, in {len(other):,} rows"
        return Outcome([Flag(self.rules[0], message, sorted(other), spots)])
