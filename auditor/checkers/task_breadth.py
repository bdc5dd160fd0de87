"""RDY006: instructions of many kinds, and the forgetting that tuning on them brings."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Example, Flag, Outcome, Rule, Severity
from auditor.text.columns import row_ids
from auditor.text.sample import Sample

_VERBS = frozenset(
    """add advise analyse analyze answer arrange assess brainstorm build calculate categorise categorize
    change check choose classify combine compare complete compose compute conduct construct continue
    convert correct count create debug decide define demonstrate derive describe design detect
    determine develop devise discuss draft draw edit elaborate estimate evaluate examine expand
    explain explore express extract fill find fix form formulate generate give guess help identify
    imagine implement improve infer interpret invent judge label link list make map match modify name
    offer order organise organize outline paraphrase parse perform pick plan predict prepare present
    produce propose prove provide rank rate read rearrange recommend reduce remove rename reorder
    repeat rephrase replace reply report respond restructure return review revise rewrite roleplay say
    select sequence show simplify simulate solve sort specify state suggest summarise summarize
    synthesise synthesize take tell think transform translate turn update use verify visualise
    visualize write""".split()  # noqa: SIM905 -- a list with a quote around each of 140 words reads worse
)
_OPENING = re.compile(r"\s*(?:please\s+|(?:can|could|would) you (?:please )?)?([a-z]+)", re.I)

_INSTRUCTED = 0.3  # share of inputs that begin with an instruction, from which on their kinds say something
_GENERAL = 10.0  # effective number of kinds of instruction (or system prompts) of a general data set
_NARROW = 3.0
_CLOSED = ("classification", "extraction")  # tasks with one kind of answer
_FEWEST = 20  # rows below which the kinds cannot be counted


class TaskBreadth(BaseChecker):
    """The examples teach many kinds of task at once.

    What it does
        Counts (in up to 4,096 rows drawn evenly) with which instruction each input begins (write, summarise,
        translate, …) and how many different system prompts there are. Both are given as an effective number,
        the exponential of the entropy: ten equally frequent kinds count as ten, one dominant kind as little
        more than one. It fires when 30 % of the inputs begin with an instruction and there are effectively
        ten kinds or more, when there are effectively ten system prompts that most rows share with others, or
        when the project says `narrow_task = false`.

    Why it matters
        A model tuned for everything competes with the general model it started from, needs far more
        examples, and forgets part of what it could do before (catastrophic forgetting).

    Example
        A data set of writing, translating, classifying, planning and coding tasks, some hundred of each.

    How to fix
        Tune for one task; leave the rest to a prompt. Where it must be general: mix a few per cent of general
        examples into the training data (replay), and score related tasks before and after.

    When to ignore it
        When the kinds are steps of one product, or a general assistant is what you want to train: set
        `narrow_task = true`.

    How sure we are
        Medium; the line was drawn between these: of 55 seed tasks of Self-Instruct 60 % begin with an
        instruction, of effectively 17 kinds. On five public data sets for one task at most 5 % do, on a
        role-play set 46 % of effectively 2.4 kinds. It reads English instructions only.
    """

    rule = Rule(
        "RDY006", "task-too-general", Severity.WARNING, "the examples teach many kinds", Confidence.MEDIUM
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        # row → instruction verb, system prompt (shortened)
        self.sample: Sample[tuple[str, str]] = Sample(rows=config.rows)

    def observe(self, batch: Batch) -> None:
        """Note instruction and system prompt of the rows of the sample."""
        for position, key in self.sample.wanted(row_ids(batch)):
            example = batch.examples[position]
            if example.split == "train":
                self.sample.add(key, example.row, (_instruction(example), example.system[:80]))

    def merge(self, other: Self) -> None:
        """Join the two samples."""
        self.sample.merge(other.sample)

    def finish(self) -> Outcome:
        """The finding for a general data set, and the measures among the metrics."""
        seen = [noted for _, noted in self.sample.items()]
        if not seen:
            return Outcome()
        verbs = Counter(verb for verb, _ in seen if verb)
        prompts = Counter(system for _, system in seen if system)
        general = self._general(verbs, prompts, len(seen))
        metrics: dict[str, Any] = {
            "rows": len(seen),
            "instructed": round(verbs.total() / len(seen), 4),
            "instructions": round(effective(verbs.values()), 2),
            "system_prompts": round(effective(prompts.values()), 2),
            "general": general,
            "narrow": None if general is None else not general,
            "detail": self._described(verbs, prompts, len(seen)),
        }
        said = self.config.project.get("narrow_task")
        flags = []
        if said is False or (general and said is None):
            text = "the project calls the task general" if said is False else metrics["detail"]
            flags.append(Flag(self.rule, f"{text}: a tuned model may forget other skills", count=1))
        return Outcome(flags, {"breadth": metrics})

    def _general(self, verbs: Counter[str], prompts: Counter[str], rows: int) -> bool | None:
        """True for a general data set, False for a narrow one, None in between."""
        if self.config.task in _CLOSED:
            return False
        if rows < _FEWEST:
            return None
        instructed = verbs.total() >= _INSTRUCTED * rows
        kinds = effective(verbs.values()) if instructed else 0.0
        shared = Counter({prompt: count for prompt, count in prompts.items() if count > 1})
        roles = effective(shared.values()) if shared.total() > rows / 2 else 0.0
        if max(kinds, roles) >= _GENERAL:
            return True
        return False if 0 < max(kinds, roles) < _NARROW else None

    def _described(self, verbs: Counter[str], prompts: Counter[str], rows: int) -> str:
        """What the rows ask for, in words."""
        if self.config.task in _CLOSED:
            return f"the task is {self.config.task}"
        common = ", ".join(
            verb for verb, _ in sorted(verbs.items(), key=lambda item: (-item[1], item[0]))[:4]
        )
        told = f"{verbs.total() / rows:.0%} of the inputs begin with an instruction"
        if common:
            told += f", of effectively {effective(verbs.values()):.0f} kinds ({common} …)"
        if len(prompts) > 1:
            told += f"; effectively {effective(prompts.values()):.0f} system prompts"
        return told


def effective(counts: Iterable[int]) -> float:
    """The effective number of kinds: the exponential of the Shannon entropy (Hill number of order 1)."""
    values = sorted(counts)
    total = sum(values)
    return math.exp(-sum(n / total * math.log(n / total) for n in values)) if total else 0.0


def _instruction(example: Example) -> str:
    """The instruction verb that an input begins with, "" when it begins with another word."""
    first = _OPENING.match(example.input, 0, 200)
    verb = first[1].lower() if first else ""
    return verb if verb in _VERBS else ""
