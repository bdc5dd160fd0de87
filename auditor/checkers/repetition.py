"""Outputs that say the same again and again."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar, Self

import numpy as np

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Example, Flag, Outcome, Rule, Severity, Spot
from auditor.text.distribution import Tally, median
from auditor.text.excerpts import around
from auditor.text.first_look import lengths
from auditor.text.joined import SEARCHED_CHARACTERS, joined
from auditor.text.limits import limit
from auditor.text.ragged import Mask
from auditor.text.repetition import stretched, unspaced_ends, words_and_repeats

_SHORTEST = 12  # phrases; with fewer, repeating one is no sign of anything
_LONGEST_PERIOD = 300  # characters of a phrase that is repeated to the end
_TIMES, _LEAST = 5, 40  # so often, and so many characters in all
_PROBE = 8  # characters at the end that a loop holds again and again
_TAIL = 40  # characters without a space at the end, by which words that loop unseen are noticed
_MARKER = re.compile(r"^\W{0,6}\d{1,3}\s?[.):-]\s{0,4}")
_STRETCH = re.compile(r"([A-Za-z])\1{24}")


class Repetition(BaseChecker):
    """An output that repeats itself, as a model does that has run into a loop.

    What it does
        Measures for every output which share of its phrases (three words) stood in it before. An output of
        fifty words or more is flagged when its share is both above an absolute limit and far beyond what is
        usual in this data set; lists and worked sums repeat themselves by nature. Outputs that end in the
        same phrase or numbered item five times or more, and letters that stand twenty-five times in a row,
        are flagged at any length. It does not run in classification and extraction.
    Why it matters
        Loops are learned quickly: a few such rows make a model run into them.
    Example
        "I like it. I like it. I like it. I like it. I like it."
    How to fix
        Cut the output where the loop begins, or delete the row. The rows do not count as usable.
    When to ignore it
        When refrains are meant, as in songs.
    How sure we are
        High: see docs/accuracy/noise.md. Texts without spaces between words are judged by their end only; the
        first 65,536 characters are read.
    """

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "NOI003",
            "repetition",
            Severity.WARNING,
            "outputs that say the same again and again",
            drops=True,
            fix="unsafe",
        ),
    )

    def __init__(self, config: Config) -> None:
        """Start with no output measured."""
        super().__init__(config)
        self.runs = config.task not in ("classification", "extraction")
        self.usual = Tally()
        self.looping = array("q")
        self.shares: dict[int, int] = {}
        self.wanted: set[int] = set()
        self.spots: list[Spot] = []

    def observe(self, batch: Batch) -> None:
        """Measure every output; remember those that loop or might turn out unusual."""
        if not self.runs or not batch.examples:
            return
        texts, examples = joined(batch, "output"), batch.examples
        phrases, repeats = words_and_repeats(texts.blob, texts.starts)
        shares = 100 * repeats // np.maximum(phrases, 1)
        long = phrases >= max(limit(self.config, "repetition.words"), _SHORTEST)
        self.usual.add(shares[long])
        for at in np.flatnonzero(long & (shares >= 100 * limit(self.config, "repetition.share"))).tolist():
            self.shares[examples[at].row] = int(shares[at])
        again = (phrases >= _SHORTEST) & (repeats >= _TIMES - 1)
        loops = stretched(texts.blob, texts.starts)
        for at in np.flatnonzero(~loops & (again | _may_end_solid(batch))).tolist():
            text = examples[at].output
            if again[at] or " " not in text[-_TAIL:]:
                loops[at] = bool(_loop(text) or (again[at] and _listed(text)))
        self.looping.extend(examples[at].row for at in np.flatnonzero(loops).tolist())

    def merge(self, other: Self) -> None:
        """Join rows and counts."""
        self.usual.merge(other.usual)
        self.looping.extend(other.looping)
        self.shares.update(other.shares)

    def rows_to_review(self) -> Sequence[int]:
        """The rows that will be shown."""
        chosen = self.shown(self._rows())
        self.wanted = set(chosen)
        return chosen

    def review(self, batch: Batch) -> None:
        """Show what is repeated."""
        for example in batch.examples:
            if example.row in self.wanted:
                self.spots.append(self._spot(example))

    def finish(self) -> Outcome:
        """One finding with all rows, or nothing."""
        rows = self._rows()
        if not rows:
            return Outcome()
        rule = self.rules[0]
        return Outcome([Flag(rule, rule.summary, rows, sorted(self.spots, key=lambda spot: spot.row))])

    def _rows(self) -> list[int]:
        """Those that loop, and those far beyond what is usual here."""
        least = self._usual_limit()
        return sorted({*self.looping, *(row for row, share in self.shares.items() if share >= least)})

    def _usual_limit(self) -> float:
        """The median share and so many median deviations, in per cent; never below the absolute limit."""
        absolute = 100 * limit(self.config, "repetition.share")
        usual = self.usual.counts()
        if not usual:
            return absolute
        middle = median(usual)
        spread = median(_deviations(usual, middle))
        return max(absolute, middle + limit(self.config, "repetition.spread") * spread)

    def _spot(self, example: Example) -> Spot:
        """What is repeated, or how much."""
        if found := _STRETCH.search(example.output):
            message = f"the letter {found[1]!r} {len(found[0])} times or more"
            return Spot(example.row, message, "output", around(example.output, *found.span()))
        if phrase := _loop(example.output) or _listed(example.output):
            return Spot(
                example.row, "the output ends in a loop", "output", f"…{' '.join((phrase * 2).split())}"
            )
        share = self.shares.get(example.row, 0)
        return Spot(example.row, f"{share} % of the phrases in the output stood in it before", "output")


def _may_end_solid(batch: Batch) -> Mask:
    """The outputs that may end without a space; in bytes, of which a text has no fewer than characters."""
    texts = joined(batch, "output")
    is_cut = lengths(batch, "output") > SEARCHED_CHARACTERS  # of these the end is not known
    return is_cut | unspaced_ends(texts.blob, texts.starts, _TAIL)


def _loop(text: str) -> str:
    """The phrase that the text repeats to its end, "" if there is none."""
    text = text.rstrip()
    end, probe = len(text), text[-_PROBE:]
    if end < _LEAST or text.count(probe, max(end - _TIMES * _LONGEST_PERIOD, 0)) < _TIMES - 1:
        return ""
    furthest = max(end - _PROBE - min(_LONGEST_PERIOD, end // _TIMES), 0)
    at = end - _PROBE
    while (at := text.rfind(probe, furthest, at + _PROBE - 1)) >= 0:
        period = end - _PROBE - at
        phrase = text[-period:]
        times = max(_TIMES, -(-_LEAST // period))
        if text.endswith(phrase * times) and any(letter.isalpha() or letter in "!?" for letter in phrase):
            return phrase
    return ""


def _listed(text: str) -> str:
    """The item that a numbered list holds again and again to its end, "" if there is none."""
    text = text[-2 * _TIMES * _LONGEST_PERIOD :]
    if text.count(text.rstrip()[-_PROBE:]) < _TIMES:
        return ""
    lines = [line for line in text.splitlines() if line.strip()][-_TIMES:]
    if len(lines) < _TIMES or not all(map(_MARKER.match, lines)):
        return ""
    item = _MARKER.sub("", lines[-1]).strip()
    same = all(_MARKER.sub("", line).strip() == item for line in lines)
    return f"{item} " if same and sum(map(str.isalpha, item)) >= _PROBE else ""


def _deviations(counts: Counter[int], middle: int) -> Counter[int]:
    """How often each distance from the middle occurs."""
    distances: Counter[int] = Counter()
    for value, count in counts.items():
        distances[abs(value - middle)] += count
    return distances
