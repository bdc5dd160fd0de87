"""A convention: what nearly all outputs of one form have in common, and which rows break it."""

from __future__ import annotations

from typing import Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from auditor.text.style.features import FEATURES
from auditor.text.style.table import Table
from auditor.text.style.trait import Trait, kind

Must = Literal["be", "have", "only", "never", "order", "length", "some"]

Mask = NDArray[np.bool_]


class Convention(Struct, frozen=True):
    """What a feature of an output must be.

    must = "be": one of `values` and nothing else; "have": the value, whatever else; "only": nothing but
    `values`; "never": nothing; "order": `values`, where they occur, in this order; "some": the output must
    have at least one of `marks`.

    It applies to the rows that have every trait of `when` (value "*": any value of the feature).
    `kept` of the `rows` it applies to keep it. For must = "length", `values` are the least and the largest
    number of characters.
    """

    must: Must
    feature: str
    values: tuple[str, ...] = ()
    when: tuple[Trait, ...] = ()
    marks: tuple[Trait, ...] = ()
    kept: int = 0
    rows: int = 0
    strong: bool = True

    @property
    def support(self) -> float:
        """The share of rows that keep it."""
        return self.kept / self.rows if self.rows else 1.0

    @property
    def told_by(self) -> Trait | None:
        """The value of a key of the same object on which it depends; None where it holds for all."""
        told = (trait for trait in self.when if kind(trait[0]) == "value" and trait[1] != "*")
        return next(told, None)


def weight(convention: Convention) -> tuple[bool, int, float, str, tuple[str, ...]]:
    """What to say first: what is meant before habits, structure before words, then what more rows keep."""
    order = list(FEATURES).index(kind(convention.feature)) if kind(convention.feature) in FEATURES else -1
    return not convention.strong, order, -convention.support, convention.feature, convention.values


def gravity(convention: Convention) -> int:
    """How much a row is off that breaks it: another form breaks nothing else, and is the worst."""
    if convention.feature in ("format", "form", "valid"):
        return 1000
    return 10 if convention.strong else 1


def counted(convention: Convention, table: Table) -> Convention:
    """The convention with the number of rows that it speaks about, and of those that keep it."""
    mask = applies(convention, table)
    kept = np.count_nonzero(mask & _keeps(convention, table))
    return replace(convention, rows=int(np.count_nonzero(mask)), kept=int(kept))


def applies(convention: Convention, table: Table) -> Mask:
    """The rows a convention speaks about; not to be changed."""
    return table.having(convention.when)


def breaks(convention: Convention, table: Table) -> Mask:
    """The rows that break a convention."""
    return applies(convention, table) & ~_keeps(convention, table)


def _keeps(convention: Convention, table: Table) -> Mask:
    feature, values = convention.feature, convention.values
    if convention.must == "length":
        return (table.lengths >= int(values[0])) & (table.lengths <= int(values[1]))
    if convention.must == "some":
        return table.with_any(convention.marks)
    if convention.must == "never":
        return ~table.with_feature(feature)
    if convention.must == "order":
        return _in_order(table, [(feature, value) for value in values])
    if convention.must == "only":
        return _only(table, feature, values)
    kept = table.with_any([(feature, value) for value in values])
    return kept & _only(table, feature, values) if convention.must == "be" else kept


def _only(table: Table, feature: str, values: tuple[str, ...]) -> Mask:
    """Rows without any other value of the feature."""
    return ~table.with_others(feature, values)


def _in_order(table: Table, sequence: list[Trait]) -> Mask:
    """Rows whose traits of the sequence come in its order; missing ones do not matter."""
    owners, places = table.positions(sequence)
    falls = (owners[1:] == owners[:-1]) & (places[1:] < places[:-1])
    mask = np.ones(len(table), dtype=bool)
    mask[owners[1:][falls]] = False
    return mask
