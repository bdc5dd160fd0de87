"""How many kinds of task a data set teaches."""

from __future__ import annotations

import pytest

from auditor.checkers.task_breadth import TaskBreadth, effective
from auditor.config import Config
from auditor.model import Batch, Example

# The first words of 55 seed tasks of Self-Instruct (Wang et al. 2023; Apache-2.0), as they stand in two parts
# of the published file.
SEEDS = """Is What Generate Describe Generate How Brainstorm Explain Generate Recommend Suggest Make Explain
Dependency Using To Given Create Reply In You Create Given Give Plan Find Link Are Add Return Create Analyze
Given Write Given Given What Generate Write In Which Sort In Fill Given Solving Summarize write Write Write
Write My Give Solve Plan""".split()  # noqa: SIM905 -- a quotation


def measured(openings: list[str], task: str = "generation", system: str = "", **project: bool):
    checker = TaskBreadth(Config(task=task, project=project))
    rows = [Example(n, f"{first} the text {n}", "x", system=system) for n, first in enumerate(openings)]
    checker.observe(Batch(rows))
    return checker.finish()


def test_a_general_instruction_set_is_recognised():
    outcome = measured(SEEDS)
    assert outcome.metrics["breadth"]["general"] is True
    assert outcome.metrics["breadth"]["instructions"] > 14
    assert [flag.rule.code for flag in outcome.flags] == ["RDY006"]


@pytest.mark.parametrize(
    ("openings", "task", "general"),
    [
        (["Translate"] * 50, "generation", False),
        (["The"] * 50, "generation", None),
        (SEEDS[:10], "generation", None),
        (SEEDS, "classification", False),
    ],
)
def test_narrow_and_undecided(openings, task, general):
    outcome = measured(openings, task)
    assert outcome.metrics["breadth"]["general"] is general
    assert outcome.flags == []


def test_the_projects_word_counts():
    assert measured(SEEDS, narrow_task=True).flags == []
    assert len(measured(["The"] * 50, narrow_task=False).flags) == 1


def test_the_effective_number_of_equal_kinds_is_their_number():
    assert effective([5, 5, 5, 5]) == pytest.approx(4)
    assert effective([1_000, 1]) == pytest.approx(1, abs=0.02)
    assert effective([]) == 0
