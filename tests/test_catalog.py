"""Every rule has a code, a name and a documentation that answers the same six questions."""

from __future__ import annotations

import re

import pytest

from auditor.catalog import Entry, catalog

HEADINGS = [
    "What it does",
    "Why it matters",
    "Example",
    "How to fix",
    "When to ignore it",
    "How sure we are",
]
RULES = list(catalog().values())
BY_CODE = pytest.mark.parametrize("entry", RULES, ids=[entry.rule.code for entry in RULES])


@BY_CODE
def test_documentation_has_the_six_headings_in_order(entry: Entry) -> None:
    lines = [line for line in entry.text.splitlines() if line in HEADINGS]
    assert lines == HEADINGS


@BY_CODE
def test_no_section_is_empty(entry: Entry) -> None:
    sections = re.split("|".join(f"^{heading}$" for heading in HEADINGS), entry.text, flags=re.MULTILINE)
    assert all(len(section.split()) >= 4 for section in sections)


@BY_CODE
def test_code_and_name_have_their_shape(entry: Entry) -> None:
    assert re.fullmatch("[A-Z]{3}[0-9]{3}", entry.rule.code)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", entry.rule.name)


def test_codes_and_names_are_unique() -> None:
    assert len({entry.rule.name for entry in RULES}) == len(RULES) > 0
