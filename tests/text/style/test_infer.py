"""What is a convention, and what is none."""

from __future__ import annotations

import json
import pickle
import random
from functools import reduce

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.style.census import Census
from auditor.text.style.contract import unpin
from auditor.text.style.convention import Convention
from auditor.text.style.infer import infer
from auditor.text.style.pin import pin, style_of
from auditor.text.style.ranges import sharp_range, usual_lengths, vocabulary
from auditor.text.style.summary import phrases
from auditor.text.style.traits import traits
from bench.house_style import flagged, score
from bench.style_sets import rows_of
from bench.style_sets.fourth import FOURTH
from bench.style_sets.fourth_texts import FOURTH_TEXTS
from bench.style_sets.held_out import HELD_OUT
from bench.style_sets.last import LAST
from bench.style_sets.third import THIRD
from bench.style_sets.tuning import TUNING
from bench.style_sets.wide_data import WIDE_DATA
from bench.style_sets.wide_texts import WIDE_TEXTS

HARD = (
    "Turkish replies",
    "thought and action",
    "dictionary entry",
    "Chinese advice",
    "headline",
)  # see docs/accuracy/style.md
SETS = {
    style.name: style
    for style in (*TUNING, *HELD_OUT, *WIDE_DATA, *WIDE_TEXTS, *LAST, *THIRD, *FOURTH, *FOURTH_TEXTS)
}


@pytest.mark.parametrize("name", sorted(SETS))
def test_planted_deviations_are_found_and_little_else(name: str) -> None:
    precision, recall = score(SETS[name], seed=7)
    assert precision >= 0.85
    assert recall >= (0.6 if name in HARD else 0.85)


@pytest.mark.parametrize("name", ["nested JSON", "letters", "three modes"])
def test_an_optional_key_or_a_second_form_is_no_deviation(name: str) -> None:
    clean = [output for _, output, planted in rows_of(SETS[name], 3) if not planted]
    assert flagged(clean) == set()


def test_too_few_rows_have_no_style() -> None:
    assert style_of(['{"a": 1}'] * 29).conventions == ()
    assert style_of(['{"a": 1}'] * 30).conventions != ()


def test_what_a_minority_of_texts_has_is_no_convention() -> None:
    chance = random.Random(4)
    texts = ["Some prose of no kind: " + " ".join(chance.choices("abcdefgh", k=chance.randint(3, 90)))]
    with_code = [f"{text}\n\n```\nx = {row}\n```" for row, text in enumerate(texts * 60)]
    plain = [
        " ".join(chance.choices(["ab", "cd.", "Ef", "(g)"], k=chance.randint(3, 90))) for _ in range(600)
    ]
    assert "code blocks" not in {each.feature for each in style_of(plain + with_code).conventions}


def test_many_closing_questions_are_one_convention_though_some_share_another_ending() -> None:
    wordings = [f"Shall I {verb} it{tail}" for verb in ("open", "send", "close") for tail in ("?", " now?")]
    outputs = [f"{'Well. ' * (row % 7)}{wordings[row % 6]}" for row in range(490)] + [
        "Well. Let me know."
    ] * 10
    assert flagged(outputs) == set(range(490, 500))


def test_a_foreign_language_alone_brings_no_habits_of_punctuation() -> None:
    chance = random.Random(2)
    words = [
        one + two
        for one in ("ва", "по", "сто", "ле", "ту", "ми", "кре")
        for two in ("да", "ли", "рон", "тый")
    ]
    outputs = [
        " ".join(
            " ".join(chance.choices(words, k=chance.randint(2, 15))).capitalize() + "."
            for _ in range(chance.randint(1, 6))
        )
        for _ in range(300)
    ]
    assert flagged([*outputs, "Вода стоит около дома!"]) == set()
    assert flagged([*outputs, "The water stands by the house."]) == {300}


def test_free_text_has_no_style() -> None:
    chance = random.Random(1)
    syllables = [f"{start}{end}" for start in "bdfgklmnprst" for end in ("al", "en", "ir", "ode", "um")]
    words = [one + other for one in syllables for other in syllables]
    texts = [
        " ".join(
            " ".join(chance.choices(words, k=chance.randint(3, 20))).capitalize() + "."
            for _ in range(chance.randint(1, 6))
        )
        for _ in range(400)
    ]
    assert style_of(texts).conventions == ()


