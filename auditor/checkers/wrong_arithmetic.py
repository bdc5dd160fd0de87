"""Sums that the data itself states wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.checkers.noise import NoiseChecker
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.arithmetic import doubtful, wrong_sums
from auditor.text.excerpts import around
from auditor.text.joined import Side, bounded, joined


class WrongArithmetic(NoiseChecker):
    """An output with a calculator annotation that does not come out.

    What it does
        Computes every `<<expression=result>>` in the output, as GSM8K writes them, exactly. A result that is
        rounded or cut to its own number of decimals is right. Expressions with variables are left alone.
    Why it matters
        The model learns the wrong sum, and with a calculator in the loop learns not to trust it.
    Example
        "3 boxes of 4 bulbs make <<3*4=13>>13 bulbs."
    How to fix
        Compute the step again, and every step that uses it.
    When to ignore it
        When the data are meant to hold mistakes, as answers to be graded do.
    How sure we are
        High: see docs/accuracy/noise.md. Only the first 65,536 characters of a text are read.
    """

    rule = Rule("NOI014", "wrong-arithmetic", Severity.WARNING, "outputs with sums that do not come out")
    exempt_tasks = ("classification",)
    literals = ("<<",)

    def holders(self, batch: Batch, side: Side) -> Sequence[int]:
        """The outputs with an annotation that does not come out at a glance."""
        texts = joined(batch, side)
        return doubtful(texts.blob, texts.starts, super().holders(batch, side))

    def problem(self, example: Example) -> Spot | None:
        """The first wrong sum, with the right value."""
        text = bounded(example.output)
        for found, right in wrong_sums(text):
            message = f"{found[1].strip()} is {_written(right)}, not {found[2].strip()}"
            return Spot(example.row, message, "output", around(text, *found.span()))
        return None


def _written(number: Fraction) -> str:
    """12.5, not 25/2."""
    return f"{float(number):.10g}"
