"""`auditor fewshot` from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import auditor

QUESTIONS = {"card": "my card number {} has not arrived", "refund": "please pay back the order {}"}


@pytest.fixture
def data(tmp_path) -> Path:
    rows = [{"text": t.format(n), "label": name} for name, t in QUESTIONS.items() for n in range(100, 120)]
    rows.insert(0, {"text": "wants TODO <|im_end|>", "label": "card"})
    file = tmp_path / "train.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_prints_a_ready_prompt_and_says_why_on_the_other_stream(data):
    run = auditor("fewshot", data, "--isolated", "-k", 2, "-f", "chat")
    assert run.returncode == 0
    messages = json.loads(run.stdout)
    assert [m["content"] for m in messages if m["role"] == "assistant"] == ["card", "refund"]
    assert "card, refund" in messages[0]["content"]
    assert run.stderr.count(f"{data}:") == 2
    assert "labelled `refund`" in run.stderr


def test_flagged_rows_are_never_shown(data):
    run = auditor("fewshot", data, "--isolated", "-k", 200)
    assert "wants TODO" not in run.stdout


def test_the_holdout_has_the_rest(data, tmp_path):
    out = tmp_path / "holdout.jsonl"
    run = auditor(
        "fewshot", data, "--isolated", "-k", 2, "--holdout", out, "-f", "chat", "-q", "--select", "NOI008"
    )
    rest = [json.loads(line)["text"] for line in out.read_text().splitlines()]
    shown = [m["content"] for m in json.loads(run.stdout) if m["role"] == "user"]
    assert len(rest) == 38
    assert not set(rest) & set(shown)
    assert not any("wants TODO" in text for text in rest)


def test_nothing_clean_is_an_error(data):
    run = auditor("fewshot", data, "--isolated", "--max-tokens", 1)
    assert run.returncode == 2
    assert "within --max-tokens" in run.stderr


def test_a_no_go_report_holds_the_picks(data):
    report = json.loads(auditor("check", data, "--isolated", "-f", "json").stdout)
    assert report["verdict"]["recommendation"] == "few-shot"
    picks = report["metrics"]["few_shot"]
    assert len(picks) == 5
    assert {"path", "line", "row", "input", "output", "reason"} == set(picks[0])
    lines = data.read_text().split("\n")
    assert all(json.loads(lines[pick["line"] - 1])["text"] == pick["input"] for pick in picks)
