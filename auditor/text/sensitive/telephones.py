"""Telephone numbers, by country code, by the North American plan, or beside a word that names them."""

from __future__ import annotations

import re

from auditor.text.expression import later
from auditor.text.sensitive.numbers import Numbers, Spans

_AROUND = later(r"[=+*/<>^×÷]")  # a sign of arithmetic beside a number makes it a term, not a telephone
_TAG_BEFORE, _TAG_AFTER = later(r"<[^<>\n]{1,190}>[^\S\n]?\Z"), later(r"[^\S\n]?</?[A-Za-z]")
_NANP = later(
    r"(?<![\w$€£#.,/+=-])(?:\+?1[ .-]?)?(?:\(([2-9]\d\d)\)[ ]?|([2-9]\d\d)[ .-])([2-9]\d\d)[ .-](\d{4})"
    r"(?![\w%]|[.,/-]\d)"
)
_INTERNATIONAL = later(r"(?<![\w$€£#.,/+=*-])(?:\+|00)([1-9](?:[ ().-]{0,2}\d){7,14})(?![\w%]|[.,]\d)")
_NATIONAL = later(r"(?<![\w$€£#.,/+=-])\(?0\d(?:[ ()./-]{0,2}\d){6,10}(?![\w%]|[.,/-]\d)")
# English, then German, French, Spanish, Italian, Portuguese, Dutch, Polish and Russian
_CALL = later(
    r"""(?:\b(?:tel|phone|telephone|call(?:\ ?back)?|ring|dial|mobile|cell|fax|whatsapp|sms|text\ me|reach
      |contact|number|hotline
      |(?:tele)?fon|handy|mobil|festnetz|durchwahl|(?:telefon|handy|mobil(?:funk)?|fax|ruf|rückruf)nummer
      |telefonisch|rückruf|(?:zurück|an)?rufen(?:\ sie)?|anruf|erreichen|erreichbar
      |tél|téléphone|portable|appel(?:er|ez)|rappel(?:er|ez)|joindre|joignable
      |móvil|teléfono|celular|llamar|llám[ae]me|llámenme
      |telefono|cellulare|chiamare|chiamatemi|mi\ chiami|richiamare
      |telefone|telemóvel|ligar|ligue
      |telefoon(?:nummer)?|mobiel|bellen|bereikbaar
      |zadzwo[nń](?:ić|cie)?|telefonu|komórk[aię]
      |телефону?|позвони(?:те|ть)?|перезвони(?:те|ть)?)\b|☎)
    [^\d\n]{0,30}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888", "900"})
# ITU-T E.164: the country codes in use; all others of two or three digits are spare.
_COUNTRY = later(
    r"1|7|2(?:0|7|1[1-368]|2\d|3\d|4[0-9]|5[0-8]|6\d|9[01789])|3(?:[0-469]|5\d|7[0-8]|8[0-35-79])"
    r"|4(?:[013-9]|2[013])|5(?:[1-8]|0\d|9\d)|6(?:[0-6]|7[02-9]|8[0-35-9]|9[0-2])"
    r"|8(?:[1246]|5[02356]|8[0268])|9(?:[0-58]|6[0-8]|7[0-9]|9[2-68])"
)


def telephones(text: str, numbers: Numbers) -> Spans:
    """Where they stand."""
    for place in numbers:
        for match in _NANP.finditer(text, *place):
            area, exchange = match[1] or match[2], match[3]
            if _is_nanp(area, exchange, match[4]) and not _in_arithmetic(text, *match.span()):
                yield match.span()
        for match in _INTERNATIONAL.finditer(text, *place):
            if _is_international(re.sub(r"\D", "", match[1])) and not _in_arithmetic(text, *match.span()):
                yield match.span()
        for match in _NATIONAL.finditer(text, *place):
            if _CALL.search(text, max(match.start() - 50, 0), match.start()):
                yield match.span()


def _is_nanp(area: str, exchange: str, line: str) -> bool:
    """The North American plan: no N11 codes; toll-free and 555-01xx numbers are nobody's own."""
    if area[1:] == "11" or exchange[1:] == "11" or area in _TOLL_FREE:
        return False
    return not (exchange == "555" and line.startswith("01"))


def _is_international(digits: str) -> bool:
    """A country code in use, and as many digits as E.164 allows."""
    if digits.startswith("1"):
        return (
            len(digits) == 11 and _is_nanp(digits[1:4], digits[4:7], digits[7:]) and digits[4] in "23456789"
        )
    return 9 <= len(digits) <= 15 and _COUNTRY.match(digits) is not None


def _in_arithmetic(text: str, start: int, end: int) -> bool:
    """Whether a sign of arithmetic stands beside the number; the angle brackets of a tag are none."""
    if _AROUND.search(text[max(start - 2, 0) : start]) and not _TAG_BEFORE.search(
        text, max(start - 200, 0), start
    ):
        return True
    return bool(_AROUND.search(text[end : end + 2])) and not _TAG_AFTER.match(text, end)
