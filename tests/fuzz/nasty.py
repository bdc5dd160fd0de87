"""Hostile texts, lines and files, drawn by hypothesis."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import zipfile

from hypothesis import strategies as st

from .odd import odd_files

# everything that a terminal acts on or hides: C0 but for the line end, C1, bidi, zero-width, tags, surrogates
STEERS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
# what a CI job obeys
COMMAND = re.compile(r"^\s*::|##[a-z]*\[", re.MULTILINE | re.IGNORECASE)

ATTACKS = (
    "\x1b[2J\x1b]0;owned\x07", "\x9b31m", "\u202egnp.exe", "\u200b\u2060\ufeff", "\U000e0041\U000e0042",
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "--><b>", "]]>", "&lt;", '"\'><x>',
    "::error file=x::owned", "\n::stop-commands::x\n", "##[error]x", "##vso[task.setvariable variable=x]y",
    "%0A::warning::x",
    "| a | b |\n|---|---|", "```\n# h\n```", "[x](javascript:alert(1))", "@everyone", "<!-- -->",
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "[bold red]x[/]", "{{ 7*7 }}", "${x}", "%s%n", "\x00",
    "\u2028\u2029\x85", "\r", "\t", "a" * 300, "\ud83d", "é\u0301", "NaN", "null", "", " ", "\U0001f600",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(ATTACKS) | st.text(max_size=8), max_size=3).map("".join)
KEY = st.sampled_from(("prompt", "completion", "text", "label", "messages", "role", "content")) | TEXT
VALUE = st.recursive(
    TEXT | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3),
    max_leaves=6,
)
TURN = st.fixed_dictionaries(
    {"role": st.sampled_from(("user", "assistant", "system", "asistant")), "content": TEXT}
)
RECORD = st.one_of(
    st.fixed_dictionaries({"prompt": TEXT, "completion": TEXT}),
    st.fixed_dictionaries({"text": TEXT, "label": TEXT}),
    st.fixed_dictionaries({"messages": st.lists(TURN, max_size=4)}),
    st.dictionaries(KEY, VALUE, max_size=4),
)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _raw(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


LINE = st.one_of(
    RECORD.map(_json), RECORD.map(_raw), RECORD.map(_json).map(lambda raw: raw[:-1]), st.binary(max_size=30)
)
CELLS = st.lists(TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")), min_size=1, max_size=3)
ROW = CELLS.map(b",".join) | CELLS.map(
    lambda cells: b",".join(b'"' + c.replace(b'"', b'""') + b'"' for c in cells)
)
JSONL = st.tuples(st.lists(LINE, max_size=12), st.sampled_from((b"\n", b"\r\n", b"\n\n"))).map(
    lambda p: p[1].join(p[0])
)
TABLE = st.lists(ROW, max_size=10).map(lambda rows: b"\n".join([b"text,label", *rows]))
ARRAY = st.lists(LINE, max_size=8).map(lambda rows: b"[" + b", ".join(rows) + b"]")
WRAPPED = st.tuples(st.sampled_from((b"data", b"rows", b"messages", b"\xff")), ARRAY).map(
    lambda p: b'{"version": 1, "' + p[0] + b'": ' + p[1] + b', "more": [1]}'
)
SPREAD = st.lists(RECORD, max_size=5).map(
    lambda rows: "\n".join(json.dumps(r, indent=1) for r in rows).encode()
)
WORD = st.sampled_from((b"Bob", b"went", b"\xe4", b"__label__a", "\u202e".encode(), b"\x1b[2J")) | CELLS.map(
    b"".join
)
TAGGED = st.lists(st.tuples(WORD, st.sampled_from((b"O", b"B-PER", b"I-PER", b"", b"B-"))), max_size=4).map(
    lambda tokens: b"\n".join(b" ".join(token) for token in tokens)
)
CONLL = st.lists(TAGGED, max_size=6).map(b"\n\n".join)
FASTTEXT = st.lists(st.lists(WORD, min_size=1, max_size=3), max_size=8).map(
    lambda rows: b"\n".join(b" ".join([b"__label__x", *row]) for row in rows)
)


def _columnar(records: list[dict[str, str]], kind: str) -> bytes:
    """The records as Parquet or Arrow; nothing where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import ipc, parquet
    except ImportError:
        return b"PAR1"
    sink = io.BytesIO()
    clean = [{k: v.encode("utf-8", "replace").decode() for k, v in row.items()} for row in records]
    table = pyarrow.Table.from_pylist(clean or [{"text": "a"}])
    if kind == "parquet":
        parquet.write_table(table, sink)
    else:
        with (ipc.new_stream if kind == "stream" else ipc.new_file)(sink, table.schema) as writer:
            writer.write_table(table)
    return sink.getvalue()


COLUMNAR = st.builds(
    _columnar,
    st.lists(st.fixed_dictionaries({"text": TEXT, "label": TEXT}), max_size=5),
    st.sampled_from(("parquet", "stream", "file")),
)


def _zipped(content: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("data.jsonl", content)
    return sink.getvalue()


def _zstd(content: bytes) -> bytes:
    try:
        import zstandard
    except ImportError:
        return content
    packed: bytes = zstandard.ZstdCompressor().compress(content)
    return packed


def _wide(content: bytes) -> bytes:
    return content.decode("latin-1").encode("utf-16")


PACK = st.sampled_from(
    (*[bytes] * 6, gzip.compress, bz2.compress, lzma.compress, _zstd, _zipped, _wide, b"\xef\xbb\xbf".__add__)
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """The bytes of a file: lines, a table, an array, odd ones or none; perhaps packed, perhaps damaged."""
    kinds = (JSONL, JSONL, TABLE, ARRAY, WRAPPED, SPREAD, CONLL, FASTTEXT, COLUMNAR, st.binary(max_size=60))
    content = draw(st.one_of(*kinds, *[odd_files()] * 5))
    content = draw(PACK)(content)
    if content and draw(st.integers(0, 4)) == 0:
        at = draw(st.integers(0, len(content) - 1))
        content = content[:at] + draw(st.binary(max_size=3)) + content[at + draw(st.integers(0, 3)) :]
    return content


NAME = st.sampled_from((
    "data.jsonl", "data.csv", "data.tsv", "data.json", "data.jsonl.gz", "data.parquet", "data.txt", "data",
    "=cmd|' C calc'!A0.csv", "\x1b[2J<b>\n::error::|`.jsonl", "\u202e##[error]a.jsonl", "\udcff.jsonl",
))  # fmt: skip
