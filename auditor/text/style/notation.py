"""How dates, times, sums and percentages are written in a text, where it has any."""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.text.style.trait import Trait

NOTATION = frozenset(("date form", "time form", "money form", "percent form"))
READ = 1000  # characters from the start that are read

_NUMBERS = re.compile(
    r"(?P<date>(?<![\w./-])\d{1,4}([./-])\d{1,2}\2\d{2,4}(?![\w/-]))"
    r"|(?P<time>(?<![\w:.])\d{1,2}(?::\d\d)+(?: ?[ap]\.?m\b)?(?![\d:])|(?<![\w:.])\d{1,2} ?[ap]m\b)"
    r"|(?P<before>[$€£¥]\s?\d)"
    r"|(?P<after>\d\s?[€£¥$])"
    r"|(?P<percent>\d\s?[%٪])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def notation_traits(text: str) -> list[Trait]:
    """The way in which a text writes each of them, where it has only one."""
    start = text[:READ]
    if not _DIGITS.search(start):
        return []
    ways: dict[str, str] = {}
    for match in _NUMBERS.finditer(start):
        name = match.lastgroup or ""
        feature, form = _KINDS[name]
        written = form(match[name])
        ways[feature] = written if ways.get(feature, written) == written else ""
    return [way for way in ways.items() if way[1]]


def _date(text: str) -> str:
    """The parts of a date by their length: a day of one digit is one of two."""
    return _DIGITS.sub(lambda part: "9999" if len(part[0]) > 2 else "99", text)


def _time(text: str) -> str:
    return _DIGITS.sub("9", text.lower().replace("p", "a")) if text[-1] in "mM" else _padded(text)


def _padded(text: str) -> str:
    return _DIGITS.sub("9", text)


_KINDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "date": ("date form", _date),
    "time": ("time form", _time),
    "before": ("money form", _padded),
    "after": ("money form", _padded),
    "percent": ("percent form", _padded),
}
