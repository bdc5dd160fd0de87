"""Byte order marks and line ends: they are put right, every other byte stays, in every container."""

from __future__ import annotations

import gzip
import io

import pytest

import auditor
from auditor.repair.row_bytes import unmarked
from tests.repair.replay import journal

MARK = b"\xef\xbb\xbf"
ROW = b'{"prompt": "Why %d?", "completion": "\\u00e9 1", "n": 1e400}'
CASES = [
    ("marks.jsonl", [MARK + ROW % 1, MARK + ROW % 2, ROW % 3], b"\n", [ROW % 1, ROW % 2, ROW % 3], 2),
    ("marks.csv", [MARK + b"prompt;completion", MARK + b'"a;b";c', b'"d\ne";f'], b"\r\n",
     [b"prompt;completion", b'"a;b";c', b'"d\ne";f'], 2),
    ("marks.json", [MARK + b"[" + ROW % 1 + b",", b" " + ROW % 2 + b"]"], b"\r\n",
     [b"[" + ROW % 1 + b",", b" " + ROW % 2 + b"]"], 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "end", "after", "changes"), CASES)
@pytest.mark.parametrize("packed", [False, True])
def test_marks_go_and_nothing_else(tmp_path, name, before, end, after, changes, packed):
    pack, unpack, ending = (gzip.compress, gzip.decompress, ".gz") if packed else (bytes, bytes, "")
    source, out = tmp_path / (name + ending), tmp_path / ("out-" + name + ending)
    source.write_bytes(pack(end.join(before)))
    done = auditor.fix(source, out, task="style", select=("INP",))
    assert (done.rejected, done.changes) == (0, {"INP009": changes})
    assert unpack(out.read_bytes()) == end.join(after)
    assert all(entry["of"] == "mark" for entry in journal(out, "changes"))
    assert not auditor.fix(out, tmp_path / ("again" + name), task="style", select=("INP",)).changes


def test_a_row_gets_the_line_end_of_its_file_and_cells_keep_theirs(tmp_path):
    source, out = tmp_path / "data.csv", tmp_path / "out.csv"
    source.write_bytes(b'text,label\r\n"a\nb",x\r\nc,y\n"d\ne",z\nf,w\r\ng,v')
    done = auditor.fix(source, out, task="classification", select=("INP010",))
    assert (done.kept, done.changes) == (5, {"INP010": 2})
    assert out.read_bytes() == b'text,label\r\n"a\nb",x\r\nc,y\r\n"d\ne",z\r\nf,w\r\ng,v'


def test_a_row_that_cannot_be_read_gets_its_line_end_too(tmp_path):
    source, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(
        b"\n".join([ROW % 1, ROW % 2, ROW % 4, b"{broken\r", b"\r", MARK + ROW % 3 + b"\r", b""])
    )
    done = auditor.fix(source, out, task="style", select=("INP009", "INP010"))
    assert (done.rejected, done.changes) == (0, {"INP009": 1, "INP010": 3})
    assert out.read_bytes() == b"\n".join([ROW % 1, ROW % 2, ROW % 4, b"{broken", b"", ROW % 3, b""])


def test_letters_are_joined_and_escapes_around_them_stay(tmp_path):
    source, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b'{"prompt": "caf\\u0065\\u0301 \\u00e8", "completion": "b \\/ 1"}\n')
    assert auditor.fix(source, out, task="style", select=("NOI016",)).changes == {"NOI016": 1}
    assert out.read_bytes() == b'{"prompt": "caf\\u00e9 \\u00e8", "completion": "b \\/ 1"}\n'


def test_a_mark_inside_of_a_file_is_none():
    out = io.BytesIO()
    stream = unmarked(out)
    assert [stream.write(part) for part in (b"", MARK + b"a", MARK + b"b")] == [0, 4, 4]
    assert out.getvalue() == b"a" + MARK + b"b"
