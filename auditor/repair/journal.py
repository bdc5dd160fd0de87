"""What was done to the rows, as two files: what was changed, and what was left out with its original text."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct, field

from auditor.model import Location
from auditor.repair.base import Repair
from auditor.repair.edits import TextPath
from auditor.text.sensitive.masking import blank


class Journal(Struct):
    """Writes one JSON line per change and per rejected row, and counts them by rule."""

    changes: BinaryIO
    rejects: BinaryIO
    changed: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    rows: set[tuple[str, int]] = field(default_factory=set)  # path and record number of the changed rows

    def change(self, at: Location, repair: Repair, path: TextPath, told: Mapping[str, Any]) -> None:
        """Note an edit with what is `told` of it; of secrets in it only their places are written down."""
        self.changed[repair.code] += 1
        self.rows.add((at.path, at.row))
        entry = {
            "rule": repair.code, "path": _shown(at.path), "line": at.line, "row": at.row,
            "field": spelled(path),
            **{name: _blank(value) for name, value in told.items()},
        }  # fmt: skip
        self.changes.write(msgspec.json.encode(entry) + b"\n")

    def reject(self, at: Location, code: str, reason: str, raw: bytes) -> None:
        """Note that a row was left out, with all its bytes but the line end."""
        self.rejected[code] += 1
        raw = raw.removesuffix(b"\n").removesuffix(b"\r")
        where = {"path": _shown(at.path), "line": at.line, "row": at.row}
        entry = {"rule": code, "reason": _shown(reason), **where}
        try:
            entry["text"] = raw.decode("utf-8")
        except UnicodeDecodeError:
            entry |= {
                "text": raw.decode("utf-8", "backslashreplace"),
                "base64": base64.b64encode(raw).decode(),
            }
        self.rejects.write(msgspec.json.encode(entry) + b"\n")


def _shown(text: str) -> str:
    """A file name, or a text that quotes one: bytes of it that are no text are spelled out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _blank(value: Any) -> Any:
    if isinstance(value, str):
        return blank(value)
    if isinstance(value, Mapping):
        return {blank(str(name)): _blank(inner) for name, inner in value.items()}
    if isinstance(value, msgspec.Raw):
        return _blank_json(bytes(value).decode())
    return [_blank(inner) for inner in value] if isinstance(value, list) else value


def spelled(path: Sequence[str | int]) -> str:
    """messages[1].content."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return words.removeprefix(".")


def _blank_json(text: str) -> msgspec.Raw:
    """JSON with dots for what must not be shown, and numbers as they are spelled."""
    safe = blank(text)
    try:
        json.loads(safe)
    except ValueError:  # a dot fell into an escape
        safe = json.dumps(safe)
    return msgspec.Raw(safe.encode())
