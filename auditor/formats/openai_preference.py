"""OpenAI's preference pairs: `input` with `messages`, `preferred_output` and `non_preferred_output`."""

from __future__ import annotations

from typing import Any

from auditor.formats.base import Format
from auditor.formats.turns import ROLES, conversation, turns_of
from auditor.model import Example, Record, Turn

# Until July 2025 OpenAI's specification called the sides *_completion; they are recognised, not accepted.
SIDES = ("preferred_output", "non_preferred_output", "preferred_completion", "non_preferred_completion")


def _recognises(record: Record) -> bool:
    given = record.get("input")
    return (isinstance(given, dict) and "messages" in given) and any(side in record for side in SIDES)


def _read(record: Record) -> Example | None:
    given = record.get("input")
    turns = turns_of(given.get("messages")) if isinstance(given, dict) else None
    better, worse = side(record.get("preferred_output")), side(record.get("non_preferred_output"))
    if not turns or not better or not worse:
        return None
    example = conversation((*turns, *better), record)
    example.rejected = answer(worse)
    return example


def side(messages: Any) -> tuple[Turn, ...] | None:
    """The turns of one side of a pair; None unless the assistant speaks there, and nobody but its tools."""
    turns = turns_of(messages, frozenset({"assistant", "tool"}))
    return turns if turns and any(turn.role == "assistant" for turn in turns) else None


def answer(turns: tuple[Turn, ...]) -> str:
    """What the assistant says last."""
    return next((turn.text for turn in reversed(turns) if turn.role == "assistant"), "")


OPENAI_PREFERENCE = Format(
    "openai-preference",
    "`input` with `messages`, and `preferred_output` or `non_preferred_output`",
    _recognises,
    _read,
    ROLES,
)
