"""FMT003: examples that answer nothing."""

from __future__ import annotations

from collections.abc import Iterable

from auditor import formats
from auditor.checkers.base import RowChecker
from auditor.formats.names import OUTPUT_NAMES, blank_field
from auditor.formats.turns import where
from auditor.model import Batch, Example, Rule, Severity, Spot, Turn
from auditor.text.blank import is_blank
from auditor.text.first_look import unusual


class EmptyOutput(RowChecker):
    """Examples whose output says nothing.

    What it does
      Flags an output that is empty, null, or only white space and invisible characters, and in a conversation
      every such turn of the assistant. A turn that calls a tool or refuses says something. Prompts for
      reinforcement learning have no output; a missing label is LBL007.
    Why it matters
      The model learns to stay silent. Mistral rejects the row ("Assistant message must have either content
      or tool_calls"), Bedrock removes it before it counts.
    Example
      {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": null}]}
    How to fix
      Write the missing answer, or remove the row.
    When to ignore it
      When silence is the right answer; a word for it ("none") still trains better.
    How sure we are
      Certain about what is empty.
    """

    rule = Rule(
        "FMT003",
        "empty-output",
        Severity.ERROR,
        "examples without an output",
        gate=0.02,
        drops=True,
        fix="safe",
    )

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Whatever is no plain exchange, unless the format is one of prompts."""
        form = formats.BY_NAME.get(batch.format)
        return () if form and form.holds == "prompt" else unusual(batch).values()

    def problem(self, example: Example) -> Spot | None:
        """The empty field or turn; a row without its label is another rule's."""
        if example.labels == ():
            return None
        if example.turns:
            return _silent_turn(example)
        if not is_blank(example.output):
            return None
        field = blank_field(example.record, OUTPUT_NAMES) or "output"
        return Spot(example.row, f"{field} is empty", field)


def _silent_turn(example: Example) -> Spot | None:
    for number, turn in enumerate(example.turns):
        if turn.role == "assistant" and _says_nothing(turn):
            field = where(example, number, part="content")
            what = "is null" if turn.content is None else "is empty"
            return Spot(example.row, f"{field} {what}, and there is no tool call", field)
    return None


def _says_nothing(turn: Turn) -> bool:
    if turn.tool_calls or turn.function_call or turn.refusal:
        return False
    if isinstance(turn.content, list) and any("text" not in part for part in turn.content):
        return False
    return is_blank(turn.text)
