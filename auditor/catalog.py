"""All rules with their documentation: derived from the lists of checkers and of the verdict's rules."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from auditor import verdict
from auditor.checkers import CHECKERS
from auditor.config import Config
from auditor.model import Rule


class Entry(Struct, frozen=True):
    """One rule and the text that explains it: a sentence, then a heading per section."""

    rule: Rule
    text: str


@cache
def catalog() -> dict[str, Entry]:
    """Every rule by its code, in alphabetical order of codes."""
    return {entry.rule.code: entry for entry in sorted(_entries(), key=lambda entry: entry.rule.code)}


def explanation(rule: Rule) -> str:
    """The text that explains a rule; of a checker that is not ours, only the rule's summary."""
    entry = catalog().get(rule.code)
    return entry.text if entry else rule.summary


def can_block(config: Config) -> bool:
    """Whether any data at all could get a NO-GO: some minimum is asked for, or a selected rule gates."""
    if config.minimum != 0:
        return True
    rules = [entry.rule for entry in catalog().values() if config.selects(entry.rule.code)]
    return any(
        config.tolerance.get(rule.code, rule.gate if rule.gate is not None else 1.0) < 1 for rule in rules
    )


def _entries() -> Iterator[Entry]:
    for checker in CHECKERS:
        for rule in checker.rules:
            yield Entry(rule, inspect.getdoc(checker) or "")
    for source in verdict.RULES:
        yield Entry(source.rule, inspect.getdoc(source) or "")
