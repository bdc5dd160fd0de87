"""The forms that outputs come in: JSON, text with certain sections, …: one, or several side by side."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from auditor.text.style.convention import Mask
from auditor.text.style.features import FEATURES, SUPPORT
from auditor.text.style.ranges import vocabulary
from auditor.text.style.table import OTHER, Table
from auditor.text.style.trait import Trait, kind

FORM = 0.1  # share of rows from which a form is one of the styles
SAMPLED = 1.5  # times smaller it may be in a sample
MOST = 5  # forms that one format is split into
ONE_WORD = ("words on the line", "1")
MAKES = (ONE_WORD, ("final stop", "there"), ("separator", ""), ("first word", ""))
"""What a text of one job is told by where it has no structure; "" for any value."""

LABEL = 0.05  # share of the single words that one must be to be a label
JUDGED = 20_000  # rows from which it is told which traits come together

_SIDE_BY_SIDE = ("key", "element", "section")  # an output has several of these
_EXCLUSIVE = ("outline", "first line", "first word", "last line", "last 2 words", "code language")
_SIDES = {"first line": "first", "first word": "first", "last line": "last", "last 2 words": "last"}


class Form(Struct, frozen=True):
    """The outputs that have all of these traits: the format, and a mark where a format has several forms."""

    when: tuple[Trait, ...]
    rows: int

    @property
    def format(self) -> str:
        """The format, such as "JSON object"."""
        return self.when[0][1]


def forms(table: Table) -> list[Form]:
    """The forms that at least a tenth of the rows have, commonest first."""
    if len(table) < table.few:
        return []
    counts = table.counts("format", np.ones(len(table), dtype=bool))
    found: list[Form] = []
    least = (FORM if table.slack == 1 else FORM / SAMPLED) * len(table)
    for name in (name for name in counts if counts[name] >= least):
        plain = ("format", name)
        marks = _marks(table, table.with_trait(plain), max(least, table.few))
        found += [Form((plain, mark), rows) for mark, rows in marks] or [Form((plain,), counts[name])]
    return sorted(found, key=lambda form: (-form.rows, form.when))


def _marks(table: Table, among: Mask, least: float) -> list[tuple[Trait, int]]:
    """Traits that mark off groups of the rows `among`, none where one structure is common to all.

    Together they must cover nearly all rows.
    """
    found = groups(table, among, least) or _makes(table, among, least)
    covered = int((among & table.with_any(mark for mark, _ in found)).sum())
    return found if len(found) > 1 and covered >= table.least(SUPPORT, int(among.sum())) else []


def _makes(table: Table, among: Mask, least: float) -> list[tuple[Trait, int]]:
    """How plain texts of several jobs are made up: labels of one word, sentences, lists, lines that begin so.

    [] where the single words are no few labels: of free answers some are short.
    """
    labels = among & table.with_trait(ONE_WORD)
    total = int(np.count_nonzero(labels))
    words = table.counts("whole output", labels)
    often = {value: rows for value, rows in words.items() if value != OTHER and rows >= LABEL * total}
    if total < least or sum(often.values()) < SUPPORT * total:
        return []
    several = among & ~labels & table.with_any(("item", value) for value in often)
    if np.count_nonzero(several) >= LABEL * total:
        return []  # of these labels an output has one or more
    left, found = among.copy(), []
    for feature, usual in MAKES:
        counts = table.counts(feature, left)
        values = (
            (usual,) if usual else sorted(set(counts) - {OTHER}, key=lambda value: (-counts[value], value))
        )
        for value in values:
            rows = int(np.count_nonzero(left & table.with_trait((feature, value))))
            if rows >= least:
                found.append(((feature, value), rows))
                left &= ~table.with_trait((feature, value))
    return found[:MOST]


def groups(table: Table, among: Mask, least: float) -> list[tuple[Trait, int]]:
    """Traits that mark off groups, with their number of rows; none where one structure is common to all.

    A mark is a trait that brings others with it: nearly all rows that have the one have the other, and
    hardly any row without it.
    """
    total = int(among.sum())
    candidates = _candidates(table, among, least)
    common = any(rows >= SUPPORT * total for _, rows in candidates)
    if common or not candidates or total < 2 * table.few or are_labels(table, among):
        return []
    names = [name for name, _ in candidates]
    masks = np.array([table.with_trait(name) & among for name in names])
    brings = _brings(masks, names, among, table.least(SUPPORT, 1))
    found: list[tuple[Trait, int]] = []
    left = among.copy()
    while len(found) < MOST:
        rows = np.where(brings > 0, (masks & left).sum(axis=1), 0)
        if rows.max() < least:
            break
        rows[rows < least] = 0
        best = max(range(len(names)), key=lambda number: (rows[number] > 0, brings[number], rows[number]))
        found.append((names[best], int(masks[best].sum())))
        left &= ~masks[best]
    return found


def are_labels(table: Table, among: Mask) -> bool:
    """Whether the outputs are a closed vocabulary, numbers aside: one style, however many labels."""
    return any(
        vocabulary(table.counts(feature, among), int(among.sum()), table.largest_unknown(feature))
        for feature in ("whole output", "output pattern")
    )


def _candidates(table: Table, among: Mask, least: float) -> list[tuple[Trait, int]]:
    """The traits of structure that enough rows have."""
    return [
        ((feature, value), rows)
        for feature in table.features()
        if kind(feature) in _SIDE_BY_SIDE + _EXCLUSIVE
        for value, rows in sorted(table.counts(feature, among).items())
        if rows >= least and value != OTHER and value not in FEATURES[kind(feature)].habits
    ]


def _brings(masks: NDArray[np.bool_], names: list[Trait], among: Mask, support: float) -> NDArray[np.int64]:
    """How many independent traits come with each trait and not without it, judged on some of the rows."""
    chosen = np.flatnonzero(among)[:: max(1, int(among.sum()) // JUDGED)]
    some = masks[:, chosen].astype(np.float32)
    rows, both = some.sum(axis=1), some @ some.T
    with_it = both / np.maximum(rows[:, None], 1)
    without = (rows[None, :] - both) / np.maximum(len(chosen) - rows[:, None], 1)
    independent = np.array([[_are_independent(one, other) for other in names] for one in names])
    comes_along = (with_it >= support) & (without <= 1 - support) & independent.reshape(both.shape)
    return np.asarray(comes_along.sum(axis=1), dtype=np.int64)


def _are_independent(one: Trait, other: Trait) -> bool:
    """Whether one trait does not already follow from the other."""
    if one[1] == other[1]:  # the first and the last line of outputs of one line
        return False
    kinds = kind(one[0]), kind(other[0])
    if kinds[0] == kinds[1]:
        return kinds[0] in _SIDE_BY_SIDE and one != other
    return _SIDES.get(kinds[0], kinds[0]) != _SIDES.get(kinds[1], kinds[1])
