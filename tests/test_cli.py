"""The command line from outside: exit codes, streams, formats."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.cli import COMMANDS

ROOT = Path(__file__).parent.parent


def auditor(*words: object, **kwargs) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "auditor", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **kwargs.pop("env", {})}
    cwd = kwargs.pop("cwd", ROOT)
    kwargs = {"capture_output": True, **kwargs}
    return subprocess.run(command, text=True, cwd=cwd, env=environment, **kwargs)


@pytest.fixture
def good(tmp_path) -> Path:
    """200 short questions with a label: just enough for a classification."""
    nouns = ["card", "loan", "fee", "transfer", "limit", "branch", "app", "rate", "cheque", "deposit"]
    verbs = [
        "lost",
        "raised",
        "blocked",
        "delayed",
        "forgotten",
        "moved",
        "closed",
        "doubled",
        "renewed",
        "stolen",
    ]
    rows = []
    for noun in nouns:
        for verb in verbs:
            rows.append({"text": f"why was my {noun} {verb} without any warning", "label": "complaint"})
            rows.append({"text": f"tell me when a {noun} can be {verb} please", "label": "question"})
    file = tmp_path / "good.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_enough_clean_rows_are_a_go(good) -> None:
    done = auditor("check", good, "--task", "classification", "--select", "CNT,INP,FMT")
    assert done.returncode == 0
    assert "GO" in done.stdout.splitlines()[-8:][0] or " GO " in done.stdout
    assert done.stderr == ""


def test_too_few_rows_are_a_no_go_with_few_shot(good) -> None:
    done = auditor("check", good, "--task", "generation", "--select", "CNT", "-f", "json")
    assert done.returncode == 1
    verdict = json.loads(done.stdout)["verdict"]
    assert (verdict["decision"], verdict["recommendation"]) == ("no-go", "few-shot")


def test_exit_zero_keeps_the_verdict_but_not_the_code(good) -> None:
    done = auditor("check", good, "--task", "generation", "--exit-zero")
    assert done.returncode == 0
    assert "NO-GO" in done.stdout


def test_a_file_alone_is_checked(good) -> None:
    assert (
        auditor(good, "--task", "generation").stdout == auditor("check", good, "--task", "generation").stdout
    )


@pytest.mark.parametrize(("other", "told"), [('{"instruction": "a", "output": "b"}', True), ("", False)])
def test_files_of_different_formats_in_one_training_set_are_told(
    good, tmp_path, other: str, told: bool
) -> None:
    (tmp_path / "other.jsonl").write_text(other)
    result = auditor("check", good, tmp_path / "other.jsonl", "--task", "classification", "--no-cache")
    assert ("files of different formats (text-label, alpaca)" in result.stderr) is told
    assert ("different formats" in result.stderr) is told


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "missing.jsonl"],
        ["check", "README.md", "--task", "poetry"],
        ["check", "README.md", "--no-such-option"],
        ["check", "README.md", "-f", "powerpoint"],
        ["nonsense"],
        ["explain", "XYZ999"],
    ],
)
def test_what_cannot_be_done_is_exit_2_with_a_message(words) -> None:
    done = auditor(*words)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_reports_go_to_files_and_to_standard_output_in_one_run(good, tmp_path) -> None:
    target = tmp_path / "report.json"
    done = auditor("check", good, "--task", "classification", "-f", "terminal", "-f", f"json:{target}")
    assert "usable" in done.stdout
    assert json.loads(target.read_text())["run"]["task"] == "classification"


def test_quiet_says_only_the_verdict(good) -> None:
    done = auditor("check", good, "--task", "generation", "-q")
    assert done.stdout.splitlines()[0].startswith(" NO-GO")


def test_colours_only_where_wanted(good) -> None:
    assert "\x1b[" not in auditor("check", good, "--task", "generation").stdout
    assert "\x1b[" in auditor("check", good, "--task", "generation", "--color").stdout


@pytest.mark.parametrize("word", ["missing.jsonl", "data/missing", "missing*"])
def test_a_first_word_that_looks_like_a_file_is_one(word: str) -> None:
    refused = auditor(word)
    assert refused.returncode == 2
    assert refused.stderr.startswith("auditor: ")
    assert "missing" in refused.stderr
    assert "No such command 'chek'" in auditor("chek").stderr


def test_explain_takes_a_code_a_name_or_a_family() -> None:
    by_code, by_name = auditor("explain", "noi004").stdout, auditor("explain", "placeholder").stdout
    assert by_code == by_name
    assert by_code.startswith("# NOI004 placeholder")
    family = auditor("explain", "noi").stdout.splitlines()
    assert len(family) > 10
    assert all(line.startswith("NOI") for line in family)


def test_explain_lists_all_rules_and_explains_one() -> None:
    listing = auditor("explain").stdout
    assert "CNT001" in listing
    assert "How to fix" in auditor("explain", "CNT001").stdout


def test_the_help_names_every_command() -> None:
    help_text = auditor("--help").stdout
    assert all(name in help_text for name in COMMANDS)


def test_the_nearest_configuration_counts_and_isolated_ignores_it(good) -> None:
    (good.parent / "auditor.toml").write_text('task = "generation"\nminimum = 150\n')
    assert auditor("check", good, "--select", "CNT", cwd=good.parent).returncode == 0
    isolated = auditor(
        "check", good, "--select", "CNT", "--isolated", "--task", "generation", cwd=good.parent
    )
    assert isolated.returncode == 1


def test_a_misspelt_key_is_refused_with_a_suggestion(good) -> None:
    (good.parent / "auditor.toml").write_text("minimun = 150\n")
    done = auditor("check", good, cwd=good.parent)
    assert done.returncode == 2
    assert "did you mean 'minimum'" in done.stderr


def test_configured_data_sets_are_audited_each_for_itself(good) -> None:
    (good.parent / "auditor.toml").write_text(
        'select = ["CNT"]\n[[dataset]]\nname = "small"\npaths = ["good.jsonl"]\ntask = "generation"\n'
        '[[dataset]]\nname = "fit"\npaths = ["good.jsonl"]\ntask = "classification"\n'
    )
    done = auditor("check", "-f", "terminal", "-f", "json:out.json", cwd=good.parent)
    assert done.returncode == 1
    verdicts = {name: json.loads((good.parent / f"out-{name}.json").read_text()) for name in ("small", "fit")}
    assert verdicts["small"]["verdict"]["decision"] == "no-go"
    assert verdicts["fit"]["verdict"]["decision"] == "go"


def test_a_configured_severity_replaces_the_rules_own(good) -> None:
    (good.parent / "auditor.toml").write_text('[severity]\nCNT = "info"\n')
    report = json.loads(auditor("check", good, "--task", "generation", "-f", "json", cwd=good.parent).stdout)
    assert {f["severity"] for f in report["findings"] if f["code"].startswith("CNT")} == {"info"}


def test_a_configuration_that_can_never_say_no_go_is_told(good) -> None:
    never = auditor("check", good, "--task", "style", "--min", "0", "--select", "LEK005", cwd=good.parent)
    assert "can never be NO-GO" in never.stderr
    gated = auditor("check", good, "--task", "style", "--min", "0", "--select", "INP", cwd=good.parent)
    assert gated.stderr == ""


def test_per_file_ignores_spare_a_file_but_not_what_is_unreadable(good) -> None:
    bad = good.parent / "old.jsonl"
    bad.write_text('{"text": "TODO", "label": "x"}\n{"text": "<|im_end|>", "label": "y"}\n{"text": \n')
    (good.parent / "auditor.toml").write_text('[per_file_ignores]\n"old*.jsonl" = ["NOI", "INP"]\n')
    done = auditor("check", "good.jsonl", "old.jsonl", "--task", "style", "-f", "json", cwd=good.parent)
    codes = {finding["code"] for finding in json.loads(done.stdout)["findings"]}
    assert "INP001" in codes
    assert not any(code.startswith("NOI") for code in codes)
    again = auditor(
        "check", "good.jsonl", "old.jsonl", "--task", "style", "-f", "json", "--isolated", cwd=good.parent
    )
    assert any(f["code"].startswith("NOI") for f in json.loads(again.stdout)["findings"])


def test_files_of_different_formats_are_one_set_only_with_a_word(good):
    other = good.parent / "answers.jsonl"
    other.write_text('{"prompt": "How far is it?", "completion": "Ten miles."}\n')
    assert "(text-label, prompt-completion) are audited as one" in auditor("check", good, other).stderr
    assert auditor("check", good).stderr == ""
