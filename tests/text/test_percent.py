"""Shares as people read them."""

from __future__ import annotations

import pytest

from auditor.text.percent import percent


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.5, "50 %"),
        (0.96, "96 %"),
        (0.9996, "99.96 %"),
        (0.9999999, "nearly 100 %"),
        (0.03, "3 %"),
        (12 / 550, "2.2 %"),  # beside a limit of 2 % it must not read as 2 %
        (0.0004, "0.04 %"),
        (0.0000001, "nearly 0 %"),
    ],
)
def test_no_share_reads_as_all_or_none_that_is_neither(share: float, text: str) -> None:
    assert percent(share) == text
