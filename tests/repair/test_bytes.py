"""Changing one text of a record touches no other byte; dropping rows leaves the rest as it was."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import auditor
from auditor.repair.json_text import members, text_spans, with_edits
from auditor.repair.table_text import cell_spans, with_cells

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)
RECORDS = st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4)


@given(RECORDS, TEXTS, st.booleans(), st.data())
def test_one_text_changes_and_no_byte_beside_it(record, text, escaped, data) -> None:
    raw = json.dumps(record, ensure_ascii=escaped, indent=data.draw(st.sampled_from([None, 1]))).encode()
    spans = text_spans(raw)
    for path, (start, end) in spans.items():
        assert json.loads(raw[start:end]) == _at(record, path)
    if not spans:
        return
    path = data.draw(st.sampled_from(sorted(spans, key=str)))
    start, end = spans[path]
    changed = with_edits(raw, {path: text})
    assert _at(json.loads(changed), path) == text
    assert changed.startswith(raw[:start])
    assert changed.endswith(raw[end:])
    assert with_edits(raw, {path: _at(record, path)}) == raw


def _at(record, path):
    for step in path:
        record = record[step]
    return record


def test_spellings_beside_the_change_stay() -> None:
    raw = rb'{"a": "\/caf\u00e9 \ud83d\ude00 x ", "n": 1e400, "z": "\u00e9"}'
    assert (
        with_edits(raw, {("a",): "/café 😀 x"})
        == rb'{"a": "\/caf\u00e9 \ud83d\ude00 x", "n": 1e400, "z": "\u00e9"}'
    )


CELLS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8), min_size=2, max_size=4
)


@given(
    CELLS, st.data(), st.sampled_from([",", ";", "\t"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
)
def test_one_cell_changes_and_no_byte_beside_it(cells, data, delimiter, quoting) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerow(cells)
    raw, column = text.getvalue().encode(), data.draw(st.integers(0, len(cells) - 1))
    new = data.draw(CELLS)[0]
    changed = with_cells(raw, delimiter, {column: new})
    reader = csv.reader(io.StringIO(changed.decode(), newline=""), delimiter=delimiter)
    assert next(reader) == [*cells[:column], new, *cells[column + 1 :]]
    start, end = cell_spans(raw, delimiter)[column]
    assert changed.startswith(raw[:start])
    assert changed.endswith(raw[end:])


WORDS = ["amber", "birch", "cedar", "dune", "ember", "fjord", "grove"]
ROWS = [
    {"n": 1e400 if n == 3 else n, "prompt": f"What is {word}?", "completion": word}
    for n, word in enumerate(WORDS)
]


def _array(rows) -> bytes:
    return (
        b"[\n  "
        + b" ,\n  ".join(
            json.dumps(row, separators=(" ,", ":")).replace("Infinity", "1e400").encode() for row in rows
        )
        + b"\n]\n"
    )


@settings(deadline=None)  # two whole repairs
@given(st.lists(st.integers(0, 6), min_size=1, max_size=12))
def test_an_array_without_its_copies_is_the_array_of_the_others(tmp_path_factory, numbers) -> None:
    folder = tmp_path_factory.mktemp("array")
    source, out = folder / "data.json", folder / "out.json"
    source.write_bytes(_array([ROWS[n] for n in numbers]))
    result = auditor.fix(source, out, task="style", select=("DUP001",))
    assert out.read_bytes() == _array([ROWS[n] for n in dict.fromkeys(numbers)])
    assert result.rows == result.kept + result.rejected == len(numbers)


def test_a_broken_array_keeps_its_sound_elements_and_every_byte_of_the_rest(tmp_path) -> None:
    source, out = tmp_path / "data.json", tmp_path / "out.json"
    sound = [json.dumps(ROWS[n]) for n in range(3)]
    source.write_text(f'[{sound[0]}, oops, {sound[1]} {sound[2]}, {{"prompt": "cut')
    auditor.fix(source, out, task="style")
    assert json.loads(out.read_text()) == ROWS[:3]
    rejects = [
        json.loads(line)["text"] for line in (tmp_path / "out.json.rejected.jsonl").read_text().splitlines()
    ]
    assert any("oops" in text for text in rejects)
    assert any('"cut' in text for text in rejects)


SOUND = [json.dumps(row) for row in ROWS[:3]]
DOCUMENTS = [  # what stands there, what is left of it, and what of it belongs to no row
    ("[, {0}, {1}]", "[{0}, {1}]", [", "]),
    ("[ x {0}, {1}]", "[ {0}, {1}]", ["x "]),
    ("[{0} {1} x {2}]\n", "[{0},\n{1},\n{2}]\n", [" ", "x "]),
    ("[{0} ,{1}}}, {2}]", "[{0} ,{1} ,{2}]", ["}, "]),
    ("[\n{0}], {1}\n]\n", "[\n{0},\n{1}\n]\n", ["], "]),
    ("[{0}, {1}, ]", "[{0}, {1}\n]\n", [", ]"]),
    ("[{0}, {1}] x", "[{0}, {1}\n]\n", ["x"]),
    ("[{0}, {1}", "[{0}, {1}\n]\n", [""]),
    ('{{"v": 1, "rows": [{0}}}, {1}], "n": 2}}\n', '{{"v": 1, "rows": [{0},\n{1}], "n": 2}}\n', ["}, "]),
]


@pytest.mark.parametrize(("text", "left", "gone"), DOCUMENTS)
def test_what_belongs_to_no_row_of_an_array_goes_and_the_rest_is_one(tmp_path, text, left, gone) -> None:
    source, out = tmp_path / "data.json", tmp_path / "out.json"
    source.write_text(text.format(*SOUND))
    auditor.fix(source, out, task="style")
    assert out.read_text() == left.format(*SOUND)
    json.loads(out.read_text())
    journal = (tmp_path / "out.json.rejected.jsonl").read_text().splitlines()
    assert [json.loads(line)["text"] for line in journal] == gone


@pytest.mark.parametrize("text", ["[{0}, {0}}}, {1}, {2}]", "[{0}, {0}, {1}, ]", "[{0}}}, {0}, {1}]"])
def test_an_array_with_broken_places_that_are_to_stay_is_refused(tmp_path, text) -> None:
    (tmp_path / "data.json").write_text(text.format(*SOUND))
    with pytest.raises(auditor.AuditorError, match="broken places stay only in JSON Lines"):
        auditor.fix(tmp_path / "data.json", tmp_path / "out.json", task="style", ignore=("INP001",))
    assert [path.name for path in tmp_path.iterdir()] == ["data.json"]


SPREAD = [json.dumps(row, indent=1) for row in ROWS[:3]]
OBJECTS = [
    (
        f"{SPREAD[0]}\n\n{SPREAD[1]}\n\n{SPREAD[0]}\n\n{SPREAD[2]}",
        f"{SPREAD[0]}\n\n{SPREAD[1]}\n\n{SPREAD[2]}",
    ),
    (f"{SPREAD[0]}{SPREAD[1]}\n{SPREAD[0]}\n{SPREAD[2]}\n", f"{SPREAD[0]}\n{SPREAD[1]}\n{SPREAD[2]}\n"),
    (f'{{"prompt": oops\n}}\n{SPREAD[0]}\n{SPREAD[1]}\n', f"{SPREAD[0]}\n{SPREAD[1]}\n"),
    (f'{SPREAD[0]}\n{{"prompt": oops\n}}\n{SPREAD[1]}\n', f"{SPREAD[0]}\n{SPREAD[1]}\n"),
    (f'{SPREAD[0]}\n{SPREAD[1]}\n{{"prompt": oops\n}}\n', f"{SPREAD[0]}\n{SPREAD[1]}\n"),
]


@pytest.mark.parametrize(("text", "left"), OBJECTS)
def test_objects_over_several_lines_lose_their_copies_and_what_is_broken(tmp_path, text, left) -> None:
    source, out = tmp_path / "data.json", tmp_path / "out.json"
    source.write_text(text)
    auditor.fix(source, out, task="style")
    assert out.read_text() == left


def test_of_several_files_each_has_its_own_rows_changed(tmp_path) -> None:
    for name, words in (("a", WORDS[:4]), ("b", WORDS[4:])):
        rows = [{"prompt": f"What is {word}?", "completion": f"  In {word}. "} for word in words]
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    auditor.fix([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], tmp_path / "out", task="style")
    for name in "ab":
        before, after = ((folder / f"{name}.jsonl").read_text() for folder in (tmp_path, tmp_path / "out"))
        assert after == before.replace('"  In', '"In').replace('. "', '."')


def _lines(count: int) -> bytes:
    return b"".join(json.dumps(ROWS[n % 5]).encode() + b"\n" for n in range(count))


def test_gzip_in_gzip_out_and_equal_bytes_for_equal_data(tmp_path) -> None:
    source = tmp_path / "data.jsonl.gz"
    source.write_bytes(gzip.compress(_lines(8)))
    for name in ("one", "two"):
        auditor.fix(source, tmp_path / f"{name}.jsonl.gz", task="style", select=("DUP001",))
    assert gzip.decompress((tmp_path / "one.jsonl.gz").read_bytes()) == _lines(5)
    assert (tmp_path / "one.jsonl.gz").read_bytes() == (tmp_path / "two.jsonl.gz").read_bytes()
    assert (tmp_path / "one.jsonl.gz").read_bytes()[4:8] == bytes(4)  # no time


@pytest.mark.parametrize("name", ["data.jsonl", "data.jsonl.zst"])
def test_zstd_in_zstd_out(name, tmp_path) -> None:
    zstandard = pytest.importorskip("zstandard")
    (tmp_path / name).write_bytes(zstandard.compress(_lines(8)))
    auditor.fix(tmp_path / name, tmp_path / "out" / name, task="style", select=("DUP001",))
    with zstandard.open(tmp_path / "out" / name) as stream:
        assert stream.read() == _lines(5)


def test_a_packing_that_cannot_be_written_is_refused_before_anything_is(tmp_path, monkeypatch) -> None:
    (tmp_path / "data.jsonl").write_bytes(_lines(8))
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(auditor.AuditorError, match="to write zstd"):
        auditor.fix(tmp_path / "data.jsonl", tmp_path / "out" / "data.jsonl.zst", task="style")
    assert [path.name for path in tmp_path.iterdir()] == ["data.jsonl"]


def test_a_file_name_that_is_no_text_is_spelled_out_in_the_journal(tmp_path) -> None:
    source = tmp_path / "\udcff.jsonl"
    source.write_bytes(_lines(8) + b"{\n")
    auditor.fix(source, tmp_path / "out.jsonl", task="style", select=("DUP001", "INP"))
    auditor.convert(source, tmp_path / "chat.jsonl", to="openai-chat")
    for name in ("out", "chat"):
        *_, last = (tmp_path / f"{name}.jsonl.rejected.jsonl").read_text("utf-8").splitlines()
        assert json.loads(last)["path"].endswith("\\udcff.jsonl")


def test_data_with_nothing_to_repair_is_copied_byte_for_byte(tmp_path) -> None:
    source = tmp_path / "data.jsonl"
    source.write_bytes(b"\xef\xbb\xbf" + _lines(5).replace(b"\n", b"\r\n") + b"\n  \n")
    auditor.fix(source, tmp_path / "out.jsonl", task="style", select=("DUP", "STY004"))
    assert (tmp_path / "out.jsonl").read_bytes() == source.read_bytes()


def test_the_input_is_never_written_to_unless_asked(tmp_path) -> None:
    source = tmp_path / "data.jsonl"
    source.write_bytes(_lines(8))
    with pytest.raises(auditor.AuditorError, match="in-place"):
        auditor.fix(source, source, task="style")
    assert source.read_bytes() == _lines(8)


def test_in_place_keeps_what_was_there_and_does_nothing_the_second_time(tmp_path) -> None:
    source = tmp_path / "data.jsonl"
    source.write_bytes(_lines(8))
    first = auditor.fix(source, in_place=True, task="style", select=("DUP001",))
    assert source.read_bytes() == _lines(5)
    assert (tmp_path / "data.jsonl.bak").read_bytes() == _lines(8)
    assert first.backups == (str(tmp_path / "data.jsonl.bak"),)
    assert auditor.fix(source, in_place=True, task="style", select=("DUP001",)).backups == ()


def test_a_file_that_was_read_wrongly_is_not_emptied(tmp_path) -> None:
    source = tmp_path / "data.csv"
    source.write_text("text,label\n" + "a;b;c\n" * 200)
    with pytest.raises(auditor.AuditorError, match="as it is meant"):
        auditor.fix(source, tmp_path / "out.csv", task="classification", delimiter=",")
    assert not (tmp_path / "out.csv").exists()


def test_a_record_that_is_a_list_has_its_text_and_annotations_where_they_stand() -> None:
    raw = b'["some text", {"entities": [[0, 4, "X"]], "cats": {"A": 1}}]'
    found = {path: raw[slice(*at.value)] for path, at in members(raw).items()}
    assert found["text",] == b'"some text"'
    assert found["cats", "A"] == b"1"
    assert found["entities", 0, 2] == b'"X"'


def test_a_cell_in_quotes_stays_in_quotes_and_one_without_gets_them_where_it_must() -> None:
    assert with_cells(b'"a","b",c,d\n', ",", {1: "x", 2: "y", 3: "z,z"}) == b'"a","x",y,"z,z"\n'


def test_several_cells_of_a_row_change_at_once() -> None:
    cells = {0: "much longer", 1: "", 2: 'with "quotes", and a comma'}
    changed = with_cells(b'a,"b",c,d\n', ",", cells)
    assert next(csv.reader(io.StringIO(changed.decode()))) == [*cells.values(), "d"]
