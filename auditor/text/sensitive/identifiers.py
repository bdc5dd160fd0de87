"""Personal data that can be told by its shape and its check digits. Names are not guessed.

Numbers count only by their numbering plan: telephone numbers by country code or by the North American plan,
cards by issuer and Luhn digit, bank accounts and national ids by the check of python-stdnum. A number whose
plan says too little counts only beside a word that names it ("SSN", "call me on").
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.errors import ConfigError
from auditor.text.expression import later
from auditor.text.joined import Joined
from auditor.text.sensitive.kinds import Sensitive, apart
from auditor.text.sensitive.national_ids import national_ids

KINDS = ("e-mail address", "telephone number", "payment card", "bank account", "national id", "IP address")

_LONG = 42  # digits in a row that are no number of anything below
_NUMBER = later(rf"(\d{{{_LONG},}}+)|\d(?:[ ()./-]{{0,3}}\d){{7,40}}|\d{{7}}")
_EDGE = 6  # characters around a number that belong to it or decide about it: "+1 (", "/mo"

# Every number below has eight digits within twenty bytes, and none of these signs among them, or seven in a
# row (the Spanish NIE), but for short IP addresses.
_DIGITS, _SPAN, _ROW = 8, 20, 7
_FEW_DIGITS = (b"national insurance",)
_BREAKS = np.isin(np.arange(256), np.frombuffer(b"\n\t+*=<>$%,;:#&@_|\"'{}[]?!^~", np.uint8))

Places = NDArray[np.int64]
Spans = Iterator[tuple[int, int]]
Numbers = list[tuple[int, int]]  # where a number of so many digits stands, with its edges


def chosen_kinds(options: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds that `[pii] kinds` names, all where it is missing.

    Raises ConfigError for another key or kind.
    """
    table = options.get("pii", {})
    chosen = table.get("kinds", KINDS)
    if set(table) - {"kinds"} or not isinstance(chosen, list | tuple):
        raise ConfigError("[pii] has one key: kinds, a list of texts")
    if unknown := [kind for kind in chosen if kind not in KINDS]:
        raise ConfigError(f"[pii] kinds: there is no {unknown[0]!r}; known: {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in chosen)


def find_personal_data(text: str, kinds: tuple[str, ...] = KINDS) -> list[Sensitive]:
    """Every value of these kinds in the text, in reading order, without overlaps."""
    numbers = [(max(m.start() - _EDGE, 0), m.end() + _EDGE) for m in _NUMBER.finditer(text) if not m[1]]
    found = [Sensitive(kind, *span) for kind in kinds for span in _FINDERS[kind](text, numbers)]
    return apart(found) if found else found


def may_hold_personal_data(texts: Joined) -> Places:
    """Byte positions near which a value may stand: an @, enough digits, a dotted quad, groups with colons, or
    a word for an identity number of fewer digits.

    A superset of what `find_personal_data` finds, at about two nanoseconds a byte.
    """
    letters = np.frombuffer(texts.blob, np.uint8)
    digit = _without_long_rows((letters - np.uint8(48)) < 10)
    places = np.flatnonzero(digit)
    first, last = places[: -_DIGITS + 1], places[_DIGITS - 1 :]
    close = (last - first) < _SPAN
    row = places[: -_ROW + 1][places[_ROW - 1 :] - places[: -_ROW + 1] < _ROW]
    numbers = first[close][~_broken(letters, first[close], last[close])]
    dots = np.flatnonzero((letters[:-1] == ord(".")) & digit[1:])
    quads = dots[:-2][dots[2:] - dots[:-2] <= 8]
    colons = np.flatnonzero(letters == ord(":"))
    groups = colons[:-4][colons[4:] - colons[:-4] <= 24] if len(colons) > 4 else colons[:0]
    spoken = np.array([at for word in _FEW_DIGITS for at in _all(texts.blob, word)], np.int64)
    return np.concatenate((np.flatnonzero(letters == ord("@")), numbers, row, quads, groups, spoken))


def _without_long_rows(digit: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where digits stand, but for those of rows that are too long for any number."""
    edges = np.flatnonzero(np.diff(digit, prepend=False, append=False))
    for first, end in edges.reshape(-1, 2)[edges[1::2] - edges[::2] >= _LONG].tolist():
        digit[first:end] = False
    return digit


def _all(blob: bytes, word: bytes) -> Iterator[int]:
    """Where a word begins in the blob."""
    at = blob.find(word)
    while at >= 0:
        yield at
        at = blob.find(word, at + len(word))


def _broken(letters: NDArray[np.uint8], first: Places, last: Places) -> NDArray[np.bool_]:
    """Whether a sign that no number holds stands between two positions, at most `_SPAN` apart."""
    if len(first) * _SPAN > len(letters):  # mostly digits: the table would take 160 bytes for each
        passed = np.cumsum(_BREAKS[letters], dtype=np.int32)
        return np.asarray(passed[last] > passed[first])
    steps = np.arange(_SPAN)
    within = np.minimum(first[:, None] + steps, last[:, None])
    return np.asarray(_BREAKS[letters[within]].any(axis=1))


# --- e-mail ---------------------------------------------------------------------------------------------

_EMAIL = later(
    r"(?<![\w.%+-])([A-Za-z0-9._%+-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.){1,5}([A-Za-z]{2,24}))(?![\w-]"
    r"|\.[A-Za-z])"
)
# RFC 2606 and the domains that manuals use.
_EXAMPLE_DOMAIN = later(
    r"(?:^|\.)(?:example\.\w+|(?:domain|email|mail|yourdomain|yourcompany|mydomain|test|company|website|site)"
    r"\.(?:com|org|net|tld)|example|test|invalid|localhost)\Z",
    re.IGNORECASE,
)
# RFC 2142 and its like: an address of an office, not of a person.
_OFFICE = frozenset(
    {
        *(
            "info",
            "support",
            "help",
            "contact",
            "sales",
            "admin",
            "office",
            "hello",
            "service",
            "webmaster",
            "press",
        ),
        *(
            "postmaster",
            "noreply",
            "no-reply",
            "donotreply",
            "billing",
            "security",
            "abuse",
            "privacy",
            "jobs",
        ),
        *(
            "careers",
            "marketing",
            "media",
            "team",
            "feedback",
            "enquiries",
            "inquiries",
            "reservations",
            "git",
        ),
        *(
            "bookings",
            "booking",
            "orders",
            "customerservice",
            "customer.service",
            "user",
            "username",
            "you",
            "name",
        ),
        *(
            "your.name",
            "yourname",
            "someone",
            "somebody",
            "mail",
            "email",
            "editor",
            "legal",
            "accounts",
            "hr",
        ),
    }
)
_FILE_ENDINGS = frozenset(
    {"png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css", "py", "json", "md", "html"}
)


def _emails(text: str, _numbers: Numbers) -> Spans:
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        name, domain, ending = match[1].lower(), match[2], match[3].lower()
        if name not in _OFFICE and ending not in _FILE_ENDINGS and not _EXAMPLE_DOMAIN.search(domain):
            yield match.span()


# --- telephone ------------------------------------------------------------------------------------------

_AROUND = later(r"[=+*/<>^×÷]")  # a sign of arithmetic beside a number makes it a term, not a telephone
_TAG_BEFORE, _TAG_AFTER = later(r"<[^<>\n]{1,190}>[^\S\n]?\Z"), later(r"[^\S\n]?</?[A-Za-z]")
_NANP = later(
    r"(?<![\w$€£#.,/+=-])(?:\+?1[ .-]?)?(?:\(([2-9]\d\d)\)[ ]?|([2-9]\d\d)[ .-])([2-9]\d\d)[ .-](\d{4})"
    r"(?![\w%]|[.,/-]\d)"
)
_INTERNATIONAL = later(r"(?<![\w$€£#.,/+=*-])(?:\+|00)([1-9](?:[ ().-]{0,2}\d){7,14})(?![\w%]|[.,]\d)")
_NATIONAL = later(r"(?<![\w$€£#.,/+=-])\(?0\d(?:[ ()./-]{0,2}\d){6,10}(?![\w%]|[.,/-]\d)")
_CALL = later(
    r"(?:\b(?:tel|phone|telephone|call|ring|dial|mobile|cell|fax|whatsapp|sms|text me|reach|contact|number"
    r"|hotline|telefon|handy|rufnummer|téléphone|portable|móvil|teléfono|celular|telefono|telefoon"
    r"|telefone)\b|☎)"
    r"[^\d\n]{0,30}\Z",
    re.IGNORECASE,
)
_TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888", "900"})
# ITU-T E.164: the country codes in use; all others of two or three digits are spare.
_COUNTRY = later(
    r"1|7|2(?:0|7|1[1-368]|2\d|3\d|4[0-9]|5[0-8]|6\d|9[01789])|3(?:[0-469]|5\d|7[0-8]|8[0-35-79])"
    r"|4(?:[013-9]|2[013])|5(?:[1-8]|0\d|9\d)|6(?:[0-6]|7[02-9]|8[0-35-9]|9[0-2])"
    r"|8(?:[1246]|5[02356]|8[0268])|9(?:[0-58]|6[0-8]|7[0-9]|9[2-68])"
)


def _phones(text: str, numbers: Numbers) -> Spans:
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


# --- cards ----------------------------------------------------------------------------------------------

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
_TEST_CARDS = frozenset(
    {
        *("4242424242424242", "4111111111111111", "4012888888881881", "5555555555554444", "5105105105105100"),
        *("378282246310005", "371449635398431", "6011111111111117", "6011000990139424", "30569309025904"),
        *("38520000023237", "3530111333300000", "3566002020360505", "4000056655665556", "4222222222222"),
        *("5200828282828210", "2223003122003222", "4000000000000002", "4000000000000077"),
    }
)


def _cards(text: str, numbers: Numbers) -> Spans:
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


# --- bank accounts --------------------------------------------------------------------------------------

# The capital first and then what stands before it: the search goes from capital to capital.
_IBAN = later(r"[A-Z](?<![\w-].)[A-Z]\d\d(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?![\w-])")
# The examples of the standard's registry and of manuals.
_EXAMPLE_IBANS = frozenset(
    {
        *(
            "GB82WEST12345698765432",
            "GB29NWBK60161331926819",
            "DE89370400440532013000",
            "GB33BUKB20201555555555",
        ),
        *(
            "FR1420041010050500013M02606",
            "ES9121000418450200051332",
            "NL91ABNA0417164300",
            "CH9300762011623852957",
        ),
        *(
            "IT60X0542811101000000123456",
            "BE68539007547034",
            "AT611904300234573201",
            "FR7630006000011234567890189",
        ),
    }
)


def _accounts(text: str, numbers: Numbers) -> Spans:
    for match in _IBAN.finditer(text) if numbers else ():
        for end in (match.end(), *_shorter(match)):
            if _is_iban(text[match.start() : end].replace(" ", "")):
                yield match.start(), end
                break


def _is_iban(value: str) -> bool:
    """The right length and check digits for its country, and no example of a manual."""
    from stdnum import iban

    return value not in _EXAMPLE_IBANS and iban.is_valid(value)


def _shorter(match: re.Match[str]) -> Iterator[int]:
    """The ends of the match without its last groups, which may be the words after the number."""
    end = match[0].rfind(" ")
    while end > 14:
        yield match.start() + end
        end = match[0].rfind(" ", 0, end)


# --- IP addresses ---------------------------------------------------------------------------------------

_DOTTED = later(r"\.\d{1,3}\.\d{1,3}\.\d")  # begins with one sign, which is found fast
_IPV4 = later(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)")
_IPV6 = later(r"(?<![\w:.])[23][0-9a-fA-F]{3}(?::{1,2}[0-9a-fA-F]{1,4}){3,7}(?![\w:])")
_VERSION = later(
    r"(?:(?:version|release|firmware|build|section|chapter)[^\d\n]{0,12}|\bv\.?\s?)\Z", re.IGNORECASE
)
_RESOLVERS = frozenset(
    {"8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "208.67.222.222", "208.67.220.220"}
)
_LOWEST_OF_AN_ADDRESS = 20  # "1.2.3.4" and "12.4.1.10" are versions or sections


def _addresses(text: str, _numbers: Numbers) -> Spans:
    dotted = _IPV4.finditer(text) if _DOTTED.search(text) else ()
    for match in (*dotted, *(_IPV6.finditer(text) if text.count(":") > 2 else ())):
        try:
            address = ipaddress.ip_address(match[0])
        except ValueError:
            continue
        small = address.version == 4 and max(address.packed) < _LOWEST_OF_AN_ADDRESS
        part = re.match(r"[\w.-]", text[max(match.start() - 1, 0) : match.start()])
        known = (
            part or match[0] in _RESOLVERS or _VERSION.search(text, max(match.start() - 24, 0), match.start())
        )
        if address.is_global and not small and not known:
            yield match.span()


_FINDERS: dict[str, Callable[[str, Numbers], Spans]] = {
    "e-mail address": _emails,
    "telephone number": _phones,
    "payment card": _cards,
    "bank account": _accounts,
    "national id": national_ids,
    "IP address": _addresses,
}
