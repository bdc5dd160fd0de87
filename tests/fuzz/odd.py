"""What random bytes do not make: records of every known format with odd values in odd places, spelled oddly;
tables of odd dialects; columns of odd types; rows and packings of two kinds in one file.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

FOLDER = Path(__file__).parent.parent / "formats"
SEEDS: list[Any] = [
    json.loads(line)
    for path in sorted(FOLDER.glob("*/*.jsonl"))
    for line in path.read_text("utf-8").split("\n")
    if line
]
KEYS = (
    "role", "content", "messages", "text", "label", "prompt", "completion", "id", "type", "split", "", " ",
    "a.b", "[0]", "\x00", "\x1b[2J", "\u202e", "\ud83d", "é", "e\u0301", "__proto__", "NaN", "-1", "k" * 300,
)  # fmt: skip
DEEP: Any = []
for _ in range(60):
    DEEP = [DEEP, {"a": 1}]
VALUES = (
    None, True, False, 0, -1, 1.5, 10**18, 10**400, "", " ", "\n", "\x00", "\ud83d", "user", "assistant", "1",
    "null", "{}", "[1]", '{"a": 1, "a": 2}', [], {}, [[]], [None], [{}], [[["x"]]], ["x", 1, None],
    {"": None},
    {"type": "text", "text": None}, [{"type": "text", "text": ["x"]}], [{"role": 5, "content": {}}],
    {"role": ["user"]}, [["user", "a"], ["assistant", "b"]], DEEP, {str(n): n for n in range(40)},
)  # fmt: skip
# what JSON writers do not write, in the place of a value
SPELLED = (
    b"1e400", b"-1e-400", b"NaN", b"-Infinity", b"01", b"1.", b"+1", b"-0", b"1.10", b"1" * 5000,
    b'"\\ud800"',
    b'"\\udc00\\ud800"', b'"\xff"', b'"\xed\xa0\x80"', b'"\\u0000"', b'"a\tb"', b"'x'", b"tru", b"", b",",
    b'{"a": 1, "a": 2}', b'{"\\u0061": 1, "a": 2}', b"/* x */ 1", b"\xef\xbb\xbf1", b"\xc2\xa01",
    b"[" * 300 + b"]" * 300, b'{"a":' * 257 + b"1" + b"}" * 257, b"[1,]", b'"\\x41"', b'"a\\',
    b"{" + b",".join(b'"%d":0' % number for number in range(10_001)) + b"}",
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to all values inside a JSON value, itself first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in places(part, (*path, key)))]


def at(value: Any, path: tuple[Any, ...]) -> Any:
    """What stands at a path."""
    for step in path:
        value = value[step]
    return value


@st.composite
def odd_value(draw: st.DrawFn) -> Any:
    """A value that is rare, or taken from a record of another format."""
    if draw(st.booleans()):
        return deepcopy(draw(st.sampled_from(VALUES)))
    other = draw(st.sampled_from(SEEDS))
    return deepcopy(at(other, draw(st.sampled_from(places(other)))))


@st.composite
def odd_record(draw: st.DrawFn) -> Any:
    """A record of a known format, of which something is exchanged, left out, renamed, added or wrapped."""
    record = deepcopy(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 2))):
        inside = places(record)[1:]
        if not inside:
            break
        *above, last = draw(st.sampled_from(inside))
        holder = at(record, tuple(above))
        kind = draw(st.sampled_from(("exchange", "exchange", "leave out", "rename", "add", "wrap", "name")))
        if kind == "leave out":
            del holder[last]
        elif kind == "wrap":
            holder[last] = draw(st.sampled_from(([holder[last]], {"a": holder[last]}, [holder[last]] * 3)))
        elif kind == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(KEYS))] = draw(odd_value())
        elif kind == "rename" and isinstance(holder, dict):
            holder[draw(st.sampled_from(KEYS))] = holder.pop(last)
        else:
            holder[last] = draw(odd_value())
    return record


@st.composite
def odd_line(draw: st.DrawFn) -> bytes:
    """The bytes of an odd record, perhaps with a value or a key that no JSON writer writes."""
    record = draw(odd_record())
    inside = places(record)[1:]
    spelled = draw(st.sampled_from(("plain", "plain", "value", "key", "twice"))) if inside else "plain"
    mark = "\ue000mark\ue000"
    if spelled != "plain":
        *above, last = draw(st.sampled_from(inside))
        holder = at(record, tuple(above))
        if spelled == "value" or not isinstance(holder, dict):
            holder[last] = mark
        else:
            holder[mark] = draw(odd_value()) if spelled == "twice" else holder.pop(last)
    line = json.dumps(record, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    for quoted in (json.dumps(mark).encode(), json.dumps(mark, ensure_ascii=False).encode()):
        if spelled == "twice":
            line = line.replace(quoted, json.dumps(str(last)).encode())
        elif spelled == "key":
            line = line.replace(
                quoted, draw(st.sampled_from((b'"\\ud800"', b'"\\u0000"', b"1", b'"\xff"', b'""')))
            )
        elif spelled == "value":
            line = line.replace(quoted, draw(st.sampled_from(SPELLED)))
    return line


LINES = st.lists(odd_line(), max_size=8)
ODD_JSONL = st.builds(
    lambda lines, end, last: end.join(lines) + last,
    LINES,
    st.sampled_from((b"\n", b"\r\n", b"\n \n", b"\n\x1e")),
    st.sampled_from((b"", b"\n", b"\n\n", b" ")),
)
ODD_ARRAY = st.builds(
    lambda lines, between, frame: frame[0] + between.join(lines) + frame[1],
    LINES,
    st.sampled_from((b",", b",\n", b" , ", b"\n", b",,")),
    st.sampled_from((
        (b"[", b"]"), (b"[", b""), (b"[", b",]"), (b'{"data": [', b"]}"), (b'{"rows":[', b'],"data":[]}'),
    )),
)  # fmt: skip
ODD_SPREAD = st.lists(odd_record(), max_size=4).map(
    lambda rows: "\n".join(json.dumps(row, indent=2) for row in rows).encode()
)

CELL = st.sampled_from(
    (b"a", b"b c", b"", b'"', b'""', b'"a', b'a"b', b"1", b"NA", b"\x00", b"\xff", b" ", b'"a\nb"', b'"a""b"',
     b"\\", b'\\"', b"'a'", "\u202e".encode(), b"=1+1", b"x" * 300, b'{"a": 1}', b"#", b"\x1b[2J")
)  # fmt: skip


@st.composite
def odd_table(draw: st.DrawFn) -> bytes:
    """Rows of cells, most as wide as the head; delimiters, line ends and heads as they come."""
    between = draw(st.sampled_from((b",", b";", b"\t", b"|", b", ", b"\x1f", b":")))
    end = draw(st.sampled_from((b"\n", b"\n", b"\r\n", b"\r", b"\n\n")))
    head = draw(
        st.sampled_from((
            (b"text", b"label"), (b"prompt", b"completion"), (b"text", b"text"), (b"", b"label"), (b"text",),
            (b'"text"', b'"a,b"'), (b"\xef\xbb\xbftext", b"label"), (b"text", b"label", b"split"),
            (b"1", b"2"), (b"te\xffxt", b"label"),
            tuple(b"c%d" % number for number in range(300)),
        ))
    )  # fmt: skip
    rows = []
    for _ in range(draw(st.integers(0, 8))):
        wide = len(head) + draw(st.sampled_from((0, 0, 0, 0, 1, -1)))
        filled = min(wide, 4)
        rows.append([*draw(st.lists(CELL, min_size=filled, max_size=filled)), *([b"x"] * (wide - filled))])
    return draw(st.sampled_from((b"", b"", b"sep=;\n", b"\n", b"# a\n"))) + end.join(
        between.join(row) for row in (head, *rows)
    )


@cache
def _types() -> list[tuple[Any, list[Any]]]:
    """Types of Arrow with values of theirs."""
    import pyarrow as pa

    turn = pa.struct([("role", pa.string()), ("content", pa.string())])
    said = [{"role": "user", "content": "a"}, {"role": None, "content": "b"}]
    return [
        (pa.string(), ["a", "", None, "\x00", "\U000e0041"]),
        (pa.large_string(), ["a", None]),
        (pa.dictionary(pa.int8(), pa.string()), ["x", "y", None]),
        (pa.list_(pa.string()), [["a", None], [], None]),
        (pa.list_(turn), [said, [], None, [None]]),
        (pa.large_list(turn), [said]),
        (turn, [said[0], None]),
        (pa.map_(pa.string(), pa.int64()), [[("a", 1), ("a", 2)], [], None]),
        (pa.int64(), [1, None, -(2**63)]), (pa.uint64(), [2**64 - 1]), (pa.int8(), [0]),
        (pa.float64(), [1.5, float("nan"), float("inf"), None]), (pa.float16(), []),
        (pa.bool_(), [True, None]),
        (pa.binary(), [b"\xff", b"a", None]), (pa.binary(2), [b"\x00\xff"]),
        (pa.timestamp("ns", "Europe/Berlin"), [10**18, None]), (pa.timestamp("s"), [datetime(1, 1, 1)]),
        (pa.timestamp("ns"), [1]), (pa.date32(), [date(2020, 1, 1), None]), (pa.date64(), [0]),
        (pa.time64("ns"), [1]), (pa.duration("ms"), [timedelta(1)]),
        (pa.decimal128(38, 10), [Decimal("1.10"), None]), (pa.decimal256(70, 0), [Decimal(10**60)]),
        (pa.null(), [None]), (pa.list_(pa.null()), [[None]]), (pa.list_(pa.float32(), 2), [[0.5, 1.0]]),
        (pa.struct([]), [{}]),
    ]  # fmt: skip


@st.composite
def odd_columns(draw: st.DrawFn) -> bytes:
    """A Parquet or Arrow file of odd types and names; nothing where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import ipc, parquet
    except ImportError:
        return b"PAR1"
    names, arrays, height = [], [], draw(st.integers(0, 4))
    for _ in range(draw(st.integers(1, 3))):
        kind, values = draw(st.sampled_from(_types()))
        values = [draw(st.sampled_from(values)) for _ in range(height)] if values else [None] * height
        names.append(draw(st.sampled_from([key for key in KEYS if key.isascii() or key == "é"])))
        arrays.append(pa.array(values, kind))
    table, sink = pa.Table.from_arrays(arrays, names), io.BytesIO()
    form = draw(st.sampled_from(("parquet", "stream", "file", "feather")))
    try:
        if form == "parquet":
            parquet.write_table(table, sink, row_group_size=draw(st.sampled_from((1, 2, 1000))))
        else:
            options = ipc.IpcWriteOptions(compression="zstd" if form == "feather" else None)
            with (ipc.new_stream if form == "stream" else ipc.new_file)(
                sink, table.schema, options=options
            ) as out:
                out.write_table(table)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # types that Parquet has no place for
        return b"PAR1"
    return sink.getvalue()


def _twice(content: bytes) -> bytes:
    half = len(content) // 2
    return gzip.compress(content[:half]) + gzip.compress(content[half:])


PACKED: tuple[Callable[[bytes], bytes], ...] = (
    *[bytes] * 12, gzip.compress, _twice, lambda raw: gzip.compress(raw) + b"\x00" * 8,
    lambda raw: gzip.compress(raw) + raw, lambda raw: gzip.compress(bz2.compress(raw)),
    lambda raw: lzma.compress(gzip.compress(raw)), lambda raw: gzip.compress(raw)[:-5],
)  # fmt: skip
KINDS = st.one_of(ODD_JSONL, ODD_JSONL, ODD_ARRAY, ODD_SPREAD, odd_table(), odd_columns())


@st.composite
def odd_files(draw: st.DrawFn) -> bytes:
    """The bytes of a file: one kind, or two behind each other; perhaps packed, once or twice."""
    content = draw(KINDS)
    if draw(st.integers(0, 7)) == 0:
        content += draw(st.sampled_from((b"", b"\n"))) + draw(KINDS)
    return draw(st.sampled_from(PACKED))(content)
