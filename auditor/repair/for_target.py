"""FMT008, FMT010: a row that the target would reject, drop or misread becomes one that it takes.

Only the spelling changes: what is said stays what it was, or the row is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from auditor import targets
from auditor.formats.turns import INSTRUCTING
from auditor.model import Example, Turn
from auditor.repair.base import Change, Findings, Row
from auditor.repair.edits import Edit, Removed, TextPath, at
from auditor.repair.structure import as_object, as_text, turns
from auditor.targets.profile import Effect

Edits = dict[TextPath, Edit]

_ID_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ID_LENGTH = 9  # what Mistral asks for


def no_rejects(findings: Findings) -> Change:
    """Put right what the target would reject."""
    return _mending(findings, "rejects")


def no_drops(findings: Findings) -> Change:
    """Put right what the target would drop or misread."""
    return _mending(findings, "drops", "misreads")


def _mending(findings: Findings, *effects: Effect) -> Change:
    target = targets.profile(str(findings.config.target))

    def change(row: Row) -> Edits | None:
        asked = [item for effect in effects for item in target.of_rows(effect, row.format)]
        edits: Edits = {}
        if next(targets.breaches(row.example, asked), None) is None:
            return edits
        for item in asked:
            if item.check in MENDS and next(targets.breaches(row.example, [item]), None):
                edits |= MENDS[item.check](row, item.value)
        after = row.changed(edits) if edits else None
        if after is None or not _says_the_same(row.example, after.example):
            return None
        return None if next(targets.breaches(after.example, asked), None) else edits

    return change


def _says_the_same(one: Example, other: Example) -> bool:
    """Whether prompt, answers and labels are the same, and every turn that is left."""
    sides = [(e.input, e.output, e.system, e.rejected, e.labels) for e in (one, other)]
    said = [[_spoken(turn) for turn in e.turns] for e in (one, other)]
    return sides[0] == sides[1] and said[0][: len(said[1])] == said[1]


def _spoken(turn: Turn) -> tuple[object, ...]:
    functions = [call.get("function", call) for call in turn.tool_calls or ()]
    names = [function.get("name") for function in functions if isinstance(function, dict)]
    role = "system" if turn.role in INSTRUCTING else turn.role
    return role, turn.text, names, turn.function_call, turn.weight, turn.refusal


def _arguments(row: Row, kind: str) -> Edits:
    return as_text(row) if kind == "text" else as_object(row)


def _text_only(row: Row, _: bool) -> Edits:
    """Lists of text parts become one text, its parts on lines of their own, as they are read."""
    found: Edits = {}
    for path, turn in turns(row):
        key = next(
            (key for key in ("content", "value") if isinstance(at(row.record, path).get(key), list)), ""
        )
        parts = at(row.record, path)[key] if key else ()
        if parts and all(isinstance(part, dict) and isinstance(part.get("text"), str) for part in parts):
            found[*path, key] = turn.text
    return found


def _record_keys(row: Row, allowed: list[str]) -> Edits:
    return {(key,): Removed() for key in row.record if key not in allowed}


def _message_keys(row: Row, allowed: list[str]) -> Edits:
    return {
        (*path, key): Removed()
        for path, _ in turns(row)
        for key in at(row.record, path)
        if key not in allowed
    }


def _roles(row: Row, allowed: list[str]) -> Edits:
    """The instructions stand under "system" at one provider, under "developer" at another."""
    name = next((name for name in INSTRUCTING if name in allowed), "")
    meant = [path for path, turn in turns(row) if turn.role in INSTRUCTING and turn.role not in allowed]
    return {(*path, "role"): name for path in meant if name and "role" in at(row.record, path)}


def _last_role(row: Row, allowed: list[str]) -> Edits:
    """Turns after the last answer teach nothing: they go."""
    places = list(turns(row))
    answers = [number for number, (_, turn) in enumerate(places) if turn.role in allowed]
    return {path: Removed() for path, _ in places[answers[-1] + 1 :]} if answers else {}


def _pairs(row: Row, _: list[str]) -> Edits:
    return _last_role(row, ["assistant"])


def _call_id(row: Row, pattern: str) -> Edits:
    """Every id becomes one of the asked form, the same one wherever it stands."""
    found: Edits = {}
    for path, _ in turns(row):
        turn = at(row.record, path)
        places = [(*path, "tool_calls", n, "id") for n, _ in enumerate(turn.get("tool_calls") or ())]
        for place in [*places, (*path, "tool_call_id")]:
            holder = at(row.record, place[:-1])
            old = holder.get(place[-1]) if isinstance(holder, dict) else None
            if isinstance(old, str) and not re.fullmatch(pattern, old[:100]):
                found[place] = _identifier(old)
    return found


def _identifier(old: str) -> str:
    number = int.from_bytes(blake2b(old.encode("utf-8", "surrogatepass"), digest_size=16).digest(), "big")
    return "".join(_ID_LETTERS[number // 62**place % 62] for place in range(_ID_LENGTH))


MENDS: dict[str, Callable[[Row, Any], Edits]] = {
    "arguments": _arguments,
    "text-only": _text_only,
    "record-keys": _record_keys,
    "message-keys": _message_keys,
    "roles": _roles,
    "last-role": _last_role,
    "pairs": _pairs,
    "call-id": _call_id,
}
