"""Finds the conventions of a data set: forms first, then what the outputs of each form share."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from auditor.text.style.convention import Convention, Mask, Must, applies, breaks
from auditor.text.style.features import ABSENT, CHAINS, FEATURES, HABIT, SUPPORT, TONE, Feature
from auditor.text.style.ranges import sharp_range, usual_lengths, vocabulary
from auditor.text.style.table import OTHER, Table
from auditor.text.style.trait import Trait, kind, path

MINIMUM = 30  # rows of a form before anything is inferred
FORM = 0.1  # share of rows from which a form is one of the styles
OPTIONAL = 0.02  # share of rows from which a key is optional, below it is strange
CLOSED = 0.97  # share of rows without strange keys or sections from which strange ones are deviations
NULLS = 0.02  # share of nulls from which a value may be null
CLOSABLE = {"key": 0, "section": 2, "person": 99}  # members always there from which a set may be closed
SPECIFIC = 0.015  # support a more exact convention may have less than a vaguer one that it replaces


@dataclass(frozen=True, slots=True)
class Form:
    """One form of output, its share among all, and its conventions."""

    name: str
    rows: int
    conventions: tuple[Convention, ...]


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The forms of the outputs and all conventions, those on the form itself first."""

    forms: tuple[Form, ...] = ()
    conventions: tuple[Convention, ...] = ()


def infer(table: Table) -> HouseStyle:
    """The house style of the rows; without conventions when they have none."""
    if len(table) < MINIMUM:
        return HouseStyle()
    everything = np.ones(len(table), dtype=bool)
    counts = table.counts("format", everything)
    names = sorted(
        (name for name in counts if counts[name] >= FORM * len(table)), key=lambda name: -counts[name]
    )
    forms = tuple(Form(name, counts[name], tuple(_conventions(table, name))) for name in names)
    inner = [convention for form in forms for convention in form.conventions]
    form = _form_convention(table, names, bool(inner))
    return HouseStyle(forms, (*form, *inner))


def _form_convention(table: Table, names: list[str], styled: bool) -> list[Convention]:
    """That the output is of one of the forms; plain text alone is a form only where it has a style."""
    if not names or (names == ["text"] and not styled):
        return []
    return _supported(table, Convention("be", "format", tuple(names)), SUPPORT)


def _conventions(table: Table, form: str) -> list[Convention]:
    """The conventions of the outputs of one form: none when only habits are found."""
    when = ("format", form)
    among = table.with_trait(when)
    if int(among.sum()) < MINIMUM:
        return []
    found: list[Convention] = []
    for name in table.features():
        if (feature := FEATURES.get(kind(name))) is not None and name != "type:":
            found += _of_feature(table, name, feature, when)
    found += _lengths(table, when) + _absences(table, when)
    sections = {value for convention in found if convention.must == "have" for value in convention.values}
    found = [kept for kept in found if kind(kept.feature) != "mark" or path(kept.feature) in sections]
    return _most_exact(found) if any(convention.strong for convention in found) else []


def _of_feature(table: Table, name: str, feature: Feature, form: Trait) -> list[Convention]:
    when = _scope(name, feature, form)
    among = applies(Convention("have", name, when=when), table)
    if int(among.sum()) < MINIMUM:
        return []
    counts = table.counts(name, among)
    if feature.shape == "set":
        return _set(table, name, feature, when, counts, int(among.sum()))
    if feature.shape == "types":
        values = _types(counts, int(among.sum()))
    elif feature.shape == "one":
        values = _dominant(counts)
    elif feature.shape == "count":
        values = sharp_range(counts, int(among.sum()))
    else:
        values = vocabulary(counts, int(among.sum()))
    if not values:
        return []
    habit = bool(set(values) & set(feature.habits))
    support = max(feature.support, HABIT) if habit else feature.support
    convention = Convention("be", name, values, when, strong=feature.strong and not habit)
    return _supported(table, convention, support)


def _scope(name: str, feature: Feature, form: Trait) -> tuple[Trait, ...]:
    """Which rows a feature is judged on: see `Feature.scope`; keys where their object stands."""
    if kind(name) == "key":
        return (form, (f"type:{path(name)}", "object"))
    if kind(name) in ("element", "attribute") and (inside := path(name)):
        parent, _, last = inside.rpartition("/")
        return (form, (f"element:{parent}", last))
    if feature.scope == "typed":
        return (form, (f"type:{path(name)}", "string"))
    return (form, (name, "*")) if feature.scope == "present" else (form,)


