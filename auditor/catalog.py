"""All rules with their documentation: derived from the lists of checkers and of the verdict's rules."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

from auditor import verdict
from auditor.checkers import CHECKERS
from auditor.model import Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule and the text that explains it, as Markdown with a heading per section."""

    rule: Rule
    text: str


def catalog() -> dict[str, Entry]:
    """Every rule by its code, in alphabetical order of codes."""
    entries = {
        rule.code: Entry(rule, inspect.getdoc(source) or "")
        for source in (*CHECKERS, *verdict.RULES)
        for rule in source.rules
    }
    return dict(sorted(entries.items()))
