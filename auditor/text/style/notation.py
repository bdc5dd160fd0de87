"""How dates, times, sums and percentages are written in a text, where it has any."""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.text.expression import later
from auditor.text.style.trait import Trait

NOTATION = frozenset(("date form", "time form", "money form", "percent form"))
READ = 1000  # characters from the start that are read

# begins with one of a set, which the regex engine skips to; only then it is looked at what stands before
_REST = r"""(?:
  (?P<date>(?<=\d)(?<![\w./-].)\d{0,3}([./-])\d{1,2}\2\d{2,4}(?![\w/-]))
| (?P<time>(?<=\d)(?<![\w:.].)\d?(?:(?::\d\d)+(?:\ ?[aApP]\.?[mM]\b)?(?![\d:])|\ ?[aApP][mM]\b))
| (?P<before>(?<=[$€£¥])\s?\d)
| (?P<after>(?<=\d)\s?[€£¥$])
| (?P<percent>(?<=\d)\s?[%٪])
)"""
_IN_ASCII = later("[0-9$]" + _REST, re.VERBOSE)
_NUMBERS = later(r"[\d$€£¥]" + _REST, re.VERBOSE)
_DIGITS = later(r"\d+")


def notation_traits(text: str) -> list[Trait]:
    """The way in which a text writes each of them, where it has only one."""
    start = text[:READ]
    ways: dict[str, str] = {}
    for match in (_IN_ASCII if start.isascii() else _NUMBERS).finditer(start):
        feature, form = _KINDS[match.lastgroup or ""]
        written = form(match[0])
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
