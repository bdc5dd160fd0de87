"""Speakers that a format does not know, found without the schema: it would cost half a millisecond a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.formats.base import Format
from auditor.formats.wording import suggestion
from auditor.model import Record

# Where turns stand in a record of any format.
_SPEAKING = (
    "messages", "conversations", "conversation", "contents", "interactions", "input", "preferred_output",
    "chosen", "rejected", "output", "non_preferred_output", "prompt", "completion", "completions",
    "chosen_messages", "rejected_messages",
)  # fmt: skip
# What other formats call the same speaker.
_ALIASES = (
    {"user", "human", "customer", "client", "question", "User"},
    {"assistant", "gpt", "model", "bot", "ai", "chatbot", "chatgpt", "agent", "answer", "Chatbot"},
    {"system", "instruction", "System"},
    {"tool", "observation", "function", "ipython", "Tool"},
)


def unknown_roles(record: Record, form: Format) -> list[tuple[str, str]]:
    """Every role that is a text but no role of the format: its field, and what stands there."""
    places = ((name, record[name]) for name in _SPEAKING if name in record) if form.roles else ()
    return [found for name, value in places for found in _below(value, name, form.roles)]


def _below(value: Any, path: str, roles: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, dict):
                yield from _below(item, f"{path}[{number}]", roles)
    elif isinstance(value, dict):
        for key in ("from", "role"):
            if isinstance(value.get(key), str) and value[key] not in roles:
                yield f"{path}.{key}", value[key]
        for key in ("messages", "completion"):
            if key in value:
                yield from _below(value[key], f"{path}.{key}", roles)


def known_role(role: str, roles: frozenset[str]) -> str:
    """The role of the format that was probably meant, "" when none comes near."""
    word = role.strip().lower()
    same = next((names & roles for names in _ALIASES if word in names), roles & {word})
    if same:
        return min(same)
    hint = suggestion(role, sorted(roles))
    return hint.split("'")[1] if hint else ""


def with_known_roles(value: Any, roles: frozenset[str]) -> Any:
    """A copy of a record whose unknown roles are replaced: what else may be wrong with it shows then."""
    if isinstance(value, list):
        return [with_known_roles(item, roles) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {
        key: with_known_roles(item, roles) if isinstance(item, dict | list) else item
        for key, item in value.items()
    }
    for key in ("from", "role"):
        if isinstance(copy.get(key), str) and copy[key] not in roles:
            copy[key] = known_role(copy[key], roles) or min(roles & {"user", "human", "User"})
    return copy
