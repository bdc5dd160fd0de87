"""What varies by nature is no deviation: names, what is quoted, how long a line is, a second form."""

from __future__ import annotations

import json
import random

from bench.house_style import flagged

WORDS = ("river", "lamp", "garden", "old", "quick", "paper", "stone", "under", "bright", "seven")


def _prose(chance: random.Random, least: int = 3, most: int = 12) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize()


def test_names_begin_with_any_letter_or_digit() -> None:
    chance = random.Random(1)
    names = [f"{chance.choice('ABCDEF')}{_prose(chance, 1, 2)}" for _ in range(300)]
    names[7], names[8] = "van der Meer", "3rd Wave"
    assert flagged(json.dumps({"name": name, "age": row % 90}) for row, name in enumerate(names)) == set()


def test_a_mark_that_all_values_begin_with_is_meant_however_long_they_are() -> None:
    chance = random.Random(2)
    names = [f"#{_prose(chance, 2, 20)}" for _ in range(300)]
    assert flagged(json.dumps({"tag": name, "id": row}) for row, name in enumerate(names)) == set()
    names[7] = "River lamp"
    assert flagged(json.dumps({"tag": name, "id": row}) for row, name in enumerate(names)) == {7}


def test_a_second_regular_form_of_a_value_is_no_deviation() -> None:
    rows = [{"at": f"{row % 6} {row % 24} * * {'*' if row % 17 == 1 else row % 7}"} for row in range(50)]
    assert flagged(json.dumps(row) for row in rows) == set()


def test_what_a_label_quotes_may_have_contractions() -> None:
    chance = random.Random(3)
    said = [" It's" if row % 40 == 1 else "" for row in range(200)]
    traces = [
        f"Thought: We do not know {_prose(chance)}.\nQuote: {_prose(chance)}{said[row]}."
        for row in range(200)
    ]
    assert flagged(traces) == set()


def test_a_line_may_begin_with_the_same_mark_however_long_it_is() -> None:
    chance = random.Random(4)
    patches = [
        f"--- a/{name}.py\n+++ b/{name}.py\n@@ -{row},3 +{row},4 @@\n {_prose(chance)}\n+{_prose(chance)}"
        for row, name in enumerate(_prose(chance, 1, 9).replace(" ", "_") for _ in range(200))
    ]
    assert flagged(patches) == set()
    assert flagged([*patches, patches[5].replace("+++ ", "")]) == {200}


def test_brackets_in_a_leaf_of_markup_are_text() -> None:
    chance = random.Random(5)
    cards = [f"<card><h2>{_prose(chance)}</h2><p>{_prose(chance)}.</p></card>" for _ in range(100)]
    cards[5] = "<card><h2>[incr Tcl] for all</h2><p>Lamp.</p></card>"
    assert flagged(cards) == set()


def test_polite_endings_are_no_rule_where_many_sentences_end_otherwise() -> None:
    chance = random.Random(6)
    plain = ["した。", "ません。", "さい。", "ある。", "だろう。"]
    texts = [
        f"## 概要\n\n{'川' * chance.randint(3, 60)}。\n\n## 参考\n\n{'石' * chance.randint(3, 60)}"
        f"{chance.choice(plain) if row % 14 == 1 else 'です。'}"
        for row in range(280)
    ]
    assert flagged(texts) == set()


def test_another_day_of_the_month_is_no_stranger() -> None:
    chance = random.Random(9)
    dates = [f"{1960 + row % 60}-{chance.randint(1, 12):02}-{chance.randint(1, 30):02}" for row in range(480)]
    assert flagged([*dates, "1964-05-31", "1981-07-31"]) == set()
    assert flagged([*dates, "31 May 1999"]) == {480}


def test_whole_numbers_have_any_length() -> None:
    rows = [json.dumps({"kcal": 200 + 7 * row % 700}) for row in range(200)]
    assert flagged([*rows, '{"kcal": 1008}']) == set()
    assert flagged([*rows, '{"kcal": 100.5}']) == {200}


def test_a_short_paragraph_beside_a_price_is_no_price() -> None:
    chance = random.Random(7)
    cards = [f"<card><p>{_prose(chance, 12, 20)}.</p><p>${row % 90}.99</p></card>" for row in range(200)]
    cards[9] = "<card><p>Lamp for the garden.</p><p>$12.99</p></card>"
    assert flagged(cards) == set()


def test_a_plus_in_a_name_is_no_mark_of_the_line() -> None:
    chance = random.Random(8)
    records = [f"# ADR-{row}: Keep {_prose(chance, 1, 2)}\n\n{_prose(chance)}." for row in range(200)]
    records[3] = "# ADR-3: Keep voro++-dev\n\nRiver lamp."
    assert flagged(records) == set()


def test_a_key_that_some_objects_of_a_list_lack_is_optional_however_many_lists_have_it() -> None:
    chance = random.Random(11)
    lists = [
        [
            {"sku": f"A{chance.randrange(900)}"} | ({"host": _prose(chance, 1, 2)} if number % 2 else {})
            for number in range(chance.randint(1, 15))
        ]
        for _ in range(300)
    ]
    assert sum(any("host" in item for item in one) for one in lists) > 0.9 * len(lists)
    assert flagged(map(json.dumps, lists)) == set()
    lists[9][0].pop("sku")
    assert flagged(map(json.dumps, lists)) == {9}


def test_of_many_usual_last_lines_another_is_no_deviation() -> None:
    chance = random.Random(12)
    steps = [f"- {_prose(chance, 2, 3)}" for _ in range(12)]
    reports = []
    for row in range(300):
        name = "".join(chance.choices("aeioulmnrst", k=9)).capitalize()
        last = f"- Letter to {name}" if row % 15 == 1 else chance.choice(steps)
        reports.append(f"Findings:\n{_prose(chance)}.\nSteps:\n{chance.choice(steps)}\n{last}")
    assert flagged(reports) == set()


def test_a_label_need_not_be_made_up_as_the_others() -> None:
    labels = ["card_lost", "app_crash", "fraud_report", "refund_status", "size_help"] * 60 + ["warranty"] * 9
    assert flagged(labels) == set()
    assert flagged([*labels, "fraud report", "REFUND_STATUS"]) == {309, 310}
