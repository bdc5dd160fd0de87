"""How a table is written: its delimiter, and whether its first row is a header."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from auditor.config import Config
from auditor.errors import InputError, UsageError
from auditor.formats.text_label import LABEL_KEYS, TEXT_KEYS

DELIMITERS = (",", "\t", ";", "|")
NAMES = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}
KNOWN = frozenset((
    *TEXT_KEYS, *LABEL_KEYS, "completion", "answer", "output", "response", "instruction", "system", "id",
))  # fmt: skip
SAMPLE_ROWS = 200
NAME_LENGTH = 60  # characters; a longer first cell is a text, not a column's name
COLUMN_LIMIT = 10_000


class Dialect(Struct, frozen=True):
    """The delimiter, the column names, whether the first row holds them, and all this in words."""

    delimiter: str
    header: tuple[str, ...]
    headed: bool
    note: str


def dialect(head: str, config: Config) -> Dialect:
    """Recognise the dialect from the first part of a table.

    Raises InputError for a table with more columns than any data set has, UsageError for a delimiter that is
    none.
    """
    delimiter = _given(config.delimiter) if config.delimiter else _delimiter(head)
    rows = _filled(sample_rows(head, delimiter))
    first = rows[0] if rows else []
    if len(first) > COLUMN_LIMIT:
        raise InputError(f"a table of {len(first):,} columns; the limit is {COLUMN_LIMIT:,}")
    headed = _is_header(first, rows[1:]) if config.header is None else config.header
    header = _names(first) if headed else [f"column_{i}" for i in range(1, len(first) + 1)]
    notes = []
    if delimiter != "," and not config.delimiter:  # a comma is what everybody expects
        notes.append(f"{NAMES.get(delimiter, repr(delimiter))} as delimiter (detected)")
    if not headed and first:
        notes.append("no header row, so the columns are called column_1, column_2 … (--header if it is one)")
    elif renamed := [new for old, new in zip(first, header, strict=True) if old.strip() != new]:
        notes.append(f"columns without a name of their own are called {', '.join(renamed[:5])}")
    return Dialect(delimiter, tuple(header), headed, "; ".join(notes))


def _given(delimiter: str) -> str:
    """The delimiter that was asked for; a tab may be spelled as shells leave it. Raises UsageError."""
    delimiter = "\t" if delimiter == r"\t" else delimiter
    if len(delimiter) > 1 or delimiter in '"\r\n' or "\ud800" <= delimiter <= "\udfff":
        raise UsageError(f"a delimiter is one character that is no quote and no line end, not {delimiter!r}")
    return delimiter


def sample_rows(head: str, delimiter: str) -> list[list[str]]:
    """The first rows, read leniently; the last may be cut off by the end of the sample and is left out."""
    lines = head.split("\n")
    kept = lines[:-1] or lines
    try:
        rows = list(csv.reader([line + "\n" for line in kept[:SAMPLE_ROWS]], delimiter=delimiter))
    except csv.Error:
        return [line.rstrip("\r").split(delimiter) for line in kept[:SAMPLE_ROWS]]
    return rows


def _filled(rows: list[list[str]]) -> list[list[str]]:
    return [row for row in rows if len(row) > 1 or (row and row[0].strip())]


def fit(head: str, delimiter: str) -> tuple[float, int]:
    """How well a delimiter fits: the share of rows as wide as the first, and that width."""
    rows = _filled(sample_rows(head, delimiter))
    width = len(rows[0]) if rows else 0
    if width < 2:
        return 0.0, width
    return sum(len(row) == width for row in rows) / len(rows), width


def _delimiter(head: str) -> str:
    """The delimiter that cuts most rows as wide as the first; a comma where there is one column only."""
    return max(DELIMITERS, key=lambda mark: fit(head, mark))


def _is_header(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether a first row names the columns rather than holding data.

    It does when it holds a usual name. It does not when a cell is a number, long, or found again further down
    in its own column.
    """
    names = [cell.strip().lower() for cell in first]
    if KNOWN & set(names):
        return True
    filled = [cell for cell in first if cell.strip()]
    if not filled or any(len(cell) > NAME_LENGTH or _is_number(cell) for cell in filled):
        return False
    return not any(
        cell.strip() and row[index] == cell
        for row in rest
        if len(row) == len(first)
        for index, cell in enumerate(first)
    )


def _is_number(cell: str) -> bool:
    try:
        float(cell.strip().replace(",", "."))
    except ValueError:
        return False
    return True


def _names(first: Sequence[str]) -> list[str]:
    """Every column's name, made unique: no value may hide another."""
    taken: Counter[str] = Counter()
    names: list[str] = []
    for number, cell in enumerate(first, 1):
        name = cell.strip() or f"column_{number}"
        taken[name] += 1
        while taken[name] > 1:
            name = f"{name}_{taken[name]}"
            taken[name] += 1
        names.append(name)
    return names
