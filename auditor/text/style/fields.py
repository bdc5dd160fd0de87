"""Fields in a text: "Priority: high", "port = 80", "level=info code=7": a name, how it is marked, a value."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import msgspec

from auditor.text.expression import later
from auditor.text.style.counted import AtPath, Counted, at_path
from auditor.text.style.trait import Trait
from auditor.text.style.values import SHORT, scalar_traits, scalar_type, types_at, value_traits

_LABEL = later(r"(\*\*|__|\[)?([^\W_][^:：\n*\]]{0,39}?)(\*\*|__|\])?\s?(?::(?=\s|\*|$)|：)(\*\*|__)?")
_PROPERTY = later(r"([A-Z][A-Z-]{2,30}):(?=[^\s:/])")
_CJK_LABEL = later(r"【([^【】\n]{1,20})】")
_ASSIGNED = later(r"([A-Za-z_][\w.-]{0,39})(\s?=\s?)(?=[^\s=])")
_PAIR = later(r"(?<!\S)([A-Za-z_][\w.-]{0,39})=(\"[^\"]*\"|[^\s=]\S*)")
LONGEST = 40  # characters of a name in front of "="
_HEAD = later(r"\w[\w-]{0,30}")
_MARKS = {"**": "**…**:", "__": "__…__:", "[": "[…]:"}


def labelled(text: str, counted: Counted = None) -> list[Trait]:
    """The label that a line starts with, and its value on the same line; [] without a label."""
    start = text[:48]
    at = start.find(":")
    if not start.isascii():
        if start[0] == "【" and (label := _CJK_LABEL.match(start)):
            return _field(_known(label[1], "【…】", counted), text[label.end() :], counted)
        if (wide := start.find("：")) >= 0:
            at = wide if at < 0 else min(at, wide)
    if at < 0:
        return []
    known, end = _label(start[: at + 4], counted)
    return _field(known, text[end:], counted) if known else []


@lru_cache(maxsize=4096)
def _label(start: str, counted: Counted) -> tuple[_Known | None, int]:
    """What is known of a label, None where there is none, and where the value begins.

    All of it shows up to three characters after the first colon, and labels recur: see the cache.
    """
    if label := _PROPERTY.match(start):
        return _known(label[1], "…:", counted), label.end()
    label = _LABEL.match(start)
    if label is None or label[2].count("(") != label[2].count(")"):  # a call
        return None, 0
    return _known(label[2], _MARKS.get(label[1] or "", "…:"), counted), label.end()


def begins_with_name(line: str) -> bool:
    """Whether a name may stand before the first "=": else the line is neither `assigned` nor `pairs`."""
    at = line.find("=")
    return 0 < at <= LONGEST + 1 and len(line[:at].split(None, 1)) == 1


def assigned(line: str, counted: Counted = None) -> list[Trait]:
    """The name and the value of a line like `port = 80`."""
    match = _ASSIGNED.match(line)
    return _field(_known(match[1], f"…{match[2]}", counted), line[match.end() :], counted) if match else []


def pairs(line: str, counted: Counted = None) -> list[Trait]:
    """Names and values of a line that is made of two or more `name=value`."""
    found = _PAIR.findall(line) if line.count("=") > 1 else []
    if len(found) < 2 or sum(len(name) + len(value) + 2 for name, value in found) < len(line):
        return []
    return [trait for name, value in found for trait in _field(_known(name, "…=", counted), value, counted)]


class _Known(NamedTuple):
    """What is known of a field by its name, made once: most rows have the same fields."""

    title: str
    traits: tuple[Trait, Trait]
    head: str
    asked: AtPath
    is_asked: bool
    is_short_asked: bool


@lru_cache(maxsize=4096)
def _known(name: str, mark: str, counted: Counted) -> _Known:
    title = name.strip(" :：*_")[:60]
    asked = at_path(title, counted)
    traits = ("section", title), (f"mark:{title}", mark)
    return _Known(title, traits, f"head:{title}", asked, asked.anything, asked.of_short)


def _field(known: _Known, value: str, counted: Counted) -> list[Trait]:
    title, traits, begins, asked, is_asked, is_short_asked = known
    value = value.strip()
    if not value or not (is_asked or value[0] == "{"):
        return list(traits)
    if value[0] == "{" and value[-1] == "}" and (inside := _object(value, title)):
        return [*traits, *inside]
    found = list(traits)
    if is_short_asked and len(value) <= SHORT:
        found += scalar_traits(title, value, counted)
    if asked.type:
        found.append(types_at(title)[scalar_type(value)])
    if asked.head and (head := _HEAD.match(value)):
        found.append((begins, head[0]))
    return found


def _object(value: str, title: str) -> list[Trait]:
    """What is in a field that holds a JSON object; [] for what is none."""
    try:
        return value_traits(msgspec.json.decode(value), path=title)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return []
