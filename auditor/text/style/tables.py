"""Traits of tables, Markdown ones and lines of as many fields: columns, header, what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from auditor.kernels import compiled
from auditor.text.style.blocks import names_of, records
from auditor.text.style.counted import Counted, at_path, paths_of
from auditor.text.style.often import often
from auditor.text.style.trait import Trait
from auditor.text.style.values import scalar_traits, scalar_type, types_at

COLUMN = "column "
COLUMNS = 8  # columns of a table that are looked at
CELLS = 30  # rows of a table that are looked at
USUAL = 4  # characters up to which numbers recur
CELL = 40  # characters of a cell that may belong to a vocabulary

_DASHES = re.compile(r"-+")
_CELLS = re.compile(r"\|[\s:|-]+\|?$")


def record_traits(lines: Sequence[str], counted: Counted) -> list[Trait]:
    """The traits of lines that all have as many fields; [] for other lines."""
    rows = records(lines) if len(lines) > 1 else []
    if not rows:
        return []
    names = names_of(rows[0])
    below = rows[1:] if names == rows[0] else rows
    return [("columns of the lines", str(len(names))), *_cells(names, below, counted)]


def table_traits(lines: list[str], kinds: list[str], counted: Counted) -> list[Trait]:
    """Columns, header and rows of the tables, and what is in the cells."""
    if "table" not in kinds:
        return []
    table = [line for line, kind in zip(lines, kinds, strict=False) if kind == "table"]
    rows = cells_of(table)
    header = rows[0]
    rule = next(filter(_CELLS.match, table), "")
    is_ragged = len(set(map(len, rows))) > 1
    found = [
        ("table columns", str(len(header))),
        ("table header", " | ".join(header)[:160]),
        ("table rows", str(len(rows) - 1 - bool(rule))),
        ("table", "ragged" if is_ragged else "ruled" if rule else "without a rule under the header"),
        ("table edges", "".join("|" if edge == "|" else " " for edge in (table[0][0], table[0][-1]))),
    ]
    if rule:
        found.append(("table rule", _rule_form(rule)))
    return found if is_ragged else found + _cells(header, rows[1 + bool(rule) :], counted)


@compiled("style_lines")
def cells_of(lines: list[str]) -> list[list[str]]:
    """The cells of the lines of a table, stripped."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@often
def _rule_form(rule: str) -> str:
    """How the rule under a header is written, however long its dashes are."""
    return _DASHES.sub("-", rule.replace(" ", ""))


@lru_cache(maxsize=4096)
def _in_cell(path: str, cell: str, counted: Counted) -> tuple[Trait, ...]:
    """The traits of a short cell; those of many a table are the same."""
    found = [types_at(path)[scalar_type(cell)]] if at_path(path, counted).type else []
    return (*found, *scalar_traits(path, cell, counted))


def _cells(header: list[str], rows: list[list[str]], counted: Counted) -> list[Trait]:
    """What is in the cells of each column."""
    found: list[Trait] = []
    names, paths = header[:COLUMNS], paths_of(counted) if counted is not None else None
    for name, column in zip(names, zip(*rows[:CELLS], strict=True), strict=False):
        path = f"{COLUMN}{name[:CELL]}"
        if paths is not None and path not in paths:
            continue
        for cell in dict.fromkeys(column):
            if 0 < len(cell) <= CELL:
                is_usual = len(cell) < USUAL or not cell[-1].isdigit()  # prices are all different
                found += (_in_cell if is_usual else _in_cell.__wrapped__)(path, cell, counted)
            else:
                found.append((f"value:{path}", "…" if cell else ""))
    return found
