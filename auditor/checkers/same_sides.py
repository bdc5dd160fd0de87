"""FMT011: preference pairs whose two sides say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.checkers.base import RowChecker
from auditor.formats.names import rejected_place
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.normalise import normalise
from auditor.text.pairs import preference_pairs

_MARKS = re.compile(r"[\W_]+")


class SameSides(RowChecker):
    """Preference pairs whose two sides say the same.

    What it does
      Compares the preferred and the rejected answer. They count as the same when their words are the same in
      the same order: case, punctuation and white space do not matter. One different number or word is a
      difference, for that may be what the pair is about.
    Why it matters
      Such a pair has nothing to prefer; it adds noise to the gradient, and cost.
    Example
      {"prompt": "2 + 2?", "chosen": "It is 4.", "rejected": "it is 4"}
    How to fix
      Remove the pair, or write a worse answer that differs in what matters.
    When to ignore it
      When the pair is about punctuation or case itself, as for a house style.
    How sure we are
      Certain that the words are the same. None of 1,163 real pairs is flagged, though many differ in a digit.
    """

    rule = Rule(
        "FMT011",
        "same-sides",
        Severity.WARNING,
        "preference pairs whose two sides say the same",
        gate=0.05,
        drops=True,
    )

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Preference pairs."""
        return preference_pairs(batch)

    def problem(self, example: Example) -> Spot | None:
        """Both sides are the same words; two empty sides are another rule's."""
        if example.rejected is None or not example.output.strip():
            return None
        if example.output == example.rejected:
            return self._spot(example, "both sides are the same text")
        if _words(example.output) != _words(example.rejected):
            return None
        return self._spot(example, "both sides are the same words; only case, marks or blanks differ")

    def _spot(self, example: Example, message: str) -> Spot:
        return Spot(example.row, message, rejected_place(example.record)[0])


def _words(text: str) -> str:
    """The words alone; a text of signs only (code, formulas) is compared as it is."""
    normal = normalise(text)
    return _MARKS.sub(" ", normal).strip() or normal
