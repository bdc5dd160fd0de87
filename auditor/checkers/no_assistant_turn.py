"""FMT004: conversations in which the assistant never speaks."""

from __future__ import annotations

from collections.abc import Iterable

from auditor import formats
from auditor.checkers.base import RowChecker
from auditor.formats.turns import where
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.first_look import unusual


class NoAssistantTurn(RowChecker):
    """Conversations in which the assistant never speaks.

    What it does
      Flags conversations without a single turn of the assistant (gpt in ShareGPT, model in Gemini), except in
      formats for reinforcement learning, which hold prompts only; and those in which every turn of the
      assistant has weight 0.
    Why it matters
      There is nothing to learn from. OpenAI's and Together's checks reject the file: every example needs at
      least one assistant message.
    Example
      {"messages": [{"role": "user", "content": "Where is my card?"}]}
    How to fix
      Add the answer, or remove the row. Prompts for reinforcement learning belong under "prompt", or need the
      grader's fields beside the messages.
    When to ignore it
      Never, when the file is for supervised fine-tuning.
    How sure we are
      Certain: it counts the turns by their role.
    """

    rule = Rule(
        "FMT004",
        "no-assistant-turn",
        Severity.ERROR,
        "conversations without a turn of the assistant",
        gate=0.0,
        drops=True,
        fix="safe",
    )

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Unusual conversations, unless the format is one of prompts."""
        form = formats.BY_NAME.get(batch.format)
        if form and form.holds == "prompt":
            return ()
        return (example for example in unusual(batch).values() if example.turns)

    def problem(self, example: Example) -> Spot | None:
        """No turn is the assistant's."""
        if not example.turns or any(turn.role == "assistant" and turn.weight != 0 for turn in example.turns):
            return None
        if any(turn.role == "assistant" for turn in example.turns):
            return Spot(example.row, "every turn of the assistant has weight 0: nothing is learnt")
        said = ", ".join(turn.role for turn in example.turns[:6])
        field = where(example, len(example.turns) - 1)
        return Spot(example.row, f"the assistant never speaks; the turns are: {said}", field)
