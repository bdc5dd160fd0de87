"""Every hostile file gets its true answer, the same packed or cut into shards, and inert in every report."""

import gzip
import html
import json
import re
import shlex

import pytest

from auditor import auditing, loaders, reporters
from auditor.config import Config
from auditor.errors import InputError
from auditor.reporters.view import View
from tests.fuzz.nasty import COMMAND, STEERS

from .cases import CASES

CONFIG = Config(task="style", max_places=0, minimum=1)  # what is there is enough, if it can be read
GUESSED = ("INP007", "INP008", "INP009", "INP010")  # about how rows stand or what they are, not reading


def answer(path):
    """What is said of the file: words of a refusal, or broken lines and counts."""
    try:
        report = auditing.run([(str(path), "train")], CONFIG)
    except InputError as error:
        return str(error), None
    if report.run.unread:
        return report.run.unread[0][1], report
    found = [f for f in report.findings if f.rule.code.startswith("INP") and f.rule.code not in GUESSED]
    broken = {place.at.line: finding.code for finding in found for place in finding.places}
    return (broken, report.counts.audited, report.counts.blank), report


@pytest.mark.parametrize("name", CASES)
def test_the_answer_is_true(tmp_path, name):
    case = CASES[name]
    path = tmp_path / case.name
    path.write_bytes(case.content)
    said, report = answer(path)
    if case.refused:
        assert case.refused in said
        assert "\n" not in said
        return
    assert said == (case.broken, case.audited, case.blank)
    counts = report.counts
    assert counts.rows == counts.audited + counts.broken + counts.blank
    assert counts.broken == len(case.broken)
    assert not (report.ok and (case.broken or not case.audited))
    for form in reporters.FORMATS:
        text = reporters.render(report, form, View(detail=2))
        assert not STEERS.search(text.replace("\n", "")), form
    if name.startswith(("table", "document", "edge")):
        packed = tmp_path / f"{case.name}.gz"
        packed.write_bytes(gzip.compress(case.content))
        assert answer(packed)[0] == said


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith(("line", "table", "edge"))])
def test_shards_change_nothing(tmp_path, name):
    path = tmp_path / CASES[name].name
    path.write_bytes(CASES[name].content)
    planned = loaders.plan([(str(path), "train")], CONFIG)
    whole, cut = (
        [
            (
                batch.rows,
                [b.code for b in batch.broken],
                batch.blank,
                len(batch.examples) + len(batch.misfits),
            )
            for shard in loaders.shards(planned.files, size)
            for batch in loaders.read(shard, CONFIG)
        ]
        for size in (1 << 24, 50)
    )

    def summed(parts):
        return [sum((part[i] for part in parts), [] if i < 2 else 0) for i in range(4)]

    assert summed(cut) == summed(whole)


ATTACKS = (
    "::error file=x::owned", "::set-output name=x::y", "##vso[task.setvariable variable=x]y", "##[error]y",
    "##teamcity[buildStatus status='SUCCESS']", "\x1b]8;;http://x\x07link\x1b]8;;\x07", "\x1b[2J",
    "\r::error::x",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]><x/>", "`</code><b>x</b>", "|x|y|",
    "[x](javascript:alert(1))", "@everyone #1", "\u202egpj.exe", "\u200b", "\u2028::error::x", "{{7*7}}{%x%}",
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_report_obeys_the_data(tmp_path, monkeypatch, attack):
    """The attack stands in a file name, a split, a key, a label, texts and broken lines."""
    monkeypatch.chdir(tmp_path)
    name = attack.replace("/", "\u2215") + ".jsonl"
    rows = [
        {"text": f"{attack} {n % 7}", "label": attack if n % 3 else f"{attack}{n}", attack: n}
        for n in range(60)
    ]
    chat = [{"messages": [{"role": attack, "content": attack}, {"role": "assistant", "content": attack * 9}]}]
    lines = [json.dumps(row, ensure_ascii=n % 2 > 0) for n, row in enumerate([*rows, *chat])]
    lines += [f"{attack} oops".replace("\n", ""), attack, json.dumps([attack])]
    (tmp_path / name).write_text("\n".join(lines), "utf-8")
    report = auditing.run([(name, "train"), (name, attack)], Config(max_places=0))
    for form in reporters.FORMATS:
        for width in (40, 200):
            text = reporters.render(report, form, View(detail=2, width=width, color=width == 40))
            plain = re.sub("\x1b\\[[0-9;]*m", "", text)
            assert not STEERS.search(plain), form
            if form == "github":
                assert all(OURS.match(line) for line in plain.splitlines())
            else:
                assert not COMMAND.search(plain), form
            if form in ("html", "junit"):
                assert "<script>alert" not in plain


OURS = re.compile("::(error|warning|notice) title=auditor")


def test_a_name_that_looks_like_an_option_is_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--in-place.jsonl").write_bytes(CASES["edge: no line end at the end"].content)
    report = auditing.run([("*.jsonl", "train")], CONFIG)
    assert [file.path for file in report.run.files] == ["./--in-place.jsonl"]
    assert all(" --in-place" not in step.command for step in report.verdict.next_steps)


def test_the_command_of_a_page_survives_a_shell(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "a; touch owned $(x) '.jsonl"
    (tmp_path / name).write_bytes(CASES["edge: no line end at the end"].content)
    page = reporters.render(auditing.run([(name, "train")], CONFIG), "html")
    command = html.unescape(re.search("<pre[^>]*>(auditor check .*)</pre>", page)[1])
    assert shlex.split(command)[2] == name
