"""One problem per file. The one list of all checkers is CHECKERS."""

from __future__ import annotations

from auditor.checkers.base import Checker

# The order is the order of the funnel: a row is counted under the first rule that drops it.
CHECKERS: tuple[type[Checker], ...] = ()
