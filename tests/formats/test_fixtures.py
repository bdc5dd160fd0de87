"""Every format has records of its own: the good ones are read, the bad ones name line, rule and field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor import formats, resources
from auditor.checkers.schema_violations import SchemaViolations
from auditor.checkers.unknown_role import UnknownRole
from auditor.config import Config
from auditor.formats.explain import faults
from auditor.model import Batch, Misfit

FOLDER = Path(__file__).parent
EACH = pytest.mark.parametrize("name", sorted(formats.BY_NAME))


def _records(name: str, file: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / name / file).read_text().split("\n") if line]


@EACH
def test_good_records_are_recognised_and_read(name: str) -> None:
    form = formats.BY_NAME[name]
    for record in _records(name, "good.jsonl"):
        assert formats.format_of(record) == name
        assert form.read(record) is not None
        assert faults(record, form) == []


@EACH
def test_bad_records_name_the_rule_and_the_field(name: str) -> None:
    expected = json.loads((FOLDER / name / "expected.json").read_text())
    records = _records(name, "bad.jsonl")
    assert [item["line"] for item in expected] == list(range(1, len(records) + 1))
    for item, record in zip(expected, records, strict=True):
        assert formats.BY_NAME[name].read(record) is None
        assert (item["code"], item["field"]) in _flagged(Misfit(item["line"], record, name))


def _flagged(misfit: Misfit) -> set[tuple[str, str]]:
    found = set()
    for kind in (SchemaViolations, UnknownRole):
        checker, batch = kind(Config()), Batch([], misfits=[misfit])
        checker.observe(batch)
        checker.rows_to_review()
        checker.review(batch)
        found |= {(flag.rule.code, spot.field) for flag in checker.finish().flags for spot in flag.spots}
    return found


@EACH
def test_the_schema_shows_a_record_of_its_format(name: str) -> None:
    schema = resources.schema(formats.BY_NAME[name].schema)
    assert schema["title"]
    for record in schema["examples"]:
        assert formats.format_of(record) == name


def test_no_schema_and_no_folder_without_a_format() -> None:
    schemas = {file.removesuffix(".schema.json") for file in resources.names("formats")} - {"turns"}
    folders = {folder.name for folder in FOLDER.iterdir() if (folder / "good.jsonl").exists()}
    assert schemas == folders == set(formats.BY_NAME)
