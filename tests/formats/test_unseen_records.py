"""Records that no rule was made with, correct and broken in one place each: that place is named alone.

unseen/records.jsonl: correct records of every format, and faults as changes of one of them (`of`, counted
within the format): ["set", path, value] or ["del", path]. `field` is the field to be named, `or` what else
would be right.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from auditor import formats
from auditor.auditing import run
from auditor.config import Config

FILE = Path(__file__).parent / "unseen/records.jsonl"
LINES = [json.loads(line) for line in FILE.read_text("utf-8").split("\n") if line]
NAMES = sorted({line["format"] for line in LINES})
CODES = ("INP", "FMT", "LBL007")


def _good(name: str) -> list[dict]:
    return [line["good"] for line in LINES if line["format"] == name and "good" in line]


def _broken(name: str) -> list[dict]:
    return [line for line in LINES if line["format"] == name and "change" in line]


def _changed(record: dict, changes: list) -> dict:
    changed = copy.deepcopy(record)
    for what, path, *value in changes:
        place = changed
        for step in path[:-1]:
            place = place[step]
        if what == "set":
            place[path[-1]] = value[0]
        else:
            del place[path[-1]]
    return changed


def _places(path: Path, rows: list[dict]) -> tuple[str, set[tuple[int, str]]]:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    report = run([(str(path), "train")], Config(select=CODES, max_places=0))
    places = {(place.at.line, place.field) for one in report.findings for place in one.places}
    return report.run.files[0].format, places


@pytest.mark.parametrize("name", NAMES)
def test_a_correct_record_is_recognised_alone_and_nothing_is_found(name: str, tmp_path: Path) -> None:
    for record in _good(name):
        assert formats.format_of(record) == name
    assert _places(tmp_path / "good.jsonl", _good(name)) == (name, set())


@pytest.mark.parametrize("name", [name for name in NAMES if _broken(name)])
def test_a_fault_is_named_by_line_and_field(name: str, tmp_path: Path) -> None:
    good, faults = _good(name), _broken(name)
    changed = [_changed(good[one["of"]], one["change"]) for one in faults]
    rows = [*good * (1 + len(faults) // len(good)), *changed]
    form, places = _places(tmp_path / "broken.jsonl", rows)
    first = len(rows) - len(faults) + 1
    assert form == name
    assert {line for line, _ in places} <= set(range(first, len(rows) + 1))
    missed = [
        (one["fault"], one["field"], [field for at, field in places if at == line])
        for line, one in enumerate(faults, start=first)
        if not {(line, field) for field in (one["field"], *one.get("or", ()))} & places
    ]
    assert missed == []
