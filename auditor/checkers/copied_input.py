"""Outputs that only say the input again."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from auditor.checkers.noise import NoiseChecker
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.expression import later
from auditor.text.first_look import lengths
from auditor.text.normalise import normalise

_SHORTEST = 20  # characters; "Hello." may well be answered by "Hello."
_PROBE = 16  # characters out of the middle of the output that a copy must hold
_LEAST = 0.6  # length of an output that copies, as a share of its input
_KEPT = 0.8  # share of the input that a copy covers
_COPYING = later(
    r"\b(?:repeat|copy|echo|verbatim|correct|proofread|grammar|spell\w*|punctuat\w+|edit|fix|rewrite|rephrase|paraphrase"
    r"|translate|transcrib\w+|clean|normali[sz]e|format|capitali[sz]e|complete|continue|quote|extract|anonymi[sz]e"
    r"|redact|mask|tidy|polish|simplify|shorten|improve|convert|transform|same|unchanged|sing|recite)\b",
    re.IGNORECASE,
)


class CopiedInput(NoiseChecker):
    """An output that is the input once more.

    What it does
        Compares output and input in their normal form (case, space and punctuation do not count) and flags
        outputs that are the input, or the greater part of it word for word and nothing else. Tasks that may
        leave a text as it is ("correct", "translate", "rewrite", "repeat" …) are told by their words in the
        input or system prompt. It does not run in classification and extraction.
    Why it matters
        The model learns to echo the question.
    Example
        Input: "What is the notice period for the flat?" Output: "What is the notice period for the flat?"
    How to fix
        Write the answer; look whether the export has mixed up its columns.
    When to ignore it
        When texts that need no change are to come back unchanged.
    How sure we are
        High: see docs/accuracy/noise.md. Only instructions in English are recognised.
    """

    rule = Rule("NOI009", "output-copies-input", Severity.WARNING, "outputs that only say the input again")
    exempt_tasks = ("classification", "extraction")

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Outputs about as long as their input."""
        if not self.runs:
            return ()
        given, said = lengths(batch, "input"), lengths(batch, "output")
        chosen = (said >= _SHORTEST) & (said <= 1.25 * given + 8) & (said >= _LEAST * given)
        return [batch.examples[at] for at in np.flatnonzero(chosen).tolist()]

    def problem(self, example: Example) -> Spot | None:
        """That the output is a copy, unless a copy was asked for."""
        if len(example.output) < _LEAST * len(example.input) or not _shares_middle(example):
            return None
        output, source = normalise(example.output), normalise(example.input)
        if output not in source or len(output) < _KEPT * len(source):
            return None
        if _COPYING.search(example.input) or _COPYING.search(example.system):
            return None
        return Spot(example.row, "the output is the input again", "output")


def _shares_middle(example: Example) -> bool:
    """A quick look: a copy holds the letters and digits from the middle of the other, case aside."""
    middle = len(example.output) // 2
    probe = example.output[middle : middle + _PROBE // 2].casefold().strip()
    return probe in example.input.casefold()
