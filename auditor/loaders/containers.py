"""What kind of data a file holds, from its first bytes; the name only decides where they leave a choice."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from itertools import islice
from typing import Literal

import msgspec
from msgspec import Struct

from auditor.loaders import columnar, conll, fasttext
from auditor.loaders.dialect import DELIMITERS, fit
from auditor.loaders.json_value import decode

HEAD = 1 << 16  # bytes

Kind = Literal["jsonl", "csv", "json-array", "json-objects", "fasttext", "conll", "parquet", "arrow"]

SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".arrow")
PACKED = (".gz", ".bz2", ".xz", ".zst")

# Keys whose list of objects is part of one example, not the list of all examples.
OF_ONE_EXAMPLE = frozenset({
    "messages", "conversations", "conversation", "contents", "turns", "tools", "functions", "prompt",
    "chosen", "rejected", "preferred_output", "non_preferred_output", "completions",
})  # fmt: skip
_TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_WRAPPED = re.compile(
    rb"\s*+\{(?:\s*+" + _TEXT + rb"\s*+:\s*+(?:" + _TEXT + rb'|[^\s"\[\]{},]++)\s*+,)*+'
    rb'\s*+"([^"\\]*+)"\s*+:\s*+\[(?=\s*+\{)',
    re.DOTALL,
)


class Found(Struct, frozen=True):
    """What a file holds: the kind, where its records begin, and a remark for the report.

    `header` names the fields of a fastText file, `columns` counts those of a CoNLL file.
    """

    kind: Kind
    start: int = 0
    wrapped: bool = False
    note: str = ""
    header: tuple[str, ...] = ()
    columns: int = 0


def recognise(name: str, head: bytes, whole: bool) -> Found:
    """Which kind of data the first bytes of the file `name` are; `whole` when they are all there is."""
    if kind := columnar.recognise(head):
        return Found(kind)
    stem = name.lower()
    for suffix in PACKED:
        stem = stem.removesuffix(suffix)
    mark = len(head) - len(head.removeprefix(BOM_UTF8))
    lines = [line for line in islice(head[mark:].split(b"\n"), 50) if line.strip()]
    first = lines[0].strip() if lines else b""
    tabular = stem.endswith((".csv", ".tsv"))
    if not first.startswith((b"[", b"{")) and (found := _of_lines(head[mark:], whole)):
        return found
    if not first.startswith(b"{") and sum(type(_parsed(line)) is dict for line in lines) * 2 > len(lines):
        return Found("jsonl")  # whatever stands on the first line
    if first.startswith(b"[") and not (tabular and not _looks_like_json(head[mark:])):
        return _array(stem, lines, mark + head[mark:].index(b"[") + 1)
    if first.startswith(b"{") and not (tabular and _parsed(first) is None):
        return _objects(stem, head, lines, whole)
    if tabular or (len(lines) > 1 and _is_table(head[mark:])):
        note = "" if tabular or stem.endswith(".txt") else "a table (CSV), not JSON Lines as its name says"
        return Found("csv", note=note if stem.endswith(SUFFIXES) else "")
    return Found("jsonl")


def _of_lines(text: bytes, whole: bool) -> Found | None:
    """Lines of a text behind its labels, or of a token and its tag."""
    lines = text.split(b"\n")
    kept = lines if whole else lines[:-1]
    if header := fasttext.recognise(kept):
        return Found("fasttext", header=header)
    if (b"" in kept[:-1] or b"\r" in kept) and (columns := conll.recognise(kept)):
        return Found("conll", columns=columns)
    return None


def _array(stem: str, lines: list[bytes], start: int) -> Found:
    """One array of records, unless every line is an array of its own."""
    by_line = len(lines) > 1 and all(line.lstrip().startswith(b"[") for line in lines[:2])
    if _parsed(lines[0]) and (by_line or (stem.endswith((".jsonl", ".ndjson")) and _is_record(lines[0]))):
        return Found("jsonl")
    note = ""
    if not stem.endswith(".json"):
        note = "one JSON array, not JSON Lines as its name says; to convert: jq -c '.[]' FILE > fixed.jsonl"
    return Found("json-array", start, note=note if stem.endswith(SUFFIXES) else "")


def _objects(stem: str, head: bytes, lines: list[bytes], whole: bool) -> Found:
    """JSON Lines, one object around an array of records, or objects over several lines each."""
    single = whole and len(lines) == 1 and not stem.endswith((".jsonl", ".ndjson"))
    record = _parsed(lines[0])
    by_line = record is not None or sum(line.lstrip().startswith(b"{") for line in lines) * 2 > len(lines)
    listed = sum(line.strip().endswith(b"},") for line in lines) * 2 > len(lines) - 2
    opened = listed and _parsed(lines[0].strip().rstrip(b",")) is None  # an array of one record a line
    around = single or opened or not by_line
    if around and (found := _WRAPPED.match(head)) and not _is_followed(head):
        key = found[1].decode("utf-8", "replace")
        if key not in OF_ONE_EXAMPLE:
            return Found(
                "json-array", found.end(), True, f"the array under {key!r}; the rest of the file was not read"
            )
    if by_line:
        return Found("jsonl")
    return Found(
        "json-objects", note="objects over several lines each, not JSON Lines; to convert: jq -c . FILE"
    )


def _is_followed(head: bytes) -> bool:
    """Whether the first object ends in sight and another follows: then it is no wrapper around all data."""
    text = head.decode("utf-8", "replace").lstrip()
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return text[end:].lstrip().startswith("{")


def _is_table(head: bytes) -> bool:
    """Whether text of no known name is a table: several rows, all as wide as the first."""
    text = head.decode("utf-8", "replace")
    if text.count("\n") < 2:
        return False
    return any(fit(text, mark)[0] > 0.9 for mark in DELIMITERS)


def _looks_like_json(head: bytes) -> bool:
    return re.match(rb"\s*+\[\s*+[\[{\]]", head) is not None


def _is_record(line: bytes) -> bool:
    """Whether a line that holds an array is one record, a conversation or an annotated text."""
    return isinstance(decode(line), dict)


def _parsed(line: bytes) -> object | None:
    """The JSON value that the line holds, None when it holds none."""
    try:
        value: object = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    return value
