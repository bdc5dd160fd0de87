"""Which labels are one label spelled twice, and which are not."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.labels.spelling import same_key, slip, slips

LABEL = st.text(alphabet="abcdeXY12_- /+s", min_size=1, max_size=12)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Refund", "refund ", "REFUND", "\u00a0refund"),
        ("card-arrival", "card_arrival", "Card Arrival", "cardArrival", "CARD__ARRIVAL"),
        ("billing/refund", "Billing / Refund"),
        ("Größe", "GRÖSSE", "Groesse"),
        ("Kündigung", "kuendigung"),
    ],
)
def test_case_space_and_separators_make_no_other_label(spellings: tuple[str, ...]) -> None:
    assert len({same_key(label) for label in spellings}) == 1


@pytest.mark.parametrize(
    "labels",
    [
        ("-1", "1", "+1"),
        ("1-2", "12"),
        ("1.2", "12"),
        ("C", "C++", "C#"),
        ("A1", "A2"),
        ("a/b", "ab", "a b/"),
    ],
)
def test_signs_digits_and_paths_make_another_label(labels: tuple[str, ...]) -> None:
    assert len({same_key(label) for label in labels}) == len(labels)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("refund", "refnud", "letter"),
        ("card_arrival", "card_arival", "letter"),
        ("refund", "refunds", "plural"),
        ("pending delivery", "pending_deliveries", ""),
        ("delivery", "deliveries", "plural"),
        ("yes", "yes.", "punctuation"),
    ],
)
def test_names_the_slip(one: str, other: str, kind: str) -> None:
    expected = kind or "plural"
    assert slip(one, other) == slip(other, one) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("card_arrival", "card_arrived_late"),
        ("positive", "negative"),
        ("class_1", "class_2"),
        ("A1", "A2"),
        ("2020", "2021"),
        ("valid", "invalid"),
        ("typical", "atypical"),
        ("employer", "employee"),
        ("male", "female"),
        ("on", "off"),
        ("trial", "tribal_court"),
        ("level_i", "level_ii"),
        ("+", "-"),
        (">5", "<5"),
        ("C", "C++"),
        ("1.2", "1.3"),
        ("billing/refund", "billing"),
    ],
)
def test_real_classes_are_never_a_slip_apart(one: str, other: str) -> None:
    assert slip(one, other) == slip(other, one) == ""


@given(st.sets(LABEL, max_size=12))
def test_the_search_finds_every_slip_that_comparing_all_pairs_finds(labels: set[str]) -> None:
    found = {frozenset(pair[:2]) for pair in slips(tuple(labels))}
    assert found == {frozenset(pair) for pair in permutations(sorted(labels), 2) if slip(*pair)}
