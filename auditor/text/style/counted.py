"""Which of the features are counted, as quick questions: made once for each set of them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from auditor.text.style.trait import kind
from auditor.text.style.trait import path as path_of

Counted = frozenset[str] | None
"""The features that are counted; None for all."""

INSIDE = frozenset(("items", "item head", "item tail", "ends", "sentences in"))
_TABLES = frozenset(f"table{part}" for part in ("", " columns", " header", " rows", " edges", " rule"))
_LISTS = frozenset(
    (
        *("bullets", "bullet mark", "numbered items", "number mark", "letter mark", "lettered items"),
        *("item form", "item end"),
    )
)
_BEGINNINGS = frozenset(f"{which} line begins" for which in ("second", "third", "fourth", "last"))
_SHORT_TEXTS = frozenset(("value", "initial", "pattern", "shape", "mask", "cast", "series"))


class AtLines(NamedTuple):
    """What is asked of the lines of a text."""

    fields: bool = True
    lists: bool = True
    tables: bool = True
    records: bool = True
    recurring: bool = True
    forms: bool = True
    beginnings: bool = True
    labelled: bool = True
    bodies: bool = True


class AtPath(NamedTuple):
    """What is asked of the value at a path."""

    type: bool = True
    head: bool = True
    value: bool = True
    initial: bool = True
    pattern: bool = True
    shape: bool = True
    kinds: bool = True

    @property
    def anything(self) -> bool:
        """Whether a value has to be looked at."""
        return any(self)

    @property
    def of_short(self) -> bool:
        """Whether a short text has to be looked at."""
        return self.value or self.initial or self.pattern or self.shape or self.kinds


EVERY_LINE, EVERY_VALUE = AtLines(), AtPath()
NO_VALUE = AtPath(*[False] * len(AtPath._fields))


@lru_cache(maxsize=16)
def kinds_of(counted: frozenset[str]) -> frozenset[str]:
    """The kinds of the counted features."""
    return frozenset(map(kind, counted))


@lru_cache(maxsize=16)
def paths_of(counted: frozenset[str]) -> frozenset[str]:
    """The paths of the counted features."""
    return frozenset(map(path_of, counted))


def at_lines(counted: Counted) -> AtLines:
    """What is asked of the lines of a text."""
    return EVERY_LINE if counted is None else _at_lines(counted)


@lru_cache(maxsize=16)
def _at_lines(counted: frozenset[str]) -> AtLines:
    kinds = kinds_of(counted)
    columns = any(path.startswith("column ") for path in paths_of(counted))
    return AtLines(
        fields=not kinds.isdisjoint((*_SHORT_TEXTS, "type", "head")),
        lists=not kinds.isdisjoint(_LISTS),
        tables=columns or not kinds.isdisjoint(_TABLES),
        records=columns or "columns of the lines" in kinds,
        recurring=not kinds.isdisjoint(("line", "line begins")),
        forms="line form" in kinds,
        beginnings=not kinds.isdisjoint(_BEGINNINGS),
        labelled=not kinds.isdisjoint(("labelled outline", "opening label", "closing label")),
        bodies=not kinds.isdisjoint(("body", "title", *INSIDE)),
    )


@lru_cache(maxsize=16)
def titles_asked(counted: frozenset[str]) -> frozenset[str]:
    """The titles under which it is asked what stands there."""
    return frozenset(path_of(feature) for feature in counted if kind(feature) in INSIDE)


def at_path(path: str, counted: Counted) -> AtPath:
    """What is asked of the value at a path."""
    if counted is None:
        return EVERY_VALUE
    return _at_path(path, counted) if path in paths_of(counted) else NO_VALUE  # names may be all different


@lru_cache(maxsize=4096)
def _at_path(path: str, counted: frozenset[str]) -> AtPath:
    asked = {name for name in (*_SHORT_TEXTS, "type", "head") if f"{name}:{path}" in counted}
    return AtPath(
        type="type" in asked,
        head="head" in asked,
        value="value" in asked,
        initial="initial" in asked,
        pattern="pattern" in asked,
        shape="shape" in asked,
        kinds=not asked.isdisjoint(("mask", "cast", "series")),
    )
