"""What was not read or not checked is never GO: not in the exit code, and in no report."""

import gzip
import json
import re

import pytest

from auditor import Config, audit, auditing, reporters
from auditor.checkers.base import BaseChecker
from auditor.model import Rule, Severity

from .test_cli import auditor

GO = re.compile(r"(?<!NO-)\bGO\b")
ROWS = b"".join(
    b'{"prompt": "Where is box %d of shelf %d?", "completion": "In room %d, behind door %d."}\n'
    % (n, n * 7919 % 1000, n * 31 % 977, n)
    for n in range(600)
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.jsonl").write_bytes(ROWS)
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(ROWS * 40)[:-40])
    return tmp_path


@pytest.mark.parametrize("missing", ["absent.jsonl", "cut.jsonl.gz"])
def test_no_report_says_go(folder, missing):
    assert audit(folder / "good.jsonl", task="style").ok
    report = audit([folder / "good.jsonl", folder / missing], task="style")
    assert not report.ok
    assert not report.run.complete
    assert missing in report.verdict.reasons[0].text
    for form in reporters.FORMATS:
        text = reporters.render(report, form)
        assert not GO.search(text), form
        assert '"decision": "go"' not in text
        assert form in ("gitlab", "jsonl", "concise") or missing in text, form
    assert "GO" not in repr(report).replace("NO-GO", "")


def test_a_check_that_fails_is_no_go(folder, monkeypatch):
    class Failing(BaseChecker):
        rules = (Rule("XXX001", "failing", Severity.ERROR, "fails"),)

        def observe(self, batch):
            raise MemoryError

    report = audit(folder / "good.jsonl", config=Config(task="style", checkers=(Failing,)))
    assert "XXX001 failed" in report.verdict.reasons[0].text
    assert not report.ok


@pytest.mark.parametrize(
    "words",
    [
        ("check", "good.jsonl", "cut.jsonl.gz", "--task", "style", "--exit-zero"),
        ("fewshot", "good.jsonl", "cut.jsonl.gz"),
        ("advise", "good.jsonl", "cut.jsonl.gz"),
        ("diff", "good.jsonl", "*.jsonl*", "--task", "style"),
        ("baseline", "good.jsonl", "cut.jsonl.gz"),
        ("init", "good.jsonl", "cut.jsonl.gz"),
        ("fix", "good.jsonl", "cut.jsonl.gz", "-o", "fixed"),
        ("split", "cut.jsonl.gz"),
        ("fix", "cut.jsonl.gz", "--to", "openai-chat", "-o", "chat.jsonl"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_says_so_and_exits_with_2(folder, words):
    before = sorted(folder.iterdir())
    done = auditor(*words, cwd=folder)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "cut" in done.stderr
    assert not GO.search(done.stdout)
    assert sorted(folder.iterdir()) == before


def test_a_saved_report_stays_incomplete(folder):
    auditor("check", "good.jsonl", "absent.jsonl", "--task", "style", "-f", "json:r.json", cwd=folder)
    assert json.loads((folder / "r.json").read_text())["run"]["unread"][0]["path"] == "absent.jsonl"
    for form in ("terminal", "json", "sarif"):
        again = auditor("report", "r.json", "-f", form, cwd=folder)
        assert again.returncode == 2
        assert "absent.jsonl" in again.stdout
        assert not GO.search(again.stdout)


def test_a_file_that_changes_while_it_is_read(folder, monkeypatch):
    path = folder / "good.jsonl"

    def changing(*arguments, **options):
        with path.open("ab") as stream:
            stream.write(b"\n")
        return review(*arguments, **options)

    review = auditing._review
    monkeypatch.setattr(auditing, "_review", changing)
    report = audit(path, task="style")
    assert report.run.unread == ((str(path), "it changed while it was read"),)
    assert not report.ok
