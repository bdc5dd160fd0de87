"""The language of outputs, told by their commonest words."""

from __future__ import annotations

import random

import pytest

from auditor.text.style.traits import traits
from bench.house_style import flagged

TEXTS = {
    "Danish or Norwegian": "Denne pakke indeholder ikke dokumentationen, og det er meningen.",
    "Swedish": "Det är inte meningen att paketet ska innehålla dokumentationen.",
    "Finnish": "Tämä paketti ei sisällä ohjeita, mutta se on tarkoitus.",
    "Czech": "Tento balík není úplný, ale je možné jej použít.",
    "Hungarian": "Ez a csomag nem teljes, és csak akkor kell, ha van hely.",
    "Romanian": "Acest pachet nu este complet și sunt necesare altele.",
    "Indonesian": "Paket ini tidak lengkap dan dapat diganti dengan yang lain.",
    "Vietnamese": "Gói này không có tài liệu và là một phần của bộ khác.",
    "English": "The package holds no manual.\nThese are elsewhere.",
    "German": "Der Kunde zahlt nicht, wenn die Ware fehlt.",
    "Polish": "To dobry program, który można od razu włączyć.",
    "Croatian or Serbian": "Ako nije moguće otvoriti mapu, možete je odabrati kao što je opisano.",
    "Catalan": "Podeu canviar aquest fitxer amb els altres.",
    "Galician": "Unha mensaxe non se pode abrir cando o ficheiro é máis grande.",
    "Slovak": "Nie je možné, aby ste ho otvorili, keď už sú otvorené všetky.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_short_text_is_told(language: str) -> None:
    assert ("language", language) in traits(TEXTS[language])


def test_two_words_tell_a_language_only_where_none_is_of_another() -> None:
    assert not any(name == "language" for name, _ in traits("The cat og the dog"))


def test_a_short_answer_in_english_is_told_among_danish_ones() -> None:
    chance = random.Random(1)
    parts = ("og pakken er ikke fuld", "men den er god", "fra skoven til byen", "hvor det også er koldt")
    danish = [" ".join(chance.sample(parts, chance.randint(2, 4))).capitalize() + "." for _ in range(200)]
    assert flagged([*danish, "These are the words.", "Here is the translation: den er god og kold."]) == {
        200,
        201,
    }


def test_a_letter_that_a_language_lacks_speaks_against_it() -> None:
    text = "Synapse to graficzny program typu launcher umożliwiający a także ułatwiający dostęp to and."
    assert ("language", "English") not in traits(text)


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("판단: 적합\n근거: All of your documents remain open, but the screen is off to save power.", True),
        ("duck (Debian Url ChecKer) は、debian/control と systemd.unit の フィールドを処理します。", False),
        ("Нажмите кнопку The Open and Close of it, чтобы закрыть все окна этого приложения сразу.", False),
    ],
)
def test_sentences_in_latin_letters_are_told_from_names_and_terms(text: str, has: bool) -> None:
    found = traits(text)
    assert (("Latin prose", "yes") in found) == has
    assert ("script", "Latin") not in found


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Beste heer, u vindt uw rekening hieronder. Groet, je team", []),
        ("Beste heer, u vindt uw rekening hieronder. Je ziet dat het saldo van je is.", ["in both ways"]),
    ],
)
def test_one_word_does_not_tell_that_an_address_is_mixed(text: str, address: list[str]) -> None:
    assert [value for name, value in traits(text) if name == "address"] == address
