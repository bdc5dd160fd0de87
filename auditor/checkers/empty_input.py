"""FMT002: examples that ask nothing."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from auditor import formats
from auditor.checkers.base import RowChecker
from auditor.formats.names import INPUT_NAMES, blank_field
from auditor.formats.turns import where
from auditor.model import Batch, Example, Rule, Severity, Spot, Turn
from auditor.text.blank import is_blank
from auditor.text.first_look import lengths, unusual
from auditor.text.labels.blanks import LONGEST_MARK, names_nothing


class EmptyInput(RowChecker):
    """Examples whose input says nothing.

    What it does
      Flags an input that is empty, null, or only white space and invisible characters; in a conversation also
      a single empty turn of the user, and a conversation in which the user never speaks. An input that is
      nothing but what spreadsheets and data frames write for no value (`#NAME?`, `#N/A`, `nan`) is empty too.
      Pictures and other parts count as content. Texts for language modelling have no input
      and are left alone.
    Why it matters
      The model learns to answer nothing in particular; Azure rejects a file with an empty prompt, Bedrock
      removes such rows before it counts.
    Example
      {"prompt": "  ", "completion": "Your card is on its way."}
    How to fix
      Restore the input from the source, or remove the row.
    When to ignore it
      When the model is to write freely without a prompt: then hold the rows as plain texts instead.
    How sure we are
      Certain about what is empty; whether the row was meant so, you know.
    """

    rule = Rule(
        "FMT002",
        "empty-input",
        Severity.ERROR,
        "examples without an input",
        gate=0.02,
        drops=True,
        fix="safe",
    )

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Whatever is no plain exchange, or short, unless the format is one of plain texts."""
        form = formats.BY_NAME.get(batch.format)
        if form and form.holds == "text":
            return ()
        short = np.flatnonzero(lengths(batch, "input") <= LONGEST_MARK).tolist()
        return {**unusual(batch), **{at: batch.examples[at] for at in short}}.values()

    def problem(self, example: Example) -> Spot | None:
        """The empty field or turn."""
        if names_nothing(example.input):
            return Spot(example.row, f"the input is only `{example.input.strip()}`", "input")
        if not example.turns:
            if not is_blank(example.input):
                return None
            field = blank_field(example.record, INPUT_NAMES) or "input"
            return Spot(example.row, f"{field} is empty", field)
        return _empty_turn(example) or _silent_user(example)


def _empty_turn(example: Example) -> Spot | None:
    for number, turn in enumerate(example.turns):
        if turn.role == "user" and _says_nothing(turn):
            field = where(example, number, part="content")
            return Spot(example.row, f"{field} is empty", field)
    return None


def _says_nothing(turn: Turn) -> bool:
    if isinstance(turn.content, str):
        return is_blank(turn.content)
    other = any("text" not in part for part in turn.content or ())
    return not other and is_blank(turn.text)


def _silent_user(example: Example) -> Spot | None:
    """Nobody but the assistant speaks before the last answer."""
    answer = -1
    for number, turn in enumerate(example.turns):
        if turn.role in ("user", "tool", "function"):
            return None
        if turn.role == "assistant":
            answer = number
    field = where(example, answer, part="") if answer >= 0 else ""
    return Spot(example.row, "the user never speaks", field)
