"""A line that is a list of short items or a record: what parts them, how many there are, each field."""

from __future__ import annotations

from functools import lru_cache

from auditor.text.expression import later
from auditor.text.style.edges import TEMPLATE
from auditor.text.style.trait import Trait
from auditor.text.style.values import SHORT, pattern, scalar_type, shape, types_at

SEPARATORS = ("\t", " | ", "; ", ", ", ";", ",")
ITEM = 24  # characters of an item on average, up to which a line may be a list
RECORD = 3  # items from which each place may have a form of its own
FIELDS = 12  # places that are looked at
_GROUPS = later(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_IN_NUMBER = later(r"(?<=\d),(?=\d)")


def separated(line: str) -> list[Trait]:
    """What parts the items of a line that is a list of short ones, how many there are, and each of them."""
    separator = next((mark for mark in SEPARATORS if mark in line), "")
    if separator == "," and _are_in_numbers(line):
        separator = ""
    items = line.split(separator) if separator else [line]
    if len(line) > ITEM * len(items):
        return []
    named = [("item", item.strip()[:TEMPLATE]) for item in items]
    if len(items) == 1:
        return named
    written = " " * items[0].endswith(" ") + separator
    found = [("separator", written), ("separated items", str(len(items))), *named]
    return [*found, *_fields(items)] if len(items) >= RECORD else found


def _are_in_numbers(line: str) -> bool:
    """Whether the commas of a line part the digits of numbers: "$1,234.50", "3,5 kg", but not "12,7,30"."""
    without = _GROUPS.sub("", line)
    return "," not in without or (without.count(",") == 1 and _IN_NUMBER.search(without) is not None)


def field_name(place: int) -> str:
    """The name of the field at a place, from 0."""
    return f"field {place + 1}"


def _fields(items: list[str]) -> list[Trait]:
    found: list[Trait] = []
    for place, item in enumerate(items[:FIELDS]):
        if text := item.strip()[:SHORT]:
            path, value, masks, runs = _names(place)
            found += [types_at(path)[scalar_type(text)], (value, text)]
            if masked := pattern(text):
                found += [(masks, masked), (runs, shape(text))]
    return found


@lru_cache(maxsize=FIELDS)
def _names(place: int) -> tuple[str, str, str, str]:
    path = field_name(place)
    return path, f"value:{path}", f"pattern:{path}", f"shape:{path}"
