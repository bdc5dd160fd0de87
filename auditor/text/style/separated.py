"""A line that is a list of short items or a record: what parts them, how many there are, each field."""

from __future__ import annotations

from auditor.text.expression import later
from auditor.text.style.edges import TEMPLATE
from auditor.text.style.trait import Trait
from auditor.text.style.values import SHORT, names_at, scalar_traits, scalar_type, types_at

SEPARATORS = ("\t", " | ", "|", "; ", ", ", ";", ",", " > ", " → ", " / ", " - ", " – ", " — ")
INSIDE = ("@", "://", "/", "+", "→", ":", "_", "-", ".")
"""What parts the items of one word."""

ITEM = 24  # characters of an item on average, up to which a line may be a list
RECORD = 3  # items from which each place may have a form of its own
FIELDS = 12  # places that are looked at
_GROUPS = later(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_IN_NUMBER = later(r"(?<=\d),(?=\d)")


def separated(line: str, least: int = 1) -> list[Trait]:
    """What parts the items of a line that is a list of short ones, how many there are, and each of them.

    [] for a line of fewer items than the `least`.
    """
    marks = SEPARATORS if " " in line or any(mark in line for mark in ",;|\t") else INSIDE
    separator = next((mark for mark in marks if mark in line), "")
    if (separator == "," and _are_in_numbers(line)) or (separator == "|" and "(" in line):
        separator = ""  # in brackets a bar parts what one item may be
    items = line.split(separator) if separator else [line]
    if len(items) < least or len(line) > ITEM * len(items):
        return []
    named = [("item", item.strip()[:TEMPLATE]) for item in items]
    if len(items) == 1:
        return named
    written = " " * items[0].endswith(" ") + separator
    found = [("separator", written), ("separated items", str(len(items))), *named]
    return [*found, *_fields(items)] if len(items) >= RECORD or marks is INSIDE else found


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
            path = field_name(place)
            begins = names_at(path).initial
            traits = (trait for trait in scalar_traits(path, text) if trait[0] != begins)
            found += [types_at(path)[scalar_type(text)], *traits]
    return found
