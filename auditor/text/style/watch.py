"""Which features are worth counting in all rows: a look at a sample of them, before the audit begins.

Counting everything in every output costs two to four times as much, and of free text nothing comes of it. A
convention of the whole shows in a sample that is spread over it, with some slack; what does not show there is
not counted. A vocabulary is not told from the first words of any text by so few rows; where outputs have some
other convention, it is counted wherever the sample does not rule it out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from auditor.text.style.census import Census
from auditor.text.style.convention import Convention
from auditor.text.style.exact import most_exact
from auditor.text.style.features import FEATURES, SUPPORT, is_value
from auditor.text.style.forms import forms
from auditor.text.style.infer import conventions
from auditor.text.style.splits import side_by_side
from auditor.text.style.table import OTHER, Table
from auditor.text.style.trait import Trait, kind
from auditor.text.style.traits import first_look
from auditor.text.style.usual import FORMS

CLEAR = 0.004  # support a more exact convention may have less in the sample, and surely replaces a vaguer one
MANY = 2000  # rows from which it pays to leave out what a more exact convention surely says
FROM = 600  # rows of a data set from which looking ahead pays
ENOUGH = 200  # outputs that a sample must hold
MOST = 320  # outputs that are looked at
UNSEEN = 0.15  # share of the values of a sample that occur once, from which there is no vocabulary
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
    by_form = [conventions(table, form) for form in shown]
    if rows >= MANY:
        by_form = [most_exact(each, table, specific=CLEAR) for each in by_form]
    inferred = [convention for each in by_form for convention in each]
    return features_of(inferred) | _maybe_closed(table) if inferred else frozenset()


def _maybe_closed(table: Table) -> frozenset[str]:
    """The features whose values may be a vocabulary of the whole: few of them are the only one of a sample.

    How often a value occurs once is how much of the whole has values that the sample lacks (Good and Turing).
    """
    every = np.ones(len(table), dtype=bool)
    found = set()
    for name in table.occurring():
        if (is_value(name) or name == "item") and kind(name) not in FORMS:
            counts = table.counts(name, every)
            rows = sum(counts.values())
            is_common = FEATURES[kind(name)].scope != "form" or rows >= table.least(SUPPORT, len(table))
            if is_common and counts.get(OTHER, 0) <= UNSEEN * rows:
                found.add(name)
    return frozenset(found)
