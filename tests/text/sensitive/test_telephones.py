"""National numbers are telephones only beside a word that says so, in any of nine languages."""

from __future__ import annotations

import pytest

from auditor.text.sensitive.personal import find_personal_data

NAMED = (
    "please call back on 020 7946 0958",
    "Bitte um Rückruf unter 0171 1234567",
    "Sie erreichen mich unter 0171-1234567.",
    "meine Handynummer: 0151 23456789",
    "Bitte rufen Sie mich unter 030 123456 an",
    "vous pouvez me joindre au 06 12 34 56 78",
    "Rappelez-moi au 06 12 34 56 78",
    "Chiamatemi allo 06 6982 1234",
    "bereikbaar op 06 12345678",
    "proszę zadzwonić 022 621 12 34",
    "позвоните мне 0495 123 45 67",
)
OTHER = (
    "Auftrag 0171 1234567 ist nicht angekommen",
    "Kundennummer 0171234567",
    "Artikel 01511234567 fehlt",
    "Der Rückruf der Charge betrifft alle Geräte.",
    "commande 06 12 34 56 78",
)


@pytest.mark.parametrize("text", NAMED)
def test_a_number_to_call_is_found(text):
    assert [found.kind for found in find_personal_data(text)] == ["telephone number"]


@pytest.mark.parametrize("text", OTHER)
def test_a_number_of_something_else_is_none(text):
    assert find_personal_data(text) == []
