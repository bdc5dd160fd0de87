"""Traits of a text of several lines: how long its paragraphs are, how lines begin, rows of fields."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import accumulate

from auditor.text.style.counted import Counted
from auditor.text.style.short import word_form
from auditor.text.style.trait import Trait

BLOCKS = frozenset(
    ("longest paragraph", "shortest paragraph", "paragraphs begin", "lines begin", "end of the first line")
)
PARAGRAPHS = frozenset(("longest paragraph", "shortest paragraph", "paragraphs begin"))
LONGEST = 30  # lines of a paragraph that are counted
LINES = 20  # lines whose beginnings are looked at
SEPARATORS = (",", ";", "\t", "|")
FIELDS = 3  # fields from which lines that have as many are rows of a table
ROWS = 30  # rows that are looked at
SEVERAL = "in several ways"
WORD = 40  # characters of a word whose make-up is looked at


def block_traits(lines: Sequence[str], filled: bytes, counted: Counted = None) -> list[Trait]:
    """The traits of stripped lines; `filled` has a 1 for each of them, and a 0 for each blank one between."""
    found: list[Trait] = []
    if counted is None or "end of the first line" in counted:
        found.append(("end of the first line", word_form(lines[0][-WORD:].split()[-1])))
    if len(lines) > 3 and (counted is None or "lines begin" in counted):
        heads = {" ".join(map(word_form, line[:WORD].split(None, 2)[:2])) for line in lines[1:-1][:LINES]}
        found.append(("lines begin", heads.pop() if len(heads) == 1 else SEVERAL))
    if len(filled) > len(lines) and (counted is None or not counted.isdisjoint(PARAGRAPHS)):
        sizes = [len(block) for block in filled.split(b"\0") if block]
        if len(sizes) > 1 and (longest := max(sizes)) <= LONGEST:
            found += [("longest paragraph", str(longest)), ("shortest paragraph", str(min(sizes)))]
        if len(sizes) > 2 and (counted is None or "paragraphs begin" in counted):
            starts = accumulate(sizes[: min(len(sizes), LINES) - 1], initial=0)
            heads = {word_form(lines[start][:WORD].split(None, 1)[0]) for start in starts}
            found.append(("paragraphs begin", heads.pop() if len(heads) == 1 else SEVERAL))
    return found


def records(lines: Sequence[str]) -> list[list[str]]:
    """The fields of lines that all have as many of them, parted by the same mark; [] for other lines."""
    for separator in SEPARATORS:
        least = lines[0].count(separator) + 1
        if least >= FIELDS and all(line.count(separator) >= least - 1 for line in lines[1:]):
            rows = list(csv.reader(lines[:ROWS], delimiter=separator, skipinitialspace=True))
            if len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}:
                return [[field.strip() for field in row] for row in rows]
    return []


def names_of(header: Sequence[str]) -> list[str]:
    """The names of the columns: those in the first row, or their numbers where it holds values."""
    is_header = len(set(header)) == len(header) and all(
        name and not any(map(str.isdigit, name)) for name in header
    )
    return list(header) if is_header else [str(number) for number in range(1, len(header) + 1)]
