"""Which rows a convention is judged on, and whether enough of them keep it."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from auditor.text.style.convention import Convention, Mask, applies, breaks
from auditor.text.style.table import Table
from auditor.text.style.trait import Trait


def rows_of(table: Table, when: tuple[Trait, ...]) -> Mask:
    """The rows that have every trait of `when`."""
    return table.having(when)


def count_of(table: Table, when: tuple[Trait, ...]) -> int:
    """How many rows have every trait of `when`."""
    return int(np.count_nonzero(rows_of(table, when)))


def supported(table: Table, convention: Convention, support: float) -> list[Convention]:
    """The convention with its figures, if enough rows keep it."""
    rows = int(np.count_nonzero(applies(convention, table)))
    kept = rows - int(np.count_nonzero(breaks(convention, table)))
    if rows < table.few or kept < table.least(support, rows):
        return []
    return [replace(convention, kept=kept, rows=rows)]
