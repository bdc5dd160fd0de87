"""The rules on the project itself: is there a baseline, is it beaten by enough, may the answer be learned?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from auditor.model import Finding, Rule, Severity
from auditor.verdict.costs import economics
from auditor.verdict.facts import Facts
from auditor.verdict.rule import LadderRule


class NoBaseline(LadderRule):
    """No measured score to compare a fine-tuned model with.

    What it does
        Reports that [project.baseline] holds neither the score of a good prompt nor of few-shot prompting.
        Under `--strict` this alone is a NO-GO.

    Why it matters
        Without it nobody can say whether fine-tuning is needed, nor afterwards whether it helped. A better
        prompt or a few examples in it are often enough, and take an afternoon.

    Example
        A project that plans to tune a model for support answers and never scored the plain prompt.

    How to fix
        Answer some 50 held-out examples with your best prompt, then let
        `auditor advise --predictions FILE` score them and write the result into auditor.toml.

    When to ignore it
        When there is nothing that a prompt could be tried with yet.

    How sure we are
        Certain: it reads the configuration.
    """

    rule = Rule("RDY001", "no-baseline", Severity.WARNING, "prompting was not measured")

    @classmethod
    def find(cls, facts: Facts, metrics: Mapping[str, Any], *, strict: bool) -> Finding | None:
        """The finding, or None when some score without fine-tuning is known."""
        if facts.baseline.measured():
            return None
        rule = replace(cls.rule, severity=Severity.ERROR, gate=0.0) if strict else cls.rule
        return Finding(
            rule, "nobody has measured how well a good prompt does, with and without a few examples", 1
        )


class BaselineGoodEnough(LadderRule):
    """What needs no training already reaches the target.

    What it does
        Compares the scores of prompting, few-shot prompting and retrieval in [project.baseline] with the
        target there.

    Why it matters
        A tuned model has to be trained, hosted, watched and trained again. A prompt that already reaches the
        target does none of that.

    Example
        A ticket summary that should reach 90 %: the revised prompt scores 92 %.

    How to fix
        Use the prompt. Come back when the target rises.

    When to ignore it
        When cost or latency is the reason to tune: set `cost_must_fall` or `low_latency` under [project], and
        it is no longer a NO-GO.

    How sure we are
        As sure as the scores are; give `examples` and mind the interval that `auditor advise` shows.
    """

    rule = Rule(
        "RDY002",
        "baseline-good-enough",
        Severity.ERROR,
        "the target is reached without fine-tuning",
        gate=0.0,
    )

    @classmethod
    def find(cls, facts: Facts, metrics: Mapping[str, Any], *, strict: bool) -> Finding | None:
        """The finding, or None when the target is missed, unknown, or not the point."""
        rung = reaches_target(facts)
        if rung is None or _other_purpose(facts, metrics):
            return None
        score, target = facts.baseline.measured()[rung], facts.baseline.target or 0
        return Finding(cls.rule, f"{rung} reaches {score:.0%}, the target is {target:.0%}", 1)


class GainTooSmall(LadderRule):
    """The improvement is not worth a fine-tune.

    What it does
        Takes the best score without fine-tuning from the score of a trial fine-tune, or from the target, and
        reports a gain below `minimum_gain` (3 points) unless the tuned model pays for itself within a year,
        or low cost or latency is the purpose.

    Why it matters
        From 95 % to 97 % is two answers in a hundred. Training, hosting and retraining cost the same as for
        a gain of twenty.

    Example
        Few-shot prompting scores 95 %, the target is 97 %.

    How to fix
        Stay with what you have, or show that it pays: enter volume and prices under [project.costs].

    When to ignore it
        When each of those mistakes is expensive; then set a lower `minimum_gain`.

    How sure we are
        The sum is exact; three points is a convention.
    """

    rule = Rule(
        "RDY003", "gain-not-worth-the-cost", Severity.ERROR, "fine-tuning would gain too little", gate=0.0
    )

    @classmethod
    def find(cls, facts: Facts, metrics: Mapping[str, Any], *, strict: bool) -> Finding | None:
        """The finding with its sum, or None."""
        best = facts.baseline.best
        goal = facts.baseline.tuned if facts.baseline.tuned is not None else facts.baseline.target
        if best is None or goal is None or reaches_target(facts) or _other_purpose(facts, metrics):
            return None
        gain = goal - best
        if gain >= facts.minimum_gain - 1e-9:
            return None
        text = (
            f"from {best:.0%} to {goal:.0%} is a gain of {100 * gain:.1f} points, "
            f"less than the {100 * facts.minimum_gain:.1f} that make a fine-tune worth its cost"
        )
        return Finding(cls.rule, text, 1)


class MustExplain(LadderRule):
    """The answers must be explainable, and a tuned model cannot show why it answers as it does.

    What it does
        Reports `explainable = true` under [project].

    Why it matters
        A prompt can be read and retrieved documents can be quoted. What a model has learned in training can
        be neither, which auditors, courts and customers may not accept.

    Example
        A credit decision that has to be justified to the applicant.

    How to fix
        Keep the rules in a visible prompt, or quote the documents with retrieval.

    When to ignore it
        When another part of the system gives the reasons; then set `explainable = false`.

    How sure we are
        Certain: it reads the configuration.
    """

    rule = Rule(
        "RDY007",
        "explainability-needed",
        Severity.ERROR,
        "a tuned model cannot explain its answers",
        gate=0.0,
    )

    @classmethod
    def find(cls, facts: Facts, metrics: Mapping[str, Any], *, strict: bool) -> Finding | None:
        """The finding, or None unless the project says so."""
        text = "answers must be explainable, and what a model has learned in training cannot be shown"
        return Finding(cls.rule, text, 1) if facts.explainable else None


RULES = (NoBaseline, BaselineGoodEnough, GainTooSmall, MustExplain)


def readiness_findings(facts: Facts, metrics: Mapping[str, Any], *, strict: bool = False) -> list[Finding]:
    """RDY001, RDY002, RDY003 and RDY007 where they apply. `metrics` are the report's, {} without data."""
    found = (rule.find(facts, metrics, strict=strict) for rule in RULES)
    return [finding for finding in found if finding is not None]


def reaches_target(facts: Facts) -> str | None:
    """The first rung of the ladder whose score reaches the target."""
    target = facts.baseline.target
    if target is None:
        return None
    return next((rung for rung, score in facts.baseline.measured().items() if score >= target), None)


def _other_purpose(facts: Facts, metrics: Mapping[str, Any]) -> bool:
    """Whether quality is not the point: speed or cost is wanted, or the tuned model pays for itself."""
    sums = economics(facts.costs, training_tokens(metrics))
    return bool(facts.cost_must_fall or facts.low_latency or (sums is not None and sums.pays))


def training_tokens(metrics: Mapping[str, Any]) -> float | None:
    """The training tokens that the audit counted, if it did."""
    section = metrics.get("tokens")
    total = section.get("total") if isinstance(section, Mapping) else None
    return float(total) if isinstance(total, int | float) else None
