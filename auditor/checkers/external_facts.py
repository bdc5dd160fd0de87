"""RDY004 and RDY005: answers that state facts to be looked up, and facts that change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar, Self

from msgspec.structs import replace

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Example, Flag, Outcome, Rule, Severity, Spot
from auditor.text.columns import row_ids
from auditor.text.excerpts import around
from auditor.text.facts import CHANGING, LOOKED_UP, facts_stated
from auditor.text.sample import Sample

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
        wanted = [(key, batch.examples[at]) for at, key in self.sample.wanted(row_ids(batch))]
        wanted = [(key, example) for key, example in wanted if example.split == "train"]
        for (key, example), kinds in zip(wanted, _kinds([e for _, e in wanted]), strict=True):
            self.sample.add(key, example.row, kinds)

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
        shown = [example for example in batch.examples if example.row in self.wanted]
        for example, kinds in zip(shown, _kinds(shown), strict=True):
            self.spots += [_spot(example, kind) for kind in kinds]

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


def _kinds(examples: Sequence[Example]) -> list[tuple[str, ...]]:
    """The kinds of fact that each output states and its input gives none of."""
    outputs, inputs = [e.output[:_READ] for e in examples], [e.input[:_READ] for e in examples]
    return facts_stated(outputs, inputs)


def _spot(example: Example, kind: str) -> Spot:
    found = LOOKED_UP[kind].search(example.output[:_READ])
    return Spot(example.row, kind, "output", around(example.output, *found.span()) if found else "")


def _listed(counted: Counter[str]) -> str:
    """The kinds of fact that were found, commonest first: "a price", "a date, a price or a version"."""
    *first, last = sorted(counted, key=lambda kind: (-counted[kind], kind))
    return f"{', '.join(first)} or {last}" if first else last
