"""Numbers of payment cards, by issuer, check digit and the words before them."""

from __future__ import annotations

import re

from auditor.text.expression import later
from auditor.text.sensitive.numbers import Numbers, Spans

_CARD = later(r"(?<![\w.,$€£/+*=-])\d(?:[ -]?\d){12,18}(?![\w%]|[.,/*+=-]\d)")
_GROUPED = later(r"\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}\Z|\d{4}([ -])\d{6}\2\d{4,5}\Z")
_CARD_WORD = later(
    r"\b(?:card|visa|mastercard|amex|american express|maestro|credit|debit|karte|carte|tarjeta|cvv|pan)\b",
    re.I,
)
_SERIAL_WORD = later(
    r"\b(?:serial|order|isbn|imei|tracking|barcode|sku|iccid|upc|ean|s/n|invoice|reference|ref|part|gift"
    r"|loyalty)\b",
    re.IGNORECASE,
)
# ISO/IEC 7812 issuer ranges and the lengths they use.
_ISSUERS = later(
    r"(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17})\Z"
)
# Test numbers that the payment providers publish.
_TEST_CARDS = frozenset({
    "4242424242424242", "4111111111111111", "4012888888881881", "5555555555554444",
    "5105105105105100", "378282246310005", "371449635398431", "6011111111111117",
    "6011000990139424", "30569309025904", "38520000023237", "3530111333300000", "3566002020360505",
    "4000056655665556", "4222222222222", "5200828282828210", "2223003122003222", "4000000000000002",
    "4000000000000077",
})  # fmt: skip


def cards(text: str, numbers: Numbers) -> Spans:
    """Where they stand."""
    for place in numbers:
        for match in _CARD.finditer(text, *place):
            if not _is_card(match[0].replace(" ", "").replace("-", "")):
                continue
            before = text[max(match.start() - 50, 0) : match.start()]
            if (_GROUPED.match(match[0]) or _CARD_WORD.search(before)) and not _SERIAL_WORD.search(before):
                yield match.span()


def _is_card(digits: str) -> bool:
    """An issuer's range, the right check digit, and no published test number."""
    if not _ISSUERS.match(digits) or digits in _TEST_CARDS:
        return False
    from stdnum import luhn

    return bool(luhn.is_valid(digits))
