"""One label spelled in several ways."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from auditor.checkers.label_rows import LabelRowsChecker
from auditor.model import Confidence, Flag, Outcome, Rule, Severity, Spot

_TOLD = 6

RULE = Rule(
    "LBL004",
    "label-variants",
    Severity.WARNING,
    "one label in several spellings",
    fix="safe",
)
GUESS = replace(
    RULE, summary="labels that are probably slips of another", confidence=Confidence.MEDIUM, fix="unsafe"
)


class LabelVariants(LabelRowsChecker):
    """One label is spelled in several ways.

    What it does
        Groups labels that differ only in case, white space, separators or how an umlaut is written
        (`Refund`, `refund `, `card-arrival`, `cardArrival`; `Kündigung`, `Kuendigung`), in all splits. Apart
        from those it names rare labels that are one letter, a plural or a punctuation mark away from a label
        that is many times commoner. Labels that differ in a digit, a sign, the first letter or a short word
        are never joined. The other label rules count both kinds with the right spelling.

    Why it matters
        To a trainer every spelling is a class of its own: the examples are divided between them, the model
        answers now one, now the other, and every measurement counts the other one as wrong.

    Example
        `Refund` 212 times, `refund ` 3 times, `refnud` once.

    How to fix
        Write the commonest spelling everywhere. `auditor fix` does it for case, space and separators; with
        `--unsafe` also for the probable slips.

    When to ignore it
        When two spellings are two classes, such as `us` the country and `US` the currency zone.

    How sure we are
        High where only case, space or separators differ. A plural or a wrong letter is a guess that the
        counts support: see docs/accuracy/labels.md.
    """

    rules: ClassVar[tuple[Rule, ...]] = (RULE,)

    def judge(self) -> list[Flag]:
        """One flag for the sure variants, one for the probable ones."""
        sure, probable = self._mappings()
        return [self._flag(rule, mapping) for rule, mapping in ((RULE, sure), (GUESS, probable)) if mapping]

    def finish(self) -> Outcome:
        """The flags, and the mapping that a repair applies."""
        outcome = super().finish()
        if outcome.flags:
            outcome.metrics["labels"]["variants"] = dict(
                zip(("safe", "unsafe"), self._mappings(), strict=True)
            )
        return outcome

    def _mappings(self) -> tuple[dict[str, str], dict[str, str]]:
        """Spelling → right spelling: the sure ones and the probable ones."""
        return self.tally.sure(), self.tally.probable()

    def _flag(self, rule: Rule, mapping: dict[str, str]) -> Flag:
        owners: dict[int, str] = {}
        for label in mapping:
            owners.update(dict.fromkeys(self.where.of(label), label))
        spots = [self._spot(rule, row, owners[row], mapping) for row in self.shown(owners)]
        count = sum(self.tally.spelled[label] for label in mapping)
        return Flag(rule, f"{rule.summary}: {self._told(mapping)}", sorted(owners), spots, count)

    def _spot(self, rule: Rule, row: int, label: str, mapping: dict[str, str]) -> Spot:
        right = mapping[label]
        what = "another spelling" if rule is RULE else "probably a slip"
        message = f"{label!r} is {what} of {right!r}, which occurs {self.tally.spelled[right]:,} times"
        return Spot(row, message, "label", repr(label))

    def _told(self, mapping: dict[str, str]) -> str:
        count = self.tally.spelled
        pairs = [
            f"{wrong!r} ({count[wrong]:,}) → {right!r} ({count[right]:,})" for wrong, right in mapping.items()
        ]
        rest = f" and {len(pairs) - _TOLD:,} more" if len(pairs) > _TOLD else ""
        return ", ".join(pairs[:_TOLD]) + rest
