"""Styles side by side in outputs of one form: fenced and bare JSON, bullets and prose, German and English."""

from __future__ import annotations

import numpy as np

from auditor.text.style.convention import Mask
from auditor.text.style.forms import FORM, Form, are_labels, forms, groups
from auditor.text.style.table import OTHER, Table
from auditor.text.style.trait import kind

CLOSED = 0.97  # share of the rows that the usual values have: what is open is a distribution, not two styles
GROUP = 0.2  # share of rows of a group that nothing but its marks sets off from a rest, and of that rest
MOST = 4  # values that are styles of their own
SPLITS = ("wrapper", "language", "script", "outline", "mark", "bullet mark", "last line", "last word")
"""The kinds of features by whose values outputs are told apart, the clearest first."""


def side_by_side(table: Table) -> list[Form]:
    """The forms of the outputs; where they have but one, the styles in it.

    Where a group of rows is marked off from a rest, the rest comes last and stands for the other rows.
    """
    found = forms(table)
    if len(found) != 1:
        return found
    among = table.with_trait(found[0].when[0])
    if are_labels(table, among):
        return found
    return _by_value(table, found[0], among) or _and_the_rest(table, found[0], among) or found


def _by_value(table: Table, form: Form, among: Mask) -> list[Form]:
    """The styles that the values of one feature make."""
    for wanted in SPLITS:
        for feature in (name for name in table.features() if kind(name) == wanted):
            values = _values(table, feature, among)
            if values and not (wanted.startswith("last") and _is_vocabulary(values)):
                return [Form((*form.when, (feature, value)), rows) for value, rows in values.items()]
    return []


def _values(table: Table, feature: str, among: Mask) -> dict[str, int]:
    """The values that a tenth of the rows have each, commonest first; {} unless they are all there is."""
    counts = table.counts(feature, among)
    total, having = int(among.sum()), sum(counts.values())
    least = max(FORM * total, table.few)
    usual = {value: rows for value, rows in counts.items() if rows >= least and value != OTHER}
    closed = having >= (1 - FORM) * total and sum(usual.values()) >= CLOSED * having
    if not (closed and 2 <= len(usual) <= MOST):
        return {}
    return dict(sorted(usual.items(), key=lambda item: (-item[1], item[0])))


def _is_vocabulary(lines: dict[str, int]) -> bool:
    """Whether lines are the values of one slot ("Answer: yes", "Answer: no"), not ways to write it."""
    return not all("<number>" in line for line in lines) or len({line.split()[0] for line in lines}) < len(
        lines
    )


def _and_the_rest(table: Table, form: Form, among: Mask) -> list[Form]:
    """A group of texts with marks that come together ("Dear …" and "Kind regards,"), and those without.

    An object without a key is no style of its own: keys may be optional.
    """
    if form.format != "text":
        return []
    least = max(GROUP * int(among.sum()), table.few)
    marked = groups(table, among, least)
    left = among.copy()
    found = []
    for mark, rows in marked:
        found.append(Form((*form.when, mark), rows))
        left &= ~table.with_trait(mark)
    rest = int(np.count_nonzero(left))
    return [*found, Form(form.when, rest)] if found and rest >= least else []
