"""Messages count in the singular, too."""

from __future__ import annotations

import pytest

import auditor

ASKED = "Where is the new card that I ordered last week please"
ONE_PAIR = {
    "DUP001": (ASKED, ASKED.upper(), "1 row is a copy of 1 other."),
    "DUP002": (
        ASKED,
        f"{ASKED} tell",
        "1 row says nearly the same as 1 other, output included: redundant, not wrong.",
    ),
}


@pytest.mark.parametrize("code", ONE_PAIR)
def test_one_copy_is_a_row_and_its_original_another(code: str) -> None:
    one, other, message = ONE_PAIR[code]
    rows = [{"text": text, "label": "card_arrival"} for text in (one, other)]
    report = auditor.audit(rows, task="classification", select=[code])
    assert [finding.message for finding in report.findings] == [message]
