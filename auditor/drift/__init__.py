"""What changed between two audits or two data sets, in plain words."""

from __future__ import annotations

from auditor.drift.coverage import Coverage, coverage
from auditor.drift.profile import Profile
from auditor.drift.reports import Comparison, RuleChange, compare
from auditor.drift.rows import RowChanges, row_changes, word_drift

__all__ = [
    "Comparison",
    "Coverage",
    "Profile",
    "RowChanges",
    "RuleChange",
    "compare",
    "coverage",
    "row_changes",
    "word_drift",
]
