"""Where the cells of a table's row stand, and how to change one of them without touching another byte."""

from __future__ import annotations

import re
from collections.abc import Mapping

Span = tuple[int, int]


def cell_spans(raw: bytes, delimiter: str) -> list[Span]:
    """Where the cells of one row stand, with their quotes (RFC 4180, as `auditor.loaders.table` reads it)."""
    mark = re.escape(delimiter.encode("utf-8"))
    cell = re.compile(rb'"[^"]*+(?:""[^"]*+)*+"|(?:(?!' + mark + rb")[^\r\n])*+", re.DOTALL)
    spans: list[Span] = []
    at = 0
    while found := cell.match(raw, at):
        spans.append(found.span())
        if not raw.startswith(delimiter.encode("utf-8"), found.end()):
            break
        at = found.end() + len(delimiter.encode("utf-8"))
    return spans


def with_cells(raw: bytes, delimiter: str, cells: Mapping[int, str]) -> bytes:
    """The row with other texts in these columns; a cell in quotes stays in quotes."""
    spans = cell_spans(raw, delimiter)
    for column in sorted(cells, reverse=True):
        start, end = spans[column]
        quoted = raw[start : start + 1] == b'"'
        raw = raw[:start] + _spelled(cells[column], quoted, delimiter).encode("utf-8") + raw[end:]
    return raw


def _spelled(text: str, quoted: bool, delimiter: str) -> str:
    if quoted or any(mark in text for mark in (delimiter, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text
