"""Rows whose label the other rows contradict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from auditor.checkers.label_counts import LabelChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Flag, Outcome, Rule, Severity, Spot
from auditor.text.labels.cases import LabelCases, label_cases
from auditor.text.labels.column import label_column
from auditor.text.labels.features import feature_ids, phrases
from auditor.text.sample import Sample

if TYPE_CHECKING:
    from auditor.text.labels.noise import Doubt, Verdicts

JUDGED = 100_000  # rows at most; of more, a sample
LEAST = 5  # different texts a label needs: one or more in every fold
FEWEST = 40  # rows in all, below which a model is guessing
MOST_LABELS = 500
KNOWS = 0.5  # share of the errors of always answering the commonest label that the model must avoid
MULTI = 0.05  # share of rows with several labels, from which on it is a multi-label set
UNSEEN = 0.005  # share of wrong labels that may be there when none is named
CAUTION = "nothing found does not mean clean: mistakes that follow a rule do not show in this way"
_PHRASES = 3
_LONGEST = 40  # characters of a phrase


class Mislabelled(LabelChecker):
    """A row's label contradicts the labels of similar rows.

    What it does
        Trains two models on the words, word pairs and word pieces of the train split (ridge regression and
        naive Bayes), and lets them judge every row as if that row had not been there. A row is named when
        another label is far more likely than the given one and has support among the ten most similar rows.
        Every place shows the given and the suggested label, the margin and its rank, the words that speak
        for the suggestion, and the most similar rows that have that label. The metrics hold the accuracy of
        the models, a range for the share of wrong labels, and the learning curve. They are trained on
        15,000 rows at most, the same number of every label; more than 100,000 rows are sampled.

    Why it matters
        A wrong label teaches the wrong answer, and in the test set it counts a right answer as wrong.

    Example
        "Why was my transaction declined?" labelled `failed_transfer`, among 120 declined payments.

    How to fix
        Read the rows, the largest margins first, and correct the labels that are wrong. Where two labels are
        confused again and again, their definitions overlap: sharpen or merge them.

    When to ignore it
        Always judge for yourself: some of these rows are right and merely unusual, and those are valuable.
        They still count as usable.

    How sure we are
        Medium: at 5 % planted errors more than three in four of the rows named were planted ones, see
        docs/accuracy/labels.md. Nothing found does not mean clean: a mistake that follows a rule is learnt
        like the rest and cannot be seen in this way.
    """

    rule = Rule(
        "LBL005",
        "likely-mislabelled",
        Severity.WARNING,
        "labels that contradict those of similar rows",
        confidence=Confidence.MEDIUM,
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with an empty sample."""
        super().__init__(config)
        self.sample: Sample[tuple[str, bytes]] = Sample(JUDGED)
        self.judged: tuple[LabelCases, Verdicts] | None = None
        self.reason = ""
        self.spots: list[Spot] = []

    def observe(self, batch: Batch) -> None:
        """Count the labels, and keep the features of the rows with one label that are in the sample."""
        super().observe(batch)
        if self.tally.overflown:
            self.sample = Sample(JUDGED)
            return
        column = zip(label_column(batch, self.config.task), batch.examples, strict=True)
        train = [(found, example) for found, example in column if found and example.split == "train"]
        rows = [(found[0], example) for found, example in train if len(found) == 1]
        for position, key in self.sample.wanted([example.row for _, example in rows]):
            label, example = rows[position]
            self.sample.add(key, example.row, (label, feature_ids(example.input).tobytes()))

    def merge(self, other: Self) -> None:
        """Join the counts and the samples."""
        super().merge(other)
        self.sample.merge(other.sample)

    def rows_to_review(self) -> list[int]:
        """Judge all rows, and ask to read those again that will be shown."""
        if self.tally.labelled and not self.tally.why_not():
            self.reason = self._judge()
        return sorted(self._shown())

    def review(self, batch: Batch) -> None:
        """Find the words behind the verdict on the rows that will be shown."""
        shown = self._shown()
        for example in batch.examples:
            if self.judged and example.row in shown:
                rank, doubt = shown[example.row]
                self.spots.append(_spot(*self.judged, rank, doubt, example.input))

    def judge(self) -> list[Flag]:
        """One flag with every doubtful row."""
        if self.reason or not self.judged or not self.judged[1].doubts:
            return []
        cases, verdicts = self.judged
        rows = sorted(cases.rows[doubt.row] for doubt in verdicts.doubts)
        spots = sorted(self.spots, key=lambda spot: spot.row)
        return [Flag(self.rule, _message(verdicts, len(cases), self.tally.labelled), rows, spots)]

    def finish(self) -> Outcome:
        """The flag and the figures, or why there are none."""
        outcome = super().finish()
        if self.reason:
            outcome.skipped.append((self.rule.code, self.reason))
        if self.judged:
            cases, verdicts = self.judged
            outcome.metrics["labels"] |= _figures(verdicts, len(cases), unsure=bool(self.reason))
        return outcome

    def _judge(self) -> str:
        """Judge the sample; returns why its verdicts do not count, or ""."""
        if self.tally.several > MULTI * self.tally.labelled:
            return "the rows have several labels each: only one label a row can be judged"
        cases = label_cases(self.sample.items(), self.tally.spellings(), LEAST)
        if len(cases.names) < 2 or len(cases) < FEWEST:
            return f"it needs two labels with {LEAST} different texts each, and {FEWEST} rows in all"
        if len(cases.names) > MOST_LABELS:
            return f"more than {MOST_LABELS} labels"
        from auditor.text.labels.noise import find_doubts

        verdicts = find_doubts(cases.features, cases.labels, cases.order)
        self.judged = cases, verdicts
        if verdicts.accuracy - cases.commonest < KNOWS * (1 - cases.commonest):
            return (
                f"the words tell too little: a model gets {verdicts.accuracy:.0%} of the labels right, "
                f"always answering the commonest {cases.commonest:.0%}"
            )
        return ""

    def _shown(self) -> dict[int, tuple[int, Doubt]]:
        """Row id → its rank, worst first, and its doubt, for the rows that get a place."""
        if self.reason or not self.judged:
            return {}
        cases, verdicts = self.judged
        worst = verdicts.doubts[: self.config.max_places or None]
        return {cases.rows[doubt.row]: (rank, doubt) for rank, doubt in enumerate(worst, 1)}


