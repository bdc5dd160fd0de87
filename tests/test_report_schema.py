"""Every JSON report follows the published schema."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from auditor import audit
from auditor.reporters import json_report

from .conftest import ROOT


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("name", ["classification_ready.csv", "classification_not_ready.csv"])
def test_samples(validator, name, samples) -> None:
    report = audit(samples / name, task="classification")
    validator.validate(json_report.document(report))


@pytest.mark.parametrize("content", ["", "\n\n", "{", "[]", '{"a": 1}\n', "\ufeff\n"])
def test_files_without_an_example(validator, content, tmp_path) -> None:
    file = tmp_path / "empty.jsonl"
    file.write_text(content)
    report = audit(file, task="style")
    validator.validate(json_report.document(report))
    assert report.counts.usable == 0
    assert not report.ok
