"""Accepted findings stay quiet, new ones count, whatever order the rows come in."""

from __future__ import annotations

import json
import random

import pytest

from .test_cli import auditor


@pytest.fixture
def rows() -> list[str]:
    words = ["red", "green", "blue", "old", "new", "small", "large", "left", "right", "upper"]
    good = [
        json.dumps(
            {"prompt": f"Where is the {a} {b} valve of pump {a}?", "completion": f"Beside the {b} {a} tank."}
        )
        for a in words
        for b in words
    ]
    return [*good, '{"prompt": "half', '{"prompt": "Who?", "completion": "<|im_end|> TODO"}']


def _check(folder, *words):
    return auditor("check", "data.jsonl", "--task", "style", "--min", "10", *words, "-f", "json", cwd=folder)


def test_only_new_findings_count(rows, tmp_path) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text("\n".join(rows))
    assert _check(tmp_path).returncode == 1
    made = auditor("baseline", "data.jsonl", "--task", "style", "--reason", "known", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "Who?" not in (tmp_path / "auditor-baseline.json").read_text()

    random.Random(3).shuffle(rows)
    data.write_text("\n".join(rows))
    quiet = _check(tmp_path, "--baseline", "auditor-baseline.json")
    assert quiet.returncode == 0, quiet.stdout
    assert json.loads(quiet.stdout)["run"]["settings"]["baseline"]["unused"] == 0

    data.write_text("\n".join([*rows, '{"prompt": "another half']))
    assert _check(tmp_path, "--baseline", "auditor-baseline.json").returncode == 1


def test_a_file_without_rows_has_nothing_to_accept(tmp_path) -> None:
    for content in ("", "\n\n"):
        (tmp_path / "data.jsonl").write_text(content)
        refused = auditor("baseline", "data.jsonl", cwd=tmp_path)
        assert refused.returncode == 2
        assert "data.jsonl: there are no rows, so there is nothing to accept" in refused.stderr
        assert not (tmp_path / "auditor-baseline.json").exists()


def test_an_expired_entry_counts_again_and_pruning_takes_out_what_is_gone(rows, tmp_path) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text("\n".join(rows))
    words = ("baseline", "data.jsonl", "--task", "style")
    auditor(*words, "--expires", "2020-01-01", cwd=tmp_path)
    assert _check(tmp_path, "--baseline", "auditor-baseline.json").returncode == 1
    data.write_text("\n".join(rows[:-2]))
    pruned = auditor(*words, "--prune", cwd=tmp_path)
    entries = json.loads((tmp_path / "auditor-baseline.json").read_text())["accepted"]
    assert "INP001" not in {entry["code"] for entry in entries}, pruned.stdout


def test_a_saved_report_renders_as_the_run_itself(rows, tmp_path) -> None:
    (tmp_path / "data.jsonl").write_text("\n".join(rows))
    saved = auditor(
        "check", "data.jsonl", "--task", "style", "-f", "json:report.json", "-f", "terminal", cwd=tmp_path
    )
    again = auditor("report", "report.json", cwd=tmp_path)
    assert again.stdout == saved.stdout
    assert again.returncode == saved.returncode == 1
    document = auditor("report", "report.json", "-f", "json", cwd=tmp_path).stdout
    assert document == (tmp_path / "report.json").read_text()


@pytest.mark.parametrize("text", ["", "[]", '{"schema_version": "2.0"}', '{"schema_version": "1.0"}'])
def test_what_is_no_report_is_refused(text, tmp_path) -> None:
    (tmp_path / "report.json").write_text(text)
    done = auditor("report", "report.json", cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
