"""The sample data are what their README and keys say: the generator's bytes, ready or not, defects found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from auditor.catalog import catalog
from auditor.model import Confidence
from tests.conftest import ROOT

FOLDER = ROOT / "sample_data"
NOT_READY = sorted(FOLDER.glob("*_not_ready.*"))
READY = sorted(set(FOLDER.glob("*_ready.*")) - set(NOT_READY))

# Rules that must have been compared with the keys, so that the comparison cannot pass on nothing.
MUST_COMPARE = {
    "CNT001",
    "CNT004",
    "DUP001",
    "INP001",
    "INP002",
    "INP003",
    "INP004",
    "INP005",
    "LBL001",
    "LBL002",
    "LBL004",
    "LBL007",
    "NOI004",
    "NOI005",
    "NOI007",
    "NOI008",
    "PII001",
    "SEC001",
    "STY004",
}


@cache
def audited(path: Path) -> tuple[int, dict]:
    """Exit code and JSON report of `auditor check` on a sample."""
    task = path.name.split("_")[0]
    command = [sys.executable, "-m", "auditor", "check", str(path), "--task", task, "-f", "json", "--full"]
    done = subprocess.run([*command, "--isolated"], capture_output=True, text=True, check=False, cwd=ROOT)
    return done.returncode, json.loads(done.stdout)


@cache
def key(path: Path) -> list[dict]:
    return json.loads((FOLDER / "keys" / f"{path.stem}.key.json").read_text(encoding="utf-8"))


def reported(path: Path) -> dict[str, set[int]]:
    """The lines that each rule reports."""
    findings = audited(path)[1]["findings"]
    return {finding["code"]: {place["line"] for place in finding["places"]} for finding in findings}


def planted(path: Path) -> dict[str, set[int]]:
    """The lines where each rule has something to find; no line for what is wrong with the whole file."""
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for defect in key(path):
        lines[defect["code"]] |= {defect["line"]} - {None}
    return lines


def sure_rules() -> set[str]:
    """The rules that are expected to find all of it and nothing else."""
    return {code for code, entry in catalog().items() if entry.rule.confidence is Confidence.HIGH}


def name(path: Path) -> str:
    return path.stem


def test_each_task_has_a_ready_and_a_not_ready_set():
    assert len(READY) == len(NOT_READY) == 5
    assert {path.suffix for path in READY} == {path.suffix for path in NOT_READY} == {".csv", ".jsonl"}


def test_the_files_are_what_the_generator_writes():
    command = [sys.executable, str(FOLDER / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", READY, ids=name)
def test_a_ready_set_is_go_and_loses_no_row(path):
    code, report = audited(path)
    assert (code, report["verdict"]["decision"]) == (0, "go")
    assert report["counts"]["usable"] == report["counts"]["rows"] > report["counts"]["minimum"]
    assert [finding["code"] for finding in report["findings"] if finding["severity"] == "error"] == []


@pytest.mark.parametrize("path", NOT_READY, ids=name)
def test_a_set_that_is_not_ready_is_no_go(path):
    code, report = audited(path)
    assert (code, report["verdict"]["decision"]) == (1, "no-go")
    assert report["counts"]["rows"] == rows_in(path)
    assert report["counts"]["usable"] < report["counts"]["minimum"]


def rows_in(path: Path) -> int:
    """The records of a file, counted without the auditor: a record ends where no quote is open."""
    lines = path.read_bytes().split(b"\n")[:-1]
    if path.suffix == ".jsonl":
        return len(lines)
    quotes = 0
    ends = 0
    for line in lines:
        quotes += line.count(b'"')
        ends += quotes % 2 == 0
    return ends - 1


@pytest.mark.parametrize("path", NOT_READY, ids=name)
def test_every_planted_defect_is_found_where_it_was_planted(path):
    found = reported(path)
    for code in sure_rules() & planted(path).keys():
        assert code in found, f"{code} found nothing"
        assert planted(path)[code] <= found[code], f"{code} overlooked some"


@pytest.mark.parametrize("path", NOT_READY, ids=name)
def test_nothing_is_found_where_nothing_was_planted(path):
    spoilt = set().union(*planted(path).values())
    related = {defect["related"] for defect in key(path) if "related" in defect}
    for code in sure_rules() & reported(path).keys():
        assert reported(path)[code] <= spoilt | related, f"{code} flags good rows"


def test_the_project_is_audited_by_its_own_configuration():
    command = [sys.executable, "-m", "auditor", "check", "--config", str(FOLDER / "project" / "auditor.toml")]
    done = subprocess.run([*command, "-f", "json"], capture_output=True, text=True, check=False, cwd=ROOT)
    report = json.loads(done.stdout)
    assert (done.returncode, report["run"]["task"]) == (0, "classification")
    assert "RDY001" not in {finding["code"] for finding in report["findings"]}, "its baseline was not read"


def test_the_readme_says_how_many_rows_each_file_has():
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split("## What is planted")[0]
    rows = [
        [cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.startswith("| `")
    ]
    said = {cells[1].strip("`"): int(cells[4].replace(",", "")) for cells in rows}
    assert said == {path.name: audited(path)[1]["counts"]["rows"] for path in READY + NOT_READY}


def test_the_keys_were_compared_with_the_rules_that_matter():
    compared = set().union(*(planted(path).keys() & reported(path).keys() for path in NOT_READY))
    assert compared >= MUST_COMPARE
