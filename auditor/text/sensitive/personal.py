"""Personal data that can be told by its shape and its check digits. Names are not guessed.

Numbers count only by their numbering plan: telephone numbers by country code or by the North American plan,
cards by issuer and Luhn digit, bank accounts and national ids by the check of python-stdnum. A number whose
plan says too little counts only beside a word that names it ("SSN", "call me on"). One file for each kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from auditor.errors import ConfigError
from auditor.text.sensitive.bank_accounts import bank_accounts
from auditor.text.sensitive.cards import cards
from auditor.text.sensitive.emails import emails
from auditor.text.sensitive.ip_addresses import ip_addresses
from auditor.text.sensitive.kinds import Sensitive, apart
from auditor.text.sensitive.national_ids import national_ids
from auditor.text.sensitive.numbers import Numbers, Spans, may_hold, numbers_in
from auditor.text.sensitive.telephones import telephones

_FINDERS: dict[str, Callable[[str, Numbers], Spans]] = {
    "e-mail address": emails,
    "telephone number": telephones,
    "payment card": cards,
    "bank account": bank_accounts,
    "national id": national_ids,
    "IP address": ip_addresses,
}
KINDS = tuple(_FINDERS)


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
    if not may_hold(text):
        return []
    numbers = numbers_in(text)
    found = [Sensitive(kind, *span) for kind in kinds for span in _FINDERS[kind](text, numbers)]
    return apart(found) if found else found
