"""What short texts are made of, and the rows that are made of something else."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest

from auditor.text.style.masks import cast, is_plain, mask, series
from bench.house_style import flagged

WORDS = ("harbour", "lantern", "receipt", "window", "orchard", "signal", "market", "engine", "paper", "river")


@pytest.mark.parametrize(
    ("text", "masked", "runs", "once"),
    [
        ("AB-123-CD", "AA-999-AA", "A-9-A", "A-9-A"),
        ("green-tea-recipes", "aaaaa-aaa-aaaaaaa", "a-a-a", "a-…"),
        ("#a, #b, #c", "#a, #a, #a", "#a, #a, #a", "#a, #…"),
        ("fix(api):", "aaa(aaa):", "a(a):", "a(a):"),
        ("第9条", "x9x", "x9x", "x9x"),
        ("ครับ", "xxxx", "x", "x"),  # a vowel sign is a part of its letter
        ("", "", "", ""),
    ],
)
def test_a_text_is_masked_in_three_steps(text: str, masked: str, runs: str, once: str) -> None:
    assert mask(text) == masked
    assert cast(masked) == runs
    assert series(runs) == once


@pytest.mark.parametrize(
    ("form", "plain"), [("Aa a …", True), ("-9.9", True), ("a-a", False), ("9:9", False)]
)
def test_words_and_numbers_are_plain(form: str, plain: bool) -> None:
    assert is_plain(form) == plain


Make = Callable[[random.Random], str]


def _digits(chance: random.Random, places: int) -> str:
    return "".join(chance.choices("0123456789", k=places))


def _plate(chance: random.Random) -> str:
    letters = "".join(chance.choices("ABCDEFGH", k=4))
    return f"{letters[:2]}-{_digits(chance, 3)}-{letters[2:]}"


def _slug(chance: random.Random) -> str:
    return "-".join(chance.sample(WORDS, chance.randint(2, 6)))


def _price(chance: random.Random) -> str:
    return f"£{chance.randint(1, 999)}.{_digits(chance, 2)}"


def _tags(chance: random.Random) -> str:
    return " ".join(f"#{word}" for word in chance.sample(WORDS, chance.randint(3, 5)))


def _log(chance: random.Random) -> str:
    level, part = chance.choice(("WARN", "INFO", "ERROR")), chance.choice(("db", "web", "mail"))
    said = " ".join(chance.choices(WORDS, k=chance.randint(4, 30)))
    return f"2024-05-{chance.randint(10, 28)}T10:{_digits(chance, 2)}:00Z [{level}] {part}: {said}"


def _table(chance: random.Random) -> str:
    rows = [
        f"| {_digits(chance, 2)}:00 | {chance.choice(('Hall A', 'Lab'))} |"
        for _ in range(chance.randint(2, 5))
    ]
    return "\n".join(("| Time | Room |", "|:--|:--|", *rows))


def _record(chance: random.Random) -> str:
    document = {"slug": _slug(chance), "year": chance.randint(1950, 2024), "lat": chance.random() + 40}
    return json.dumps(document)


def _cited(chance: random.Random) -> str:
    text = " ".join(chance.choices(WORDS, k=chance.randint(6, 20))).capitalize()
    return f"{text} [1]. {text}.\n\nSources:\n[1] Handbook of {chance.choice(WORDS)}"


PLANTED: dict[str, tuple[Make, tuple[str, ...]]] = {
    "plate": (_plate, ("AB-1234-CD", "ab-123-cd", "12-ABC-34")),
    "slug": (_slug, ("harbour_lantern", "harbour lantern window", "Harbour-Lantern", "a-slug.html")),
    "price": (_price, ("£12.5", "£300", "£1,40")),
    "tags": (_tags, ("#harbour, #window, #paper", "harbour window paper")),
    "log": (_log, ("2024-05-11T10:11:00Z [warn] db: lantern", "2024-05-11T10:11:00Z [URGENT] db: lantern")),
    "table": (
        _table,
        (
            "| Time | Room |\n|:--|:--|\n| 9:00 am | Lab |",
            "| Time | Room |\n|:--|:--|\n| 10:00 | the tent outside |",
            "| Time | Room |\n|---|---|\n| 10:00 | Lab |",
        ),
    ),
    "record": (
        _record,
        (
            '{"slug": "harbour_lantern", "year": 1999, "lat": 40.5}',
            '{"slug": "harbour-lantern", "year": 19999, "lat": 40.5}',
            '{"slug": "harbour-lantern", "year": 1999, "lat": 40}',
            '{"lat": 40.5, "slug": "harbour-lantern", "year": 1999}',
            '{"slug":"harbour-lantern","year":1999,"lat":40.5}',
        ),
    ),
    "cited": (_cited, ("Harbour lantern. Paper.\n\nSources:\n[1] Handbook of paper",)),
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_made_of_something_else_is_found_and_nothing_else(name: str) -> None:
    make, planted = PLANTED[name]
    chance = random.Random(5)
    outputs = [make(chance) for _ in range(300)]
    assert flagged([*outputs, *planted]) == set(range(300, 300 + len(planted)))
    assert flagged(outputs) == set()


def test_numbers_of_several_lengths_are_no_deviations() -> None:
    chance = random.Random(6)
    outputs = [f"{chance.randint(1, 999)}.{_digits(chance, 1)} km" for _ in range(400)]
    assert any(len(output) == len("1.0 km") for output in outputs)
    assert flagged(outputs) == set()


def test_prose_has_no_make_up() -> None:
    chance = random.Random(7)
    ends = (".", ".", ".", "!", "?", "…")
    prose = [
        " ".join(
            chance.choices((*WORDS, "Oslo", "it's", "well-known", "(sic)", "B12"), k=chance.randint(3, 40))
        )
        for _ in range(400)
    ]
    assert flagged(text.capitalize() + chance.choice(ends) for text in prose) == set()


def test_a_call_is_no_label_and_how_lines_are_indented_is_a_habit() -> None:
    chance = random.Random(8)
    queries = [
        f"query {word.capitalize()} {{\n  {word}(id: {chance.randint(1, 999)}) {{\n    id\n  }}\n}}"
        for word in chance.choices(WORDS, k=200)
    ]
    strange = (queries[0].replace("  ", "\t"), 'query River {\n  river(id: "12") {\n    id\n  }\n}')
    assert flagged([*queries, *strange]) == {200, 201}
    assert flagged(queries) == set()


def test_elements_and_attributes_where_hardly_any_are() -> None:
    chance = random.Random(9)
    lists = [
        "<ul>" + "".join(f"<li>{word}</li>" for word in chance.sample(WORDS, chance.randint(2, 5))) + "</ul>"
        for _ in range(200)
    ]
    strange = (lists[0].replace("<ul>", '<ul class="x">'), lists[1].replace("<li>", "<li><b>x</b> "))
    assert flagged([*lists, *strange]) == {200, 201}


def test_known_words_among_texts_of_an_unknown_language() -> None:
    chance = random.Random(10)
    texts = [f"Kvitto: {' '.join(chance.choices(WORDS, k=30))}." for _ in range(200)]
    english = f"Kvitto: the {' '.join(WORDS)} of the house and the garden that we have for you is in it."
    assert flagged([*texts, english]) == {200}
    assert flagged(texts) == set()
