"""All rules with their documentation: derived from the lists of checkers and of the verdict's rules."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditor import verdict
from auditor.checkers import CHECKERS
from auditor.model import Rule


@dataclass(frozen=True, slots=True)
class Entry:
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


def _entries() -> Iterator[Entry]:
    for checker in CHECKERS:
        for rule in checker.rules:
            yield Entry(rule, inspect.getdoc(checker) or "")
    for source in verdict.RULES:
        yield Entry(source.rule, inspect.getdoc(source) or "")
