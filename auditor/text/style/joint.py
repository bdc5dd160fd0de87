"""Habits of plain texts that together are a style: one sentence on a line, one paragraph of usual length."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from auditor.text.style.convention import Convention, breaks
from auditor.text.style.edges import STOPS
from auditor.text.style.features import TONE
from auditor.text.style.ranges import NARROW_FROM
from auditor.text.style.support import count_of, rows_of, supported
from auditor.text.style.table import Table
from auditor.text.style.trait import Trait
from auditor.text.style.usual import dominant

CASES = ("a small letter",)  # that a line which is no sentence begins with
OFF = 0.02  # share of rows by which all habits together may be kept less often than one of them must be
ENOUGH = 4  # times the fewest rows of a form from which a length that most have is no chance
LENGTHS = 6  # times the least length of a paragraph that the largest may be, both with their slack


def joint_habits(table: Table, form: tuple[Trait, ...], found: list[Convention]) -> list[Convention]:
    """The conventions of texts that have no other style, with those of their joint habits that are one.

    One sentence on one line with the same end; one line that begins alike and is no sentence; one paragraph
    whose length is usual.
    """
    among = rows_of(table, form)
    end, start = dominant(table.counts("end", among)), dominant(table.counts("start", among))
    one: dict[str, tuple[str, ...]] = {"lines": ("1",)}
    kept: list[Convention] = []
    if end and end[0] in STOPS:
        kept = _joint(table, form, {**one, "sentences": ("1",), "end": end})
    elif start and start[0] in CASES:
        kept = _joint(table, form, {**one, "start": start, "final stop": ("none",)})
    length = next((each for each in found if each.must == "length" and _is_usual(each)), None)
    is_many = count_of(table, form) >= ENOUGH * table.few
    if not kept and is_many and length is not None and (kept := _joint(table, form, one)):
        kept.append(replace(length, strong=True))
    told = {convention.feature for convention in kept}
    return [*(convention for convention in found if convention.feature not in told), *kept]


def _is_usual(length: Convention) -> bool:
    low, high = map(int, length.values)
    return low >= NARROW_FROM and high <= LENGTHS * low


def _joint(table: Table, form: tuple[Trait, ...], habits: dict[str, tuple[str, ...]]) -> list[Convention]:
    """The conventions of habits that nearly all rows have at once; [] where too few do."""
    joint = [Convention("be", name, values, form) for name, values in habits.items()]
    kept = [each for convention in joint for each in supported(table, convention, TONE)]
    broken = np.logical_or.reduce([breaks(convention, table) for convention in joint])
    rows = count_of(table, form)
    enough = rows - int(broken.sum()) >= table.least(TONE, rows) - OFF * rows
    return kept if len(kept) == len(joint) and enough else []
