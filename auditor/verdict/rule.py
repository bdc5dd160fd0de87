"""What a rule is that is decided on counts and facts instead of rows."""

from __future__ import annotations

from typing import ClassVar

from auditor.model import Rule


class LadderRule:
    """A rule of the ladder; like a checker's, the docstring of a subclass is its documentation."""

    rule: ClassVar[Rule]
    rules: ClassVar[tuple[Rule, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Derive `rules`, which the catalogue reads, from `rule`."""
        cls.rules = (cls.rule,)
