"""`auditor advise`: what it shows, and what it writes."""

from __future__ import annotations

import json
import tomllib

import pytest

from auditor.cli.project_section import render, write
from auditor.errors import ConfigError
from auditor.verdict.advice import QUESTIONS, Measured, advise
from auditor.verdict.facts import Facts
from auditor.verdict.policy import Policy
from tests.test_cli import auditor

POLICY = Policy("style", 500, 2_000)


def test_every_question_is_a_fact():
    assert set(QUESTIONS) <= set(Facts.__struct_fields__)


def test_says_what_would_change_the_answer():
    facts = Facts.from_project({"external_knowledge": True, "baseline": {"prompt": 0.7, "target": 0.9}})
    advice = advise(facts, POLICY, Measured())
    assert advice.verdict.recommendation == "rag"
    assert ("knowledge is external", False, "fine-tune") in [
        (change.statement, change.holds, change.recommendation) for change in advice.changes
    ]


def test_without_data_nothing_is_said_about_numbers():
    advice = advise(Facts(), POLICY, Measured())
    assert advice.assumed
    assert not any("usable" in reason.text for reason in advice.verdict.reasons)
    assert {row.fact: row.holds for row in advice.verdict.matrix}["few_examples"] is None


def test_where_nothing_is_known_it_does_not_say_go(tmp_path):
    text = auditor("advise", "--no-write", cwd=tmp_path).stdout
    assert "Nothing is known yet" in text
    assert "GO for" not in text
    assert "GO for fine-tuning" in auditor("advise", "--no-write", "--style-matters", cwd=tmp_path).stdout


def test_writes_the_answers_and_reads_them_again(tmp_path):
    first = auditor("advise", "--external-knowledge", "--prompt-score", 0.5, cwd=tmp_path)
    assert first.returncode == 0
    assert "retrieval (RAG)" in first.stdout
    written = tomllib.loads((tmp_path / "auditor.toml").read_text())
    assert written == {"project": {"external_knowledge": True, "baseline": {"prompt": 0.5}}}
    again = auditor("advise", "-f", "json", cwd=tmp_path)
    assert json.loads(again.stdout)["verdict"]["recommendation"] == "rag"
    assert "written" not in again.stderr


def test_the_text_fits_into_80_columns(tmp_path):
    table = auditor("advise", "--no-write", "--explainable", cwd=tmp_path).stdout.split("\n\n")[0]
    assert len(table.split("\n")) == 10
    assert max(map(len, table.split("\n"))) <= 80


def test_predictions_become_the_baseline(tmp_path):
    rows = [{"input": "q", "expected": "a", "predicted": "a" if n else "b"} for n in range(4)]
    (tmp_path / "p.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run = auditor(
        "advise", "--task", "classification", "--predictions", "p.jsonl", "--of", "few_shot", cwd=tmp_path
    )
    assert "exact match 0.75" in run.stdout
    baseline = tomllib.loads((tmp_path / "auditor.toml").read_text())["project"]["baseline"]
    assert baseline == {"few_shot": 0.75, "examples": 4, "metric": "exact match"}


def test_predictions_without_the_fields_are_an_error(tmp_path):
    (tmp_path / "p.jsonl").write_text('{"a": 1}\n')
    run = auditor("advise", "--predictions", "p.jsonl", cwd=tmp_path)
    assert run.returncode == 2
    assert "expected" in run.stderr


OURS = """# ours
task = "style"  # why

[project]
explainable = true

[project.costs]
upkeep = 1

[tolerance]
STY001 = 0.05
"""


def test_the_rest_of_the_file_stays_as_it_is(tmp_path):
    file = tmp_path / "auditor.toml"
    file.write_text(OURS)
    write(file, {"narrow_task": False})
    assert file.read_text().startswith('# ours\ntask = "style"  # why\n')
    kept = {"task": "style", "tolerance": {"STY001": 0.05}}
    assert tomllib.loads(file.read_text()) == {**kept, "project": {"narrow_task": False}}


def test_pyproject_gets_its_own_table(tmp_path):
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "mine"\n\n[tool.auditor]\ntask = "style"\n')
    write(file, {"explainable": True, "baseline": {"prompt": 0.5}})
    table = tomllib.loads(file.read_text())
    assert table["project"] == {"name": "mine"}
    expected = {"explainable": True, "baseline": {"prompt": 0.5}}
    assert table["tool"]["auditor"] == {"task": "style", "project": expected}


@pytest.mark.parametrize("text", ["project = { explainable = true }\n", "project.explainable = true\n"])
def test_what_cannot_be_replaced_safely_is_left_alone(tmp_path, text):
    file = tmp_path / "auditor.toml"
    file.write_text(text)
    with pytest.raises(ConfigError):
        write(file, {"explainable": False})
    assert file.read_text() == text


def test_texts_are_escaped():
    assert tomllib.loads(render("project", {"costs": {"currency": 'a"\n\\'}}))["project"]["costs"] == {
        "currency": 'a"\n\\'
    }
