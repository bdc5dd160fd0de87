"""Reading [project]: typed, checked, with a hint for what is misspelled."""

from __future__ import annotations

import pytest

from auditor.errors import ConfigError
from auditor.verdict.facts import Baseline, Costs, Facts


def test_an_empty_table_says_nothing():
    assert Facts.from_project({}) == Facts()


def test_keys_are_the_names_of_the_fields():
    project = {
        "external_knowledge": True,
        "baseline": {"few_shot": 0.9, "target": 1},
        "costs": {"calls_per_month": 1000, "currency": "EUR"},
    }
    facts = Facts.from_project(project)
    assert facts.external_knowledge is True
    assert facts.baseline == Baseline(few_shot=0.9, target=1)
    assert facts.costs == Costs(calls_per_month=1000, currency="EUR")


@pytest.mark.parametrize(
    ("project", "words"),
    [
        ({"external_knowlege": True}, ["external_knowlege", "did you mean 'external_knowledge'"]),
        ({"external-knowledge": True}, ["did you mean 'external_knowledge'"]),
        ({"zzz": 1}, ["known:", "narrow_task"]),
        ({"baseline": {"fewshot": 0.8}}, ["[project.baseline]", "did you mean 'few_shot'"]),
        ({"narrow_task": "yes"}, ["project.narrow_task", "true or false"]),
        ({"baseline": {"prompt": True}}, ["project.baseline.prompt", "number"]),
        ({"baseline": {"prompt": 80}}, ["0.8 for 80 %"]),
        ({"baseline": {"prompt": -0.1}}, ["not negative"]),
        ({"costs": {"upkeep": float("nan")}}, ["project.costs.upkeep"]),
        ({"costs": 5}, ["[project.costs] must be a table"]),
        ({"baseline": {"metric": 1}}, ["project.baseline.metric must be a text"]),
    ],
)
def test_what_cannot_be_used_is_said_in_words(project, words):
    with pytest.raises(ConfigError) as caught:
        Facts.from_project(project)
    for word in words:
        assert word in str(caught.value)
