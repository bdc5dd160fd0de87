"""The house style, and how many outputs keep it, stand in every report except for "concise": places alone."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from auditor.reporters import FORMATS, render
from auditor.reporters.view import View
from tests.reporters.made import report

CONVENTIONS = [("JSON object with keys `a|b` (string)", 0.99), ("in Latin", 0.98), ("in <Greek>", 0.3)]
STYLE = {
    "adherence": 0.9697,
    "conventions": [{"text": text, "support": share, "rows": 100} for text, share in CONVENTIONS],
}
KEPT = "97 % of the outputs keep the house style"


def styled(style: dict):
    return replace(report(), metrics={**report().metrics, "style": style})


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "gitlab", "jsonl"])
def test_what_people_read_says_how_many_outputs_keep_it(form) -> None:
    assert KEPT in render(styled(STYLE), form)


def test_github_escapes_its_own_sign() -> None:
    assert KEPT.replace("%", "%25") in render(styled(STYLE), "github").split("\n")[0]


def test_what_machines_read_has_it_as_a_number() -> None:
    one = styled(STYLE)
    assert json.loads(render(one, "json"))["metrics"]["style"]["adherence"] == 0.9697
    assert json.loads(render(one, "jsonl").splitlines()[-1])["value"] == 0.9697
    properties = json.loads(render(one, "sarif"))["runs"][0]["properties"]
    assert properties["styleAdherence"] == 0.9697
    assert properties["houseStyle"] == [text for text, share in CONVENTIONS if share > 0.5]
    (suite,) = ET.fromstring(render(one, "junit").encode())
    assert suite[0].tag == "properties"  # where the schema of JUnit wants them
    assert [(item.get("name"), item.get("value")) for item in suite[0]] == [
        ("style adherence", "0.9697"),
        *(("house style", text) for text in properties["houseStyle"]),
    ]


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_what_few_outputs_keep_is_no_style(form) -> None:
    text = render(styled(STYLE), form, View(width=200))
    assert "in Latin" in text
    assert "Greek" not in text


def test_the_screen_shows_the_first_conventions_and_all_of_them_when_asked() -> None:
    many = [{"text": f"convention {n}", "support": 1.0, "rows": 100} for n in range(9)]
    one = styled({"adherence": 1.0, "conventions": many})
    short, full = (render(one, "terminal", View(detail=detail)) for detail in (0, 1))
    assert short.count("convention ") == 5
    assert "… and 4 more" in short
    assert full.count("convention ") == 9


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"json"}))
def test_where_there_is_no_style_no_report_speaks_of_one(form) -> None:
    none = styled({"adherence": None, "conventions": []})
    assert render(none, form) == render(report(), form)
