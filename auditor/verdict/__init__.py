"""Tasks, facts and the decision: pure functions from counts and findings to GO or NO-GO."""

from auditor.verdict import readiness, size

RULES = (*size.RULES, *readiness.RULES)
"""The rules that are decided on counts and facts instead of rows; each documents itself like a checker."""
