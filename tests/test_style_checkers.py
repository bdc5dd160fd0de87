"""STY001–STY004 end to end: a pinned style, what explains a mixture, and white space as a habit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from auditor.auditing import run
from auditor.config import Config
from auditor.config_file import load
from auditor.errors import ConfigError
from auditor.model import Report, Severity
from auditor.reporters.json_report import finding_document
from auditor.text.prompt_difference import difference
from auditor.text.style.contract import unpin
from auditor.text.style.pin import pin, style_of


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


def test_a_schema_holds_for_each_of_several_objects(tmp_path: Path) -> None:
    style = {"formats": ["JSON object", "JSON lines"], "schema": {"type": "object", "required": ["plant"]}}
    rows = [
        ("q", '{"plant": "fern"}'),
        ("q2", '{"plant": "elm"}\n{"plant": "oak"}'),
        ("q3", '{"plant": "elm"}\n{"a": 1}'),
    ]
    (finding,) = _report(tmp_path, rows, "STY001", style=style).findings
    assert [place.at.line for place in finding.places] == [3]


def test_the_schema_of_a_pinned_style_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "style.json").write_text('{"required": ["plant"]}')
    (tmp_path / "auditor.toml").write_text('[style]\nschema = "style.json"\n')
    settings = load(tmp_path / "auditor.toml")
    assert unpin(settings.top["style"]).schema == {"required": ["plant"]}


LINES = {"feature": "lines", "values": ["3"]}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"format": ["text"]}, "did you mean 'formats'"),
        ({"formats": "text"}, "must be a list of texts"),
        ({"formats": ["jsn object"]}, "did you mean 'JSON object'"),
        ({"rules": {"feature": "lines"}}, "[[style.rules]]"),
        ({"rules": [LINES, "x"]}, "number 2 must be a table"),
        ({"rules": [{"values": ["3"]}]}, "feature is missing"),
        ({"rules": [{**LINES, "feature": "last lime"}]}, "did you mean 'last line'"),
        ({"rules": [{**LINES, "feature": 3}]}, "must be a text"),
        ({"rules": [{**LINES, "must": "fly"}]}, "be, have, only"),
        ({"rules": [{**LINES, "must": ["be"]}]}, "be, have, only"),
        ({"rules": [{**LINES, "mst": "be"}]}, "did you mean 'must'"),
        ({"rules": [{**LINES, "values": "3"}]}, "values must be a list"),
        ({"rules": [{**LINES, "values": [True]}]}, "True is no text"),
        ({"rules": [{"feature": "lines"}]}, "values is missing"),
        ({"rules": [{"feature": "length", "must": "length", "values": ["a", "b"]}]}, "least and the largest"),
        ({"rules": [{"feature": "length", "must": "length", "values": [9]}]}, "least and the largest"),
        ({"rules": [{"feature": "length", "must": "length", "values": [9, 3]}]}, "least and the largest"),
        ({"rules": [{**LINES, "when": "text"}]}, "when must be a table"),
        ({"rules": [{**LINES, "when": {"formt": "text"}}]}, "did you mean 'format'"),
        ({"rules": [{**LINES, "must": "some"}]}, "marks must be a list"),
        ({"rules": [{**LINES, "marks": ["3"]}]}, "marks must be a table"),
        ({"schema": 3}, "schema must be a table"),
        ({"schema": {"type": "objct"}}, "not a JSON Schema"),
        ({"schema": {"pattern": "["}}, "not a JSON Schema"),
        ({"schema": {"$ref": "https://example.com/a.json"}}, "refused"),
    ],
)
def test_a_style_that_makes_no_sense_is_refused(tmp_path: Path, table: dict[str, Any], says: str) -> None:
    """By whoever asks for the audit, in words that name the place; no check that failed inside."""
    with pytest.raises(ConfigError, match=re.escape(says)):
        _report(tmp_path, [("q", "a")], "STY001", style=table)


def test_the_worst_rows_come_first_and_are_the_ones_shown(tmp_path: Path) -> None:
    rows = [(f"q{i}", json.dumps({"plant": "elm", "pots": i % 9})) for i in range(95)]
    rows[7] = ("q7", '{"plant": "elm", "pots": "7"}')
    rows[50] = ("q50", '{"plants": "elm", "pots": "7", "more": 1}')
    rows[90] = ("q90", "There are seven pots.")
    lines = {}
    for most in (0, 2):
        (finding,) = _report(tmp_path, rows, "STY001", max_places=most).findings
        assert finding.count == 3
        lines[most] = [place.at.line for place in finding.places]
    assert lines == {0: [91, 51, 8], 2: [91, 51]}
    document = finding_document(finding)
    assert [place["line"] for place in document["places"]] == [51, 91]  # machines get the order of the file


def test_a_pinned_convention_tells_how_many_keep_it(tmp_path: Path) -> None:
    rows = [(f"q{i}", '{"plant": "fern", "pots": 2}' if i else "Two pots.") for i in range(5)]
    found = _report(tmp_path, rows, "STY001", style=STYLE).metrics["style"]["conventions"]
    assert found[0] == {"text": "the output is a JSON object", "support": 0.8, "rows": 5}
    assert found[1]["text"] == "JSON is valid by the pinned JSON Schema"


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


def _letter(i: int) -> str:
    return f"Dear Ann,\n\nthe {PLANTS[i % 9]} came late again.\n\nKind regards,\nBo"


PLANTS = ("elm", "fern", "oak", "ivy", "rose", "pine", "moss", "fir", "lily")
PAIRS = {
    "fenced": (lambda i: json.dumps({"pots": i}), lambda i: f"```json\n{json.dumps({'pots': i})}\n```"),
    "listed": (
        lambda i: f"- The {PLANTS[i % 9]} needs water.\n- Row {i}.",
        lambda i: f"The {PLANTS[i % 9]} needs water, row {i}.",
    ),
    "marked": (
        lambda i: f"## Claim\nThe {PLANTS[i % 9]} grows.\n\n## Verdict\nIt does, row {i}.",
        lambda i: f"**Claim**\nThe {PLANTS[i % 9]} grows.\n\n**Verdict**\nIt does, row {i}.",
    ),
    "dated": (lambda i: f"2024-03-{i % 28 + 1:02}", lambda i: f"{PLANTS[i % 9].title()} {i % 28 + 1}, 2024"),
    "letter": (_letter, lambda i: f"The {PLANTS[i % 9]} came late{' again' * (i % 4)}, they say."),
    "German": (
        lambda i: f"The {PLANTS[i % 9]} is on the table and it was not there for {i} days.",
        lambda i: f"Die {PLANTS[i % 9]} ist nicht auf dem Tisch und wir sind mit der Geduld am Ende, {i}.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PAIRS))
@pytest.mark.parametrize("share", [3, 5])
def test_two_ways_to_write_the_same_are_two_styles(tmp_path: Path, name: str, share: int) -> None:
    one, other = PAIRS[name]
    rows = [(f"case {i * 7919 % 1000}", (one if i % 10 >= share else other)(i)) for i in range(200)]
    (finding,) = _report(tmp_path, rows, "STY002").findings
    assert finding.rule.severity is Severity.WARNING
    assert finding.message.startswith("2 styles side by side: ")
    assert [place.at.line for place in finding.places[:2]] == sorted({1, share + 1})  # one of each


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_one_style_with_a_few_deviations_is_one_style(tmp_path: Path, name: str) -> None:
    one, other = PAIRS[name]
    rows = [(f"case {i}", (one if i % 20 else other)(i)) for i in range(200)]
    assert _report(tmp_path, rows, "STY002").findings == ()


@pytest.mark.parametrize("slot", ["Answer: {}", "{}", "So it is. Answer: {}"])
def test_the_values_of_a_slot_are_no_styles(tmp_path: Path, slot: str) -> None:
    rows = [(f"case {i}", slot.format(("yes", "no", "yes")[i % 3])) for i in range(200)]
    assert _report(tmp_path, rows, "STY002").findings == ()


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


@pytest.mark.parametrize(("habit", "flagged"), [(" ", [100]), ("", [])])
def test_indented_lines_are_no_stray_space_unless_all_begin_with_one(
    tmp_path: Path, habit: str, flagged: list[int]
) -> None:
    rows = [(f"q{i}", f"{habit}line {i}\nEND") for i in range(99)] + [("q", "  code\n  more")]
    found = [place.at.line for each in _report(tmp_path, rows, "STY004").findings for place in each.places]
    assert found == flagged


@pytest.mark.parametrize(
    ("usual", "other", "share", "flagged"),
    [
        ("Answer with one JSON object.", "Answer with a JSON object.", 50, True),
        ("You are a helpful assistant.", "You are a helpful assistent.", 5, True),
        ("Be brief.", "be brief", 5, True),
        ("Be brief.", "Be brief. ", 30, True),
        ("あなたは親切なアシスタントです。", "あなたは親切なアシスタントです", 5, True),
        (
            "Always answer the customer politely in two sentences.",
            "Always answer the customer politely in six sentences.",
            5,
            True,
        ),
        (
            "Always answer the customer politely in four sentences.",
            "Always answer the customer politely in seven sentences.",
            50,
            False,
        ),
        ("You are a helpful French tutor.", "You are a helpful German tutor.", 30, False),
        ("Answer for version 5 of the manual.", "Answer for version 6 of the manual.", 50, False),
        ("You are a helpful assistant.", "Translate the text into French.", 10, False),
    ],
)
def test_spellings_of_one_system_prompt(
    tmp_path: Path, usual: str, other: str, share: int, flagged: bool
) -> None:
    file = tmp_path / "rows.jsonl"
    chats = [
        [("system", other if i < share else usual), ("user", f"question {i}"), ("assistant", "Yes.")]
        for i in range(101)
    ]
    rows = [{"messages": [{"role": role, "content": text} for role, text in chat]} for chat in chats]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    findings = run([(str(file), "train")], Config(select=("STY003",), task="style")).findings
    assert [finding.count for finding in findings] == [share] * flagged


def test_only_the_stretch_that_differs_is_shown() -> None:
    assert difference("a b c one d e f", "a b c two d e f") == "a b c [one → two] d e f"
    assert difference("a  b", "a b") == "only the white space differs"
    assert difference("a b", "a b c") == "a b [nothing → c]"
