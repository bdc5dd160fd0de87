"""FMT005: conversations whose turns come in an order that trainers stumble over."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from auditor import formats
from auditor.checkers.base import RowChecker
from auditor.formats.turns import INSTRUCTING, where
from auditor.model import Batch, Confidence, Example, Rule, Severity, Spot
from auditor.text.first_look import unusual


class RoleOrder(RowChecker):
    """Conversations whose turns come in an order that trainers stumble over.

    What it does
      Flags a conversation that does not end with the assistant, two turns of the assistant in a row, and a
      system prompt behind the first turn of the user or assistant. Several user messages in a row, and a
      greeting by the assistant at the start, are common and accepted by most: a --target that refuses them
      says so.
    Why it matters
      What follows the last answer is cut off or fails the job: Microsoft, Mistral, Bedrock and Gemini want
      the assistant last. Two answers in a row failed Azure's validation, and chat templates raise "roles must
      alternate".
    Example
      [{"role": "user", …}, {"role": "assistant", …}, {"role": "user", "content": "Thanks!"}]
    How to fix
      Cut the turns behind the last answer; join consecutive answers to one; move the system prompt first.
    When to ignore it
      When your trainer learns from such conversations on purpose.
    How sure we are
      The order is certain; whether your trainer minds depends on it, hence a warning. On 836 real dialogues
      and 12,297 single exchanges it flagged none.
    """

    rule = Rule(
        "FMT005",
        "role-order",
        Severity.WARNING,
        "conversations whose turns come in an unusual order",
        confidence=Confidence.MEDIUM,
    )

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Unusual conversations, unless the format is one of prompts."""
        form = formats.BY_NAME.get(batch.format)
        if form and form.holds == "prompt":
            return ()
        return (example for example in unusual(batch).values() if example.turns)

    def problem(self, example: Example) -> Spot | None:
        """The first turn that is out of order."""
        roles = [turn.role for turn in example.turns]
        if "assistant" not in roles:
            return None
        if roles[-1] != "assistant":
            return self._spot(
                example, len(roles) - 1, f"the last turn is the {roles[-1]}'s, not the assistant's"
            )
        if len(roles) == 2:
            return None
        for number, (before, role) in enumerate(pairwise(roles), start=1):
            if role == before == "assistant" and not _calls(example, number - 1):
                if _last_of_prompt(example, number):
                    return self._spot(example, number - 1, "the prompt ends with the assistant's turn")
                return self._spot(example, number, "two turns of the assistant in a row")
            if role in INSTRUCTING and before not in INSTRUCTING:
                return self._spot(
                    example, number, f"the {role} prompt comes after the conversation has begun"
                )
        return None

    def _spot(self, example: Example, number: int, message: str) -> Spot:
        field = where(example, number)
        return Spot(example.row, f"{field}: {message}", field)


def _last_of_prompt(example: Example, number: int) -> bool:
    """Whether the answer begins with this turn: what is odd is then how the prompt before it ends."""
    lists = [where(example, turn, part="").rpartition("[")[0] for turn in (number - 1, number)]
    return lists[0] != lists[1] and bool(lists[0])


def _calls(example: Example, number: int) -> bool:
    turn = example.turns[number]
    return bool(turn.tool_calls or turn.function_call)
