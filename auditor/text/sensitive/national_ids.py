"""National identification numbers, by shape, by a word that names them, and by the check of python-stdnum."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from auditor.text.expression import later


def _stdnum(module: str) -> Callable[[str], bool]:
    """The check of one of python-stdnum's modules, imported when the first candidate comes."""

    def check(value: str) -> bool:
        from importlib import import_module

        return bool(import_module(f"stdnum.{module}").is_valid(value))

    return check


class _NationalId(Struct, frozen=True):
    """A country's number: its shape, the words of which one stands before it (if any), its check."""

    shape: re.Pattern[str]
    words: tuple[str, ...]
    check: Callable[[str], bool]


def _national_id(shape: str, words: str, check: Callable[[str], bool]) -> _NationalId:
    return _NationalId(
        later(rf"(?<![\w.,/-])(?:{shape})(?![\w/-]|[.,]\d)"),
        tuple(filter(None, words.split("|"))),
        check,
    )


_NATIONAL_IDS = (
    _national_id(r"\d{3}-\d{2}-\d{4}", "ssn|social security|tax id|taxpayer id|itin", _stdnum("us.ssn")),
    _national_id(r"\d{3}[ -]?\d{3}[ -]?\d{3}", "social insurance|sin number|sin:", _stdnum("ca.sin")),
    _national_id(
        r"[A-CEGHJ-PR-TW-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]", "national insurance|nino|ni number", lambda _: True
    ),
    _national_id(r"\d{3} ?\d{3} ?\d{4}", "nhs", _stdnum("gb.nhs")),
    _national_id(r"\d{11}", "steuer-id|steueridentifikation|identifikationsnummer|idnr", _stdnum("de.idnr")),
    _national_id(
        r"[12] ?\d\d ?\d\d ?[\dAB]{2} ?\d{3} ?\d{3} ?\d\d", "sécu|secu|numéro nir|insee", _stdnum("fr.nir")
    ),
    _national_id(r"\d{8}-?[A-Z]", "dni|nif|identidad", _stdnum("es.dni")),
    _national_id(r"[XYZ]-?\d{7}-?[A-Z]", "", _stdnum("es.nie")),
    _national_id(
        r"[A-Z]{6}\d\d[A-EHLMPR-T]\d\d[A-Z]\d{3}[A-Z]", "fiscale|tax code", _stdnum("it.codicefiscale")
    ),
    _national_id(r"\d{9}", "bsn|burgerservice", _stdnum("nl.bsn")),
    _national_id(r"\d{11}", "pesel", _stdnum("pl.pesel")),
    _national_id(r"\d{6,8}[-+]\d{4}", "personnummer", _stdnum("se.personnummer")),
    _national_id(r"\d{3}\.\d{3}\.\d{3}-\d\d", "", _stdnum("br.cpf")),
    _national_id(r"[2-9]\d{3} ?\d{4} ?\d{4}", "aadhaar|aadhar", _stdnum("in_.aadhaar")),
    _national_id(r"\d{17}[\dX]", "", _stdnum("cn.ric")),
)

_BEFORE = 60  # characters in which the word for a number stands before it
# Words for numbers that letters break up, or that have few digits: nothing else tells that one may be there.
FEW_DIGITS = ("fiscale", "tax code", "national insurance", "nino", "ni number")
# Every word with the place of its number in the list, to look for all of them in one go.
_BY_WORD = [(word, place) for place, kind in enumerate(_NATIONAL_IDS) for word in kind.words]
_BROKEN_UP = [(word, place) for word, place in _BY_WORD if word in FEW_DIGITS]


def national_ids(text: str, numbers: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places of national ids; `numbers` are the places of long numbers."""
    lower = text.lower()
    before = "\n".join([lower[max(start - _BEFORE, 0) : end] for start, end in numbers])
    spoken_of = {place for word, place in _BROKEN_UP if word in lower}
    if before:
        spoken_of |= {place for word, place in _BY_WORD if word in before}
    for place, kind in enumerate(_NATIONAL_IDS):
        if kind.words and place not in spoken_of:
            continue
        places = [(0, len(text))] if kind.words else numbers
        for match in (match for span in places for match in kind.shape.finditer(text, *span)):
            near = lower[max(match.start() - _BEFORE, 0) : match.start()]
            named = not kind.words or any(word in near for word in kind.words)
            if named and kind.check(match[0]):
                yield match.span()
