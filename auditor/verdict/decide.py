"""The decision: a pure function from counts, findings, metrics and facts to GO or NO-GO."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from auditor.model import Counts, Finding, Reason, Step, Verdict
from auditor.text.percent import percent
from auditor.verdict.costs import sentences
from auditor.verdict.facts import Facts
from auditor.verdict.ladder import climb
from auditor.verdict.matrix import fill
from auditor.verdict.policy import Policy
from auditor.verdict.readiness import reaches_target, training_tokens
from auditor.verdict.size import examples
from auditor.verdict.steps import COLLECT, next_steps
from auditor.verdict.tasks import TASKS

__all__ = ["Facts", "Policy", "decide"]


class Block(Struct, frozen=True):
    """Something that alone means NO-GO: the rule, what it recommends instead, and why."""

    code: str
    advice: str
    text: str


_ORDER = ("RDY004", "RDY005", "RDY007", "RDY002", "RDY003", "RDY001", "RDY006", "", "CNT001")
"""Which block decides the recommendation: what training cannot give, what needs none, then the data."""

_COMPLETE = Step("See to what could not be audited, and audit again: what is said here is about the rest.")

_WHY = {
    "NOI001": "a model writes as it reads",
    "STY001": "a good prompt alone keeps a style in about 98 % of the answers",
}
"""Why a rule tolerates no more, where its reader may ask."""

_PROJECT = "RDY"
"""The family on the project; every other block is on the data, and fine-tuning waits for it."""


def decide(
    counts: Counts,
    findings: Sequence[Finding],
    metrics: Mapping[str, Any],
    facts: Facts,
    policy: Policy,
    missing: str = "",
) -> Verdict:
    """GO or NO-GO with the recommendation, its reasons, the next steps, the ladder and the matrix.

    The count is compared here whatever findings there are, so that ignoring a rule cannot turn too few
    examples into GO. All else that blocks is what the project says of itself and the rules' own gates.
    `missing` says what the audit left out: what was not looked at is never GO.
    """
    blocks = sorted(
        [
            *([Block("", "fix-then-fine-tune", missing)] if missing else []),
            *_declared(facts, policy),
            *_too_few(counts, policy),
            *_gated(counts, findings, facts, policy),
        ],
        key=_rank,
    )
    advice = blocks[0].advice if blocks else "fine-tune"
    codes = [block.code for block in blocks if block.code]
    steps = next_steps(advice, codes, counts, findings, metrics, facts, policy)
    return Verdict(
        "no-go" if blocks else "go",
        advice,
        (*_reasons(blocks, counts, findings, policy), *_sums(facts, metrics)),
        (*([_COMPLETE] if missing else []), *steps),
        climb(advice, facts, waits=bool(blocks) and not blocks[0].code.startswith(_PROJECT)),
        fill(facts, metrics, counts.usable, policy.task),
    )


def _rank(block: Block) -> tuple[int, str]:
    return (_ORDER.index(block.code) if block.code in _ORDER else len(_ORDER), block.code)


def _declared(facts: Facts, policy: Policy) -> list[Block]:
    """What the project says of itself that fine-tuning cannot give.

    Retrieval that was measured and misses its target leaves style and format to fine-tuning.
    """
    baseline = facts.baseline
    retrieves = baseline.rag is not None and baseline.rag < (baseline.target or 0) and facts.style_matters
    blocks = []
    if facts.external_knowledge and not retrieves:
        text = "the knowledge stands outside the examples: a model looks it up better than it learns it"
        blocks.append(Block("RDY004", "rag", text))
    if facts.changes_often and not retrieves:
        text = "the data changes often: a tuned model would know last month's answers"
        blocks.append(Block("RDY005", "rag", text))
    if facts.narrow_task is False and policy.strict:
        text = "the task is general: a tuned model forgets much of what it could do before"
        blocks.append(Block("RDY006", "prompting", text))
    return blocks


def _too_few(counts: Counts, policy: Policy) -> list[Block]:
    if counts.usable == 0:
        text = "no row is usable, so there is nothing to train or to prompt with"
        return [Block("CNT001", "fix-then-fine-tune" if _repairable(counts) else "collect-more", text)]
    if counts.usable >= policy.minimum:
        return []
    return [Block("CNT001", "few-shot", _count_text(counts, policy))]


def _repairable(counts: Counts) -> bool:
    """Whether rows are there that could count, once they are read or corrected."""
    return counts.broken > 0 or any(not code.startswith("DUP") for code in counts.dropped)


def _gated(counts: Counts, findings: Sequence[Finding], facts: Facts, policy: Policy) -> list[Block]:
    """The findings that pass their rule's gate: any row at 0.0, else more than that share of the rows."""
    rows = max(counts.audited + counts.broken, 1)
    blocks = []
    for finding in findings:
        code = finding.code
        gate = policy.tolerance.get(code, finding.rule.gate)
        if code == "CNT001" or gate is None or not finding.count or finding.count / rows <= gate:
            continue
        limit = _limit(finding, finding.count / rows, gate) if gate > 0 else ""
        blocks.append(Block(code, _advice(code, facts), finding.message + limit))
    return blocks


def _limit(finding: Finding, share: float, gate: float) -> str:
    """What was tolerated, with the share of the rows where the message gives none."""
    told = "" if "%" in finding.message else f" {percent(share)} of the rows,"
    why = ": " + _WHY[finding.code] if finding.code in _WHY else ""
    return f";{told} at most {percent(gate)} is tolerated{why}"


def _advice(code: str, facts: Facts) -> str:
    """What to do instead when this rule blocks."""
    if code in ("RDY002", "RDY003"):
        scores = facts.baseline.measured()
        return reaches_target(facts) or max(scores, key=lambda rung: scores[rung], default="prompting")
    if code in ("RDY004", "RDY005"):
        return "rag"
    if code.startswith(_PROJECT):
        return "prompting"
    return "collect-more" if code in COLLECT else "fix-then-fine-tune"


def _reasons(
    blocks: Sequence[Block], counts: Counts, findings: Sequence[Finding], policy: Policy
) -> tuple[Reason, ...]:
    """What is missing, the other blocks, the count, then every other rule of the ladder that took part."""
    ordered = sorted(blocks, key=lambda block: block.code != "")
    reasons = [Reason(block.code, block.text, blocks=True) for block in ordered]
    told = {block.code for block in blocks}
    if "CNT001" not in told:
        reasons.append(Reason("", _count_text(counts, policy)))
    ladder = [finding for finding in findings if finding.code.startswith(("CNT", _PROJECT))]
    others = sorted({(finding.code, finding.message) for finding in ladder if finding.code not in told})
    return (*reasons, *(Reason(code, text) for code, text in others))


def _sums(facts: Facts, metrics: Mapping[str, Any]) -> list[Reason]:
    """What a tuned model saves, where the project gives prices or times."""
    return [Reason("", text) for text in sentences(facts.costs, training_tokens(metrics))]


def _count_text(counts: Counts, policy: Policy) -> str:
    """The sentence on the number of usable examples."""
    short = policy.minimum - counts.usable
    ending = f" ({short:,} short)" if short > 0 else ""
    return f"{examples(counts.usable)}; {TASKS[policy.task].title} needs at least {policy.minimum:,}{ending}"
