"""The cheap look at languages: by function words, of the beginnings of texts."""

from __future__ import annotations

import pytest

from auditor.text.joined import laid_out
from auditor.text.language import LANGUAGES, modelled, obvious

GERMAN = "Ihre Karte wird innerhalb von fünf Werktagen geliefert, und die PIN kommt mit der nächsten Post. "
ENGLISH = "Your card will be delivered within five days, and the PIN comes with the next post. "
POLISH = (
    "Oczywiście można także nie trzymać laptopa na kolanach. Lista powiadomień zawiera wszystkie "
    "powiadomienia, na które użytkownik jeszcze nie zwrócił uwagi."
)
TURKISH = (
    "Muğla'de 2+1 daire, 176 metrekare, merkezi. Bina metroya çok yakın, bununla birlikte bina metroya yakın."
)


def languages(*texts: str) -> list[str]:
    """What the cheap look says of each text."""
    return [LANGUAGES[code] for code in obvious(laid_out(list(texts), [[] for _ in texts])).tolist()]


def test_function_words_tell_a_language_and_no_words_tell_none() -> None:
    assert languages(GERMAN, ENGLISH, "", "12 34 56", "Kyoto") == ["de", "en", "", "", ""]


def test_the_beginning_decides_however_long_the_rest_is() -> None:
    assert languages(GERMAN * 4 + ENGLISH * 40, ENGLISH * 4 + GERMAN * 40) == ["de", "en"]


@pytest.mark.parametrize("text", ["What is the point of", "What are the odds on", GERMAN, ENGLISH])
def test_a_text_is_in_its_language_whatever_stands_beside_it(text: str) -> None:
    alone = languages(text)
    assert languages(text, "the")[:1] == languages(text, "to be")[:1] == languages("of", text)[1:] == alone


@pytest.mark.parametrize("text", [POLISH, TURKISH])
def test_letters_beyond_ascii_are_neither_english_nor_dutch(text: str) -> None:
    assert languages(text) == [""]


def test_typographic_quotes_and_a_rare_accent_leave_a_text_english() -> None:
    assert languages("“What’s the café’s opening time?” she asked of the waiter, who didn’t know it.") == [
        "en"
    ]


@pytest.mark.parametrize("certainty", [0.2, 0.6, 0.99])
def test_the_model_is_certain_by_one_guess_or_together_with_its_relatives(certainty: float) -> None:
    assert modelled(GERMAN, certainty) == "de"
    assert (
        modelled("Datoteka nije pronađena, provjerite naziv i pokušajte ponovno otvoriti mapu.", 0.6) == "hr"
    )