@given(st.integers(0, 2**32), st.integers(1, 9))
@settings(max_examples=15, deadline=None)
def test_any_split_and_order_of_merges_infers_the_same(seed: int, pieces: int) -> None:
    chance = random.Random(seed)
    rows = [(number << 8, output) for number, (_, output, _) in enumerate(rows_of(SETS["reviews"], 5))]
    whole = _counted([rows])
    parts: list[list[tuple[int, str]]] = [[] for _ in range(pieces)]
    for row in rows:
        chance.choice(parts).append(row)
    assert infer(_counted(parts).table()) == infer(whole.table())


def _counted(parts: list[list[tuple[int, str]]]) -> Census:
    def one(rows: list[tuple[int, str]]) -> Census:
        census = Census()
        for row, output in rows:
            census.add(row, traits(output), len(output))
        return pickle.loads(pickle.dumps(census))

    def joined(left: Census, right: Census) -> Census:
        left.merge(right)
        return left

    return reduce(joined, map(one, parts))


@pytest.mark.parametrize("name", sorted(SETS)[::3])
def test_a_pinned_style_says_the_same_when_it_is_read_back(name: str) -> None:
    style = style_of(output for _, output, _ in rows_of(SETS[name], 3))
    contract = unpin(json.loads(json.dumps(pin(style))))
    stated = {(c.must, c.feature, c.values, c.when, c.marks) for c in style.conventions}
    assert {(c.must, c.feature, c.values, c.when, c.marks) for c in contract.conventions} <= stated
    assert (contract.schema is None) == (
        sum(each.form.format.startswith("JSON") for each in style.forms) != 1
    )


def test_json_is_told_in_one_phrase() -> None:
    outputs = [
        json.dumps({"name": f"n{i}", "tall": i % 3} | ({"note": "x y"} if i % 4 else {})) for i in range(60)
    ]
    words = [text for text, _, _ in phrases(style_of(outputs))]
    expected = "JSON object with keys name (string), tall (number), optional note (string); nothing around it"
    assert expected in words


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"3": 30, "4": 35, "5": 33, "9": 2}, ("3", "4", "5")),
        ({"1": 60, "2": 30, "3": 8, "4": 2}, ()),
        ({"1": 97, "2": 3}, ("1",)),
        ({"4": 50, "8": 50}, ()),
        ({"3": 35, "4": 60, "5": 4, "9": 1}, ()),
        ({"2": 4, "3": 35, "4": 60, "9": 1}, ("3", "4")),
    ],
)
def test_a_range_has_sharp_ends(counts: dict[str, int], expected: tuple[str, ...]) -> None:
    assert sharp_range(counts, 100) == expected


def test_a_band_of_lengths_takes_in_what_several_rows_have_right_outside_of_it() -> None:
    usual = np.random.default_rng(0).integers(35, 60, 480)
    low, high = usual_lengths(np.concatenate((usual, [2, 400]))) or (0, 0)
    assert 17 < low < 35
    assert 60 < high < 200
    templates = np.full(16, low - 2)  # all made from one short template
    assert (usual_lengths(np.concatenate((usual, templates, [2, 400]))) or (0, 0))[0] <= low - 2


@pytest.mark.parametrize(
    ("counts", "unknown", "expected"),
    [
        ({"low": 40, "mid": 35, "high": 24}, 1, ("low", "mid", "high")),
        ({"usd": 90, "eur": 7, "gbp": 2}, 1, ()),
        ({"a": 30, "b": 30, "c": 20}, 15, ()),
    ],
)
def test_a_vocabulary_is_closed(counts: dict[str, int], unknown: int, expected: tuple[str, ...]) -> None:
    assert vocabulary(counts, 100, unknown) == expected


def test_a_convention_without_rows_is_fully_supported() -> None:
    assert Convention("be", "format", ("text",)).support == 1.0


def test_three_jobs_in_plain_text_are_three_forms() -> None:
    chance = random.Random(5)
    names, words = ("Anna", "Jorge", "Mei", "Tariq"), ("travel", "food", "sport", "music", "film")
    jobs = (
        lambda: chance.choice(("positive", "negative", "mixed")),
        lambda: f"{chance.choice(names)} asked for {chance.choice(words)} on day {chance.randint(1, 30)}.",
        lambda: ", ".join(chance.sample(words, 3)),
    )
    outputs = [chance.choice(jobs)() for _ in range(300)]
    assert len(style_of(outputs).forms) == 3
    assert flagged([*outputs, "neutral"]) == {300}
    free = [
        chance.choice(("Yes", "Paris", "He went home.", f"In {n}, they say.")) + n * "x" for n in range(200)
    ]
    assert len(style_of(free).forms) == 1
