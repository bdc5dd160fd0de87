"""What a row is about: the question beside a context that several rows have, a system prompt of its own."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from auditor.checkers.conflicting_outputs import ConflictingOutputs
from auditor.checkers.exact_leak import ExactLeak
from auditor.checkers.near_duplicates import NearDuplicates
from auditor.checkers.near_leak import NearLeak
from auditor.config import Config
from auditor.model import Example
from auditor.testing import assert_lawful, batches, observed, outcome
from auditor.text.near.frames import edges_of
from auditor.text.near.shingles import STEP, mixed
from auditor.text.near.templates import TELLING_SYSTEMS, shared_templates

WORDS = [
    f"{first}{second}" for first in "bdfgklmnprstvz" for second in ("alo", "eri", "imu", "ola", "usa", "ene")
]
CHECKERS = (NearDuplicates, ConflictingOutputs)
QUESTIONS = [
    "who wrote this letter",
    "how much was paid for the horse",
    "when did the ship leave",
    "what is the name of the king",
]


def words(random: Random, count: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(count))


def flagged(kind: type, rows: list[Example], config: Config) -> set[int]:
    found = outcome([observed(kind, config, batches(rows, [len(rows)]))], rows)
    return {row for flag in found.flags for row in flag.rows}


@pytest.mark.parametrize("kind", CHECKERS)
@pytest.mark.parametrize("behind", [True, False])
def test_questions_about_one_context_are_no_copies(kind: type, behind: bool) -> None:
    random = Random(1)
    rows = []
    for _ in range(5):
        context = words(random, 100)
        for number, question in enumerate(QUESTIONS):
            text = f"{context}\nQuestion: {question}" if behind else f"{question}?\n\n{context}"
            rows.append(Example(0, text, "yes" if number % 2 else "no"))
    assert flagged(kind, rows, Config(task="classification")) == set()
    assert_lawful(kind, rows, Config(task="classification"))


def test_a_question_about_it_asked_twice_is_a_copy() -> None:
    context = words(Random(2), 100)
    rows = [Example(0, f"{context} Question: {question}", "yes") for question in QUESTIONS]
    rows.append(Example(0, f"{context} Question: {QUESTIONS[1]} now", "yes"))
    assert flagged(NearDuplicates, rows, Config(task="style")) == {4}


def test_two_texts_that_differ_in_their_last_words_are_copies_where_no_other_begins_so() -> None:
    random = Random(3)
    text = words(random, 100)
    rows = [Example(0, f"{text} {words(random, 4)}", "yes") for _ in range(2)]
    assert flagged(NearDuplicates, rows, Config(task="style")) == {1}


def test_a_held_out_question_about_a_known_context_is_no_leak() -> None:
    context = words(Random(4), 100)
    rows = [Example(0, f"{context} Question: {question}", "yes") for question in QUESTIONS]
    rows[-1].split = "test"
    assert flagged(NearLeak, rows, Config(task="style", splits=("test", "train"))) == set()


def in_systems(random: Random, count: int, *splits: str) -> list[Example]:
    """Rows that ask the same few questions, each about another text, which stands in the system prompt."""
    return [
        Example(
            0,
            QUESTIONS[n % 4],
            "yes" if n % 3 else "no",
            system=f"Answer from this: {words(random, 60)}",
            split=split,
        )
        for split in splits
        for n in range(count)
    ]


def test_system_prompts_that_differ_are_compared() -> None:
    rows = in_systems(Random(5), 30, "train", "test")
    templates = shared_templates(rows)
    assert TELLING_SYSTEMS in templates
    config = Config(task="classification", splits=("test", "train"), templates=templates)
    for kind in (*CHECKERS, ExactLeak, NearLeak):
        assert flagged(kind, rows, config) == set(), kind
    rows.append(Example(0, rows[3].input.upper(), "yes", system=rows[3].system, split="test"))
    assert flagged(ExactLeak, rows, config) == {60}


def test_a_few_system_prompts_are_instructions() -> None:
    rows = [
        Example(0, f"{words(Random(n), 6)}?", "yes", system=f"You are helper {n % 3}.") for n in range(40)
    ]
    assert TELLING_SYSTEMS not in shared_templates(rows)


def test_texts_without_an_input_leak_too() -> None:
    random = Random(6)
    rows = [Example(0, "", words(random, 40)) for _ in range(20)]
    rows += [Example(0, "", rows[4].output.upper() + ".", split="test"), Example(0, "", "yes", split="test")]
    rows.append(Example(0, "", "yes"))  # a row that lacks its input, not a text
    assert flagged(ExactLeak, rows, Config(task="domain", splits=("test", "train"))) == {20}


def test_edges_are_hashes_of_the_first_and_the_last_hundred_bytes() -> None:
    random = Random(12)
    texts = [words(random, size).encode() for size in (1, 200, 41, 42, 90)] + [b"", b"a" * 200, b"a" * 201]

    def edge(part: bytes) -> int:
        places = [*range(0, 92, 8), 92]
        total = sum(
            int.from_bytes(part[at : at + 8], "little") * pow(STEP, number, 1 << 64)
            for number, at in enumerate(places, 1)
        )
        return int(mixed(np.array([total % (1 << 64)], np.uint64))[0]) >> 32

    plain = [[edge(text[:100]), edge(text[-100:])] if len(text) > 200 else [0, 0] for text in texts]
    assert edges_of(texts).tolist() == plain
    assert edges_of([]).shape == (0, 2)
