"""fastText files: `__label__spam Win money now`, one text a line behind its labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.loaders.jsonl import BOM, skip_line, too_long
from auditor.loaders.opening import PICKED, open_bytes
from auditor.loaders.source import DataFile, Fault, Located, Value
from auditor.loaders.undecodable import not_utf8
from auditor.text.cut import stretch

MARK = "__label__"
SHARE = 0.9  # of the lines that begin with a label
_LABELS = re.compile(rf"(?:{MARK}\S*+(?:[ \t]++|$))*+")


def recognise(lines: Iterable[bytes]) -> tuple[str, ...]:
    """The fields of the records, when nearly all lines begin with a label; else nothing.

    Where a line has several labels the field is a list, in all rows of the file.
    """
    filled = [line.strip() for line in lines if line.strip()]
    marked = [line for line in filled if line.startswith(MARK.encode())]
    if not marked or len(marked) < SHARE * len(filled):
        return ()
    several = any(second.startswith(MARK.encode()) for line in marked for second in line.split()[1:2])
    return ("text", "labels" if several else "label")


def records(file: DataFile, start: int, end: int) -> Iterator[Located]:
    """Yield the records of all lines; a file is always one shard."""
    limit = file.limits.record
    offset = line = 0
    with open_bytes(file) as stream:
        while raw := stream.readline(limit + 1):
            line += 1
            yield offset, line, _value(raw, file)
            offset += len(raw) + skip_line(stream, raw)


def pick(file: DataFile, offsets: list[int]) -> Iterator[Located]:
    """Yield the records that start at these offsets."""
    with open_bytes(file, PICKED) as stream:
        for offset in offsets:
            stream.seek(offset)
            yield offset, 0, _value(stream.readline(file.limits.record + 1), file)


def _value(raw: bytes, file: DataFile) -> Value:
    if len(raw) > file.limits.record and not raw.endswith(b"\n"):
        return too_long(raw, file.limits.record)
    try:
        text = raw.removeprefix(BOM).decode("utf-8").strip()
    except UnicodeDecodeError as error:
        return not_utf8(error)
    if not text:
        return None
    found = _LABELS.match(text)
    marked = found[0] if found else ""
    labels = [label.removeprefix(MARK) for label in marked.split()]
    name = file.header[1]
    if name == "label" and len(labels) > 1:
        return Fault("INP005", f"{len(labels)} labels, where the other lines have one", window=stretch(raw))
    given = labels if name == "labels" else labels[0] if labels else None
    return {"text": text[len(marked) :].strip(), name: given}
