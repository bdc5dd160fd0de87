"""Finds the conventions of a data set: forms first, then what the outputs of each form share."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from auditor.text.style.convention import Convention, breaks
from auditor.text.style.exact import most_exact, others_are_rare
from auditor.text.style.features import (
    ABSENT,
    FEATURES,
    HABIT,
    LATER_LINES,
    MARKED,
    PARTS,
    PUNCTUATION,
    SUPPORT,
    TONE,
    Feature,
)
from auditor.text.style.forms import FORM, Form, forms
from auditor.text.style.inline import INLINE
from auditor.text.style.joint import joint_habits
from auditor.text.style.masks import is_plain
from auditor.text.style.ranges import is_narrow, usual_lengths, with_their_like
from auditor.text.style.separated import field_name
from auditor.text.style.shapes import keys_by_value
from auditor.text.style.support import count_of, rows_of, supported
from auditor.text.style.table import OTHER, Table
from auditor.text.style.tables import COLUMN
from auditor.text.style.tone import TONE_FEATURES
from auditor.text.style.trait import Trait, kind, path
from auditor.text.style.usual import FORMS, Sight, as_habit, usual_values

OPTIONAL = 0.02  # share of rows from which a key is optional, below it is strange
CLOSED = 0.97  # share of rows without strange keys or sections from which strange ones are deviations
CLOSABLE = {
    "key": 0,
    "item": 0,
    "section": 2,
    "title": 0,
    "line kind": 0,
    "person": 99,
    "line": 99,
    "line begins": 99,
    "line form": 99,
    "code line": 99,
    "code word": 99,
    "inline": 99,
    "sign": 2,
    "character": 0,
    "word form": 1,
    "code sign": 99,
}  # members always there from which a set may be closed
TONGUES = frozenset(("script", "language"))
OF_LANGUAGE = ("language", "preamble", "alphabet", "enclosed in", "bold", "bullets")
OF_SCRIPT = ("script", "script of the first word", "opening label", "Latin word", "Latin prose", *OF_LANGUAGE)
ORDERED = ("section", "element", "key", "line begins")  # whose order may be fixed
UNTYPED = ("YAML", "XML", "HTML")  # forms where every value is written as text
MADE_UP = ("pattern", "shape", "mask", "cast")
INVENTORIES = ("character", "sign", "word form")  # of which a line is made
IN_NAMES = "&/%+,"  # signs that a name or a phrase may hold
RARE = 0.01  # share of lines that may have a member which is none of the usual ones
CLEAR = 3  # times rarer it must be than each of them
OFTEN = 0.25  # share of texts that must have a fourth line before it is one
MAJORITY = 0.5  # share of texts that must have code blocks, say, before their number is a convention


class StyledForm(Struct, frozen=True):
    """A form of output with its conventions."""

    form: Form
    conventions: tuple[Convention, ...]


class HouseStyle(Struct, frozen=True):
    """The forms of the outputs and all conventions, those on the form itself first."""

    forms: tuple[StyledForm, ...] = ()
    conventions: tuple[Convention, ...] = ()


def infer(table: Table) -> HouseStyle:
    """The house style of the rows; without conventions when they have none."""
    styled = tuple(
        StyledForm(form, tuple(most_exact(conventions(table, form), table))) for form in forms(table)
    )
    inner = [convention for each in styled for convention in each.conventions]
    return HouseStyle(styled, (*_on_form(table, styled), *inner))


def _on_form(table: Table, styled: tuple[StyledForm, ...]) -> list[Convention]:
    """That the output has one of the formats, and of one that has several forms, one of these.

    Plain text alone is a format only where it has a style.
    """
    formats = list(dict.fromkeys(each.form.format for each in styled))
    if not formats or (formats == ["text"] and not any(each.conventions for each in styled)):
        return []
    found = supported(table, Convention("be", "format", tuple(formats)), SUPPORT)
    for name in formats:
        marks = tuple(
            each.form.when[1] for each in styled if each.form.format == name and len(each.form.when) > 1
        )
        if marks:
            some = Convention("some", "form", (), (("format", name),), marks)
            found += supported(table, some, SUPPORT)
    return found


def conventions(table: Table, form: Form) -> list[Convention]:
    """The conventions of the outputs of one form, also such as say the same: none when all are habits."""
    when = form.when
    if count_of(table, when) < table.few:
        return []
    found: list[Convention] = []
    for name in table.occurring():
        if (feature := FEATURES.get(kind(name))) is not None and name != "type:":
            found += _of_feature(table, name, feature, when)
    found += _lengths(table, when) + _absences(table, when) + _foreign(table, when)
    found = _of_usual_sections(found) if when[0][1] == "text" else found
    if when[0][1] == "text" and _meant(found) <= TONGUES:
        found = joint_habits(table, when, found)
    strong = _meant(found)
    if strong and strong <= TONGUES:  # alone no style that habits could be part of
        told = OF_SCRIPT if "script" in strong else OF_LANGUAGE
        return [convention for convention in found if convention.feature in told]
    if "whole output" in strong and table.slack == 1:  # says it all, also which labels break a habit
        meant = [each for each in found if each.strong and each.feature not in TONE_FEATURES | INLINE]
        return _kept_by_labels(meant, table)
    return found if strong else []


def _kept_by_labels(found: list[Convention], table: Table) -> list[Convention]:
    """Without a number of items that some labels lack: of `card_lost` and `warranty` not all have two."""
    labels = [label for each in found if each.feature == "whole output" for label in each.values]
    rows_of_labels = [table.with_trait(("whole output", label)) for label in labels]
    return [
        each
        for each in found
        if each.feature != "separated items"
        or not any((breaks(each, table) & rows).sum() * 2 > rows.sum() for rows in rows_of_labels)
    ]


def _meant(found: list[Convention]) -> set[str]:
    return {convention.feature for convention in found if convention.strong}


def _of_usual_sections(found: list[Convention]) -> list[Convention]:
    """Without what is said of fields that only some texts have, and that a field is a text.

    Where all are made up alike, a number is another make-up. Nor has a text of several parts one tone:
    some of them may be quoted.
    """
    sections = {each.values[0] for each in found if each.must == "have" and each.feature == "section"}
    is_closed = any(each.must == "only" and each.feature == "section" for each in found)
    has_parts = any(convention.feature == "section" for convention in found)
    untold = ("contractions", "sentences") if len(sections) > 1 else ("contractions",) if has_parts else ()
    sections |= {
        field_name(place)
        for convention in found
        if convention.feature == "separated items"
        for place in range(int(convention.values[0]))
    }
    made_up = {path(kept.feature) for kept in found if kind(kept.feature) in MADE_UP}
    within = tuple(f"{name}{step}" for name in sorted(sections) for step in ".[")
    return [
        kept
        for kept in found
        if kept.feature not in untold
        if not (inside := path(kept.feature))
        or (inside.startswith(COLUMN) and (kept.values != ("string",) or inside in made_up))
        or (kind(kept.feature) == "title" and kept.must == "only" and not is_closed)
        or (inside in sections and (kept.values != ("string",) or inside in made_up))
        or inside.startswith(within)
    ]


def _of_feature(table: Table, name: str, feature: Feature, form: tuple[Trait, ...]) -> list[Convention]:
    scope, known = _scope(name, feature, form), (*form, (name, "*"))
    found = _in_scope(table, name, feature, form, scope)
    if found or kind(name) not in FORMS or feature.scope != "typed":
        return found
    most = count_of(table, known) >= MAJORITY * count_of(table, scope)  # the others are long texts
    return _in_scope(table, name, feature, form, known) if most else []


def _in_scope(
    table: Table, name: str, feature: Feature, form: tuple[Trait, ...], when: tuple[Trait, ...]
) -> list[Convention]:
    among = rows_of(table, when)
    share = _least_share(name)
    least = share * count_of(table, form)
    if (total := count_of(table, when)) < max(table.few, least):
        return []
    counts = table.counts(name, among)
    if feature.shape == "set":
        return _set(table, name, feature, when, counts, total)
    loose = form[0][1] in UNTYPED
    seen = Sight(counts, total, table.largest_unknown(name), table.slack, loose)
    values = usual_values(name, feature, seen)
    if not values:
        return []
    if name == "contractions" and counts.get("used", 0) >= TONE * count_of(table, form):
        return supported(table, Convention("be", name, ("used",), form), TONE)
    meant = as_habit(name, feature, values)
    scope = form if name == "start" and meant.strong else when  # a start that is no mark is another
    return supported(table, Convention("be", name, values, scope, strong=meant.strong), meant.support)


def _least_share(name: str) -> float:
    """The share of texts that must have a part of which something is said."""
    if name.startswith("marks of"):
        return MARKED
    if name in PARTS:
        return MAJORITY
    return OFTEN if name in (*LATER_LINES, "address", "table header") or COLUMN in name else 0


def _scope(name: str, feature: Feature, form: tuple[Trait, ...]) -> tuple[Trait, ...]:
    """Which rows a feature is judged on: see `Feature.scope`; keys where their object stands."""
    if kind(name) == "key":
        return (*form, (f"type:{path(name)}", "object"))
    if kind(name) in ("element", "attribute") and (inside := path(name)):
        parent, _, last = inside.rpartition("/")
        return (*form, (f"element:{parent}", last))
    if feature.scope == "typed":
        return (*form, (f"type:{path(name)}", "string"))
    return (*form, (name, "*")) if feature.scope == "present" else form


def _set(
    table: Table, name: str, feature: Feature, when: tuple[Trait, ...], counts: dict[str, int], total: int
) -> list[Convention]:
    """Members that are always there, their order, and whether there are others."""
    partial = _optional_inside(table, f"partial:{path(name)}", total) if kind(name) == "key" else ()
    needed = sorted(
        value
        for value in counts
        if value not in (OTHER, *partial) and counts[value] >= table.least(feature.support, total)
    )
    said = [value for value in needed if value not in feature.habits and kind(name) != "title"]
    meant = {value: feature.strong and not _is_ordinary(name, value) for value in needed}
    said = [value for value in said if name not in INVENTORIES or meant[value]]
    found = [Convention("have", name, (value,), when, strong=meant[value]) for value in said]
    usual = tuple(sorted(value for value in counts if value != OTHER and counts[value] >= OPTIONAL * total))
    if usual and sum(meant.values()) >= CLOSABLE.get(kind(name), 1 if feature.strong else 0):
        only = Convention("only", name, usual, when, strong=feature.strong)
        if kind(name) in INVENTORIES:
            found += _inventory(table, only, counts, total)
        elif kind(name) != "item":
            found += supported(table, only, CLOSED if feature.strong else HABIT)
        elif sum(counts.values()) >= MAJORITY * total and others_are_rare(only, table, RARE):
            found += supported(table, only, TONE)  # of items chance makes no vocabulary
    if kind(name) == "key":
        for told in keys_by_value(table, name, when, needed, [v for v in usual if v not in needed]):
            found += supported(table, told, SUPPORT)
    if len(needed) > 1 and kind(name) in ORDERED:
        found += supported(table, Convention("order", name, _usual_order(table, name, needed), when), SUPPORT)
    if kind(name) == "key" and needed and path(name).endswith("[]"):
        found += supported(table, Convention("only", f"partial:{path(name)}", partial, when), SUPPORT)
    return [kept for convention in found for kept in supported(table, convention, 0.0)]


def _is_ordinary(name: str, value: str) -> bool:
    """Whether lines have a member without meaning to: a comma, a word."""
    if name == "sign":
        return value in PUNCTUATION
    return name == "character" or (name == "word form" and value != "9" and is_plain(value))


def _inventory(table: Table, only: Convention, counts: dict[str, int], total: int) -> list[Convention]:
    """That lines are made of the usual signs only, where the others are rarer by far."""
    if only.feature == "character":
        only = replace(only, values=with_their_like(only.values), strong=True)
    elif only.feature == "sign":
        only = replace(only, values=tuple(sorted({*only.values, *IN_NAMES})))
    rest = [rows for value, rows in counts.items() if value not in (*only.values, OTHER)]
    most = max((*rest, table.largest_unknown(only.feature)), default=0)
    least = min(counts[value] for value in only.values if counts.get(value, 0) >= OPTIONAL * total)
    if np.count_nonzero(rows_of(table, (*only.when, (only.feature, "*")))) < SUPPORT * total:
        return []
    if most > max(2, RARE * total) or least < CLEAR * most:
        return []
    return supported(table, only, TONE if only.feature == "character" else HABIT)


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


def _lengths(table: Table, form: tuple[Trait, ...]) -> list[Convention]:
    among = rows_of(table, form)
    band = usual_lengths(table.lengths[among])
    if form[0][1] != "text" or band is None:
        return []
    values = (str(band[0]), str(band[1]))
    narrow = is_narrow(*band)
    convention = Convention("length", "length", values, form, strong=narrow)
    return supported(table, convention, SUPPORT if narrow else TONE)


def _foreign(table: Table, form: tuple[Trait, ...]) -> list[Convention]:
    """Parts of a markup where hardly any output has attributes or elements."""
    if form[0][1] not in ("XML", "HTML"):
        return []
    inside = (name for name in table.features() if kind(name) in ("element", "attribute"))
    never = [Convention("never", name, when=form, strong=False) for name in inside]
    kept = (kept for convention in never for kept in supported(table, convention, CLOSED))
    return [convention for convention in kept if convention.kept < convention.rows]


def _absences(table: Table, form: tuple[Trait, ...]) -> list[Convention]:
    known = table.features()
    return [
        kept
        for name in (ABSENT if form[0][1] == "text" else ("thought",))
        if name in known and _is_worth_a_look(table, name)
        for kept in supported(table, Convention("never", name, when=form, strong=False), ABSENT[name])
    ]


def _is_worth_a_look(table: Table, name: str) -> bool:
    """Whether the absence of something says anything, with what else is in the outputs."""
    if name.startswith("Latin"):
        return int(table.with_trait(("script", "Latin")).sum()) < FORM * len(table)
    if name == "shouting":  # where some end with one such mark, two are no surprise
        return int(table.with_feature("exclamation").sum()) < FORM * len(table)
    return True
