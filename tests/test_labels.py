"""What the label rules say of a label column as a whole."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from auditor.auditing import run
from auditor.config import Config
from auditor.model import Report

LABEL_RULES = ("LBL001", "LBL002", "LBL004", "LBL006", "LBL007", "CNT004")


def audit(path: Path, rows: list[object], task: str = "classification", **options: object) -> Report:
    """Audit texts with these labels; a list is a multi-label row."""
    lines = [json.dumps({"text": f"question {i} about it", "label": label}) for i, label in enumerate(rows)]
    file = path / "data.jsonl"
    file.write_text("\n".join(lines))
    return run([(str(file), "train")], Config(task=task, select=LABEL_RULES, **options))  # type: ignore[arg-type]  # options by name


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings} & set(LABEL_RULES)


def test_the_figures_of_a_balanced_set(tmp_path: Path) -> None:
    figures = audit(tmp_path, ["a", "b", "c", "d"] * 25).metrics["labels"]
    assert figures["counts"] == {"a": 25, "b": 25, "c": 25, "d": 25}
    assert (figures["classes"], figures["ratio"], figures["effective_classes"]) == (4, 1.0, 4.0)
    assert figures["majority_accuracy"] == 0.25


def test_thirty_against_two_is_an_imbalance(tmp_path: Path) -> None:
    report = audit(tmp_path, ["yes"] * 30 + ["no"] * 2)
    (finding,) = [finding for finding in report.findings if finding.code == "LBL001"]
    assert "`no` (2)" in finding.message
    assert "94%" in finding.message


@pytest.mark.parametrize(
    "sizes", [[30, 28], [90, 10], [60 + 7 * i % 90 for i in range(150)], [187, *[120] * 75, 35]]
)
def test_sizes_that_are_no_imbalance(tmp_path: Path, sizes: list[int]) -> None:
    rows = [
        f"label {chr(97 + i // 26)}{chr(97 + i % 26)}" for i, size in enumerate(sizes) for _ in range(size)
    ]
    assert codes(audit(tmp_path, list(rows))) == set()


def test_class_minimum_says_what_to_add_and_can_be_set(tmp_path: Path) -> None:
    rows = ["a"] * 20 + ["b"] * 17 + ["c"] * 4
    messages = [f.message for f in audit(tmp_path, rows).findings if f.rule.code == "CNT004"]
    assert "add 6 of `c` (has 4)" in messages[0]
    more = audit(tmp_path, rows, thresholds={"labels.minimum-per-class": 18})
    assert "1 of `b`" in next(f.message for f in more.findings if f.rule.code == "CNT004")


def test_one_class_means_no_go(tmp_path: Path) -> None:
    report = audit(tmp_path, ["card_arrival"] * 300)
    assert not report.ok
    assert "LBL006" in {reason.code for reason in report.verdict.reasons}


def test_multi_label_rows_count_each_label_once(tmp_path: Path) -> None:
    report = audit(tmp_path, [["billing", "refund"], ["billing"], []] * 12)
    figures = report.metrics["labels"]
    assert figures["counts"] == {"billing": 24, "refund": 12}
    assert figures["multi_label"]
    assert "majority_accuracy" not in figures
    (empty,) = [finding for finding in report.findings if finding.code == "LBL007"]
    assert empty.count == 12
    assert not empty.drops


def test_paths_are_counted_by_their_first_level_too(tmp_path: Path) -> None:
    figures = audit(tmp_path, ["billing/refund", "billing/late", "account/login"] * 12).metrics["labels"]
    assert figures["top_level"] == {"billing": 24, "account": 12}


def test_held_out_rows_count_for_spelling_but_not_for_balance(tmp_path: Path) -> None:
    train, test = tmp_path / "train.csv", tmp_path / "test.csv"
    train.write_text("text,label\n" + "".join(f"t{i},{'ab'[i % 2]}bc\n" for i in range(40)))
    test.write_text("text,label\n" + "".join(f"u{i},{'Abc' if i % 2 else 'bbc'}\n" for i in range(40)))
    report = run(
        [(str(train), "train"), (str(test), "test")], Config(task="classification", select=LABEL_RULES)
    )
    assert report.metrics["labels"]["counts"] == {"abc": 20, "bbc": 20}
    (variants,) = [finding for finding in report.findings if finding.code == "LBL004"]
    assert variants.count == 20
    assert report.metrics["labels"]["variants"]["safe"] == {"Abc": "abc"}


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([f"this one is about number {i}" for i in range(60)], "free text"),
        (["a long sentence " * 8 + str(i % 3) for i in range(60)], "whole sentences"),
        ([i * 0.37 for i in range(60)] * 3, "regression"),
        ([str(i) for i in range(1_100)] * 3, "more than 1,000"),
    ],
)
def test_a_label_field_without_labels_is_left_alone(tmp_path: Path, labels: list[object], words: str) -> None:
    report = audit(tmp_path, labels)
    assert codes(report) == set()
    assert report.metrics["labels"] == {}
    reasons = dict(report.run.not_run)
    assert {"LBL001", "LBL002", "LBL004", "LBL006", "CNT004"} <= set(reasons)
    assert all(words in reason for code, reason in reasons.items() if code.startswith("LBL"))


@pytest.mark.parametrize(
    "labels", [[1, 2, 3, 4, 5] * 12, [0.0, 1.0] * 30, [True, False] * 30, list(range(100, 130)) * 12]
)
def test_numbers_may_be_classes(tmp_path: Path, labels: list[object]) -> None:
    assert audit(tmp_path, labels).metrics["labels"]["classes"] == len(set(labels))


def test_nothing_to_say_where_there_are_no_labels(tmp_path: Path) -> None:
    file = tmp_path / "chat.jsonl"
    turns = [{"role": "user", "content": "hello"}, {"role": "assistant", "content": "Good day!"}]
    file.write_text("\n".join(json.dumps({"messages": turns}) for _ in range(30)))
    report = run([(str(file), "train")], Config(task="generation", select=LABEL_RULES))
    assert codes(report) == set()
    assert report.metrics["labels"] == {}
    assert not [code for code, _ in report.run.not_run if code in LABEL_RULES]


def test_a_short_answer_is_the_label_of_a_classification_in_chat_form(tmp_path: Path) -> None:
    file = tmp_path / "chat.jsonl"
    rows = [
        {
            "messages": [
                {"role": "user", "content": f"q {i}"},
                {"role": "assistant", "content": f" {['yes', 'no'][i % 2]}"},
            ]
        }
        for i in range(40)
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    report = run([(str(file), "train")], Config(task="classification", select=LABEL_RULES))
    assert report.metrics["labels"]["counts"] == {"no": 20, "yes": 20}


def test_real_labels_raise_no_alarm(shared_data: Path) -> None:
    file = shared_data / "banking77_train.csv"
    with file.open(newline="") as stream:
        assert len({row["category"] for row in csv.DictReader(stream)}) == 77
    report = run([(str(file), "train")], Config(task="classification", select=LABEL_RULES))
    assert codes(report) == set()
    assert report.metrics["labels"]["classes"] == 77


def test_spellings_of_one_label_count_together(tmp_path: Path) -> None:
    report = audit(tmp_path, ["Refund"] * 9 + ["refund "] * 3 + ["card_lost"] * 12)
    assert report.metrics["labels"]["counts"] == {"Refund": 12, "card_lost": 12}
    assert codes(report) == {"LBL004"}
    alone = audit(tmp_path, ["Refund"] * 9 + ["refund "] * 3)
    assert codes(alone) == {"LBL004", "LBL006"}


def test_a_probable_slip_is_counted_with_its_label_by_the_other_rules(tmp_path: Path) -> None:
    rows = [("shipping", 60), ("shiping", 3), ("Refnud ", 1), ("refnud", 1), ("refund", 60)]
    file = tmp_path / "data.jsonl"
    labels = [label for label, times in rows for _ in range(times)]
    file.write_text(
        "".join(json.dumps({"text": f"text {i}", "label": x}) + "\n" for i, x in enumerate(labels))
    )
    report = run(
        [(str(file), "train")], Config(task="classification", select=("LBL001", "LBL002", "LBL004", "CNT004"))
    )
    assert {finding.code for finding in report.findings} == {"LBL004"}
    assert report.metrics["labels"]["counts"] == {"shipping": 63, "refund": 62}


def test_a_mark_is_no_label_where_few_rows_have_it(tmp_path: Path) -> None:
    report = audit(tmp_path, ["refund"] * 150 + ["top_up"] * 150 + ["???"] * 2 + ["k. A.", "-"])
    assert report.metrics["labels"]["counts"] == {"refund": 150, "top_up": 150}
    (missing,) = [finding for finding in report.findings if finding.code == "LBL007"]
    assert (missing.count, {place.at.row for place in missing.places}) == (4, {301, 302, 303, 304})
    assert not {"LBL002", "CNT004"} & {finding.code for finding in report.findings}


def test_a_sign_is_a_label_where_many_rows_have_it(tmp_path: Path) -> None:
    report = audit(tmp_path, ["+", "-", "*"] * 30)
    assert report.metrics["labels"]["counts"] == {"*": 30, "+": 30, "-": 30}
    assert "LBL007" not in {finding.code for finding in report.findings}
