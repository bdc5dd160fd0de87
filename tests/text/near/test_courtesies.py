"""Greetings and thanks around a question are left out of the comparison, and only they."""

from __future__ import annotations

import pytest

from auditor.text.near.comparison import word_forms
from auditor.text.near.courtesies import cores, courtesies_of, is_wrapped, without_courtesies
from auditor.text.normalise import normalise_all


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hi, could you please tell me: where is my card? Many thanks!", b"where is my card"),
        ("Where is my card, please", b"where is my card"),
        ("Guten Tag, wo ist meine Karte? Vielen Dank im Voraus", b"wo ist meine karte"),
        ("Здравствуйте, где моя карта? Спасибо!", "где моя карта".encode()),
        ("Hiking boots in butterfly sizes", b"hiking boots in butterfly sizes"),
        ("please -5 + 3", b"-5 + 3"),
        ("Thank you very much", b"thank you very much"),
        ("Yes please", b"yes please"),
        ("", b""),
    ],
)
def test_only_courtesies_at_the_ends_go(text: str, left: bytes) -> None:
    assert without_courtesies(normalise_all([text])) == [left]


def test_long_texts_keep_them() -> None:
    text = b"please " + b"word " * 100
    assert without_courtesies([text]) == [text]


def test_what_was_left_out_is_told_without_punctuation() -> None:
    one, other = b"hi, where is it? thanks", b"hi where is it thanks"
    rests = without_courtesies([one, other])
    assert rests == [b"where is it"] * 2
    assert courtesies_of(one, rests[0]) == courtesies_of(other, rests[1]) == b"hi \0 thanks"
    assert courtesies_of(rests[0], rests[0]) == b""


@pytest.mark.parametrize(
    ("outer", "wrapped"),
    [
        ("would anybody be so kind as to tell me where is my card", True),
        ("where is my card looking forward to your answer thanks a bunch", True),
        ("where is my card", False),
        ("where is my card now", False),
        ("i want to know and also where is my card in the evening please", False),
        ("if you please where was my card", False),
    ],
)
def test_courtesies_in_other_words(outer: str, wrapped: bool) -> None:
    assert is_wrapped(b"where is my card", outer.encode()) == wrapped
    assert not is_wrapped(b"thank you", b"thank you for your help")


def test_with_and_without_courtesies_the_core_is_one() -> None:
    texts = [
        "where is my card",
        "may i ask where is my card please",
        "thanks a lot",
        "can you tell me my pin",
    ]
    words = word_forms([text.encode() for text in texts]).words
    core = words.between(*cores(words))
    assert core.lengths.tolist() == [4, 4, 0, 1]
    assert core.values[:4].tolist() == core.values[4:8].tolist() == words.values[:4].tolist()
