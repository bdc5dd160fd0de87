"""Which task a handful of rows looks like."""

from __future__ import annotations

import pytest

from auditor.config import TASKS as NAMES
from auditor.model import Example, Turn
from auditor.verdict.tasks import TASKS, guess, infer

INTENTS = ("refund", "card lost", "card arrival")


def rows(pairs: list[tuple[str, str]], **more: object) -> list[Example]:
    return [Example(row, text, output, **more) for row, (text, output) in enumerate(pairs)]


WORDS = (
    "river",
    "mill",
    "bread",
    "salt",
    "rope",
    "paper",
    "honey",
    "wool",
    "market",
    "boat",
    "glass",
    "stone",
)


def prose(number: int) -> str:
    return " ".join(WORDS[(number * 7 + step * step) % len(WORDS)] for step in range(30)).capitalize() + "."


CASES = {
    "classification": rows([(f"Where is item {n}?", INTENTS[n % 3]) for n in range(60)]),
    "extraction": rows([(f"Table for {n} on May {n % 28 + 1}", f'{{"people": "{n}"}}') for n in range(40)]),
    "style": rows([(f"What is {n} + 1?", f"{prose(n)}\n#### {n + 1}") for n in range(40)]),
    "domain": rows([(f"How is valve {n} serviced?", prose(n)) for n in range(40)]),
    "generation": rows([(f"Write about place {n}", prose(n)) for n in range(40)]),
}


def test_the_table_holds_the_tasks_that_the_configuration_knows():
    assert tuple(TASKS) == NAMES
    assert {name: (task.minimum, task.ideal) for name, task in TASKS.items()} == {
        "classification": (200, 2_000),
        "extraction": (500, 5_000),
        "style": (500, 2_000),
        "domain": (1_000, 10_000),
        "generation": (2_000, 20_000),
    }


@pytest.mark.parametrize("task", CASES)
def test_each_task_is_recognised(task):
    assert infer(CASES[task]) == task


@pytest.mark.parametrize("task", CASES)
def test_the_order_of_the_rows_does_not_matter(task):
    assert guess(CASES[task][::-1]) == guess(CASES[task])


def test_a_label_field_is_a_classification_even_with_long_names():
    labelled = [Example(n, prose(n), "", labels=(f"{INTENTS[n % 3]} {'x' * 90}",)) for n in range(30)]
    assert infer(labelled) == "classification"


def test_a_label_that_never_repeats_is_no_label():
    titles = [Example(n, f"Write about place {n}", prose(n), labels=(prose(n) + str(n),)) for n in range(30)]
    assert infer(titles) == "generation"


def test_json_that_is_not_taken_from_the_input_is_a_format():
    assert infer(rows([(f"Greet guest {n}", f'{{"text": "{prose(n)}"}}') for n in range(40)])) == "style"


def test_passages_of_the_input_are_an_extraction():
    assert infer(rows([(f"{prose(n)} Signed: person {n}", f"person {n}") for n in range(40)])) == "extraction"


def test_conversations_that_end_alike_are_no_classification():
    turns = (
        Turn("user", "Hi"),
        Turn("assistant", "Which city?"),
        Turn("user", "Rome"),
        Turn("assistant", "Bye."),
    )
    goodbyes = ("Bye.", "Have a nice day.", "Anything else?", "You are welcome.", "See you.", "Take care.")
    talks = [Example(n, f"Hi Which city? Rome {n}", goodbyes[n % 6], turns=turns) for n in range(60)]
    assert infer(talks) == "generation"


def test_nothing_to_judge_asks_for_the_most():
    assert infer([]) == "generation"
    assert infer(rows([("a", ""), ("b", "  ")])) == "generation"


def test_an_output_nested_without_end_is_no_crash():
    assert infer(rows([("a", "[" * 100_000), ("b", "[" * 50_000)])) == "generation"


def test_the_guess_says_what_speaks_for_it():
    assert "#### <number>" in guess(CASES["style"]).because
    assert "3 different" in guess(CASES["classification"]).because
