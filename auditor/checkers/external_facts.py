"""RDY004 and RDY005: answers that state facts to be looked up, and facts that change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar, Self

from msgspec.structs import replace

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Example, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import row_ids
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.sample import Sample

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_ANY_YEAR = later(rf"\b{_YEAR}\b")
_DIGIT = later(r"\d")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?,?"
_CURRENCY = r"(?:USD|EUR|GBP|CHF|dollars|euros)"
_LATEST = r"(?:current|latest|newest) (?:version|release|price|rate|edition|model)"
_AS_OF = r"as of (?!now\b|yet\b)[\w ]{0,20}\d{4}"

CHANGING: dict[str, re.Pattern[str]] = {
    "a price": later(rf"[$€£¥₹]\s?\d[\d,.]*|\b\d[\d,.]{{0,15}}\s?{_CURRENCY}\b"),
    "a version": later(r"\b(?:version|release)\s\d+(?:\.\d+)*\b|\bv\d+\.\d+(?:\.\d+)*\b", re.I),
    "a state of affairs": later(
        rf"\b(?:{_AS_OF}|last updated|at the time of writing|{_LATEST}|opening hours)\b", re.I
    ),
}

LOOKED_UP: dict[str, re.Pattern[str]] = {
    **CHANGING,
    "a date": later(rf"\b{_YEAR}-\d\d-\d\d\b|\b{_MONTH}(?: {_DAY})?(?: of)? {_YEAR}\b"),
    "an address on the web": later(r"https?://|\bwww\.\w"),
    "a telephone number": later(
        r"(?<![\w.<=*/+-])(?:\+\d{1,3}[ -]?)?\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?![\w.=])"
    ),
}

# what a text must hold before the expression is tried: a tenth of the time
_HINTS: dict[str, tuple[str, ...]] = {
    "a price": ("$", "€", "£", "¥", "₹", "USD", "EUR", "GBP", "CHF", "dollars", "euros"),
    "an address on the web": ("http", "www."),
}
# the same in small letters
_SMALL_HINTS: dict[str, tuple[str, ...]] = {
    "a state of affairs": (
        "as of", "last updated", "at the time of writing", "current ", "latest ", "newest ", "opening hours",
    ),
}  # fmt: skip
# the same as expressions that begin with some few letters, which are found fast
_CORES: dict[str, re.Pattern[str]] = {
    "a version": re.compile(r"[vVrR](?:\d|(?i:ersion|elease))"),
    "a date": re.compile(r"[12][90]\d\d"),
    "a telephone number": re.compile(r"\d{3}[ -]\d{4}"),
}

EXTERNAL_SHARE = 0.20
CHANGING_SHARE = 0.10
_GIVEN = ("classification", "extraction")  # tasks whose answers come from the input by their nature
_SAMPLE = 1_024  # rows searched: a share is known to ±3 points, and the bars are at 10 and 20 %
_FEWEST = 20  # rows below which a share says nothing
_READ = 4_000  # characters of a text that are searched


class ExternalFacts(BaseChecker):
    """Answers give facts that a model cannot know from their question.

    What it does
        Looks in the outputs (of up to 1,024 rows drawn evenly) for dates with a year, prices, versions, web
        addresses, telephone numbers and phrases such as "as of 2024" of which the input has none of the
        same kind. Not asked of a classification or an extraction, which answer from the input. RDY004 fires
        when a fifth of the outputs state such a fact, RDY005 when a tenth state one of those that change:
        prices, versions, "as of". `external_knowledge` and `changes_often` under [project] settle it either
        way; declared true they mean NO-GO with retrieval as the recommendation.

    Why it matters
        Fine-tuning teaches how to answer, not reliably what is true. Facts learned in training come back
        blurred, cannot be cited, and stay when the world has moved. Retrieval looks them up.

    Example
        Q: "What does the family plan cost?"  A: "As of March 2024 it is $14.99 a month."

    How to fix
        Keep the facts in documents, let the prompt quote them, and put the quoted passage into the input of
        each training example, so that the model learns to use it.

    When to ignore it
        When the facts never change and are few, or when the answers should be written in the way shown with
        the facts given elsewhere: set `external_knowledge = false`.

    How sure we are
        Low: it recognises the written form of a fact. On six public data sets of other kinds (support
        intents, arithmetic, booking slots, medical questions, role play, dialogues) at most 2 % of the
        outputs match. How many such data sets it misses was not measured.
    """

    external = Rule(
        "RDY004", "knowledge-is-external", Severity.WARNING, "answers state facts to look up", Confidence.LOW
    )
    changing = Rule(
        "RDY005", "data-changes-often", Severity.WARNING, "answers state facts that change", Confidence.LOW
    )
    rules: ClassVar[tuple[Rule, ...]] = (external, changing)

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        self.sample: Sample[tuple[str, ...]] = Sample(_SAMPLE, config.rows)
        self.wanted: set[int] = set()
        self.spots: list[Spot] = []

    def observe(self, batch: Batch) -> None:
        """Note the kinds of fact in the rows of the sample."""
        if self.config.task in _GIVEN:
            return
        for position, key in self.sample.wanted(row_ids(batch)):
            example = batch.examples[position]
            if example.split == "train":
                self.sample.add(key, example.row, _kinds(example))

    def merge(self, other: Self) -> None:
        """Join the two samples."""
        self.sample.merge(other.sample)

    def rows_to_review(self) -> Sequence[int]:
        """The rows that will be shown."""
        rows = self.shown(row for flag in self._flags() for row in flag.rows)
        self.wanted = set(rows)
        return sorted(self.wanted)

    def review(self, batch: Batch) -> None:
        """Quote the facts."""
        for example in batch.examples:
            if example.row in self.wanted:
                self.spots += [_spot(example, kind) for kind in _kinds(example)]

    def finish(self) -> Outcome:
        """The findings, with the shares among the metrics."""
        seen = self.sample.items()
        if not seen:
            return Outcome()
        flags = self._flags()
        fired = {flag.rule.code for flag in flags}
        counted = Counter(kind for _, kinds in seen for kind in kinds)
        metrics: dict[str, Any] = {
            "rows": len(seen),
            "shares": {kind: round(count / len(seen), 4) for kind, count in sorted(counted.items())},
            "external": True if "RDY004" in fired else None,
            "changing": True if "RDY005" in fired else None,
            "detail": "; ".join(flag.message for flag in flags),
        }
        return Outcome([self._shown_in(flag) for flag in flags], {"knowledge": metrics})

    def _flags(self) -> list[Flag]:
        """The flags without their spots."""
        flags, sampled = [], self.sample.items()
        for rule, among, share, said in (
            (self.external, LOOKED_UP, EXTERNAL_SHARE, "external_knowledge"),
            (self.changing, CHANGING, CHANGING_SHARE, "changes_often"),
        ):
            rows = [row for row, kinds in sampled if any(kind in among for kind in kinds)]
            counted = Counter(kind for _, kinds in sampled for kind in kinds if kind in among)
            total = len(sampled)
            if self.config.project.get(said) is False or total < _FEWEST or len(rows) < share * total:
                continue
            said_of = f"{len(rows) / total:.0%} of the outputs state {_listed(counted)}"
            why = ", and such facts change" if rule is self.changing else ""
            flags.append(Flag(rule, f"{said_of} that the input does not give{why}", rows))
        return flags

    def _shown_in(self, flag: Flag) -> Flag:
        among = LOOKED_UP if flag.rule is self.external else CHANGING
        spots = [spot for spot in self.spots if spot.message in among]
        return replace(flag, spots=sorted(spots, key=lambda spot: (spot.row, spot.message)))


def _kinds(example: Example) -> tuple[str, ...]:
    """The kinds of fact that the output states and the input gives none of."""
    output, given = example.output[:_READ], example.input[:_READ]
    lowered = output.lower()
    return tuple(
        kind
        for kind, form in LOOKED_UP.items()
        if _may_state(kind, output, lowered) and form.search(output) and not _derived(kind, form, given)
    )


def _may_state(kind: str, text: str, lowered: str) -> bool:
    """A quick look that every text with such a fact passes."""
    if kind in _CORES:
        return _CORES[kind].search(text) is not None
    if kind in _HINTS:
        return any(hint in text for hint in _HINTS[kind])
    return any(hint in lowered for hint in _SMALL_HINTS[kind])


def _derived(kind: str, form: re.Pattern[str], given: str) -> bool:
    """Whether the input holds such a fact; any number makes a price by a sum, any year a date."""
    if kind == "a price":
        return _DIGIT.search(given) is not None
    return (_ANY_YEAR if kind == "a date" else form).search(given) is not None


def _spot(example: Example, kind: str) -> Spot:
    found = LOOKED_UP[kind].search(example.output[:_READ])
    return Spot(example.row, kind, "output", around(example.output, *found.span()) if found else "")


def _listed(counted: Counter[str]) -> str:
    """The kinds of fact that were found, commonest first: "a price", "a date, a price or a version"."""
    *first, last = sorted(counted, key=lambda kind: (-counted[kind], kind))
    return f"{', '.join(first)} or {last}" if first else last
