"""Dates in records: which fields hold one, and in which month it lies."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from auditor.text.expression import later

_FIELD = later(
    r"(?:^|[_\W])(?:date|time|timestamp|datetime|created|updated|modified|published|ts)(?:[_\W]|$)|(?:_at|At|Date|Time)$"
)
_ISO = later(r"((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])(?:[-/.]?(?:0[1-9]|[12]\d|3[01]))?(?:[T ]|$)")
_SECONDS = (631_152_000, 4_102_444_800)  # 1990 to 2100; a smaller or larger number is no time stamp


def today() -> date:
    """The current day, or the day of SOURCE_DATE_EPOCH where a reproducible report is wanted."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(stamp), UTC).date() if stamp.isdigit() else datetime.now(UTC).date()


@lru_cache(maxsize=1024)
def date_fields(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the field names that speak of a date: `created_at`, `date`, `updatedAt`."""
    return tuple(name for name in names if len(name) <= 40 and _FIELD.search(name))


def month_of(value: Any) -> int | None:
    """Months since year 0 of an ISO 8601 text or a time stamp (seconds or milliseconds), else None."""
    if isinstance(value, str):
        found = _ISO.match(value[:40])
        return int(found[1]) * 12 + int(found[2]) - 1 if found else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > _SECONDS[1] else value
        if _SECONDS[0] <= seconds <= _SECONDS[1]:
            moment = datetime.fromtimestamp(seconds, UTC)
            return moment.year * 12 + moment.month - 1
    return None


def may_be_dated(records: Iterable[dict[str, Any]]) -> bool:
    """Whether any of the records has a field that may hold a date; most have the same fields."""
    names: set[str] = set().union(*records)
    return "metadata" in names or bool(date_fields(tuple(sorted(names))))


def newest(record: dict[str, Any]) -> int | None:
    """The newest month in the date fields of a record and of its `metadata`."""
    months = [month for table in _tables(record) for month in _months(table)]
    return max(months, default=None)


def _tables(record: dict[str, Any]) -> Iterable[dict[str, Any]]:
    yield record
    inner = record.get("metadata")
    if isinstance(inner, dict):
        yield inner


def _months(table: dict[str, Any]) -> Iterable[int]:
    for name in date_fields(tuple(table)):
        month = month_of(table[name])
        if month is not None:
            yield month
