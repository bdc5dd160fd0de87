"""JSON Lines: records are lines, split on 0x0A only, and every line is accounted for."""

import pytest

from auditor import loaders
from auditor.config import Config
from auditor.loaders import DataFile, jsonl

GOOD = b'{"prompt": "a", "completion": "b"}'


def row(text: str) -> bytes:
    return b'{"prompt": "a", "completion": "' + text.encode() + b'"}'


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("last", [True, False], ids=["final-line-end", "none"])
def test_line_ends(read, end, last):
    found = read(end.join([row("1"), row("2"), row("3")]) + (end if last else b""))
    assert found.outputs == ["1", "2", "3"]
    assert [found.places[r] for r in sorted(found.places)] == [(1, 1), (2, 2), (3, 3)]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\u0085", "\\n", "\x7f", "\\u000b"])
def test_what_looks_like_a_line_end_inside_a_text_is_text(read, mark):
    found = read(row(f"x{mark}y") + b"\n" + row("2") + b"\n")
    assert len(found.records) == 2
    assert not found.broken


def test_blank_lines_are_rows_that_hold_nothing(read):
    found = read(b"\n" + GOOD + b"\n  \t\r\n\n" + GOOD + b"\n\n")
    assert (found.blank, len(found.records), found.rows) == (4, 2, 6)
    lines = sorted(found.places.values())
    assert lines == [(n, n) for n in range(1, 7)]


def test_a_byte_order_mark_hides_no_row(read):
    found = read(b"\xef\xbb\xbf" + GOOD + b"\n\xef\xbb\xbf" + GOOD + b"\n")
    assert (found.codes, len(found.records)) == ([], 2)
    assert "byte order mark" in found.file.note


def test_a_line_over_the_limit_is_skipped_and_the_next_one_is_read(read):
    config = Config(task="style", input_format="prompt-completion", thresholds={"limits.record-bytes": 200})
    found = read(GOOD + b"\n" + row("x" * 500) + b"\n" + GOOD + b"\n" + row("y" * 500), config=config)
    assert found.codes == [(2, "INP006"), (4, "INP006")]
    assert len(found.records) == 2


@pytest.mark.parametrize("over", [0, 1])
def test_the_limit_counts_the_bytes_before_the_line_end(read, over):
    limit = len(row("x" * 100))
    config = Config(task="style", input_format="prompt-completion", thresholds={"limits.record-bytes": limit})
    found = read(row("x" * (100 + over)) + b"\n", config=config)
    assert len(found.broken) == over


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\n \n\n", b"\xef\xbb\xbf"], ids=["empty", "line", "blank", "bom"]
)
def test_a_file_without_examples_has_none(read, content):
    found = read(content)
    assert not found.records
    assert not found.broken


def test_every_byte_range_gives_every_row_once(read):
    content = b"".join(row(str(n)) + b"\n" * (n % 3 + 1) for n in range(60))
    for size in (1, 7, 50, 1000):
        assert read(content, shard=size).outputs == [str(n) for n in range(60)]


def test_a_mark_is_that_of_the_file_only_at_its_start(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"\n\xef\xbb\xbf" + GOOD + b"\n")
    files = loaders.plan([(str(tmp_path / "a.jsonl"), "train")], Config(task="style")).files
    (batch,) = loaders.read(loaders.shards(files)[0], Config(task="style"))
    assert batch.marked == {1: "row"}


def test_a_sample_holds_no_row_twice_and_none_that_is_long(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "SHORT", 50)
    lines = [row(text) for text in ("1", "2", "x" * 90, "3", "4" * 15, "5" * 16, "6" * 17, "7")]
    assert [len(line) + 1 for line in lines[4:7]] == [49, 50, 51]
    path = tmp_path / "a.jsonl"
    for end in (b"", b"\n"):
        path.write_bytes(b"\n".join(lines) + end)
        found = list(jsonl.sample(DataFile(0, str(path), "train", bytes=path.stat().st_size), 300))
        assert [value.rstrip() for _, _, value in found] == [lines[n] for n in (1, 3, 4, 5, 7)]
