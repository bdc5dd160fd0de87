"""STY001–STY004 end to end: a pinned style, what explains a mixture, and white space as a habit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.auditing import run
from auditor.config import Config
from auditor.config_file import load
from auditor.errors import ConfigError
from auditor.model import Report, Severity
from auditor.text.prompt_difference import difference
from auditor.text.style.pin import pin, style_of, unpin


def _report(tmp_path: Path, rows: list[tuple[str, str]], code: str, **options: Any) -> Report:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps({"prompt": q, "completion": a}) + "\n" for q, a in rows))
    return run([(str(file), "train")], Config(select=(code,), **{"task": "style", **options}))


STYLE = pin(style_of(json.dumps({"plant": "elm", "pots": i % 9}) for i in range(40)))


def test_a_pinned_style_holds_for_five_rows(tmp_path: Path) -> None:
    rows = [(f"q{i}", '{"plant": "fern", "pots": 2}') for i in range(4)] + [
        ("q5", '{"plant": "fern", "pots": "2"}')
    ]
    report = _report(tmp_path, rows, "STY001", style=STYLE)
    (finding,) = [each for each in report.findings if each.rule.code == "STY001"]
    assert finding.rule.severity is Severity.ERROR
    assert [place.at.line for place in finding.places] == [5]
    assert "$.pots" in finding.places[0].message
    assert report.metrics["style"]["adherence"] == 0.8


def test_the_schema_of_a_pinned_style_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "style.json").write_text('{"required": ["plant"]}')
    (tmp_path / "auditor.toml").write_text('[style]\nschema = "style.json"\n')
    settings = load(tmp_path / "auditor.toml")
    assert unpin(settings.top["style"]).schema == {"required": ["plant"]}


@pytest.mark.parametrize(
    "table",
    [{"shape": 1}, {"rules": [{"feature": "mood"}]}, {"rules": [{"feature": "lines", "must": "fly"}]}],
)
def test_a_style_that_makes_no_sense_is_refused(table: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        unpin(table)


def test_labels_are_not_judged_twice(tmp_path: Path) -> None:
    rows = [(f"q{i}", ("yes", "no")[i % 2]) for i in range(98)] + [("x", "perhaps"), ("y", "Label: yes")]
    assert _report(tmp_path, rows, "STY001", task="classification").findings == ()
    style = _report(tmp_path, rows, "STY001").findings
    assert [place.at.line for place in style[0].places] == [99, 100]


@pytest.mark.parametrize(("sign", "severity"), [(True, Severity.INFO), (False, Severity.WARNING)])
def test_the_input_may_explain_two_styles(tmp_path: Path, sign: bool, severity: Severity) -> None:
    rows = []
    for i in range(80):
        asks = ("As JSON please", "In words please")[i % 2] if sign else "Please"
        answer = (
            json.dumps({"pots": i}) if i % 2 == 0 else f"There are {i} pots in the shed behind the house."
        )
        rows.append((f"{asks}:\nhow many pots, case {i}?", answer))
    report = _report(tmp_path, rows, "STY002")
    (finding,) = [each for each in report.findings if each.rule.code == "STY002"]
    assert finding.rule.severity is severity
    assert [style["rows"] for style in report.metrics["style"]["styles"]] == [40, 40]


def test_a_word_anywhere_in_the_input_may_explain_two_styles(tmp_path: Path) -> None:
    rows = []
    for i in range(120):
        asks = ("as JSON", "in a table", "as a json record", "in a sentence")[i % 4]
        answer = (
            json.dumps({"pots": i}) if i % 2 == 0 else f"There are {i} pots in the shed behind the house."
        )
        rows.append((f"Case {i * 7919 % 1000}: tell me {asks} how many pots number {i} has", answer))
    report = _report(tmp_path, rows, "STY002")
    (finding,) = [each for each in report.findings if each.rule.code == "STY002"]
    assert finding.rule.severity is Severity.INFO
    assert "json" in finding.message


@pytest.mark.parametrize(("task", "share"), [("style", 1.0), ("classification", None)])
def test_only_what_was_judged_has_an_adherence(tmp_path: Path, task: str, share: float | None) -> None:
    rows = [(f"question {i}", ("refund", "card", "login")[i % 3]) for i in range(90)]
    assert _report(tmp_path, rows, "STY001", task=task).metrics["style"]["adherence"] == share


@pytest.mark.parametrize("bare", [1, 10, 11])
def test_white_space_that_nine_rows_in_ten_have_is_a_habit(tmp_path: Path, bare: int) -> None:
    rows = [(f"q{i}", f"answer {i}" if i < bare else f" answer {i}") for i in range(100)]
    (finding,) = _report(tmp_path, rows, "STY004").findings[-1:]
    if bare <= 10:
        assert [place.at.line for place in finding.places] == list(range(1, bare + 1))
        assert "most start with one space" in finding.places[0].message
    else:
        assert finding.count == 100 - bare


def test_only_the_stretch_that_differs_is_shown() -> None:
    assert difference("a b c one d e f", "a b c two d e f") == "a b c [one → two] d e f"
    assert difference("a  b", "a b") == "only the white space differs"
    assert difference("a b", "a b c") == "a b [nothing → c]"
