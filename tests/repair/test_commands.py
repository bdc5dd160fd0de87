"""The commands `fix` and `split` from a user's side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import group
from auditor.errors import InputError, UsageError
from auditor.repair import REPAIRS
from auditor.repair.examples import before_and_after


def _run(*words: object) -> Result:
    return CliRunner().invoke(group, [str(word) for word in words])


def test_fix_writes_three_files_and_says_what_it_did(samples, tmp_path) -> None:
    out = tmp_path / "clean.csv"
    result = _run("fix", samples / "classification_not_ready.csv", "-o", out, "--isolated")
    assert result.exit_code == 0, result.output
    assert "DUP001 exact-duplicate" in result.output
    assert "before: NO-GO" in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "clean.csv", "clean.csv.changes.jsonl", "clean.csv.rejected.jsonl",
    ]  # fmt: skip


def test_diff_writes_nothing_and_never_shows_a_secret(tmp_path) -> None:
    data, secret = tmp_path / "data.jsonl", "AKIA" + "Q3EGRZ5KXW2TNB7D"
    rows = [
        {"prompt": "Which key?", "completion": f"Use {secret} for now. "},
        {"prompt": "a", "completion": ""},
    ]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = _run("fix", data, "--diff", "--unsafe", "--task", "style", "--isolated")
    assert result.exit_code == 0, result.output
    assert "STY004" in result.output
    assert secret not in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["data.jsonl"]


@pytest.mark.parametrize(
    "options", [(), ("--diff", "-o", "x"), ("--to", "chat"), ("--to", "morse", "-o", "x")]
)
def test_an_unclear_wish_is_refused(options, samples) -> None:
    result = _run("fix", samples / "style_ready.jsonl", *options, "--isolated")
    assert result.exit_code != 0


def test_several_files_go_into_a_folder(tmp_path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(f'{{"prompt": "Who is {name}?", "completion": "{name} "}}\n')
    result = _run(
        "fix", tmp_path / "one.jsonl", tmp_path / "two.jsonl", "-o", tmp_path / "out", "--task", "style"
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "two.jsonl").read_text() == '{"prompt": "Who is two?", "completion": "two"}\n'


def test_a_file_that_only_its_name_holds_out_is_not_left_out_unsaid(tmp_path) -> None:
    paths = [tmp_path / f"{name}.jsonl" for name in ("train", "test")]
    for path in paths:
        path.write_text(f'{{"prompt": "What is in {path.name}?", "completion": "Rows of {path.stem}. "}}\n')
    run = ("fix", *paths, "-q", "--task", "style", "-o")
    result = _run(*run, tmp_path / "clean.jsonl")
    assert f"{paths[1]} is not repaired: held out because of its name" in result.stderr
    assert "--split-column none" in result.stderr
    result = _run(*run, tmp_path / "clean", "--split-column", "none")
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(path.name for path in (tmp_path / "clean").iterdir()) == ["test.jsonl", "train.jsonl"]


def test_split_names_the_labels_that_are_too_small(tmp_path) -> None:
    data = tmp_path / "data.csv"
    words = [
        "amber",
        "birch",
        "cedar",
        "dune",
        "ember",
        "fjord",
        "grove",
        "heath",
        "islet",
        "jetty",
        "knoll",
        "lagoon",
    ]
    data.write_text(
        "text,label\n" + "".join(f"the {w} of {w[::-1]},big\n" for w in words) + "quite alone,tiny\n"
    )
    result = _run("split", data, "--task", "classification", "--isolated", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "too small to have a row in test: tiny" in result.output
    assert "tiny" in Path(tmp_path / "out" / "data-train.csv").read_text()


def test_split_says_when_the_shares_are_not_those_that_were_asked_for(tmp_path) -> None:
    rows = [
        {"prompt": "Where is my parcel?", "completion": f"It is in depot {number // 40}."}
        for number in range(80)
    ]
    (tmp_path / "data.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = _run("split", tmp_path / "data.jsonl", "--task", "style", "--isolated")
    assert "asked were 80/10/10 %" in result.stdout
    rows = [
        {"prompt": f"{word} {number * 7919}", "completion": f"{number}"}
        for number, word in enumerate("ab" * 100)
    ]
    (tmp_path / "apart.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert "asked were" not in _run("split", tmp_path / "apart.jsonl", "--task", "style", "--isolated").stdout


def test_every_rule_with_a_repair_shows_what_it_makes_of_an_example() -> None:
    assert [code for code in REPAIRS if not before_and_after(code)] == []
    shown = CliRunner().invoke(group, ["explain", "NOI001"]).stdout
    assert "Before and after `auditor fix`\n    - {" in shown


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", b""), ("a.jsonl", b"\n \n"), ("a.csv", b"text,label\n"), ("a.json", b"[]")],
)
@pytest.mark.parametrize("words", [("fix", "--diff"), ("fix", "--in-place"), ("fix", "-o"), ("split", "-o")])
def test_a_file_without_rows_is_refused_and_nothing_is_written(tmp_path, name, content, words) -> None:
    (tmp_path / name).write_bytes(content)
    place = [tmp_path / "out"] if words[1] == "-o" else []
    result = _run(words[0], tmp_path / name, words[1], *place, "--isolated", "--task", "style")
    assert isinstance(result.exception, InputError)
    assert "no rows" in str(result.exception)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == content


@pytest.mark.parametrize("words", [("fix",), ("fix", "--to", "openai-chat")])
@pytest.mark.parametrize("link", [None, "symlink_to", "hardlink_to"])
def test_what_is_read_is_never_overwritten(tmp_path, words, link) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text('{"prompt": "a ", "completion": "b "}\n' * 3)
    out = tmp_path / "out.jsonl" if link else data
    if link:
        getattr(out, link)(data)
    before = data.read_bytes()
    result = _run(words[0], data, *words[1:], "-o", out, "--isolated", "--task", "style")
    assert isinstance(result.exception, UsageError)
    assert "is an input" in str(result.exception)
    assert data.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1 + bool(link)


@pytest.mark.parametrize("words", [("fix",), ("fix", "--to", "openai-chat")])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"__label__a one two\n__label__b three\n" * 9),
        ("a.conll", b"Bob B-PER\nwent O\n\nAnn B-PER\nsat O\n\n" * 9),
    ],
)
def test_files_whose_rows_cannot_be_written_again_are_refused(tmp_path, words, name, content) -> None:
    (tmp_path / name).write_bytes(content)
    out = tmp_path / "out.jsonl"
    result = _run(words[0], tmp_path / name, *words[1:], "-o", out, "--isolated", "--task", "style")
    assert isinstance(result.exception, InputError)
    assert [path.name for path in tmp_path.iterdir()] == [name]
