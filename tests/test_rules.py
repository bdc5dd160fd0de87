"""One folder a rule, data only: `bad.*` is flagged on exactly the lines of `expected.json`, `good.*` is not.

expected.json: {"lines": [physical lines of bad.*], "options": {Config fields, optional}}. A rule about the
data set as a whole has no lines. Each rule runs alone, so that another rule never changes these files.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.auditing import run
from auditor.catalog import catalog
from auditor.checkers import CHECKERS
from auditor.config import Config, Fields
from auditor.model import Finding

FOLDER = Path(__file__).parent / "rules"
CODES = sorted(rule.code for checker in CHECKERS for rule in checker.rules)


@pytest.mark.parametrize("code", CODES)
def test_flags_the_bad_lines_and_nothing_else(code: str) -> None:
    expected = _expected(code)
    found = _findings(code, _file(code, "bad"), expected)
    assert found, f"{code} says nothing about bad.*"
    lines = sorted({place.at.line for finding in found for place in finding.places})
    assert lines == expected["lines"]


@pytest.mark.parametrize("code", CODES)
def test_leaves_the_good_file_alone(code: str) -> None:
    assert _findings(code, _file(code, "good"), _expected(code)) == []


def test_every_folder_belongs_to_a_rule() -> None:
    assert {folder.parent.name for folder in FOLDER.glob("*/expected.json")} <= set(catalog())


def _findings(code: str, file: Path, expected: dict) -> list[Finding]:
    options = {"task": "style", **expected.get("options", {})}
    if "fields" in options:
        options["fields"] = Fields(**options["fields"])
    inputs = [(str(file), "train")]
    inputs += [(str(other), other.stem.split("-")[1]) for other in sorted(file.parent.glob(f"{file.stem}-*"))]
    report = run(inputs, Config(select=(code,), **options))
    return [finding for finding in report.findings if finding.code == code]


def _file(code: str, name: str) -> Path:
    return next(path for path in sorted((FOLDER / code).glob(f"{name}.*")))


def _expected(code: str) -> dict:
    return json.loads((FOLDER / code / "expected.json").read_text())
