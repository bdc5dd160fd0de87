"""Two audits compared: the verdict, what was fixed, what is new, and how the measured data moved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from auditor.drift.shares import drifts, reading
from auditor.model import Finding, Report

_MOVING = re.compile(r"between \d|one of \d")  # ranges and vocabularies move with every row
LANGUAGE = 0.02  # a language's share that moved by less is not called drift
LENGTH_FACTOR = 1.25  # a median length that moved by less is not called drift


class RuleChange(Struct, frozen=True):
    """How the findings of one rule changed. `fixed` and `new` are places; None where not all are listed."""

    code: str
    name: str
    old: int
    now: int
    fixed: int | None
    new: int | None


class Comparison(Struct, frozen=True):
    """Two reports side by side; each drift is a sentence."""

    old_decision: str
    new_decision: str
    old_recommendation: str
    new_recommendation: str
    old_usable: int
    new_usable: int
    rules: tuple[RuleChange, ...]
    drifts: tuple[str, ...]

    @property
    def worse(self) -> bool:
        """Whether GO became NO-GO."""
        return (self.old_decision, self.new_decision) == ("go", "no-go")


def compare(old: Report, new: Report) -> Comparison:
    """Compare two reports, the older first."""
    return Comparison(
        old.verdict.decision,
        new.verdict.decision,
        old.verdict.recommendation,
        new.verdict.recommendation,
        old.counts.usable,
        new.counts.usable,
        tuple(_rules(old, new)),
        (*_labels(old.metrics, new.metrics), *_lengths(old.metrics, new.metrics),
         *_languages(old.metrics, new.metrics), *_style(old.metrics, new.metrics)),
    )  # fmt: skip


def _rules(old: Report, new: Report) -> list[RuleChange]:
    """The rules whose findings changed, those on project and count aside: the verdict tells of them."""
    before = {finding.code: finding for finding in old.findings}
    now = {finding.code: finding for finding in new.findings}
    codes = sorted(code for code in {*before, *now} if not code.startswith(("CNT", "RDY")))
    changes = (_rule(before.get(code), now.get(code)) for code in codes)
    return [change for change in changes if change.old != change.now or change.fixed or change.new]


def _rule(old: Finding | None, new: Finding | None) -> RuleChange:
    rule = (new or old).rule  # type: ignore[union-attr] # one of the two is there
    before, now = _prints(old), _prints(new)
    fixed = fresh = None
    if before is not None and now is not None:
        fixed, fresh = (before - now).total(), (now - before).total()
    return RuleChange(rule.code, rule.name, old.count if old else 0, new.count if new else 0, fixed, fresh)


def _prints(finding: Finding | None) -> Counter[str] | None:
    """The fingerprints of the places, None where some places are left out."""
    if finding is None:
        return Counter()
    return None if finding.omitted else Counter(place.fingerprint for place in finding.places)


def _section(metrics: Mapping[str, Any], *path: str) -> dict[str, Any]:
    """A table among the metrics, {} where there is none."""
    value: Any = metrics
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return dict(value) if isinstance(value, Mapping) else {}


def _labels(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    before, after = _section(old, "labels", "counts"), _section(new, "labels", "counts")
    return _shares(before, after, "label `{}`") if before and after else []


def _languages(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Languages whose share of the inputs or outputs moved by at least LANGUAGE."""
    told = []
    for side in ("input", "output"):
        before, after = _section(old, "languages", side), _section(new, "languages", side)
        if before and after:
            moves = {name: (before.get(name, 0.0), after.get(name, 0.0)) for name in {*before, *after}}
            moved = sorted(item for item in moves.items() if _apart(*item[1]))
            told += [reading(f"{side}s in language {name}", *pair) for name, pair in moved]
    return told


def _apart(before: Any, after: Any) -> bool:
    both = isinstance(before, int | float) and isinstance(after, int | float)
    return both and abs(after - before) >= LANGUAGE


def _shares(before: Mapping[str, int], after: Mapping[str, int], form: str) -> list[str]:
    totals = sum(before.values()), sum(after.values())
    return [
        reading(form.format(name), before.get(name, 0) / totals[0], after.get(name, 0) / totals[1])
        for name in drifts(before, after, *totals)
    ]


def _lengths(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    told = []
    for part in ("input", "output"):
        before, after = _section(old, "lengths", part), _section(new, "lengths", part)
        was, now = before.get("median"), after.get("median")
        if was and now and max(was, now) >= LENGTH_FACTOR * min(was, now):
            unit = after.get("unit", "")
            word = "longer" if now > was else "shorter"
            told.append(f"{part}s are {word}: median {now:,.0f} {unit}, before {was:,.0f}".replace("  ", " "))
    return told


def _style(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Conventions that came or went, and the share of outputs that keep the house style."""
    was, now = (_section(metrics, "style").get("adherence") for metrics in (old, new))
    told = []
    if isinstance(was, float | int) and isinstance(now, float | int) and abs(was - now) >= 0.02:
        told.append(f"{now:.1%} of the outputs keep the house style, before {was:.1%}")
    before, after = _conventions(old), _conventions(new)
    if not before or not after:  # too few rows to have any
        return told
    told += [f"the outputs no longer keep a convention: {text}" for text in sorted(before - after)]
    return told + [f"the outputs keep a new convention: {text}" for text in sorted(after - before)]


def _conventions(metrics: Mapping[str, Any]) -> set[str]:
    listed = _section(metrics, "style").get("conventions")
    texts = [str(item.get("text", "")) for item in listed] if isinstance(listed, list) else []
    return {text for text in texts if not _MOVING.search(text)}
