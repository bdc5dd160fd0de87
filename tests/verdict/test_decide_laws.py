"""Laws of the decision, whatever the numbers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.config import TASKS as NAMES
from auditor.model import Counts, Finding, Rule, Severity
from auditor.verdict.decide import Policy, decide
from auditor.verdict.facts import Baseline, Facts
from auditor.verdict.readiness import readiness_findings
from auditor.verdict.size import count_findings
from auditor.verdict.tasks import TASKS

ADVICE = {"fine-tune", "fix-then-fine-tune", "collect-more", "few-shot", "rag", "prompting"}
MAYBE = st.sampled_from([None, True, False])
SCORE = st.none() | st.floats(0, 1)
FACTS = st.builds(
    Facts,
    external_knowledge=MAYBE,
    changes_often=MAYBE,
    style_matters=MAYBE,
    low_latency=MAYBE,
    cost_must_fall=MAYBE,
    narrow_task=MAYBE,
    explainable=MAYBE,
    baseline=st.builds(Baseline, prompt=SCORE, few_shot=SCORE, rag=SCORE, tuned=SCORE, target=SCORE),
)
RULES = st.builds(
    Rule,
    st.sampled_from(["DUP001", "SEC001", "STY001", "LBL006", "CNT004", "LEK001"]),
    st.just("x"),
    st.sampled_from(Severity),
    st.just("x"),
    gate=st.sampled_from([None, 0.0, 0.02, 0.5]),
    drops=st.booleans(),
)
FINDINGS = st.lists(
    st.builds(Finding, RULES, st.just("something is wrong"), st.integers(0, 5_000)), max_size=4
)
NUMBER = st.integers(0, 30_000)


def decided(task, usable, findings, facts, strict=False):
    minimum, ideal = TASKS[task].minimum, TASKS[task].ideal
    counts = Counts(30_000, 30_000, 0, 0, usable, minimum, ideal, {"DUP001": 30_000 - usable})
    every = [*findings, *count_findings(counts, task), *readiness_findings(facts, {}, strict=strict)]
    return decide(counts, every, {}, facts, Policy(task, minimum, ideal, strict=strict, paths=("a b.jsonl",)))


@given(st.sampled_from(NAMES), NUMBER, FINDINGS, FACTS, st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_verdict_is_complete(task, usable, findings, facts, strict):
    verdict = decided(task, usable, findings, facts, strict)
    assert verdict.recommendation in ADVICE
    assert verdict.ok == (verdict.recommendation == "fine-tune")
    assert verdict.reasons
    assert [rung.name for rung in verdict.ladder] == ["prompting", "few-shot", "rag", "fine-tuning"]
    assert sum(rung.state == "take" for rung in verdict.ladder) == (
        verdict.recommendation not in ("collect-more", "fix-then-fine-tune")
    )
    assert all(step.text.endswith(".") for step in verdict.next_steps)
    assert all(step.command.startswith("auditor ") for step in verdict.next_steps if step.command)


@given(st.sampled_from(NAMES), NUMBER, NUMBER, FINDINGS, FACTS)
@settings(max_examples=100, deadline=None)
def test_more_usable_rows_never_turn_go_into_no_go(task, one, other, findings, facts):
    fewer, more = sorted((one, other))
    if decided(task, fewer, findings, facts).ok:
        assert decided(task, more, findings, facts).ok


@given(st.sampled_from(NAMES), NUMBER, FINDINGS, FINDINGS, FACTS)
@settings(max_examples=100, deadline=None)
def test_more_findings_never_turn_no_go_into_go(task, usable, findings, others, facts):
    if not decided(task, usable, findings, facts).ok:
        assert not decided(task, usable, [*findings, *others], facts).ok


@given(st.sampled_from(NAMES), NUMBER, FINDINGS, FACTS)
@settings(max_examples=100, deadline=None)
def test_strict_is_never_more_lenient(task, usable, findings, facts):
    if decided(task, usable, findings, facts, strict=True).ok:
        assert decided(task, usable, findings, facts).ok


@given(st.sampled_from(NAMES), NUMBER, FINDINGS, FACTS)
@settings(max_examples=100, deadline=None)
def test_the_order_of_the_findings_does_not_matter(task, usable, findings, facts):
    assert (
        decided(task, usable, findings[::-1], facts).decision
        == decided(task, usable, findings, facts).decision
    )
