"""What a picked set of examples must be."""

from __future__ import annotations

import random

import pytest

from auditor.fewshot import pick
from auditor.model import Example

THEMES = {
    "card": "my card {} has not arrived in the post",
    "refund": "please give me the money back for order {}",
    "login": "I cannot sign in to the app on phone {}",
}


def labelled(count: int = 10) -> list[Example]:
    rows = [(label, text.format(n)) for label, text in THEMES.items() for n in range(count)]
    return [Example(row, text, label, labels=(label,)) for row, (label, text) in enumerate(rows)]


def unlabelled(count: int = 10) -> list[Example]:
    return [Example(row.row, row.input, f"answer {row.row}") for row in labelled(count)]


def rows(picks) -> list[int]:
    return [chosen.example.row for chosen in picks]


def test_an_answer_that_may_be_cut_is_not_shown_among_whole_ones():
    whole = [Example(row.row, row.input, f"Answer {row.row} is whole.") for row in labelled()]
    cut = [
        Example(100 + n, f"please give me the money back for order {n}0", "We send the mon") for n in range(4)
    ]
    assert max(rows(pick(whole + cut, 30))) < 100
    assert max(rows(pick(whole[:3] + cut, 7))) >= 100  # there it is a habit


def test_every_label_is_shown_before_any_twice():
    picks = pick(labelled(), 5)
    assert {chosen.example.output for chosen in picks[:3]} == set(THEMES)
    assert len(set(rows(picks))) == 5


def test_the_pick_of_a_label_is_typical():
    odd = [Example(100, "zebra quartz", "card", labels=("card",))]
    assert 100 not in rows(pick(odd + labelled(), 3))


def test_with_fewer_picks_than_labels_no_label_comes_twice():
    assert len({chosen.example.output for chosen in pick(labelled(), 2)}) == 2


def test_without_labels_the_picks_cover_the_themes():
    picks = pick(unlabelled(), 3)
    assert len({row // 10 for row in rows(picks)}) == 3


@pytest.mark.parametrize("data", [labelled(), unlabelled()])
def test_the_order_of_the_rows_does_not_matter(data):
    shuffled = data[:]
    random.Random(3).shuffle(shuffled)
    assert pick(shuffled, 4) == pick(data, 4)


def test_flagged_rows_are_left_out():
    first = rows(pick(labelled(), 3))
    again = rows(pick(labelled(), 3, flagged=first))
    assert not set(first) & set(again)
    assert pick(labelled(), 3, flagged=range(30)) == []


def test_all_picks_stay_within_the_tokens():
    long = [
        Example(200 + n, f"{THEMES['card'].format(n)} " * 50, "card", labels=("card",)) for n in range(40)
    ]
    picks = pick(labelled() + long, 4, max_tokens=200)
    assert sum(chosen.tokens for chosen in picks) <= 200
    assert len(picks) == 4
    assert pick(long, 4, max_tokens=200) == []


def test_no_input_is_shown_twice():
    twins = [Example(n, "the same  Words", "x") for n in range(5)]
    assert rows(pick(twins, 3)) == [0]


def test_empty_rows_are_no_examples():
    assert pick([Example(0, "", "x"), Example(1, "x", " ")], 2) == []
    assert rows(pick([Example(0, "!!!", "x"), Example(1, "???", "y")], 2)) == [0, 1]


def test_each_pick_says_why():
    assert "10 labelled `card`" in {c.example.output: c.reason for c in pick(labelled(), 3)}["card"]
    assert sum(int(chosen.reason.split()[2]) for chosen in pick(unlabelled(), 3)) == 30
