"""Bank accounts: IBANs of the right length and with the right check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.text.expression import later
from auditor.text.sensitive.numbers import Numbers, Spans

# The capital first and then what stands before it: the search goes from capital to capital.
_IBAN = later(r"[A-Z](?<![\w-].)[A-Z]\d\d(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?![\w-])")
# The examples of the standard's registry and of manuals.
_EXAMPLE_IBANS = frozenset({
    "GB82WEST12345698765432", "GB29NWBK60161331926819", "DE89370400440532013000",
    "GB33BUKB20201555555555", "FR1420041010050500013M02606", "ES9121000418450200051332",
    "NL91ABNA0417164300", "CH9300762011623852957", "IT60X0542811101000000123456",
    "BE68539007547034", "AT611904300234573201", "FR7630006000011234567890189",
})  # fmt: skip


def bank_accounts(text: str, numbers: Numbers) -> Spans:
    """Where they stand."""
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
