"""Which features are worth counting in all rows: a look at a sample of them, before the audit begins.

Counting everything in every output costs up to 93 µs a row, and of free text nothing comes of it. A
convention of the whole shows in a sample that is spread over it, with some slack; what does not show there is
not counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.text.style.census import Census
from auditor.text.style.convention import Convention
from auditor.text.style.exact import most_exact
from auditor.text.style.forms import forms
from auditor.text.style.infer import conventions
from auditor.text.style.splits import side_by_side
from auditor.text.style.trait import Trait
from auditor.text.style.traits import first_look

CLEAR = 0.004  # support a more exact convention may have less in the sample, and surely replaces a vaguer one
FROM = 2000  # rows of a data set from which looking ahead pays
ENOUGH = 200  # outputs that a sample must hold
MOST = 320  # outputs that are looked at
SLACK = 3.0  # times more rows of a sample may break a convention: about four standard deviations in 300


def features_of(found: Sequence[Convention]) -> frozenset[str]:
    """The features that conventions are about, and those which tell where they apply."""
    conditions: list[Trait] = [trait for each in found for trait in each.when + each.marks]
    return frozenset(("format", *(each.feature for each in found), *(feature for feature, _ in conditions)))


def worth_counting(outputs: Sequence[str], rows: int) -> frozenset[str] | None:
    """The features that may have a convention; None for all of them, where forms stand side by side.

    `outputs` is a sample from all over the data set of so many rows, in the same order whenever the data is
    the same. An empty set says that there is nothing to count; a sample that is too small says nothing.
    """
    if len(outputs) < ENOUGH or rows < FROM:
        return None
    census = Census()
    for row, (output, found) in enumerate(zip(outputs, first_look(outputs), strict=True)):
        if found:
            census.add(row, found, len(output.strip()))
    table = census.table()
    table.slack = SLACK
    shown = forms(table)
    if len(side_by_side(table)) > 1:
        return None
    inferred = [
        convention
        for form in shown
        for convention in most_exact(conventions(table, form), table, specific=CLEAR)
    ]
    return features_of(inferred) if inferred else frozenset()