def _spot(cases: LabelCases, verdicts: Verdicts, rank: int, doubt: Doubt, text: str) -> Spot:
    """The place of one doubtful row, with the grounds and the most similar rows of the suggested label."""
    grounds = _grounds(text, doubt.speaks)
    message = (
        f"labelled `{cases.names[cases.labels[doubt.row]]}`, reads like `{cases.names[doubt.suggested]}` "
        f"(suspect {rank:,} of {len(verdicts.doubts):,}, margin {doubt.score:.2f}"
        f"{'; words for it: ' + ', '.join(grounds) if grounds else ''})"
    )
    agreeing = tuple(cases.rows[other] for other in doubt.agreeing)
    return Spot(cases.rows[doubt.row], message, "input", related=agreeing)


def _grounds(text: str, speaks: Mapping[int, float]) -> list[str]:
    """The words and pairs of words that speak most for the suggestion, none of them twice."""
    weighed = [(sum(speaks.get(i, 0.0) for i in ids), phrase) for phrase, ids in phrases(text)]
    told: list[str] = []
    for weight, phrase in sorted(weighed, key=lambda item: (-item[0], item[1])):
        if weight <= 0 or len(told) == _PHRASES:
            break
        if not any(set(phrase.split()) & set(other.split()) for other in told):
            told.append(phrase[:_LONGEST])
    return told


def _share(verdicts: Verdicts, judged: int) -> tuple[float, float]:
    """A range for the share of wrong labels: see docs/accuracy/labels.md for how often it holds."""
    named = len(verdicts.doubts) / judged
    return round(named / 2, 3), round(min(1.0, named * 1.5 + UNSEEN), 3)


def _message(verdicts: Verdicts, judged: int, labelled: int) -> str:
    """What was found, how good the model is, and what it cannot see."""
    low, high = _share(verdicts, judged)
    scope = f" of {judged:,} judged" if judged < labelled else ""
    found = len(verdicts.doubts)
    message = (
        f"{found:,} row{'' if found == 1 else 's'}{scope} {'has' if found == 1 else 'have'} a label that "
        f"similar rows contradict; probably {low:.1%} "
        f"to {high:.1%} of the labels are wrong. A model of the words gets {verdicts.accuracy:.0%} of them "
        "right out of fold; mistakes that follow a rule do not show in this way"
    )
    return message + (f" (trained on {verdicts.trained:,} rows)" if verdicts.trained < judged else "")


def _figures(verdicts: Verdicts, judged: int, *, unsure: bool) -> dict[str, Any]:
    """What the model adds to the figures of the labels."""
    figures: dict[str, Any] = {
        "out_of_fold_accuracy": round(verdicts.accuracy, 4),
        "judged_rows": judged,
        "trained_rows": verdicts.trained,
    }
    if not unsure:
        figures["error_share"] = list(_share(verdicts, judged))
        figures["caution"] = CAUTION
    if verdicts.curve:
        figures["learning_curve"] = verdicts.curve
    return figures
