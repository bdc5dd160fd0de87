"""Ranges, vocabularies and length bands that are meant, told from mere distributions.

A count or value belongs to a convention when the border is sharp: just outside of it there is nearly
nothing. Free text has no sharp borders.
"""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase, digits

import numpy as np
from numpy.typing import NDArray

from auditor.text.style.table import OTHER

EDGE = 0.03  # share of rows a count needs to belong to a range
BESIDE = 0.08  # the same, as a share of the rows with the commonest count
SHARP = 8.0  # how much rarer the counts next to a range must be than its ends
TAIL = 0.02  # share of rows that one count, or like lengths, right outside need to belong to the range
A_FEW_ROWS = 3  # which may all be wrong in the same way
STEEP = 4.0  # how much steeper the fall at the end of a range must be than the one before it
WIDEST = 12  # counts a range may span
GAP = 4.0  # how much rarer a strange value must be than the rarest of a vocabulary
VALUES = 200  # values a vocabulary may have
DIVERSE = 0.12  # distinct values per row from which a feature is no vocabulary
SKEWED = 20.0  # commonest to rarest value from which rare values are just rare
STRANGE = 0.01  # share of rows that a strange value may have
EVEN_VALUES = 3  # values from which their being equally common shows that a rare one is not one of them
EVEN = 2.5  # commonest to rarest of equally common values
CLIFF = 12.0  # how much rarer than each of them a strange one must then be
COVERED = 0.9
MANY = 8  # lines from which one more or less is no deviation
SHORT = 1.6  # times shorter than nearly all that a text may at least be
BEYOND = 0.25  # of a length: what stands right outside of a band
NARROW_FROM = 60  # characters from which a narrow band of lengths is meant
NARROW = 4.5  # times the least length that the largest may be, both with their slack

MOST = 0.4  # share of an alphabet from which all of it may occur
ALPHABETS = tuple(map(frozenset, (ascii_lowercase, ascii_uppercase, digits)))
A_FEW = 5  # sentences
LOOSE = frozenset(("sentences", "lines", "paragraphs"))  # may be one more or less: see `with_slack`

_NO_LETTER = re.compile(r"[\W_]+")


def sharp_range(counts: dict[str, int], total: int, slack: float = 1.0) -> tuple[str, ...]:
    """All counts from the least to the largest usual one, as texts; () when the border is not sharp.

    `slack`: how many times weaker the tests are, for a sample of the rows (see `Table`).
    """
    by_count = {int(value): rows for value, rows in counts.items() if value != OTHER}
    least = max(EDGE * total, BESIDE * max(by_count.values(), default=0))
    usual = [value for value, rows in by_count.items() if rows >= least]
    if not usual:
        return ()
    low, high = min(usual), max(usual)
    inside = sum(rows for value, rows in by_count.items() if low <= value <= high)
    holes = any(by_count.get(value, 0) < EDGE * total / SHARP for value in range(low, high))
    if high - low >= WIDEST or inside < (1 - slack * (1 - COVERED)) * total or (holes and slack == 1):
        return ()
    if not (_is_sharp(by_count, low, -1, slack) and _is_sharp(by_count, high, 1, slack)):
        return ()
    if high > low and by_count.get(high + 1, 0) > max(A_FEW_ROWS, slack * TAIL * total):
        return ()  # it varies, and goes on; one fewer may be what a missing part makes
    return tuple(str(value) for value in range(low, high + 1))


def _is_sharp(by_count: dict[int, int], end: int, step: int, slack: float) -> bool:
    """Whether the counts fall off a cliff beyond this end, steeper by far than they fall before it."""
    beyond = max(by_count.get(end + step, 0), by_count.get(end + 2 * step, 0))
    fall = by_count[end] / beyond if beyond else STEEP * SHARP
    before = by_count.get(end - step, 0) / by_count[end]
    return fall * slack >= SHARP and fall * slack >= STEEP * min(before, SHARP)


