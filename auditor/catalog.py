"""All rules with their documentation: derived from the lists of checkers and of the verdict's rules."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import ClassVar, Protocol

from auditor import verdict
from auditor.checkers import CHECKERS
from auditor.model import Rule


class Documented(Protocol):
    """A class that states rules and explains them in its docstring."""

    rules: ClassVar[tuple[Rule, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule and the text that explains it, as Markdown with a heading per section."""

    rule: Rule
    text: str


def catalog() -> dict[str, Entry]:
    """Every rule by its code, in alphabetical order of codes."""
    sources: tuple[type[Documented], ...] = (*CHECKERS, *verdict.RULES)
    entries = {
        rule.code: Entry(rule, inspect.getdoc(source) or "") for source in sources for rule in source.rules
    }
    return dict(sorted(entries.items()))
