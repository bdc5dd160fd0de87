"""Several training examples in one row."""

from __future__ import annotations

import re

from auditor.checkers.noise import NoiseChecker
from auditor.model import Example, Rule, Severity, Spot
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.joined import bounded
from auditor.text.subject import asks_for_template, without_code

_MERGED = later(
    r"\n\s{0,4}(?:#{1,3}\s{0,4})?\d{1,3}\.\s{1,4}(?:Instruction|Task|Prompt)s?:"
    r"|\n#{2,3}\n\s{0,4}(?:\d{1,3}\.\s|(?:Instruction|Task)\s?\d{0,3}:)|\n#{1,3}\s?Instruction\s?#{1,3}\s?:?"
    r"|\n\s{0,4}(?:\*\*)?(?:Instruction|Prompt"
    r"|Task)(?:\*\*)?\s?\d{0,3}:[^\n]{3,400}\n{1,3}\s{0,4}(?:\*\*)?(?:Input|Output|Response|Answer)"
    r"(?:\*\*)?\s?\d{0,3}:",
    re.IGNORECASE,
)


class MergedInstructions(NoiseChecker):
    """A row that holds several examples run together.

    What it does
        Looks in input and output for the seams that generators leave between examples: a numbered
        "Instruction:" on a line of its own, or an "Instruction: … Output: …" pair inside the text. Inputs
        that ask for prompts or templates are left alone. It does not run in classification and extraction.
    Why it matters
        The model learns to answer one question and then to make up the next.
    Example
        "Paris.\\n###\\n12. Instruction: Name a river in Spain."
    How to fix
        Cut at the seam; make the rest rows of their own. The rows do not count as usable.
    When to ignore it
        When the task is to write such lists.
    How sure we are
        High: see docs/accuracy/noise.md. The seams are those of Self-Instruct and Alpaca data.
    """

    rule = Rule(
        "NOI012",
        "merged-instructions",
        Severity.WARNING,
        "rows that hold several examples",
        drops=True,
        fix="unsafe",
    )
    sides = ("input", "output")
    exempt_tasks = ("classification", "extraction")
    usual = 0.2
    literals = (
        "instruction:",
        "instructions:",
        "instruction",
        "prompt",
        "task:",
        "tasks:",
        "\ntask",
        "\n##\n",
        "\n###\n",
    )

    def problem(self, example: Example) -> Spot | None:
        """The first seam."""
        if asks_for_template(example.system):
            return None
        for side in ("output", "input"):
            text = "\n" + without_code(bounded(getattr(example, side)))
            if found := _MERGED.search(text):
                return Spot(
                    example.row, f"another example begins in the {side}", side, around(text, *found.span())
                )
        return None
