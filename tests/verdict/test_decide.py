"""The decision as a table: corners of counts, gates and facts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from auditor.model import Counts, Finding, Location, Place, Rule, Severity
from auditor.verdict.decide import Policy, decide
from auditor.verdict.facts import Facts
from auditor.verdict.readiness import readiness_findings
from auditor.verdict.size import count_findings

SECRET = Rule("SEC001", "secret", Severity.ERROR, "a secret", gate=0.0)
HOUSE = Rule("STY001", "output-deviates", Severity.WARNING, "off the house style", gate=0.02)
COPIES = Rule("DUP001", "exact-duplicate", Severity.WARNING, "a copy", drops=True, fix="safe")
CLASS = Rule("CNT004", "class-below-minimum", Severity.ERROR, "a label with too few", gate=0.0)
POLICY = Policy("classification", 200, 2_000, paths=("my data/train.jsonl",))
MEASURED = {"baseline": {"prompt": 0.7, "few_shot": 0.8, "target": 0.95}}


def counted(usable: int, audited: int | None = None, **dropped: int) -> Counts:
    audited = usable + sum(dropped.values()) if audited is None else audited
    return Counts(audited, audited, 0, 0, usable, POLICY.minimum, POLICY.ideal, dropped)


def verdict(usable=2_500, findings=(), project=MEASURED, policy=POLICY, metrics=None, **dropped):
    counts, facts = counted(usable, **dropped), Facts.from_project(project)
    every = [*findings, *count_findings(counts, policy.task)]
    every += readiness_findings(facts, metrics or {}, strict=policy.strict)
    return decide(counts, every, metrics or {}, facts, policy)


def codes(result):
    return [reason.code for reason in result.reasons]


def commands(result):
    return [step.command for step in result.next_steps]


@pytest.mark.parametrize(
    ("usable", "decision", "advice", "code"),
    [
        (0, "no-go", "collect-more", "CNT001"),
        (1, "no-go", "few-shot", "CNT001"),
        (199, "no-go", "few-shot", "CNT001"),
        (200, "go", "fine-tune", "CNT003"),
        (499, "go", "fine-tune", "CNT003"),
        (500, "go", "fine-tune", "CNT002"),
        (1_999, "go", "fine-tune", "CNT002"),
        (2_000, "go", "fine-tune", ""),
    ],
)
def test_the_count_decides(usable, decision, advice, code):
    result = verdict(usable)
    assert (result.decision, result.recommendation) == (decision, advice)
    assert code in codes(result)
    assert ("CNT003" in codes(result)) == (200 <= usable < 500)


def test_ignoring_the_rule_does_not_make_few_examples_enough():
    assert decide(counted(10), [], {}, Facts(), POLICY).decision == "no-go"


@pytest.mark.parametrize(
    ("finding", "tolerance", "decision", "advice"),
    [
        (Finding(SECRET, "a key", 1), {}, "no-go", "fix-then-fine-tune"),
        (Finding(SECRET, "a key", 0), {}, "go", "fine-tune"),
        (Finding(SECRET, "a key", 1), {"SEC001": 0.1}, "go", "fine-tune"),
        (Finding(HOUSE, "off style", 50), {}, "go", "fine-tune"),  # 50 of 2,500 are 2 %, not more
        (Finding(HOUSE, "off style", 51), {}, "no-go", "fix-then-fine-tune"),
        (Finding(HOUSE, "off style", 51), {"STY001": 0.05}, "go", "fine-tune"),
        (Finding(COPIES, "copies", 2_000, drops=True), {}, "go", "fine-tune"),  # no gate of its own
        (Finding(COPIES, "copies", 2, drops=True), {"DUP001": 0.0}, "no-go", "fix-then-fine-tune"),
        (Finding(CLASS, "one label has 2", 1), {}, "no-go", "collect-more"),
    ],
)
def test_gates(finding, tolerance, decision, advice):
    result = verdict(findings=[finding], policy=replace(POLICY, tolerance=tolerance))
    assert (result.decision, result.recommendation) == (decision, advice)
    assert (finding.code in codes(result)) == (decision == "no-go" or finding.code.startswith("CNT"))


def test_a_share_is_told_with_its_limit():
    off = Finding(HOUSE, "75 outputs leave the house style", 75)
    said = Finding(HOUSE, "75 of 2,500 outputs (3 %) leave the house style", 75)
    why = "at most 2 % is tolerated: a good prompt alone keeps a style in about 98 % of the answers"
    assert verdict(findings=[off]).reasons[0].text == f"{off.message}; 3 % of the rows, {why}"
    assert verdict(findings=[said]).reasons[0].text == f"{said.message}; {why}"


@pytest.mark.parametrize(
    ("project", "advice", "code"),
    [
        ({**MEASURED, "external_knowledge": True}, "rag", "RDY004"),
        ({**MEASURED, "changes_often": True}, "rag", "RDY005"),
        ({**MEASURED, "explainable": True}, "prompting", "RDY007"),
        ({"baseline": {"prompt": 0.95, "target": 0.95}}, "prompting", "RDY002"),
        ({"baseline": {"prompt": 0.9, "few_shot": 0.96, "target": 0.95}}, "few-shot", "RDY002"),
        ({"baseline": {"rag": 0.96, "target": 0.95}}, "rag", "RDY002"),
        ({"baseline": {"few_shot": 0.95, "target": 0.97}}, "few-shot", "RDY003"),
        ({"baseline": {"prompt": 0.90, "tuned": 0.91, "target": 0.99}}, "prompting", "RDY003"),
    ],
)
def test_what_the_project_says_can_mean_no(project, advice, code):
    result = verdict(project=project)
    assert (result.decision, result.recommendation, result.reasons[0].code) == ("no-go", advice, code)
    assert [rung.name for rung in result.ladder if rung.state == "take"] == [advice]
    assert result.ladder[-1].state == "no"


@pytest.mark.parametrize("purpose", [{"cost_must_fall": True}, {"low_latency": True}])
def test_a_good_baseline_is_no_obstacle_when_cost_or_speed_is_the_point(purpose):
    for baseline in ({"prompt": 0.96, "target": 0.95}, {"prompt": 0.94, "target": 0.96}):
        assert verdict(project={"baseline": baseline, **purpose}).ok


def test_the_gain_that_is_just_enough_passes():
    assert verdict(project={"baseline": {"few_shot": 0.94, "target": 0.97}}).ok
    assert not verdict(project={"baseline": {"few_shot": 0.94, "target": 0.97}, "minimum_gain": 0.04}).ok


def test_retrieval_that_misses_the_target_leaves_style_to_fine_tuning():
    facts = {"external_knowledge": True, "style_matters": True, "baseline": {"rag": 0.8, "target": 0.95}}
    assert verdict(project=facts).ok
    assert not verdict(project={**facts, "style_matters": False}).ok


def test_no_baseline_is_a_warning_and_strictly_a_no():
    assert verdict(project={}).ok
    assert "RDY001" in codes(verdict(project={}))
    strict = verdict(project={}, policy=replace(POLICY, strict=True))
    assert (strict.decision, strict.recommendation) == ("no-go", "prompting")


def test_the_first_thing_said_is_what_training_cannot_give():
    project = {"external_knowledge": True, "baseline": {"prompt": 1.0, "target": 0.9}}
    result = verdict(5, [Finding(SECRET, "a key", 1)], project)
    assert codes(result)[:4] == ["RDY004", "RDY002", "CNT001", "SEC001"]
    assert result.recommendation == "rag"


def test_a_shortage_names_the_number_and_the_rarest_label():
    metrics = {"labels": {"counts": {"refund": 100, "lost_or_stolen_card": 2, "other": 50}}}
    result = verdict(152, metrics=metrics)
    assert "Add 48 examples, `lost_or_stolen_card` first, and audit again." in [
        s.text for s in result.next_steps
    ]
    assert "auditor fewshot 'my data/train.jsonl' -k 5" in commands(result)
    assert result.ladder[-1].state == "later"


def test_rows_worth_repairing_are_said_when_they_would_suffice():
    result = verdict(150, FMT003=40, NOI006=20, DUP001=500)
    texts = " ".join(step.text for step in result.next_steps)
    assert "Repair the 60 rows" in texts
    assert "210 usable" in texts
    assert any("--select FMT003,NOI006" in command for command in commands(result))
    assert "Repair" not in " ".join(step.text for step in verdict(150, DUP001=500).next_steps)


def test_go_on_data_with_dropped_rows_trains_on_a_cleaned_copy():
    result = verdict(2_500, DUP001=22)
    assert "auditor fix 'my data/train.jsonl' --task classification -o cleaned.jsonl" in commands(result)
    assert any("leaves out 22 rows" in step.text for step in result.next_steps)
    assert not any("fix" in command for command in commands(verdict(2_500)))


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        (("train.csv",), "cleaned.csv"),
        (("data/train.jsonl.gz",), "cleaned.jsonl.gz"),
        (("train.json",), "cleaned.json"),
        (("-",), "cleaned"),
        (("data/",), "cleaned"),
        (("data/*.jsonl",), "cleaned"),
        (("a.csv", "b.csv"), "cleaned"),
    ],
)
def test_the_cleaned_copy_is_named_like_what_it_holds(paths, name):
    result = verdict(2_500, policy=replace(POLICY, paths=paths), DUP001=22)
    assert any(command.endswith(f" -o {name}") for command in commands(result))


def test_an_error_that_neither_blocks_nor_costs_rows_is_among_the_steps():
    conflict = Rule("LBL003", "conflicting-outputs", Severity.ERROR, "the same input, another label")
    result = verdict(2_500, [Finding(conflict, "144 inputs", 432)])
    assert result.decision == "go"
    assert any("432 rows under LBL003" in step.text for step in result.next_steps)
    spread = Finding(replace(conflict, severity=Severity.INFO), "144 inputs", 432)
    assert not any("LBL003" in step.text for step in verdict(2_500, [spread]).next_steps)


def test_rows_that_are_all_unreadable_are_to_be_fixed_not_collected():
    encoding = Rule("INP002", "bad-encoding", Severity.ERROR, "not UTF-8", gate=0.0, drops=True, fix="safe")
    result = verdict(0, [Finding(encoding, "not UTF-8", 60, drops=True)], INP002=60)
    assert (result.decision, result.recommendation) == ("no-go", "fix-then-fine-tune")
    assert "INP002 names" in result.next_steps[0].text
    assert not any("fix " in command or "fewshot" in command for command in commands(result))
    assert not any("Add " in step.text for step in result.next_steps)


def test_every_verdict_shows_the_whole_ladder_and_matrix():
    for usable in (0, 10, 300, 5_000):
        result = verdict(usable)
        assert [rung.name for rung in result.ladder] == ["prompting", "few-shot", "rag", "fine-tuning"]
        assert len(result.matrix) == 9
        assert result.reasons
        assert all(reason.text for reason in result.reasons)


def test_the_same_input_gives_the_same_verdict():
    assert verdict(300, [Finding(HOUSE, "off", 50)]) == verdict(300, [Finding(HOUSE, "off", 50)])


def test_what_is_missing_is_collected_not_corrected():
    result = verdict(findings=[Finding(CLASS, "2 of 3 labels have fewer than 10 examples", 2)])
    texts = [step.text for step in result.next_steps]
    assert "Collect what is missing: 2 of 3 labels have fewer than 10 examples." in texts
    assert not any("correct them" in text for text in texts)


def test_too_few_rows_are_cleaned_but_not_trained_on():
    steps = verdict(100, [Finding(replace(SECRET, fix="unsafe"), "a key", 1)], DUP001=5).next_steps
    cleaned = next(step for step in steps if "cleaned copy" in step.text)
    assert "train" not in cleaned.text


def test_a_file_in_another_encoding_is_converted_not_corrected_row_by_row():
    encoding = Rule("INP002", "bad-encoding", Severity.ERROR, "not UTF-8", gate=0.0, drops=True, fix="safe")
    place = Place(
        Location("my data/train.jsonl", 3, 3, "train"), message="byte 0xfc; in Windows-1252 it is 'ü'"
    )
    most = verdict(100, [Finding(encoding, "not UTF-8", 200, (place,), drops=True)], INP002=200)
    assert "iconv -f WINDOWS-1252 -t UTF-8 'my data/train.jsonl' > utf8.jsonl" in commands(most)
    few = verdict(2_500, [Finding(encoding, "not UTF-8", 3, (place,), drops=True)], INP002=3)
    assert not any("iconv" in command for command in commands(few))


def test_what_a_repair_only_does_in_part_is_left_to_the_user_too():
    house = replace(HOUSE, fix="unsafe")
    texts = [step.text for step in verdict(2_500, [Finding(house, "off the style", 400)]).next_steps]
    assert texts[:2] == [
        "Write a cleaned copy (repairs what can be) and train on that.",
        "Correct by hand what the repair leaves under STY001.",
    ]


def test_rows_are_held_out_of_the_cleaned_copy_where_one_is_written():
    nothing = Finding(Rule("LEK005", "no-held-out-split", Severity.INFO, "nothing is held out"), "so", 1)
    split = "auditor split {} --task classification"
    assert split.format("'my data/train.jsonl'") in commands(verdict(2_500, [nothing]))
    copies = Finding(COPIES, "a copy", 5, drops=True)
    assert split.format("cleaned.jsonl") in commands(verdict(2_500, [nothing, copies], DUP001=5))
    assert not any("auditor split" in command for command in commands(verdict(100, [nothing])))
