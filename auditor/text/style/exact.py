"""Of the conventions that say the same, the most exact one that holds about as often as the others."""

from __future__ import annotations

from auditor.text.style.convention import Convention, applies
from auditor.text.style.features import CHAINS, FEATURES, TONE
from auditor.text.style.masks import cast, mask, series
from auditor.text.style.table import OTHER, Table
from auditor.text.style.trait import kind, path

FORMULAS = 4  # closing sentences from which their common last character is a convention of its own
SPECIFIC = 0.015  # support a more exact convention may have less than a vaguer one that it replaces
LISTED = 0.04  # the same for a closed vocabulary, which no chance makes
CLOSED_FEATURES = (
    "output pattern",
    "output mask",
    "output cast",
    "output series",
    "pattern",
    "shape",
    "mask",
    "cast",
    "series",
    "first line",
    "last line",
)
RARE = 0.015  # share of rows that a value may have which is not one of the usual ones


def most_exact(found: list[Convention], table: Table, *, specific: float = SPECIFIC) -> list[Convention]:
    """Without conventions that a more exact one already says, whose support is less by at most `specific`."""
    by_name = {convention.feature: convention for convention in found if convention.must == "be"}
    dropped: set[str] = set()
    for chain in CHAINS:
        paths = {path(name) for name in by_name if kind(name) in chain}
        for inside in paths:
            names = [f"{name}:{inside}" if inside else name for name in chain]
            left = [by_name[name] for name in names if name in by_name and name not in dropped]
            dropped |= _less_exact(left, table, specific)
    lines = [each.values[0] for each in found if each.feature in ("line", "line before the last")]
    return [
        convention
        for convention in found
        if not (convention.must == "be" and convention.feature in dropped)
        and not (convention.feature == "item" and "whole output" in by_name)
        and not (convention.feature == "line begins" and _begins(convention.values[0], lines))
        and not (convention.feature == "line" and lines.count(convention.values[0]) > 1)
    ]


def _begins(word: str, lines: list[str]) -> bool:
    """Whether one of the recurring lines is already known to begin with the word."""
    return any(line.startswith(word) for line in lines)


def _less_exact(chain: list[Convention], table: Table, specific: float) -> set[str]:
    """All but the first convention of a chain that holds about as often as the best of them."""
    if not chain:
        return set()
    strong = [convention for convention in chain if convention.strong]
    best = max(convention.support for convention in strong or chain)
    kept = next(
        each
        for each in chain
        if each.support >= best - (LISTED if table.slack == 1 and _is_listed(each, table) else specific)
    )
    if table.slack > 1:  # in a sample: of the whole a more exact one may be a convention, or this one none
        sure = kept.support >= FEATURES[kind(kept.feature)].support + specific
        chain = chain[chain.index(kept) :] if sure else []
    return {each.feature for each in chain if each is not kept and not _says_more(each, kept)}


def _is_listed(convention: Convention, table: Table) -> bool:
    """Whether all that an output may be is spelled out, which chance does not do: see `CLOSED_FEATURES`."""
    if convention.feature == "whole output":
        return len(convention.values) > 1
    return kind(convention.feature) in CLOSED_FEATURES and others_are_rare(convention, table)


def others_are_rare(convention: Convention, table: Table, alike: float = RARE) -> bool:
    """Whether no value that breaks a convention occurs in more than a few rows.

    `alike` is the share of rows that one may have which is made up like those that keep it.
    """
    among = applies(convention, table)
    rows = int(among.sum())
    counts = table.counts(convention.feature, among)
    others = {value: have for value, have in counts.items() if value not in (*convention.values, OTHER)}
    most = max((*others.values(), table.largest_unknown(convention.feature)), default=0)
    if most > max(2, RARE * rows):
        return False
    usual = {_make_up(value) for value in convention.values}
    return all(have <= max(2, alike * rows) for value, have in others.items() if _make_up(value) in usual)


def _make_up(value: str) -> str:
    return series(cast(mask(value)))


def _says_more(convention: Convention, exact: Convention) -> bool:
    """Whether texts that end in many formulas, nearly all of them with the same mark, are meant to."""
    if convention.feature == "start":
        return exact.feature == "form of the first word" and convention.values[0].endswith("letter")
    is_mark = convention.feature == "end" and convention.strong and convention.support >= TONE
    return is_mark and len(exact.values) >= FORMULAS and convention.kept < exact.kept
