"""What kind of data a file holds, from its first bytes; the name only decides where they leave a choice."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass
from itertools import islice
from typing import Literal

import msgspec

from auditor.loaders import columnar, conll, fasttext
from auditor.loaders.dialect import DELIMITERS, fit
from auditor.loaders.json_value import decode

HEAD = 1 << 16  # bytes

Kind = Literal["jsonl", "csv", "json-array", "json-objects", "fasttext", "conll", "parquet", "arrow"]

SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".arrow")
PACKED = (".gz", ".bz2", ".xz", ".zst")

# first bytes → what it is, and what to do
FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"version https://git-lfs", "a Git LFS pointer, not the data itself", "fetch the data: git lfs pull"),
    (b"Obj\x01", "an Avro file", "write it as JSON Lines first"),
    (b"SQLite format 3\x00", "a SQLite database", "export the table: sqlite3 -header -csv FILE 'select …'"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save the sheet as CSV UTF-8"),
    (b"%PDF", "a PDF document", "audit the data it was made from"),
    (b"\x89PNG", "a PNG image", "audit the examples, not the pictures they name"),
    (b"\xff\xd8\xff", "a JPEG image", "audit the examples, not the pictures they name"),
    (b"GIF8", "a GIF image", "audit the examples, not the pictures they name"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"RIFF", "a RIFF file (WebP, WAV, AVI)", "audit the examples, not the media they name"),
    (b"ID3", "an MP3 file", "audit the examples, not the media they name"),
    (b"OggS", "an Ogg file", "audit the examples, not the media they name"),
    (b"\x7fELF", "a program", "audit the data it was made for"),
    (b"MZ\x90", "a program", "audit the data it was made for"),
    (b"{\\rtf", "an RTF document", "audit the data it was made from"),
    (b"\x80\x02", "a Python pickle", "write it as JSON Lines; auditor never loads pickles"),
    (b"\x80\x03", "a Python pickle", "write it as JSON Lines; auditor never loads pickles"),
    (b"\x80\x04", "a Python pickle", "write it as JSON Lines; auditor never loads pickles"),
    (b"\x80\x05", "a Python pickle", "write it as JSON Lines; auditor never loads pickles"),
    (b"\x93NUMPY", "a NumPy array", "write it as JSON Lines first"),
    (b"\x89HDF", "an HDF5 file", "write it as JSON Lines first"),
    (b"ORC", "an ORC file", "write it as Parquet or JSON Lines first"),
    (b"FEA1", "a Feather file of version 1", "write it as Parquet or JSON Lines first"),
    (b"\x04\x22\x4d\x18", "packed with lz4", "unpack it first: lz4 -d FILE"),
    (b"\xff\x06\x00\x00sNaPpY", "packed with Snappy", "unpack it first"),
    (b"LZIP", "packed with lzip", "unpack it first: lzip -d FILE"),
    (b"\x1f\x9d", "packed with compress", "unpack it first: gunzip FILE"),
    (b"\x78\x9c", "packed with zlib", "unpack it first, or pack it with gzip"),
    (b"\x78\xda", "packed with zlib", "unpack it first, or pack it with gzip"),
)  # fmt: skip
# how error and login pages begin, in lower case
PAGES = (
    b"<!doctype", b"<html", b"<head", b"<body", b"<title", b"<meta", b"<script", b"<?xml", b"<!--", b"<svg",
    b"<error", b"<rss", b"<center", b"<h1",
)  # fmt: skip
WIDE: tuple[tuple[bytes, str], ...] = (
    (BOM_UTF32_LE, "UTF-32"), (BOM_UTF32_BE, "UTF-32"), (BOM_UTF16_LE, "UTF-16"), (BOM_UTF16_BE, "UTF-16"),
)  # fmt: skip

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


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: the kind, where its records begin, and a remark for the report.

    `header` names the fields of a fastText file, `columns` counts those of a CoNLL file.
    """

    kind: Kind
    start: int = 0
    wrapped: bool = False
    note: str = ""
    header: tuple[str, ...] = ()
    columns: int = 0


def refusal(head: bytes) -> str | None:
    """Why this is no data that can be audited, with what to do about it; None when it may be."""
    if columnar.recognise(head):
        return columnar.refusal(head)
    for magic, what, remedy in FOREIGN:
        if head.startswith(magic):
            return f"is {what}; {remedy}"
    for mark, name in WIDE:
        if head.startswith(mark):
            return f"is {name}; re-encode it: iconv -f {name} -t UTF-8 FILE > utf8.data"
    return _refused_archive(head) or _refused_text(head)


def _refused_archive(head: bytes) -> str | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        if b"xl/" in head or b"[Content_Types].xml" in head:
            return "is an Excel workbook; save the sheet as CSV UTF-8"
        return "is a zip archive; unpack it first"
    if head[257:262] == b"ustar":
        return "is a tar archive; unpack it first"
    if head[8:9] == b"{" and head[3:8] == bytes(5):  # the length of a JSON header, then the header
        return "is a safetensors file; audit the data the model was made from"
    return None


def _refused_text(head: bytes) -> str | None:
    start = head.removeprefix(BOM_UTF8).lstrip()[:64].lower()
    if start.startswith(PAGES):
        return "is an HTML or XML page, often an error or login page in place of the data; download it again"
    if name := _wide(head):
        return f"looks like {name} without a mark; re-encode it: iconv -f {name} -t UTF-8 FILE"
    control = head.count(0) + sum(head.count(byte) for byte in (1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18, 19, 20))
    if control > max(4, len(head) // 20):
        return "is binary data, not text"
    return _old_line_ends(head)


def _wide(head: bytes) -> str | None:
    """The encoding of 2 or 4 bytes a character that puts its zeros where these stand."""
    zeros = [head[place::4].count(0) * 4 > len(head) * 0.6 for place in range(4)]
    shapes: dict[tuple[int, ...], str] = {
        (0, 1, 1, 1): "UTF-32LE",
        (1, 1, 1, 0): "UTF-32BE",
        (0, 1, 0, 1): "UTF-16LE",
        (1, 0, 1, 0): "UTF-16BE",
    }
    return shapes.get(tuple(map(int, zeros))) if len(head) > 3 else None


def _old_line_ends(head: bytes) -> str | None:
    if b"\n" not in head and head.count(b"\r") > 1:
        return "has line ends of CR alone; change them: tr '\\r' '\\n' < FILE > fixed"
    return None


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
    if tabular or (lines and _is_table(head[mark:])):
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
    single = whole and len(lines) == 1
    record = _parsed(lines[0])
    by_line = record is not None or sum(line.lstrip().startswith(b"{") for line in lines) * 2 > len(lines)
    if stem.endswith((".jsonl", ".ndjson")):
        single = False
    cut = not whole and len(lines) == 1 and stem.endswith(".json")
    if (single or cut or not by_line) and (found := _WRAPPED.match(head)) and not _is_followed(head):
        key = found[1].decode("utf-8", "replace")
        if key not in OF_ONE_EXAMPLE:
            return Found(
                "json-array", found.end(), True, f"the array under {key!r}; the rest of the file was not read"
            )
    if by_line or cut:
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
    return any(share > 0.9 and width > 1 for share, width in (fit(text, mark) for mark in DELIMITERS))


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
