"""Advice on a project, with or without data: the decision, and which answer would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from auditor.model import Counts, Finding, Step, Verdict
from auditor.verdict.baseline import Scores
from auditor.verdict.decide import decide
from auditor.verdict.facts import Facts
from auditor.verdict.matrix import MATRIX, fill
from auditor.verdict.policy import Policy
from auditor.verdict.readiness import RULES, readiness_findings

QUESTIONS: dict[str, str] = {
    "external_knowledge": "Do the answers need knowledge that stands in documents or databases?",
    "changes_often": "Does that knowledge change every few months or more often?",
    "style_matters": "Is it the style or the format of the answers that has to be learned?",
    "low_latency": "Must an answer come faster than the large model gives it?",
    "cost_must_fall": "Must a call become cheaper?",
    "narrow_task": "Is it one narrow task (not a general assistant)?",
    "explainable": "Must you be able to show why an answer was given?",
}
"""Fact → the question that asks for it."""


class Measured(Struct, frozen=True):
    """What an audit has found out, or nothing: then enough examples are assumed.

    `missing` says what the audit left out.
    """

    counts: Counts | None = None
    findings: Sequence[Finding] = ()
    metrics: Mapping[str, Any] = field(default_factory=dict)
    missing: str = ""


class Change(Struct, frozen=True):
    """An answer that would change the recommendation."""

    statement: str
    holds: bool
    recommendation: str


class Advice(Struct, frozen=True):
    """The verdict, whether the number of examples was only assumed, and what would change it.

    `scores` are those of predictions that were given.
    """

    verdict: Verdict
    assumed: bool
    changes: tuple[Change, ...]
    scores: Scores | None = None

    @property
    def scored(self) -> int:
        """How many predictions were scored."""
        return self.scores.examples if self.scores else 0


def advise(facts: Facts, policy: Policy, measured: Measured) -> Advice:
    """Decide on the facts and whatever is measured, and try the other answer to every question."""
    verdict = _decided(facts, policy, measured)
    if measured.counts is None:
        reasons = tuple(reason for reason in verdict.reasons if "usable example" not in reason.text)
        matrix = fill(facts, measured.metrics, None, policy.task)
        count = (Step("Count the usable examples.", "auditor check PATH"),) if verdict.ok else ()
        steps = (*count, *(step for step in verdict.next_steps if "PATH" not in step.command))
        verdict = replace(verdict, reasons=reasons, matrix=matrix, next_steps=steps)
    return Advice(verdict, measured.counts is None, tuple(_changes(facts, policy, measured, verdict)))


def _decided(facts: Facts, policy: Policy, measured: Measured) -> Verdict:
    """The verdict with the rules on the project judged anew, since they hang on the facts."""
    own = {rule.rule.code for rule in RULES}
    findings = [finding for finding in measured.findings if finding.code not in own]
    findings += readiness_findings(facts, measured.metrics, strict=policy.strict)
    counts = measured.counts or Counts(usable=policy.ideal, minimum=policy.minimum, ideal=policy.ideal)
    return decide(counts, findings, measured.metrics, facts, policy, measured.missing)


def _changes(facts: Facts, policy: Policy, measured: Measured, verdict: Verdict) -> list[Change]:
    statements = {line.fact: line.statement for line in MATRIX}
    changes = []
    for fact in QUESTIONS:
        now = getattr(facts, fact)
        for other in (True, False) if now is None else (not now,):
            advice = _decided(facts.answered(fact, other), policy, measured).recommendation
            if advice != verdict.recommendation:
                changes.append(Change(statements[fact], other, advice))
    return changes
