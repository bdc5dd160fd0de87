"""Facts to be looked up, and when they are none."""

from __future__ import annotations

import pytest

from auditor.checkers.external_facts import ExternalFacts
from auditor.config import Config
from auditor.model import Batch, Example


def fired(question: str, answer: str, task: str = "domain", **project: bool) -> set[str]:
    checker = ExternalFacts(Config(task=task, project=project))
    checker.observe(Batch([Example(n, question, answer) for n in range(30)]))
    return {flag.rule.code for flag in checker.finish().flags}


@pytest.mark.parametrize(
    ("question", "answer", "codes"),
    [
        ("What is the plan?", "It is $14.99 a month.", {"RDY004", "RDY005"}),
        ("What is the plan?", "As of March 2024 it is free.", {"RDY004", "RDY005"}),
        ("Who built it?", "Ada did, on 3 May 1998.", {"RDY004"}),
        ("Who built it?", "Ada did, in May of 1998.", {"RDY004"}),
        ("Where is it told?", "At https://example.org/a", {"RDY004"}),
        ("I have 3 tickets at 4 dollars", "That is $12.", set()),
        ("When was 1998?", "May 3, 1998 was a Sunday.", set()),
        ("What may I do?", "You may go. As of now nothing is due.", set()),
        ("Solve it", "<<5000-600-150-1200=3050>>3050", set()),
        ("Is version 2 out?", "Version 2.1 is out.", set()),
    ],
)
def test_what_counts_as_a_fact_to_look_up(question, answer, codes):
    assert fired(question, answer) == codes


def test_an_extraction_answers_from_its_input():
    assert fired("Due on the third of March", "2024-03-03", task="extraction") == set()


def test_the_projects_word_counts():
    assert fired("Who?", "Since May 1998: $4 each.", external_knowledge=False) == {"RDY005"}
    assert fired("Who?", "Since May 1998: $4 each.", external_knowledge=False, changes_often=False) == set()


def test_few_rows_say_nothing():
    checker = ExternalFacts(Config(task="domain"))
    checker.observe(Batch([Example(n, "Who?", "It is $4.") for n in range(19)]))
    assert checker.finish().flags == []
