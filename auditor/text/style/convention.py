"""A convention: what nearly all outputs of one form have in common, and which rows break it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from auditor.text.style.table import Table
from auditor.text.style.trait import Trait

Must = Literal["be", "have", "only", "never", "order", "length"]

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Convention:
    """`feature` must be one of `values`, have them, hold only them, never occur, or hold them in order.

    It applies to the rows that have every trait of `when` (value "*": any value of the feature).
    `kept` of the `rows` it applies to keep it. For must = "length", `values` are the least and the largest
    number of characters.
    """

    must: Must
    feature: str
    values: tuple[str, ...] = ()
    when: tuple[Trait, ...] = ()
    kept: int = 0
    rows: int = 0
    strong: bool = True

    @property
    def support(self) -> float:
        """The share of rows that keep it."""
        return self.kept / self.rows if self.rows else 1.0


def applies(convention: Convention, table: Table) -> Mask:
    """The rows a convention speaks about."""
    mask = np.ones(len(table), dtype=bool)
    for feature, value in convention.when:
        mask &= table.with_feature(feature) if value == "*" else table.with_trait((feature, value))
    return mask


def breaks(convention: Convention, table: Table) -> Mask:
    """The rows that break a convention."""
    return applies(convention, table) & ~_keeps(convention, table)


def _keeps(convention: Convention, table: Table) -> Mask:
    feature, values = convention.feature, convention.values
    if convention.must == "length":
        return (table.lengths >= int(values[0])) & (table.lengths <= int(values[1]))
    if convention.must == "never":
        return ~table.with_feature(feature)
    if convention.must == "order":
        return _in_order(table, [(feature, value) for value in values])
    if convention.must == "only":
        strange = [name for name in table.values_of(feature) if name not in values]
        return ~table.with_any([(feature, value) for value in strange])
    if convention.must == "have":
        return table.with_trait((feature, values[0]))
    return table.with_any([(feature, value) for value in values])


def _in_order(table: Table, sequence: list[Trait]) -> Mask:
    """Rows whose traits of the sequence come in its order; missing ones do not matter."""
    owners, places = table.positions(sequence)
    falls = (owners[1:] == owners[:-1]) & (places[1:] < places[:-1])
    mask = np.ones(len(table), dtype=bool)
    mask[owners[1:][falls]] = False
    return mask
