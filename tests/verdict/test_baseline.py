"""Scores of predictions and their intervals."""

from __future__ import annotations

import pytest

from auditor.verdict.baseline import f1_by_label, rouge1, score, wilson


def test_wilson_is_the_published_interval():
    """Wilson 1927 by hand for 8 of 10: 0.490 to 0.943."""
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 10)[0] == pytest.approx(0)
    assert wilson(10, 10)[1] == pytest.approx(1)


def test_f1_by_label_is_worst_first():
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("c", "a")]
    assert f1_by_label(pairs) == {"c": 0.0, "a": 0.5, "b": 2 / 3}


def test_case_and_spaces_do_not_count():
    scores = score([("Card lost", "card  lost "), ("Fee", "refund")], "classification")
    assert scores.main.name == "exact match"
    assert scores.main.value == 0.5


@pytest.mark.parametrize(
    ("expected", "predicted", "value"),
    [("a b", "a b", 1.0), ("a b", "c d", 0.0), ("a a b", "a b b", 2 / 3), ("", "", 1.0), ("a", "", 0.0)],
)
def test_overlap_counts_words_as_often_as_both_have_them(expected, predicted, value):
    assert rouge1(expected, predicted) == pytest.approx(value)


def test_the_convention_of_the_expected_outputs_is_kept_or_not():
    pairs = [(f"so it is\n#### {n}", f"#### {n}" if n % 2 else f"it is {n}") for n in range(10)]
    kept = next(m for m in score(pairs, "style").measures if m.name.startswith("format kept"))
    assert kept.value == 0.5


def test_every_interval_holds_its_value_and_repeats():
    pairs = [("a", "a" if n % 3 else "b") for n in range(30)] + [("b", "b")] * 10
    for task in ("classification", "generation", "extraction"):
        for measure in score(pairs, task).measures:
            assert 0 <= measure.low <= measure.value <= measure.high + 1e-9 <= 1 + 2e-9
        assert score(pairs, task) == score(pairs, task)


def test_more_examples_narrow_the_interval():
    few, many = (score([("a", "a"), ("a", "b")] * n, "generation").main for n in (5, 200))
    assert many.high - many.low < few.high - few.low


def test_nothing_to_score():
    with pytest.raises(ValueError, match="no prediction"):
        score([], "style")
