"""What a split writes to the byte, and the small rules that it divides by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import auditor
from auditor.errors import UsageError
from auditor.repair.split import _checked, _shape, _tells_apart

NOUNS = (
    "anchor", "button", "candle", "dragon", "engine", "forest",
    "guitar", "hammer", "island", "jacket", "kettle", "ladder",
)  # fmt: skip
ROWS = [
    {"prompt": f"Who made the first {noun} {n}?", "completion": f"A {noun} maker, in {1800 + 7 * n}."}
    for n, noun in enumerate(NOUNS)
]
SHARES = {"train": 0.5, "validation": 0.25, "test": 0.25}


LINES = [json.dumps(row) for row in ROWS]
ROWS_OF_TABLE = [f'{row["prompt"]},"{row["completion"]}"' for row in ROWS]


@pytest.mark.parametrize(
    ("name", "rows", "whole", "part"),
    [
        ("data.jsonl", LINES, ("", "\n", "\n"), ("", "\n", "\n")),
        ("data.jsonl", LINES, ("", "\n", ""), ("", "\n", "\n")),
        ("data.csv", ROWS_OF_TABLE, ("prompt,completion\n", "\n", ""), ("prompt,completion\n", "\n", "\n")),
        ("data.json", LINES, ("[\n  ", " , ", "]"), ("[\n", ",\n", "\n]\n")),
        ("data.json", LINES, ('{"v": 1, "rows": [', ", ", '], "n": [2]}'), ("[\n", ",\n", "\n]\n")),
    ],
    ids=["lines", "lines without the last end", "table", "array", "array in an object"],
)
def test_every_part_holds_its_rows_as_they_were(tmp_path, name, rows, whole, part) -> None:
    (tmp_path / name).write_text(whole[0] + whole[1].join(rows) + whole[2])
    done = auditor.split(tmp_path / name, folder=tmp_path / "out", task="style", **SHARES)
    seen = []
    for split, path in done.files.items():
        text = Path(path).read_text()
        mine = [row for row in rows if row in text]
        assert len(mine) == done.rows[split] > 0
        assert text == part[0] + part[1].join(mine) + part[2]
        seen += mine
    assert sorted(seen) == sorted(rows)
    assert (done.labels, done.stratified_by, done.groups) == ({}, "form and length", 0)


@pytest.mark.parametrize(
    ("shares", "kept"),
    [
        ({"train": 0.5, "test": 0.5}, ["train", "test"]),
        ({"train": 1, "validation": 0, "test": 0.0}, ["train"]),
        ({"train": 0.7, "validation": 0.1, "test": 0.2}, ["train", "validation", "test"]),  # not 1 in floats
        ({"train": 0.5, "test": 0.49}, None), ({"train": 0.6, "test": 0.5}, None),
        ({"train": 1.5, "test": -0.5}, None), ({"train": 1, "validation": 0.5, "test": -0.5}, None),
        ({"train": 0}, None), ({}, None),
    ],
)  # fmt: skip
def test_shares_add_up_and_a_share_of_none_has_no_file(shares, kept) -> None:
    if kept is None:
        with pytest.raises(UsageError, match="must add up to 1"):
            _checked(shares)
    else:
        assert list(_checked(shares)) == kept


@pytest.mark.parametrize(
    ("output", "shape"),
    [("", "line 0"), ("a", "line 1"), ("ab", "line 2"), ("a\nb", "lines 2"), ("x" * 255, "line 8"),
     ("x" * 256, "line 9"), (' {"a": 1}', "structure 4"), ("[1,\n2]", "structure 3"), ("<a>", "structure 2"),
     ("a {", "line 2")],
)  # fmt: skip
def test_without_labels_rows_are_alike_by_form_and_length(output, shape) -> None:
    assert _shape(output) == shape


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ("", False),
        (["", ""], False),
        ("a", False),
        ("ab", False),
        ("aab", True),
        ("abcc", False),
        ("abccc", True),
    ],
)
def test_labels_tell_apart_where_most_rows_share_theirs(labels, told) -> None:
    assert _tells_apart(labels) is told


def test_labels_and_ties_are_counted_and_an_unreadable_row_has_none(tmp_path) -> None:
    rows = [
        json.dumps({"text": f"{row['prompt']} {row['completion']}", "label": "ab"[n % 2]})
        for n, row in enumerate(ROWS)
    ]
    (tmp_path / "data.jsonl").write_text(
        "\n".join([*rows, rows[0], rows[0], "{broken", "", '{"text": "x"}']) + "\n"
    )
    done = auditor.split(tmp_path / "data.jsonl", task="classification", **SHARES)
    assert done.stratified_by == "label"
    assert {label: sum(counts.values()) for label, counts in done.labels.items()} == {"a": 8, "b": 6}
    assert all(list(counts) == list(SHARES) for counts in done.labels.values())
    assert done.groups == 2
    assert done.unreadable == 2
    assert sum(done.rows.values()) == 17
    assert (done.kept, done.moved, done.dealt_again) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data.txt", b"__label__a where is box 9\n__label__b in room 3\n" * 9),
        ("data.conll", b"Bob B-PER\nwent O\n\n" * 9),
    ],
)
def test_a_file_whose_rows_are_no_records_is_refused_by_its_kind(tmp_path, name, content) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(auditor.AuditorError, match="write it as JSON Lines first"):
        auditor.split(tmp_path / name, folder=tmp_path / "out", task="classification")
    assert not (tmp_path / "out").exists()


def test_rows_of_an_earlier_split_stay_or_are_counted_as_moved(tmp_path) -> None:
    data, out = tmp_path / "data.jsonl", tmp_path / "out"
    data.write_text("".join(json.dumps({**row, "user": f"u{n}"}) + "\n" for n, row in enumerate(ROWS)))
    first = auditor.split(data, folder=out, task="style", **SHARES)
    users = {
        name: [json.loads(line)["user"] for line in Path(path).read_text().splitlines()]
        for name, path in first.files.items()
    }
    tied = [users["train"][0], users["test"][0]]  # one user after all
    text = data.read_text()
    data.write_text(text.replace(f'"{tied[1]}"', f'"{tied[0]}"'))
    again = auditor.split(data, folder=tmp_path / "new", task="style", keep=out, group=("user",), **SHARES)
    assert (again.kept, again.moved, again.dealt_again) == (len(ROWS) - 1, 1, 0)
    moved = {name: again.rows[name] - first.rows[name] for name in SHARES}
    assert moved == {"train": 1, "validation": 0, "test": -1}