def _dominant(counts: dict[str, int]) -> tuple[str, ...]:
    """The commonest value."""
    known = {value: count for value, count in counts.items() if value != OTHER}
    return (max(sorted(known), key=known.__getitem__),) if known else ()


def _types(counts: dict[str, int], total: int) -> tuple[str, ...]:
    """The types that a tenth of the rows have, and null where a few rows have it."""
    least = {"null": NULLS * total}
    return tuple(sorted(value for value in counts if counts[value] >= least.get(value, FORM * total)))


def _set(
    table: Table, name: str, feature: Feature, when: tuple[Trait, ...], counts: dict[str, int], total: int
) -> list[Convention]:
    """Members that are always there, their order, and whether there are others."""
    needed = sorted(value for value in counts if value != OTHER and counts[value] >= feature.support * total)
    found = [Convention("have", name, (value,), when, strong=feature.strong) for value in needed]
    usual = tuple(sorted(value for value in counts if value != OTHER and counts[value] >= OPTIONAL * total))
    if usual and len(needed) >= CLOSABLE.get(kind(name), 1):
        found += _supported(table, Convention("only", name, usual, when), CLOSED)
    if len(needed) > 1 and kind(name) in ("section", "element"):
        found += _supported(
            table, Convention("order", name, _usual_order(table, name, needed), when), SUPPORT
        )
    if kind(name) == "key" and needed and path(name).endswith("[]"):
        partial = f"partial:{path(name)}"
        found += _supported(
            table, Convention("only", partial, _optional_inside(table, partial, total), when), SUPPORT
        )
    return [kept for convention in found for kept in _supported(table, convention, 0.0)]


def _optional_inside(table: Table, feature: str, total: int) -> tuple[str, ...]:
    """Keys that some objects of a list lack in more than a few rows."""
    counts = table.counts(feature, np.ones(len(table), dtype=bool))
    return tuple(sorted(value for value in counts if value != OTHER and counts[value] >= FORM * total))


def _usual_order(table: Table, name: str, values: list[str]) -> tuple[str, ...]:
    """The values by their mean place in the rows that have all of them."""
    owners, places = table.positions([(name, value) for value in values])
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    within = np.arange(len(owners)) - np.repeat(starts, np.diff(np.r_[starts, len(owners)]))
    mean = [float(within[places == number].mean()) for number in range(len(values))]
    return tuple(value for _, value in sorted(zip(mean, values, strict=True)))


def _lengths(table: Table, form: Trait) -> list[Convention]:
    among = table.with_trait(form)
    band = usual_lengths(table.lengths[among])
    if form[1] != "text" or band is None:
        return []
    convention = Convention("length", "length", (str(band[0]), str(band[1])), (form,), strong=False)
    return _supported(table, convention, TONE)


def _absences(table: Table, form: Trait) -> list[Convention]:
    if form[1] != "text":
        return []
    return [
        kept
        for name in ABSENT
        for kept in _supported(table, Convention("never", name, when=(form,), strong=False), HABIT)
    ]


def _supported(table: Table, convention: Convention, support: float) -> list[Convention]:
    """The convention with its figures, if enough rows keep it."""
    rows = int(applies(convention, table).sum())
    kept = rows - int(breaks(convention, table).sum())
    if rows < MINIMUM or kept < support * rows:
        return []
    return [replace(convention, kept=kept, rows=rows)]


def _most_exact(found: list[Convention]) -> list[Convention]:
    """Without conventions that a more exact one already says."""
    by_name = {convention.feature: convention for convention in found if convention.must == "be"}
    dropped: set[str] = set()
    for chain in CHAINS:
        paths = {path(name) for name in by_name if kind(name) in chain}
        for inside in paths:
            names = [f"{name}:{inside}" if inside else name for name in chain]
            dropped |= _less_exact([by_name[name] for name in names if name in by_name])
    return [
        convention for convention in found if convention.must != "be" or convention.feature not in dropped
    ]


def _less_exact(chain: list[Convention]) -> set[str]:
    """All but the first convention of a chain that holds about as often as the best of them."""
    if not chain:
        return set()
    best = max(convention.support for convention in chain)
    kept = next(convention for convention in chain if convention.support >= best - SPECIFIC)
    return {convention.feature for convention in chain if convention is not kept}


__all__ = ["Form", "HouseStyle", "Mask", "Must", "infer"]
