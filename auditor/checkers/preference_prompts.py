"""FMT013: preference pairs whose sides answer different prompts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from auditor.checkers.base import RowChecker
from auditor.model import Batch, Example, Record, Rule, Severity, Spot
from auditor.text.pairs import preference_pairs

SIDES = (("chosen", "rejected"), ("chosen_messages", "rejected_messages"))


class PreferencePrompts(RowChecker):
    """Preference pairs whose sides answer different prompts.

    What it does
      Where both sides are whole dialogs, compares what stands before their last answers: it must be the same
      turns with the same words.
    Why it matters
      Preference training compares two answers to one question. TRL takes what the sides share as the prompt,
      so a difference makes the question part of the answer.
    Example
      {"chosen": [user: "Where is my card?", …], "rejected": [user: "Where is my cat?", …]}
    How to fix
      Give both dialogs the same turns before the answer; or move them to a "prompt" of their own.
    When to ignore it
      When you train on ratings of whole dialogs.
    How sure we are
      Certain: the turns are compared word for word.
    """

    rule = Rule(
        "FMT013",
        "preference-prompts",
        Severity.ERROR,
        "preference pairs whose sides answer different prompts",
        gate=0.02,
        drops=True,
    )

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Preference pairs of dialogs."""
        return (example for example in preference_pairs(batch) if example.turns)

    def problem(self, example: Example) -> Spot | None:
        """The first turn that differs before the answers."""
        sides = _sides(example.record)
        if sides is None:
            return None
        name, better, worse = sides
        if better == worse:
            return None
        number = next((i for i, (a, b) in enumerate(zip(better, worse, strict=False)) if a != b), None)
        place = f"{name}[{min(len(better), len(worse)) if number is None else number}]"
        if number is not None:
            place += ".content" if better[number][0] == worse[number][0] else ".role"
        return Spot(example.row, f"{place} differs from the other side's, before the answer", place)


def _sides(record: Record) -> tuple[str, list[Any], list[Any]] | None:
    """The name of the worse side, and what stands before both answers; None where a side is no dialog."""
    for better, worse in SIDES:
        if isinstance(record.get(better), list) and isinstance(record.get(worse), list):
            return worse, _before_answer(record[better]), _before_answer(record[worse])
    return None


def _before_answer(messages: list[Any]) -> list[tuple[Any, Any]]:
    last = max(
        (i for i, item in enumerate(messages) if item.get("role") == "assistant"), default=len(messages)
    )
    return [(item.get("role"), item.get("content")) for item in messages[:last]]
