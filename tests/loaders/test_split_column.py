"""A column that names splits: rows of one file stand on both sides, and every command knows which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import auditor
from auditor.formats.split_column import split_column, split_of

QUESTIONS = [
    "Why is the sky blue at noon?",
    "How many legs has a spider?",
    "Which river runs through Vienna?",
    "What do bees make of nectar?",
    "When was paper invented?",
    "Who wrote Faust?",
]


@pytest.mark.parametrize(
    ("records", "field"),
    [
        ([{"split": "train"}, {"split": "test"}], "split"),
        ([{"ML_USE": "TRAINING"}, {"ML_USE": "VALIDATION"}], "ML_USE"),
        ([{"a": 1, "metadata": {"Partition": "train"}}, {"a": 1}], "metadata.Partition"),
        ([{"split": "train"}, {"split": "the other half"}], ""),  # not a name of a split
        ([{"split": "test"}], ""),  # nothing to train on: the file is what the user says it is
        ([{"set": "A"}, {"set": "B"}], ""),
        ([{"text": "train"}], ""),
        ([], ""),
    ],
)
def test_which_column_it_is(records: list[dict[str, Any]], field: str) -> None:
    assert split_column(records, None) == field


def test_a_column_that_is_given_or_refused() -> None:
    records = [{"split": "train", "fold": "second"}]
    assert split_column(records, "fold") == "fold"
    assert split_column(records, "none") == ""
    assert split_of(records[0], "fold") == "second"
    assert [split_of({"s": value}, "s") for value in ("Dev", " TEST ", "", None, 3)] == [
        "validation", "test", "train", "train", "train",
    ]  # fmt: skip


def written(folder: Path, rows: list[dict[str, str]]) -> str:
    path = folder / "data.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def mixed(folder: Path) -> str:
    rows = [{"question": text, "answer": text[::-1], "split": "train"} for text in QUESTIONS]
    rows.append({"question": QUESTIONS[2], "answer": "One", "split": "test"})
    rows.append({"question": "Who was the first king?", "answer": "Nobody", "split": "dev"})
    return written(folder, rows)


def test_an_audit_sees_the_splits(tmp_path: Path) -> None:
    report = auditor.audit(mixed(tmp_path), task="style")
    assert (report.counts.rows, report.counts.usable) == (6, 6)
    codes = {finding.code: finding for finding in report.findings}
    assert "LEK005" not in codes
    (place,) = codes["LEK001"].places
    assert (place.at.line, place.at.split, place.related[0].line) == (7, "test", 3)
    assert report.run.files[0].note == "by its field split: 6 train, 1 test, 1 validation"
    assert "LEK005" in {
        f.rule.code for f in auditor.audit(mixed(tmp_path), task="style", split_column="none").findings
    }


def test_fix_leaves_the_training_row_out_and_the_test_row_in(tmp_path: Path) -> None:
    out = tmp_path / "clean.jsonl"
    auditor.fix(mixed(tmp_path), out, unsafe=True, task="style")
    kept = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["split"] for row in kept] == ["train"] * 5 + ["test", "dev"]
    assert QUESTIONS[2] not in [row["question"] for row in kept if row["split"] == "train"]


def test_a_target_that_cannot_say_what_is_held_out_gets_no_such_row(tmp_path: Path) -> None:
    out = tmp_path / "clean.jsonl"
    auditor.fix(mixed(tmp_path), out, unsafe=True, task="style", target="openai")
    text = out.read_text()
    assert "first king" not in text
    assert text.count("\n") == 5


def test_split_divides_all_rows_anew(tmp_path: Path) -> None:
    rows = [
        {
            "question": f"Question {n} about {n * 7919 % 1000}?",
            "answer": str(n),
            "split": "test" if n % 3 else "train",
        }
        for n in range(60)
    ]
    made = auditor.split(written(tmp_path, rows), task="style")
    assert sum(made.rows.values()) == 60


def test_a_field_that_is_not_there_leaves_all_rows_in_training(tmp_path: Path) -> None:
    report = auditor.audit(mixed(tmp_path), task="style", split_column="sploot")
    assert report.counts.rows == 8
