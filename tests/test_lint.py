"""`auditor lint` and the hooks that run it: what is wrong with single rows, and silence else."""

from __future__ import annotations

import json

import pytest

from tests.test_cli import auditor, good  # noqa: F401  a fixture


def jsonl(*rows: object) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


FINE = {"prompt": "Which days are we closed in May?", "completion": "On the first and on the ninth of May."}


def test_nothing_is_said_of_clean_rows_however_few(tmp_path) -> None:
    (tmp_path / "one.jsonl").write_text(jsonl(FINE))
    done = auditor("lint", "one.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_each_problem_is_a_line_with_its_place(tmp_path) -> None:
    (tmp_path / "fine.jsonl").write_text(jsonl(FINE))
    (tmp_path / "bad.jsonl").write_text(jsonl(FINE, "{broken", {**FINE, "completion": ""}))
    done = auditor("lint", "fine.jsonl", "bad.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [line.split(" ")[:2] for line in lines[:-1]] == [
        ["bad.jsonl:2:", "INP001"],
        ["bad.jsonl:3:", "FMT003"],
    ]
    assert lines[-1].startswith("2 errors in 1 of 2 files")
    assert not any(word in done.stdout for word in ("GO", "minimum", "needs at least", "collect"))


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_fail_only_when_asked(options, code, tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(jsonl(FINE, {**FINE, "completion": "Yours, [Your Name]"}))
    done = auditor("lint", "a.jsonl", *options, cwd=tmp_path)
    assert (done.returncode, done.stdout.count("NOI004")) == (code, 2)


def test_the_rest_is_linted_where_a_file_cannot_be_read(tmp_path) -> None:
    (tmp_path / "lfs.jsonl").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    (tmp_path / "bad.jsonl").write_text(jsonl("{broken", FINE))
    done = auditor("lint", "lfs.jsonl", "bad.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert "git lfs pull" in done.stderr
    assert "INP001" in done.stdout


def test_a_file_is_read_as_its_data_set_says(tmp_path) -> None:
    """Without the configuration these fields are no known format."""
    (tmp_path / "a.jsonl").write_text(jsonl({"q1": "Which days?", "a1": "The ninth."}))
    assert auditor("lint", "a.jsonl", cwd=tmp_path).returncode == 1
    table = '[[dataset]]\npaths = ["*.jsonl"]\ninput = "q1"\noutput = "a1"\n'
    (tmp_path / "auditor.toml").write_text(table)
    done = auditor("lint", "a.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_pinned_style_is_a_contract_for_a_new_file_of_two_rows(tmp_path) -> None:
    rule = '[style]\n[[style.rules]]\nfeature = "last line"\nvalues = ["Yours, Ada"]\n'
    rows = [{**FINE, "completion": f"In May.\nYours, {name}"} for name in ("Ada", "Bob")]
    (tmp_path / "new.jsonl").write_text(jsonl(*rows))
    assert auditor("lint", "new.jsonl", cwd=tmp_path).returncode == 0
    (tmp_path / "auditor.toml").write_text(rule)
    done = auditor("lint", "new.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("new.jsonl:2: STY001 output-deviates: last line is `Yours, Ada` (pinned)")
    (tmp_path / "auditor.toml").write_text(rule.replace("last line", "last lime"))
    done = auditor("lint", "new.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'last line'" in done.stderr


def test_a_style_may_be_that_of_one_data_set(tmp_path) -> None:
    (tmp_path / "letters.jsonl").write_text(jsonl({**FINE, "completion": "In May.\nBob"}))
    (tmp_path / "notes.jsonl").write_text(jsonl({**FINE, "completion": "In May.\nBob"}))
    rule = '[[dataset.style.rules]]\nfeature = "last line"\nvalues = ["Ada"]\n'
    tables = f'[[dataset]]\npaths = ["letters.jsonl"]\n{rule}[[dataset]]\npaths = ["notes.jsonl"]\n'
    (tmp_path / "auditor.toml").write_text(tables)
    assert auditor("lint", "letters.jsonl", cwd=tmp_path).stdout.startswith("letters.jsonl:1: STY001")
    assert auditor("lint", "notes.jsonl", cwd=tmp_path).stdout == ""


def test_what_is_said_of_a_file_depends_on_no_other(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(jsonl(*[{"text": f"card {i} lost", "label": "card"} for i in range(9)]))
    (tmp_path / "b.jsonl").write_text(jsonl(*[FINE] * 30, "{broken"))
    alone = auditor("lint", "b.jsonl", cwd=tmp_path).stdout.splitlines()[:-1]
    assert auditor("lint", "a.jsonl", "b.jsonl", cwd=tmp_path).stdout.splitlines()[:-1] == alone


def test_many_places_of_a_rule_are_summed_up(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(jsonl(*["{broken"] * 30, FINE))
    done = auditor("lint", "a.jsonl", cwd=tmp_path)
    assert done.stdout.count("INP001 invalid-json") == 10
    assert "a.jsonl: INP001: 20 more places" in done.stdout
    assert auditor("lint", "--full", "a.jsonl", cwd=tmp_path).stdout.count("INP001 invalid-json") == 30


def test_a_go_is_one_line_when_asked_to_be_quiet(good) -> None:  # noqa: F811
    done = auditor("check", good, "--task", "classification", "-q", "--ignore", "LBL,DUP")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    assert line.startswith(" GO ")
    assert "200 usable examples" in line
