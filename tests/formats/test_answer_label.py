"""The label of a row whose answer is JSON."""

import json
from pathlib import Path

import pytest

from auditor.auditing import run
from auditor.config import Config
from auditor.formats.answer_label import label_within


@pytest.mark.parametrize(
    ("answer", "labels"),
    [
        ("refund", ("refund",)),
        ('{"intent": "refund", "confidence": 0.93}', ("refund",)),
        ('{"result": {"label": "refund"}, "id": 7}', ("refund",)),
        ('{"labels": ["refund", "angry"]}', ("refund", "angry")),
        ('{"sentiment": "angry", "intent": "refund"}', ("refund",)),
        ('{"intent": "", "category": "refund"}', ("refund",)),
        ('{"intent": 3}', ('{"intent": 3}',)),
        ('{"city": "Rome"}', ('{"city": "Rome"}',)),
        ('{"intent": "ref', ('{"intent": "ref',)),
        ('{"a":' * 2000, ('{"a":' * 2000,)),
    ],
)
def test_the_label_field_of_a_json_answer_is_the_label(answer: str, labels: tuple[str, ...]) -> None:
    assert label_within(answer) == labels


def test_json_answers_that_differ_beside_the_label_are_counted_by_it(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [
        {"prompt": f"question {n}", "completion": json.dumps({"intent": ("a", "b")[n % 2], "confidence": n})}
        for n in range(40)
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    report = run([(str(file), "train")], Config(task="classification", select=("LBL",)))
    assert report.metrics["labels"]["counts"] == {"a": 20, "b": 20}
