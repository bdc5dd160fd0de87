"""Greetings and thanks around a question are left out of the comparison, and only they."""

from __future__ import annotations

import pytest

from auditor.text.near.courtesies import courtesies_of, without_courtesies
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