def vocabulary(
    counts: dict[str, int], total: int, unknown: int, slack: float = 1.0, *, spelled: bool = True
) -> tuple[str, ...]:
    """The values of a closed vocabulary, at least one, commonest first; () when it is not closed.

    `unknown` is how often the commonest value occurs that is not in `counts`; `slack` as for `sharp_range`.
    `spelled`: values that differ in marks and case alone are spellings of one, of which the rare are wrong.
    """
    most = max(slack * DIVERSE * total, 20)
    if counts.get(OTHER, 0) > most:
        return ()
    ranked = _without_variants(counts) if spelled else _ranked(counts)
    if not ranked or len(ranked) + counts.get(OTHER, 0) > most:
        return ()
    covered = 0
    for position, (rows, _) in enumerate(ranked[:VALUES]):
        covered += rows
        following = max(unknown, ranked[position + 1][0] if position + 1 < len(ranked) else 1)
        if ranked[0][0] >= slack * SKEWED * rows:
            return ()
        closed = rows * slack >= GAP * following and following <= _strange(
            ranked[: position + 1], total, slack
        )
        if covered >= (1 - slack * (1 - COVERED)) * total and closed:
            return tuple(value for _, value in ranked[: position + 1])
    return ()


def _strange(inside: list[tuple[int, str]], total: int, slack: float) -> float:
    """How many rows a value may have and still be strange: more beside several that are equally common."""
    most, least = inside[0][0], inside[-1][0]
    if len(inside) >= EVEN_VALUES and most <= EVEN * least:
        return max(2, slack * STRANGE * total, min(least / CLIFF, 1.5 * STRANGE * total))
    return max(2, slack * STRANGE * total)


def _ranked(counts: dict[str, int]) -> list[tuple[int, str]]:
    return sorted(((rows, value) for value, rows in counts.items() if value != OTHER), reverse=True)


def _without_variants(counts: dict[str, int]) -> list[tuple[int, str]]:
    """(rows, value), commonest first, without rare spellings of a commoner value ("High" beside "high")."""
    ranked = _ranked(counts)
    main: dict[str, int] = {}
    for rows, value in ranked:
        main.setdefault(_normal(value), rows)
    return [(rows, value) for rows, value in ranked if GAP * rows > main[_normal(value)]]


def _normal(value: str) -> str:
    """The letters and digits of a value, small: the same for "searchFlights" and "search_flights"."""
    return _NO_LETTER.sub("", value.casefold()) or value


def with_slack(feature: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """A range of counts that nobody counts to the last one, with some more beyond its ends.

    Where there may be one sentence or two, a few more are no deviation; the longest of some paragraphs may
    be shorter, and the shortest longer.
    """
    if not values:
        return values
    low, high = int(values[0]), int(values[-1])
    if feature == "sentences" and high > low:
        return tuple(str(value) for value in range(max(1, low - 1), max(high + 2, A_FEW) + 1))
    if feature == "longest paragraph":
        return tuple(str(value) for value in range(1, high + 1))
    if feature == "shortest paragraph":
        return tuple(str(value) for value in range(low, low + WIDEST))
    if feature in ("lines", "paragraphs") and high >= MANY:
        return tuple(str(value) for value in range(max(1, low - 1), high + 2))
    return values


def with_their_like(chars: tuple[str, ...]) -> tuple[str, ...]:
    """Some characters, and all of an alphabet of which most are among them."""
    whole = (alphabet for alphabet in ALPHABETS if len(alphabet.intersection(chars)) > MOST * len(alphabet))
    return tuple(sorted(set(chars).union(*whole)))


def is_narrow(low: int, high: int) -> bool:
    """Whether lengths that span so much are meant: see `usual_lengths`, whose slack is in them."""
    return low >= NARROW_FROM and high <= NARROW * low


def usual_lengths(lengths: NDArray[np.int64]) -> tuple[int, int] | None:
    """The least and the largest length that are not far outside of what 90 % of the outputs span.

    None when lengths vary by more than a factor of four, as in free text.
    """
    low, high = np.quantile(lengths, (0.05, 0.95), method="lower")
    if low < 1 or high > 4 * low:
        return None
    slack = max(1.3, float(high / low) ** 0.75)
    return _down_to(lengths, low / max(SHORT, slack)), -_down_to(-lengths, -high * slack)


def _down_to(lengths: NDArray[np.int64], edge: float) -> int:
    """The edge of a band, moved outwards as long as TAIL of the rows stand right outside of it."""
    while np.count_nonzero((lengths < edge) & (lengths >= edge - abs(edge) * BEYOND)) > TAIL * len(lengths):
        edge -= abs(edge) * BEYOND
    return int(np.floor(edge))
