"""What INP007 says about a file: its keys, the nearest format, what to type."""

import json

import pytest

from auditor import auditing
from auditor.checkers.unknown_format import USUAL
from auditor.config import Config
from auditor.formats import BY_NAME


def message(tmp_path, record):
    path = tmp_path / "data.jsonl"
    path.write_text((json.dumps(record) + "\n") * 3)
    report = auditing.run([(str(path), "train")], Config(task="style", select=("INP007",)))
    (finding,) = (item for item in report.findings if item.rule.code == "INP007")
    assert finding.count == 3
    return finding.message


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"chat_messages": [1]}, "nearest is openai-chat, with messages"),
        ({"promt": "a", "completions_": "b"}, "nearest is prompt-completion, with prompt and completion"),
        ({"headline": "a", "teaser": "b"}, "--input headline --output teaser"),
        ({"the headline": "a", "teaser": "b"}, "--input 'the headline' --output teaser"),
        ({"inputs": {"q": "a"}, "outputs": {"a": "b"}}, "--input inputs.q --output outputs.a"),
        ({"id": "1", "title": "a rainy day", "body": "it rains a lot"}, "--input title --output body"),
        ({"x": 1}, "name the fields with --input and --output or --label"),
        ({f"k{n}": n for n in range(20)}, "and 12 more"),
    ],
)
def test_names_the_keys_and_what_to_type(tmp_path, record, words):
    assert words in message(tmp_path, record)


@pytest.mark.parametrize("keys", [("opinion", "grade"), ("grade", "opinion")])
def test_few_values_that_come_again_are_a_label(tmp_path, keys):
    path = tmp_path / "data.jsonl"
    rows = [{"opinion": f"The lamp number {n} is rather good", "grade": str(n % 5)} for n in range(60)]
    path.write_text("".join(json.dumps({key: row[key] for key in keys}) + "\n" for row in rows))
    report = auditing.run([(str(path), "train")], Config(task="style", select=("INP007",)))
    (finding,) = (item for item in report.findings if item.rule.code == "INP007")
    assert "hold the input and the label: --input opinion --label grade (" in finding.message
    assert report.verdict.next_steps[0].command == f"auditor check {path} --input FIELD --output FIELD"


def test_of_a_table_of_tickets_the_text_and_the_category_are_proposed(tmp_path):
    path = tmp_path / "tickets.csv"
    kinds = [f"Kategorie {n}" for n in range(14)]
    rows = [
        f"T-{n},{n % 28 + 1:02}.03.2024 10:15:{n:02},Anfrage,Die Lampe {n} ist kaputt,{kinds[n % 14]},hoch"
        for n in range(60)
    ]
    path.write_text("\n".join(["Nr,Erstellt am,Betreff,Beschreibung,Kategorie,Dringend", *rows]) + "\n")
    report = auditing.run([(str(path), "train")], Config(task="style", select=("INP007",)))
    (finding,) = (item for item in report.findings if item.rule.code == "INP007")
    assert "--input Beschreibung --label Kategorie (" in finding.message


def test_formats_far_away_are_not_called_near(tmp_path):
    assert "nearest" not in message(tmp_path, {"headline": "a", "teaser": "b"})


def test_the_usual_formats_exist():
    assert set(USUAL) <= set(BY_NAME)
