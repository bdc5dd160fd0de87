"""Shapes of a JSON object that one of its own values tells apart: `width` only where `type` is `image`."""

from __future__ import annotations

import numpy as np

from auditor.text.style.convention import Convention, Mask
from auditor.text.style.features import TONE
from auditor.text.style.forms import FORM
from auditor.text.style.table import OTHER, Table
from auditor.text.style.trait import Trait, path

MOST = 5  # shapes that one value tells apart
COVERED = 0.9  # share of the objects that those have


def keys_by_value(
    table: Table, name: str, when: tuple[Trait, ...], needed: list[str], optional: list[str]
) -> list[Convention]:
    """Which of the optional keys are there for one value of a key that is always there, and only for it.

    `name` is the feature of the keys, such as "key:customer". Nothing is inferred of objects in lists, of
    which an output has several.
    """
    inside = path(name)
    if not optional or "[]" in inside:
        return []
    among = table.having(when)
    found: list[Convention] = []
    for key in needed:
        told_by = f"value:{inside}.{key}" if inside else f"value:{key}"
        shapes = _shapes(table, told_by, among)
        told = [each for each in optional if _is_told(table, (name, each), shapes)]
        for value, rows in shapes.items():
            narrowed = (*when, (told_by, value))
            always = [each for each in told if _share(table, (name, each), rows) >= TONE]
            found += [Convention("have", name, (each,), narrowed) for each in always]
            if len(always) < len(told):
                rest = {*needed, *optional} - set(told) | set(always)
                found.append(Convention("only", name, tuple(sorted(rest)), narrowed))
    return found


def _shapes(table: Table, told_by: str, among: Mask) -> dict[str, Mask]:
    """The rows of each of the few values that nearly all objects have; {} when there are others."""
    least = max(FORM * int(among.sum()), table.few)
    counts = {value: rows for value, rows in table.counts(told_by, among).items() if value != OTHER}
    usual = [value for value, rows in counts.items() if rows >= least]
    covered = sum(counts[value] for value in usual)
    if not (2 <= len(usual) <= MOST and covered >= COVERED * int(among.sum())):
        return {}
    return {value: among & table.with_trait((told_by, value)) for value in sorted(usual)}


def _is_told(table: Table, key: Trait, shapes: dict[str, Mask]) -> bool:
    """Whether a key is there for some of the values, and never for the others."""
    shares = [_share(table, key, rows) for rows in shapes.values()]
    always, never = sum(share >= TONE for share in shares), sum(share <= 1 - TONE for share in shares)
    return always > 0 and never > 0 and always + never == len(shares)


def _share(table: Table, trait: Trait, among: Mask) -> float:
    return float(np.count_nonzero(among[table.posting(trait)]) / max(1, among.sum()))
