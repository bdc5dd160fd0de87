"""Dates in records."""

from __future__ import annotations

import pytest

from auditor.text.dates import date_fields, month_of, newest, today


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("2021-06-03", 2021 * 12 + 5),
        ("2021-06-03T10:00:00Z", 2021 * 12 + 5),
        ("2021/06", 2021 * 12 + 5),
        ("20210603", 2021 * 12 + 5),
        (1_622_700_000, 2021 * 12 + 5),
        (1_622_700_000_000, 2021 * 12 + 5),
        ("2021", None),
        ("2021-13-03", None),
        ("yesterday", None),
        (17, None),
        (True, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**30, None),
        (None, None),
    ],
)
def test_months(value, month):
    assert month_of(value) == month


def test_fields_that_speak_of_dates():
    names = (
        "id",
        "created_at",
        "updatedAt",
        "date",
        "candidate",
        "update",
        "mandate",
        "Timestamp",
        "event-date",
    )
    assert date_fields(names) == ("created_at", "updatedAt", "date", "event-date")


def test_the_newest_of_a_record_counts():
    record = {"created_at": "2019-01-01", "metadata": {"date": "2020-02-02"}, "text": "2024-01-01"}
    assert newest(record) == 2020 * 12 + 1
    assert newest({"messages": []}) is None


def test_a_reproducible_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1622700000")
    assert today().isoformat() == "2021-06-03"
