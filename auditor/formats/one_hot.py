"""Tables for several labels, with a column of 0 and 1 for each: {"text": …, "joy": 1, "fear": 0, …}."""

from __future__ import annotations

from typing import Any

from auditor.formats.base import Format, first_key
from auditor.formats.text_label import CERTAIN, TEXT_KEYS, labelled
from auditor.model import Example, Record

TEXTS = ("comment_text", *TEXT_KEYS)
LEAST = 3  # columns of 0 and 1: fewer may be anything
_SET, _UNSET = frozenset({"1", "1.0", "true", "True"}), frozenset({"0", "0.0", "false", "False"})
_NUMBERS = frozenset({"id", "idx", "index", "row", "unnamed: 0", ""})


def _flags(record: Record) -> dict[str, bool] | None:
    """The columns of 0 and 1; None when another column is a number, which then is a measure and no label."""
    found = {}
    for name, value in record.items():
        spelled = str(value) if value.__class__ in (int, float, bool, str) else ""
        if spelled in _SET or spelled in _UNSET:
            found[name] = spelled in _SET
        elif _is_measure(name, value):
            return None
    return {name: flag for name, flag in found.items() if name.lower() not in _NUMBERS}


def _is_measure(name: str, value: Any) -> bool:
    """Whether a column holds a number that is neither 0 nor 1, and no id; in a CSV file it is a text."""
    number = value.__class__ in (int, float) or (isinstance(value, str) and value.isdecimal())
    return number and str(value) not in _SET and str(value) not in _UNSET and name.lower() not in _NUMBERS


def _recognises(record: Record) -> bool:
    if len(record) <= LEAST or first_key(record, tuple(CERTAIN)) or not first_key(record, TEXTS):
        return False
    flags = _flags(record)
    return flags is not None and len(flags) >= LEAST


def _measures(record: Record) -> list[tuple[str, str]]:
    """Columns of other numbers."""
    if _flags(record) is None:
        odd = [name for name, value in record.items() if _is_measure(name, value)]
        return [(name, f"{name} is {record[name]}; expected 0 or 1") for name in odd]
    few = len(_flags(record) or ()) < LEAST
    return [("", f"the row has fewer than {LEAST} columns of 0 and 1")] if few else []


def _read(record: Record) -> Example | None:
    """Read the text with the names of the columns that are set; where none is, the label is "none"."""
    text: Any = record.get(first_key(record, TEXTS) or "")
    flags = _flags(record)
    if not isinstance(text, str) or flags is None or len(flags) < LEAST:
        return None
    return labelled(text, [name for name, flag in flags.items() if flag] or ["none"], record)


ONE_HOT = Format(
    "one-hot-labels",
    "a text, and at least three columns that hold 0 or 1, and no other number",
    _recognises,
    _read,
    beyond_schema=_measures,
)
