"""FMT014: preference pairs without a rejected answer."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.checkers.base import RowChecker
from auditor.formats.names import rejected_place
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.blank import is_blank
from auditor.text.pairs import preference_pairs


class PreferenceSide(RowChecker):
    """Preference pairs whose rejected answer is empty.

    What it does
      Flags pairs whose rejected side is empty or only white space and invisible characters. An empty
      preferred side is FMT003; a side that is missing as a field is FMT001.
    Why it matters
      Against an empty answer every other wins: the model learns that any words will do.
    Example
      {"prompt": "Where is my card?", "chosen": "On its way.", "rejected": ""}
    How to fix
      Write the answer that is to be avoided, or remove the pair.
    When to ignore it
      When silence is a real answer of your model that you train against.
    How sure we are
      Certain about what is empty. Tool calls count as an answer.
    """

    rule = Rule(
        "FMT014",
        "preference-side",
        Severity.ERROR,
        "preference pairs without a rejected answer",
        gate=0.02,
        drops=True,
    )

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Preference pairs."""
        return preference_pairs(batch)

    def problem(self, example: Example) -> Spot | None:
        """The rejected side says nothing."""
        if example.rejected is None or not is_blank(example.rejected):
            return None
        field, last = rejected_place(example.record)
        if isinstance(last, dict) and last.get("tool_calls"):
            return None
        return Spot(example.row, f"{field} says nothing", field)
