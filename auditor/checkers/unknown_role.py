"""FMT006: speakers that the data format does not know."""

from __future__ import annotations

from auditor import formats
from auditor.checkers.base import MisfitChecker
from auditor.formats.roles import known_role, unknown_roles
from auditor.model import Misfit, Rule, Severity, Spot


class UnknownRole(MisfitChecker):
    """Turns whose speaker the data format does not know.

    What it does
      Looks for roles outside the list of the file's format: system, user, assistant, tool for OpenAI's
      messages, human and gpt for ShareGPT, user and model for Gemini.
    Why it matters
      OpenAI, Azure and Together reject the file; LLaMA-Factory and Unsloth skip the row or stop the run.
    Example
      {"role": "asistant", "content": "It left this morning."}
      messages[2].role is 'asistant'; did you mean 'assistant'? allowed: assistant, …
    How to fix
      Write the role that is suggested. When every row has it, the file is of another format: see
      --input-format, or convert it with `auditor fix --to`.
    When to ignore it
      When your chat template defines the role itself.
    How sure we are
      Certain: the roles of each format are in its published description.
    """

    rule = Rule(
        "FMT006",
        "unknown-role",
        Severity.ERROR,
        "turns with a role that the data format does not know",
        gate=0.0,
        drops=True,
        fix="safe",
    )

    def concerns(self, misfit: Misfit) -> bool:
        """Some role of the row is no role of the file's format."""
        form = formats.BY_NAME.get(misfit.format)
        if form is None or not formats.belongs(misfit.record, misfit.format):
            return False
        return bool(unknown_roles(misfit.record, form))

    def words(self, misfit: Misfit) -> list[Spot]:
        """Each unknown role of the row, with the one that was probably meant."""
        form = formats.BY_NAME[misfit.format]
        spots = []
        for field, role in unknown_roles(misfit.record, form)[:5]:
            meant = known_role(role, form.roles)
            hint = f"did you mean {meant!r}? " if meant else ""
            message = f"{field} is {role[:40]!r}; {hint}allowed: {', '.join(sorted(form.roles))}"
            spots.append(Spot(misfit.row, message, field))
        return spots
