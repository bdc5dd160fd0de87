"""What each reporter writes, letter by letter; after a wanted change: pytest --snapshot-update."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from auditor import __version__
from auditor.reporters import render
from auditor.reporters.view import View
from tests.reporters.made import report

VIEWS = {
    "usual": View(width=80),
    "narrow": View(width=40),
    "wide": View(width=160),
    "ascii": View(width=80, ascii=True),
    "colour": View(width=80, color=True),
    "quiet": View(width=80, detail=-1),
    "verbose": View(width=80, detail=1, name="intents"),
    "full": View(width=80, detail=2),
}


@pytest.mark.parametrize("name", VIEWS)
def test_the_terminal(name, snapshot) -> None:
    assert render(report(), "terminal", VIEWS[name]) == snapshot


@pytest.mark.parametrize("form", ["concise", "markdown", "github", "gitlab", "sarif", "jsonl"])
def test_the_other_formats(form, snapshot) -> None:
    assert render(report(), form).replace(__version__, "VERSION") == snapshot


def test_the_page(snapshot) -> None:
    """The body; the style sheet stands in a file of its own."""
    page = render(report(), "html").replace(__version__, "VERSION")
    assert re.sub(r"<style>.*?</style>", "<style></style>", page, flags=re.DOTALL) == snapshot


def test_what_a_baseline_takes_off_is_said() -> None:
    run = replace(report().run, settings={"baseline": {"accepted": 1_200, "unused": 3}})
    text = render(replace(report(), run=run), "terminal", VIEWS["wide"])
    assert "1,200 accepted places are not shown" in text
    assert "3 match nothing any more: auditor baseline --prune" in text
