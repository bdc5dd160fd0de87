"""An independent reader of the journal: does it say exactly how the old lines became the new ones?"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from pathlib import Path
from typing import Any

STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def assert_journal_is_exact(source: Path, out: Path) -> None:
    """Every line that was rejected or changed is in the journal as it was; all others are the same bytes."""
    old, new = (path.read_bytes().splitlines(keepends=True) for path in (source, out))
    rejects, changes = journal(out, "rejected"), journal(out, "changes")
    for entry in rejects:
        raw = base64.b64decode(entry["base64"]) if "base64" in entry else entry["text"].encode()
        assert raw == old[entry["line"] - 1].rstrip(b"\r\n")
    gone = {entry["line"] for entry in rejects}
    kept = [(line, raw) for line, raw in enumerate(old, 1) if line not in gone]
    assert len(kept) == len(new)
    for (line, raw), after in zip(kept, new, strict=True):
        mine = [entry for entry in changes if entry["line"] == line]
        raw = _respelled(raw, mine)
        mine = [entry for entry in mine if entry.get("of") not in ROW_BYTES]
        if not mine:
            assert raw == after
        elif source.suffix == ".jsonl":
            assert _replayed(exact(raw), mine) == exact(after)
        else:
            header = next(csv.reader(io.StringIO(old[0].decode())))
            before, cells = (next(csv.reader(io.StringIO(text.decode()))) for text in (raw, after))
            assert _replayed(dict(zip(header, before, strict=True)), mine) == dict(
                zip(header, cells, strict=True)
            )


ROW_BYTES = ("mark", "line end")


def _respelled(raw: bytes, entries: list[dict[str, Any]]) -> bytes:
    """The row as it stands in its file once its mark is gone and its line end is another."""
    for entry in entries:
        before, after = (str(entry.get(side)).encode() for side in ("before", "after"))
        if entry.get("of") == "mark":
            assert raw.startswith(before)
            raw = after + raw.removeprefix(before)
        if entry.get("of") == "line end":
            assert raw.endswith(before)
            raw = raw.removesuffix(before) + after
    return raw


def journal(out: Path, name: str) -> list[dict[str, Any]]:
    return [exact(line) for line in Path(f"{out}.{name}.jsonl").read_bytes().splitlines()]


def exact(raw: bytes | str) -> Any:
    """A JSON value with its numbers as they are spelled and its keys in their order."""

    def number(text: str) -> tuple[str, str]:
        return "number", text

    return json.loads(raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw, parse_float=number)


def _replayed(value: Any, entries: list[dict[str, Any]]) -> Any:
    for entry in entries:
        path = [name or int(index) for name, index in STEP.findall(entry["field"])]
        if entry.get("of") == "row":
            value = entry["after"]
            continue
        *above, last = path
        holder = value
        for step in above:
            holder = holder[step]
        if entry.get("of") == "key":
            renamed = {entry["after"] if key == last else key: inner for key, inner in holder.items()}
            holder.clear()
            holder.update(renamed)
            continue
        assert holder[last] == entry["before"] or entry["rule"] in ("SEC001", "PII001")
        if entry.get("of") == "field":
            del holder[last]
        else:
            holder[last] = entry["after"]
    return value
