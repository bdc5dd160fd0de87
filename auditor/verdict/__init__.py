"""Tasks, facts and the decision: pure functions from counts and findings to GO or NO-GO."""

from auditor.verdict import readiness, size
from auditor.verdict.rule import LadderRule

RULES: tuple[type[LadderRule], ...] = (*size.RULES, *readiness.RULES)
"""The rules that are decided on counts and facts instead of rows; each documents itself like a checker."""
