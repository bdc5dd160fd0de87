"""What need not be asked again of the result: rules without repairs say of it what they said before.

An audit of the result has to find whatever a next `fix` would repair, so it asks all rules with repairs; and
for the verdict those that count labels, which rows left out may make too few, and those that found something
on which it hangs. All others are carried over, without the rows that are gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from auditor.config import Config
from auditor.model import Flag, Outcome
from auditor.repair.repairs import REPAIRS
from auditor.text.ragged import Ints

COUNTING = ("CNT004", "LBL001", "LBL002", "LBL006")
NOTHING = ("nothing",)  # to select: no rule begins like this


def asked_again(config: Config, unsafe: bool, before: Sequence[Flag]) -> tuple[str, ...]:
    """The codes of the selected rules that the result is audited with; `before` are their flags so far."""
    kinds = {"safe", "unsafe"} if unsafe else {"safe"}
    own = (rule.code for checker in config.checkers for rule in checker.rules)
    repaired = (repair.code for repair in REPAIRS.values() if repair.kind in kinds)
    weighed = {flag.rule.code for flag in before if _is_weighed(flag, config)}
    asked = dict.fromkeys((*repaired, *COUNTING, *own, *sorted(weighed)))
    return tuple(code for code in asked if config.selects(code))


def _is_weighed(flag: Flag, config: Config) -> bool:
    """Whether the verdict hangs on how many rows a rule finds, or on which."""
    return flag.rule.drops or flag.rule.gate is not None or flag.rule.code in config.tolerance


def carried_over(outcomes: Sequence[Outcome], asked: Sequence[str], old: Ints, new: Ints) -> list[Outcome]:
    """What rules that were not asked again say of the rows whose ids were `old`, ascending, and are `new`."""
    return [
        replace(
            outcome,
            flags=[*_flags(outcome, asked, old, new)],
            skipped=[(code, why) for code, why in outcome.skipped if code not in asked],
        )
        for outcome in outcomes
    ]


def _flags(outcome: Outcome, asked: Sequence[str], old: Ints, new: Ints) -> Iterator[Flag]:
    for flag in outcome.flags:
        if flag.rule.code not in asked:
            rows = new[np.isin(old, np.array(flag.rows, np.int64))].tolist()
            if rows or flag.count is not None or not flag.rows:
                yield replace(flag, rows=rows, spots=[])
