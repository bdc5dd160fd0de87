"""What a file is, told by its first bytes: the cases between two answers."""

from __future__ import annotations

import json

import pytest

from auditor.config import Config
from auditor.loaders import conll, fasttext
from auditor.loaders.containers import recognise
from auditor.loaders.dialect import dialect, fit

ROWS = [json.dumps({"a": number}).encode() for number in range(4)]
PRETTY = b"\n".join(json.dumps({"a": 1, "b": 2}, indent=1).encode() for _ in range(3))
LISTED = b'{"data": [\n' + b",\n".join(ROWS) + b"\n]}"

WHOLE, CUT = True, False
CASES = {
    "JSON Lines behind a first line of something else": ("a.jsonl", b"oops\n" + ROWS[0], WHOLE, "jsonl"),
    "a table behind a line of JSON": ("a.csv", b"a,b\n" + ROWS[0], WHOLE, "csv"),
    "more JSON than anything else": ("a.csv", b"a,b\n" + b"\n".join(ROWS), WHOLE, "jsonl"),
    "an object over two lines": ("a.json", b'{\n"a": 1}', WHOLE, "json-objects"),
    "the start of objects over several lines": ("a.json", PRETTY, CUT, "json-objects"),
    "the start of one line of JSON": ("a.json", b'{"v": 1, "data": [{"a": 1}, {"a', CUT, "json-array"),
    "the start of one line under no known name": ("a", b'{"v": 1, "data": [{"a": 1}, {"a', CUT, "json-array"),
    "the start of one line of an object": ("a.json", b'{"v": 1, "data": {"a": 1}, "b', CUT, "jsonl"),
    "an object of rows in one line": ("a.json", b'{"v": 1, "data": [{"a": 1}]}', WHOLE, "json-array"),
    "the same, which its name calls one record": ("a.jsonl", b'{"data": [{"a": 1}]}', WHOLE, "jsonl"),
    "an array of a record a line in an object": ("a.json", LISTED, WHOLE, "json-array"),
    "two lines of which the first is cut": ("a.json", b'{"data": [{"a": 1}\n{"a": 2}', WHOLE, "jsonl"),
    "one comma behind four lines": ("a.json", b'{"d": [{"a": 1}\n{},\n{}\n{}', WHOLE, "jsonl"),
    "lines with commas behind them": ("a.json", b'{"d": [{"a": 1}]},\n' * 4, WHOLE, "jsonl"),
    "arrays in two lines, and something else": ("a.json", b'["a"]\n["b"]\noops', WHOLE, "jsonl"),
    "nine of ten rows as wide as the first": ("a", b"a,b\n" * 9 + b"a\n", WHOLE, "jsonl"),
    "ten of eleven rows as wide as the first": ("a", b"a,b\n" * 10 + b"a\n", WHOLE, "csv"),
    "one row that is no JSON as it stands": ("a.jsonl", b'\n\xef\xbb\xbf{"a": 1, "b": 2}\n', WHOLE, "jsonl"),
    "two rows and a blank line": ("a", b"\na,b\nc,d\n", WHOLE, "csv"),
    "labels, the last cut": ("a", b"__label__a b\n" * 3 + b"__lab", CUT, "fasttext"),
    "labels, the last no label": ("a", b"__label__a b\n" * 3 + b"__lab", WHOLE, "jsonl"),
    "tags, and one blank line": ("a", b"a O\nb O\n\nc O", WHOLE, "conll"),
    "tags, the last cut": ("a", b"a O\nb O\n\nc O\nd B-", CUT, "conll"),
}


@pytest.mark.parametrize(("name", "head", "whole", "kind"), CASES.values(), ids=CASES)
def test_the_kind_of_a_file(name: str, head: bytes, whole: bool, kind: str) -> None:
    assert recognise(name, head, whole).kind == kind


def test_rows_of_an_array_begin_behind_its_bracket() -> None:
    assert recognise("a.json", b'\xef\xbb\xbf [{"a": 1}]', WHOLE).start == 5


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        ([b"a O", b"b O"], 2),  # two lines are enough
        ([b"a O"], 0),
        ([b"O"] * 9, 0),  # a tag needs its token
        ([b"a O"] * 3 + [b"story"], 2),  # three quarters
        ([b"a O"] * 3 + [b"a", b"story"], 0),
        ([b"a x O"] * 3 + [b"a O"] * 2, 3),  # as most lines are
        ([], 0),
    ],
)
def test_tokens_and_tags_in_columns(lines: list[bytes], columns: int) -> None:
    assert conll.recognise(lines) == columns


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ([b"__label__a b"] * 9 + [b"x"], ("text", "label")),  # nine of ten
        ([b"__label__a b"] * 8 + [b"x"], ()),
        ([b"__label__a b", b"__label__a __label__b c"], ("text", "labels")),
        ([b"__label__a b __label__b"], ("text", "label")),  # behind the text it is text
        ([b"__label__a"], ("text", "label")),
        ([b"", b" "], ()),
    ],
)
def test_labels_before_texts(lines: list[bytes], fields: tuple[str, ...]) -> None:
    assert fasttext.recognise(lines) == fields


def header(head: str) -> tuple[str, ...]:
    found = dialect(head, Config())
    return found.header if found.headed else ()


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("p,q\na,b\n", ("p", "q")),
        ("p,q\np,b\n", ()),  # found again in its own column
        ("p,q\nb,p\n", ("p", "q")),  # in another one
        ("p,\nb,\n", ("p", "column_2")),  # two cells without a name say nothing
        ("p,q\np,b,c\n", ("p", "q")),  # a row of another width has other columns
        (f"{'n' * 60},q\na,b\n", ("n" * 60, "q")),
        (f"{'n' * 61},q\na,b\n", ()),  # too long for a name
        ("p,1.5\na,b\n", ()),
        (",\na,b\n", ()),
    ],
)
def test_whether_the_first_row_is_a_header(head: str, names: tuple[str, ...]) -> None:
    assert header(head) == names


def test_of_columns_that_were_renamed_five_are_told() -> None:
    note = dialect("text" + "," * 7 + "\n" + "a,b,c,d,e,f,g,h\n", Config()).note
    assert note.endswith("are called column_2, column_3, column_4, column_5, column_6")


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("", (0.0, 0)),
        ("a\n", (0.0, 1)),
        ("a,b\n", (1.0, 2)),
        ("a,b\n\n \na\nc,", (0.5, 2)),
        ("a,b", (1.0, 2)),
    ],
)
def test_how_well_a_delimiter_fits(head: str, found: tuple[float, int]) -> None:
    assert fit(head, ",") == found
