"""Secrets and personal data made unreadable: for reports, and for a cleaned copy of the data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from auditor.text.joined import Joined, bounded
from auditor.text.sensitive.kinds import Sensitive, apart
from auditor.text.sensitive.numbers import may_hold_personal_data
from auditor.text.sensitive.personal import KINDS, find_personal_data
from auditor.text.sensitive.secrets import find_secrets, may_hold_secrets

NUMBER = "<number>"
_KEY = re.compile(rf"(?:[A-Za-z]++|{NUMBER})++")
_ADDRESS = re.compile(rf"(?:[\w.+-]|{NUMBER}){{1,64}}+@(?:[\w-]|{NUMBER}){{1,63}}+\.[\w.-]{{1,63}}")
_LETTERS = 8  # of a key beside its numbers; "page<number>of<number>" has fewer


def find_all(text: str, kinds: tuple[str, ...] = KINDS) -> list[Sensitive]:
    """Every secret and every value of these kinds of personal data, in the searched part of the text."""
    text = bounded(text)
    numbered = _numbered(text) if NUMBER in text else ()
    return apart([*find_secrets(text), *find_personal_data(text, kinds), *numbered])


def _numbered(text: str) -> Iterator[Sensitive]:
    """Keys and addresses whose digits a house style has made "<number>"."""
    for found in _KEY.finditer(text):
        if found[0].count(NUMBER) >= 2 and len(found[0].replace(NUMBER, "")) >= _LETTERS:
            yield Sensitive("key", *found.span())
    for found in _ADDRESS.finditer(text):
        if NUMBER in found[0]:
            yield Sensitive("e-mail address", *found.span())


def may_hold_any(texts: Joined) -> list[int]:
    """The numbers of the texts in which `find_all` may find something; it finds nothing in the others."""
    return sorted(may_hold_secrets(texts).union(texts.texts_at(may_hold_personal_data(texts))))


def mask(text: str) -> str:
    """The text with "[EMAIL-ADDRESS]" and the like in place of secrets and personal data; for excerpts."""
    found = find_all(text)
    return _replaced(text, [(one, f"[{_slug(one)}]") for one in found]) if found else text


def mask_all(value: Any) -> Any:
    """A JSON value with all its texts and keys masked; keys that are the same then are numbered."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        masked: dict[Any, Any] = {}
        for key, inner in value.items():
            name = new = mask(key) if isinstance(key, str) else key
            for number in count(2):
                if new not in masked:
                    break
                new = f"{name} {number}"
            masked[new] = mask_all(inner)
        return masked
    return [mask_all(inner) for inner in value] if isinstance(value, list | tuple) else value


def blank(text: str) -> str:
    """The text with a dot in place of every character that must not be shown; positions stay as they are."""
    found = find_all(text)
    return _replaced(text, [(one, "•" * (one.end - one.start)) for one in found]) if found else text


def mask_values(text: str, known: dict[str, str], kinds: tuple[str, ...] = KINDS) -> str:
    """The text with stable placeholders: "[E-MAIL-ADDRESS_1]" is the same value wherever it stands.

    `known` maps value → placeholder and is added to; share one over all texts that belong together (the
    fields of a row), so that an answer still refers to what its question names.
    """
    return with_placeholders(text, find_all(text, kinds), known)


def with_placeholders(text: str, found: list[Sensitive], known: dict[str, str]) -> str:
    """The text with the placeholders of `mask_values` for these values, which must not overlap."""
    return _replaced(text, [(one, _placeholder(text[one.start : one.end], one, known)) for one in found])


def _placeholder(value: str, found: Sensitive, known: dict[str, str]) -> str:
    """The placeholder of a value: the next number of its kind if it is new."""
    key = re.sub(r"[\s().-]", "", value).casefold()
    if key not in known:
        slug = _slug(found)
        number = 1 + sum(placeholder.startswith(f"[{slug}_") for placeholder in known.values())
        known[key] = f"[{slug}_{number}]"
    return known[key]


def _slug(found: Sensitive) -> str:
    """E-MAIL-ADDRESS."""
    return found.kind.upper().replace(" ", "-")


def _replaced(text: str, parts: list[tuple[Sensitive, str]]) -> str:
    """The text with each part replaced."""
    pieces, at = [], 0
    for found, replacement in parts:
        pieces += [text[at : found.start], replacement]
        at = found.end
    return "".join([*pieces, text[at:]])
