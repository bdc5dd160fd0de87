"""TRL's data set types, standard (texts) and conversational (lists of messages).

Also what shares their shape: LLaMA-Factory's and Axolotl's preference rows.
"""

from __future__ import annotations

from typing import Any

from auditor.formats.base import Format, first_key, optional_text, same_length
from auditor.formats.openai_preference import answer
from auditor.formats.turns import ROLES, conversation, prompt, turns_of
from auditor.model import Example, Record, Turn

ASKING = ("prompt", "instruction", "question", "input")


def _pair(before: Any, after: Any, record: Record) -> Example | None:
    """An Example of a prompt and an answer, both texts or both lists of messages."""
    if isinstance(before, str) and isinstance(after, str):
        return Example(0, before, after, record=record)
    asked = (Turn("user", before),) if isinstance(before, str) else turns_of(before)
    said = turns_of(after)
    return conversation((*asked, *said), record) if asked and said else None


def _is_sides(record: Record) -> bool:
    return "chosen" in record and "rejected" in record


def _asked(record: Record) -> bool:
    return any(name in record for name in ASKING)


def _read_preference(record: Record) -> Example | None:
    name = first_key(record, ASKING)
    chosen, rejected = record.get("chosen"), record.get("rejected")
    if name is None or type(chosen) is not type(rejected):
        return None
    given, more = record.get(name), record.get("input") if name == "instruction" else None
    if more is not None and not isinstance(more, str):
        return None
    if more and isinstance(given, str):
        given = f"{given}\n{more}"
    if isinstance(given, str) and isinstance(chosen, list):
        return _full_dialogs(given, record)
    example, other = _pair(given, chosen, record), _pair(given, rejected, record)
    if example is None or other is None:
        return None
    example.rejected = other.output
    if not example.turns:
        example.system = optional_text(record.get("system"))
    return example


def _full_dialogs(given: str, record: Record) -> Example | None:
    """A prompt as text beside sides that are lists: dialogs that repeat the prompt, or answers only."""
    chosen, rejected = turns_of(record["chosen"]), turns_of(record["rejected"])
    if not chosen or not rejected:
        return None
    asked = () if any(turn.role == "user" for turn in chosen) else (Turn("user", given),)
    example = conversation((*asked, *chosen), record)
    example.rejected = answer(rejected)
    return example


def _read_implicit(record: Record) -> Example | None:
    chosen, rejected = record.get("chosen"), record.get("rejected")
    if isinstance(chosen, str) and isinstance(rejected, str):
        return _common_start(chosen, rejected, record)
    better, worse = turns_of(chosen), turns_of(rejected)
    if not better or not worse:
        return None
    example = conversation(better, record)
    example.rejected = answer(worse)
    return example


def _common_start(chosen: str, rejected: str, record: Record) -> Example:
    """Texts that hold the prompt too, as TRL splits them: the prompt is the common start, to a blank.

    The sides are whole when they share nothing.
    """
    length = next((i for i, (a, b) in enumerate(zip(chosen, rejected, strict=False)) if a != b), 0)
    length = chosen.rfind(" ", 0, length) + 1
    return Example(0, chosen[:length], chosen[length:], rejected=rejected[length:], record=record)


def _read_unpaired(record: Record) -> Example | None:
    if type(record.get("label")) is not bool:
        return None
    return _pair(record.get("prompt"), record.get("completion"), record)


def _read_stepwise(record: Record) -> Example | None:
    given, steps, labels = record.get("prompt"), record.get("completions"), record.get("labels")
    if not isinstance(given, str) or not isinstance(steps, list) or not isinstance(labels, list):
        return None
    if not steps or len(steps) != len(labels) or not all(isinstance(step, str) for step in steps):
        return None
    if not all(isinstance(label, bool) for label in labels):
        return None
    return Example(0, given, "\n".join(steps), record=record)


def _read_conversational(record: Record) -> Example | None:
    given, said = turns_of(record.get("prompt")), turns_of(record.get("completion"))
    return conversation((*given, *said), record) if given and said else None


def _read_prompt_only(record: Record) -> Example | None:
    given = record.get("prompt")
    if isinstance(given, str):
        return Example(0, given, "", record=record)
    turns = turns_of(given)
    return prompt(turns, record) if turns else None


def _talks(record: Record, *names: str) -> bool:
    lists = [value for name in names if isinstance(value := record.get(name), list)]
    return any(not value or isinstance(value[0], dict) for value in lists)


PREFERENCE = Format(
    "trl-preference", "`chosen` and `rejected`, and a `prompt`, `instruction`, `question` or `input`",
    lambda record: ("chosen" in record or "rejected" in record) and _asked(record), _read_preference, ROLES,
)  # fmt: skip
IMPLICIT = Format(
    "trl-implicit-preference", "`chosen` and `rejected` without a prompt: whole dialogs",
    _is_sides, _read_implicit, ROLES,
)  # fmt: skip
UNPAIRED = Format(
    "trl-unpaired", "`prompt` and `completion` with a `label` that is true or false",
    lambda record: "prompt" in record and "completion" in record and type(record.get("label")) is bool,
    _read_unpaired, ROLES,
)  # fmt: skip
STEPWISE = Format(
    "trl-stepwise", "`prompt`, and lists in `completions` and `labels`",
    lambda record: "prompt" in record and isinstance(record.get("completions"), list) and "labels" in record,
    _read_stepwise, beyond_schema=same_length("completions", ("labels",)),
)  # fmt: skip
CONVERSATIONAL = Format(
    "trl-prompt-completion", "`prompt` and `completion`, one of them a list of messages",
    lambda record: {"prompt", "completion"} <= record.keys() and _talks(record, "prompt", "completion"),
    _read_conversational, ROLES,
)  # fmt: skip
PROMPT_ONLY = Format(
    "prompt-only", "`prompt` and nothing that answers it", lambda record: "prompt" in record,
    _read_prompt_only, ROLES, holds="prompt",
)  # fmt: skip
