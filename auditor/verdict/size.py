"""The three rules on the number of usable examples."""

from __future__ import annotations

from auditor.model import Counts, Finding, Rule, Severity
from auditor.verdict.rule import LadderRule
from auditor.verdict.tasks import TASKS

FEW_SHOT_LINE = 500  # below it the decision matrix prefers few-shot prompting


class BelowMinimum(LadderRule):
    """Fewer usable examples than the task needs.

    What it does
        Compares the usable examples (rows minus those that a finding drops, each subtracted once) with the
        minimum of the task: classification 200, extraction 500, style 500, domain knowledge 1,000,
        open-ended generation 2,000. `--min` sets another one.

    Why it matters
        Below the minimum a fine-tuned model learns the examples instead of the task, and a handful of them
        in the prompt does as well without a training job.

    Example
        152 usable rows for a classification: 48 short of 200.

    How to fix
        Prompt with the best few meanwhile (`auditor fewshot`), repair the rows that were dropped for a
        defect, and collect more, the rarest label first.

    When to ignore it
        When a measured trial has reached its target with fewer; then say so with `--min`.

    How sure we are
        The count is exact. The minimums are rules of thumb for the usual case, not a law.
    """

    rule = Rule(
        "CNT001", "below-minimum", Severity.ERROR, "fewer usable examples than the task needs", gate=0.0
    )

    @classmethod
    def find(cls, counts: Counts, task: str) -> Finding | None:
        """The finding, or None when there are enough."""
        short = counts.minimum - counts.usable
        need = f"{TASKS[task].title} needs at least {counts.minimum:,}"
        text = f"{examples(counts.usable)}; {need} ({short:,} short)"
        return Finding(cls.rule, text, short) if short > 0 else None


class BelowIdeal(LadderRule):
    """Enough usable examples to start, fewer than the ideal.

    What it does
        Compares the usable examples with the task's ideal: classification 2,000, extraction 5,000, style
        2,000, domain knowledge 10,000, open-ended generation 20,000. `--ideal` sets another one.

    Why it matters
        Between the minimum and the ideal every further good example still helps visibly; beyond it the gain
        flattens.

    Example
        900 usable rows for a classification whose ideal is 2,000.

    How to fix
        Start, measure, and keep collecting; rare labels and cases that the model gets wrong first.

    When to ignore it
        When the tuned model reaches its target on held-out rows.

    How sure we are
        The count is exact, the ideals are rules of thumb.
    """

    rule = Rule("CNT002", "below-ideal", Severity.INFO, "fewer usable examples than the ideal")

    @classmethod
    def find(cls, counts: Counts, task: str) -> Finding | None:
        """The finding, or None below the minimum (another rule says so) and from the ideal on."""
        short = counts.ideal - counts.usable
        text = f"{examples(counts.usable)}; {counts.ideal:,} would be ideal for {TASKS[task].title}"
        return Finding(cls.rule, text, short) if short > 0 and counts.usable >= counts.minimum else None


class BelowFewShotLine(LadderRule):
    """Enough examples for the task, but fewer than 500.

    What it does
        Reports data sets that reach their task's minimum with fewer than 500 usable examples.

    Why it matters
        In that range a few well-chosen examples in the prompt often do as well, cost no training, and can be
        changed in a minute. Only a measured comparison shows which is better.

    Example
        320 usable rows for a classification: above its minimum of 200, below 500.

    How to fix
        Measure few-shot prompting first (`auditor fewshot`) and put its score under [project.baseline], or
        collect 500 examples.

    When to ignore it
        When few-shot prompting was measured and is not good enough, or is too slow or too dear.

    How sure we are
        The count is exact, the line is a rule of thumb.
    """

    rule = Rule(
        "CNT003", "below-500", Severity.WARNING, "below 500 examples few-shot prompting is the default"
    )

    @classmethod
    def find(cls, counts: Counts, task: str) -> Finding | None:
        """The finding, or None below the minimum and from 500 on."""
        text = f"{examples(counts.usable)}: below {FEW_SHOT_LINE}, few-shot prompting is to be tried first"
        fires = counts.minimum <= counts.usable < FEW_SHOT_LINE
        return Finding(cls.rule, text, FEW_SHOT_LINE - counts.usable) if fires else None


RULES = (BelowMinimum, BelowIdeal, BelowFewShotLine)


def count_findings(counts: Counts, task: str) -> list[Finding]:
    """CNT001, CNT002 and CNT003 where they apply."""
    found = (rule.find(counts, task) for rule in RULES)
    return [finding for finding in found if finding is not None]


def examples(number: int) -> str:
    """The number in words: "1 usable example", "1,204 usable examples"."""
    return f"{number:,} usable example{'' if number == 1 else 's'}"
