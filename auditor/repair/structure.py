"""FMT001, FMT006, FMT007: keys, roles and arguments in another spelling than the format asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import formats
from auditor.formats.explain import faults
from auditor.formats.roles import known_role, unknown_roles
from auditor.formats.turns import place_of
from auditor.formats.wording import suggestion
from auditor.model import Turn
from auditor.repair.base import Change, Findings, Row
from auditor.repair.edits import Edit, Removed, Renamed, Spelled, TextPath, at

# OpenAI's specification until July 2025 → since then.
OLD_KEYS = {"preferred_completion": "preferred_output", "non_preferred_completion": "non_preferred_output"}
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def known_keys(findings: Findings) -> Change:
    """Give keys their right names; others that the format does not know go, if the row is read then."""

    def change(row: Row) -> dict[TextPath, Edit] | None:
        if row.format not in formats.BY_NAME or not row.raw:
            return None
        old = [key for key, new in OLD_KEYS.items() if key in row.record and new not in row.record]
        if old and row.format == "openai-preference":
            return {(key,): Renamed(OLD_KEYS[key]) for key in old}
        found = faults(row.record, formats.BY_NAME[row.format])
        unknown = [fault.field for fault in found if fault.keyword == "additionalProperties"]
        missing = [fault.field for fault in found if fault.keyword == "required"]
        if not unknown or len(unknown) + len(missing) < len(found):
            return None
        return {path_of(field): _right_name(field, missing) for field in unknown}

    return change


def _right_name(field: str, missing: list[str]) -> Edit:
    """The missing key of the same object that a key looks like; else it goes."""
    holder, _, key = field.rpartition(".")
    names = [name.rpartition(".")[2] for name in missing if name.rpartition(".")[0] == holder]
    meant = next((name for name in names if suggestion(key, [name])), "")
    return Renamed(meant) if meant else Removed()


def known_roles(findings: Findings) -> Change:
    """Call a speaker as the format does: "Assistant", "bot" and "asistant" are its assistant."""

    def change(row: Row) -> dict[TextPath, Edit] | None:
        form = formats.BY_NAME[row.format]
        unknown = unknown_roles(row.record, form)
        meant: dict[TextPath, Edit] = {
            path_of(field): known_role(role, form.roles) for field, role in unknown
        }
        return meant if all(meant.values()) else None

    return change


def arguments_as_text(findings: Findings) -> Change:
    """Arguments that are an object become the text of that object, to the letter."""

    def change(row: Row) -> dict[TextPath, Edit] | None:
        return as_text(row) or None

    return change


def as_text(row: Row) -> dict[TextPath, Edit]:
    """The edits that make every call's arguments a text."""
    return {path: row.spelled(path) for path in arguments(row) if isinstance(at(row.record, path), dict)}


def as_object(row: Row) -> dict[TextPath, Edit]:
    """The edits that make every call's arguments an object, where the text holds one."""
    texts = {path: at(row.record, path) for path in arguments(row)}
    return {
        path: Spelled(text.strip())
        for path, text in texts.items()
        if isinstance(text, str) and text.strip()[:1] == "{"
    }


def arguments(row: Row) -> Iterator[TextPath]:
    """Where the arguments of tool calls stand."""
    for path, turn in turns(row):
        calls = at(row.record, path).get("tool_calls") if turn.tool_calls else None
        for number, call in enumerate(calls or ()):
            if isinstance(function := call.get("function"), dict) and "arguments" in function:
                yield (*path, "tool_calls", number, "function", "arguments")


def turns(row: Row) -> Iterator[tuple[TextPath, Turn]]:
    """Every turn that is an object of its own in the record, and where it stands."""
    for number, turn in enumerate(row.example.turns):
        name, item = place_of(row.example, number)
        if isinstance(item, dict):
            yield path_of(name), turn


def path_of(field: str) -> TextPath:
    """messages[1].role → ("messages", 1, "role")."""
    return tuple(name or int(number) for name, number in _STEP.findall(field))
