"""Every report format, read back by a reader of that format; hostile data stays data in all of them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from auditor import audit
from auditor.model import Severity
from auditor.reporters import FORMATS, format_of, render
from auditor.reporters.view import View

HOSTILE = (
    "<script>alert(1)</script> ::error::owned\u202e \x1b[31m [x](http://e.vil) | `a` *b* & \u200b \ud800"
)
CONTROLS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report on rows that try to break out of every format."""
    folder = tmp_path_factory.mktemp("hostile") / "a::b,c%|<b>"
    folder.mkdir()
    file = folder / "train.jsonl"
    row = json.dumps({"prompt": HOSTILE.replace("\ud800", ""), "completion": HOSTILE.replace("\ud800", "")})
    rows = [row, row, '{"prompt": "' + "\\ud800" + '", "completion": "x"}', "not json <script>", ""]
    file.write_text("\n".join(rows) + "\n")
    return audit(file, task="style")


@pytest.fixture(scope="module")
def texts(report):
    return {name: render(report, name) for name in FORMATS}


def test_nothing_that_steers_or_hides_gets_through(texts) -> None:
    for name, text in texts.items():
        found = CONTROLS.search(text)
        assert not found, (name, text[found.start() - 60 : found.end() + 20])


def test_every_format_is_the_same_twice(report, texts) -> None:
    assert {name: render(report, name) for name in FORMATS} == texts


def test_html_has_no_element_or_request_from_the_data(texts) -> None:
    seen: list[tuple[str, dict]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            seen.append((tag, dict(attrs)))

    Reader().feed(texts["html"])
    assert not {tag for tag, _ in seen} & {"script", "img", "link", "iframe", "object", "b"}
    links = [attrs["href"] for _, attrs in seen if "href" in attrs]
    assert all(link.startswith("#") for link in links)
    assert not any(name.startswith("on") or name == "src" for _, attrs in seen for name in attrs)
    assert "default-src 'none'" in texts["html"]
    assert len(texts["html"].encode()) < 100_000


def test_github_gets_one_command_a_line_and_none_from_the_data(texts) -> None:
    for line in texts["github"].splitlines():
        assert re.match(r"::(error|warning|notice) title=auditor[^:]*::", line)
        assert "::error::owned" not in line.split("::", 2)[1]


def test_junit_has_a_case_per_rule_and_the_verdict(report, texts) -> None:
    suite = ET.fromstring(texts["junit"]).find("testsuite")
    cases = suite.findall("testcase")
    assert len(cases) == int(suite.get("tests"))
    failed = [case for case in cases if case.find("failure") is not None]
    assert len(failed) == int(suite.get("failures")) >= 1
    assert cases[-1].get("name") == "verdict"


def test_junit_fails_nothing_on_a_go(tmp_path) -> None:
    path = tmp_path / "data.jsonl"
    rows = [
        json.dumps({"prompt": f"What is {n} and {n * 7}?", "completion": f"{n * 8}."}) for n in range(600)
    ]
    path.write_text("\n".join([*rows, json.dumps({"prompt": "What is one and seven?", "completion": ""})]))
    report = audit(path, task="style", minimum=100)
    errors = [finding.rule for finding in report.findings if finding.rule.severity is Severity.ERROR]
    suite = ET.fromstring(render(report, "junit", View())).find("testsuite")
    assert (report.ok, suite.get("failures"), len(errors)) == (True, "0", 1)
    (case,) = [case for case in suite.findall("testcase") if case.get("name").startswith(errors[0].code)]
    assert case.find("failure") is None
    assert case.find("system-out") is not None


def test_sarif_keeps_its_promises(report, texts) -> None:
    run = json.loads(texts["sarif"])["runs"][0]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert rules == {finding.code for finding in report.findings}
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert result["ruleId"] in rules
        assert not place["artifactLocation"]["uri"].startswith(("/", "file:"))
        assert re.fullmatch(r"[A-Za-z0-9%._~/-]+", place["artifactLocation"]["uri"])
        assert place["region"]["startLine"] >= 1
        assert result["partialFingerprints"]["primaryLocationLineHash"]


def test_gitlab_fingerprints_are_unique(texts) -> None:
    entries = json.loads(texts["gitlab"])
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) > 0
    assert all(entry["location"]["lines"]["begin"] >= 1 for entry in entries)


def test_json_lines_are_the_places_of_the_json_report(report, texts) -> None:
    lines = [json.loads(line) for line in texts["jsonl"].splitlines()]
    assert len(lines) == sum(max(1, len(finding.places)) for finding in report.findings)


def test_markdown_tables_keep_their_columns(texts) -> None:
    tables = re.findall(r"(?:^\|.*\n)+", texts["markdown"], re.MULTILINE)
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1, table
    assert len(tables) >= 3


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_report_ends_with_the_verdict(report, width) -> None:
    text = render(report, "terminal", View(width=width))
    uncut = [line for line in text.splitlines() if len(line) > width]
    assert all("/train.jsonl" in line or line.startswith("       auditor ") for line in uncut), uncut
    assert text.index("NO-GO") > text.index("usable")


def test_ascii_only_where_the_terminal_knows_no_more(report) -> None:
    assert render(report, "terminal", View(ascii=True)).isascii()


@pytest.mark.parametrize(
    ("path", "name"),
    [("r.sarif", "sarif"), ("r.sarif.json", "sarif"), ("a/r.json", "json"), ("r.md", "markdown")],
)
def test_the_file_name_tells_the_format(path, name) -> None:
    assert format_of(path) == name
