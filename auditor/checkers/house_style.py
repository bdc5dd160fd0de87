"""STY001: outputs that deviate from the house style that nearly all the others keep."""

from __future__ import annotations

from array import array
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from auditor import json_schema
from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Example, Flag, Outcome, Rule, Severity, Spot
from auditor.text.percent import percent
from auditor.text.style.census import Census
from auditor.text.style.contract import Contract, known_traits, unpin
from auditor.text.style.convention import Convention, breaks, counted, gravity, weight
from auditor.text.style.infer import HouseStyle, infer
from auditor.text.style.instead import instead
from auditor.text.style.json_text import read_json
from auditor.text.style.schema import schema_errors
from auditor.text.style.summary import Phrase, phrases
from auditor.text.style.table import Table
from auditor.text.style.traits import batch_traits, traits
from auditor.text.style.watch import features_of
from auditor.text.style.words import figures, sentence

SAID = 4  # deviations of a row that are spelled out: the rest are mostly consequences of them


class HouseStyleDeviations(BaseChecker):
    """An output deviates from the house style.

    What it does
        Infers from the outputs alone what they have in common: that they are JSON with certain keys and
        types, XML, YAML or code in a fence; their sections and the order of them, lists and how long they
        are, tables; how they begin and end; closed vocabularies; length, language and tone. What at least
        90 % of the outputs share (98.5 % for habits of punctuation) is a convention, and each row that breaks
        one is reported with what it has instead, the worst first. A style that is written down in
        auditor.toml, under `[style]` or for one data set under `[dataset.style]`, counts as it stands, also
        for a file of five rows and in `auditor lint`, and every deviation from it is an error.

    Why it matters
        An exact style is the best reason to fine-tune, and a prompt alone already keeps it in about 98 % of
        the answers. Data that keeps it less often teaches less than the prompt does.

    Example
        672 of 700 answers end with a line `#### <number>`; this one ends with `The answer is 42.`

    How to fix
        Bring the reported outputs into the house style, or remove them. Where the style is bare JSON,
        `auditor fix --unsafe` takes it out of code fences and of words around it.
        `auditor init --style` writes the inferred style into auditor.toml, where it can be edited and from
        then on is a contract.

    When to ignore it
        When the deviation is meant, for example a refusal in the middle of JSON answers. Then pin the style
        and allow it there.

    How sure we are
        On 482 generated data sets with planted deviations, written by people who had not read the rule and
        run once, it had a precision of 0.94 to 0.99 and a recall of 0.79 to 0.98 (the last both 0.98), before
        the changes that they led to; on its authors' own 223 sets a precision of 0.95 to 1.00 and a recall of
        0.81 to 0.96 in their first runs. On eight real data sets without plants it flags at most 0.4 % of the
        rows, of free texts by other hands 0.2 and 0.4 %, of single ones 1 to 2 %: see docs/accuracy/style.md.
    """

    rule: ClassVar[Rule] = Rule(
        "STY001",
        "output-deviates",
        Severity.WARNING,
        "the output deviates from the house style",
        confidence=Confidence.MEDIUM,
        gate=0.02,
        fix="unsafe",
    )
    pinned: ClassVar[Rule] = Rule(
        "STY001",
        "output-deviates",
        Severity.ERROR,
        "the output deviates from the pinned style",
        gate=0.0,
        fix="unsafe",
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with nothing counted.

        Raises ConfigError when the `[style]` table makes no sense.
        """
        super().__init__(config)
        self.contract = unpin(config.style) if config.style else None
        self.counted = config.traits if self.contract is None else _of(self.contract, config.traits)
        self.outputs = 0
        self.census = Census()
        self.against_schema = array("q")
        self.style = HouseStyle()
        self.broken: dict[int, list[int]] = {}
        self.ranks: dict[int, int] = {}
        self.spots: list[Spot] = []
        self.flagged: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        # a label outside of the vocabulary is a rare or variant label, which other rules report
        self.judged = self.contract is not None or config.task != "classification"

    def observe(self, batch: Batch) -> None:
        """Count the traits of every output of the training split, where the sample shows that some matter."""
        if self.counted is not None and not self.counted:
            self.outputs += sum(
                1 for example in batch.examples if example.split == "train" and example.output
            )
            return
        for example, found in zip(batch.examples, batch_traits(batch, self.counted), strict=True):
            if found and example.split == "train":
                self.outputs += 1
                self.census.add(example.row, found, len(example.output.strip()))
                if self._schema_errors(example.output):
                    self.against_schema.append(example.row)

    def merge(self, other: Self) -> None:
        """Join the counts."""
        self.outputs += other.outputs
        self.census.merge(other.census)
        self.against_schema.extend(other.against_schema)

    def rows_to_review(self) -> list[int]:
        """Infer the style; the deviating rows that get a place are read again for the words."""
        if self.contract is None:
            table = self.census.table(counted=self.counted)
            self.style = infer(table)
        else:
            table = self.census.table(known_traits(self.contract))
            pinned = (counted(each, table) for each in self.contract.conventions)
            self.style = HouseStyle(conventions=tuple(pinned))
        return self._worst(table) if self.judged else []

    def _worst(self, table: Table) -> list[int]:
        """Flag the rows that break some convention; the worst get a place, with what they break."""
        conventions = self.style.conventions
        broken = [breaks(convention, table) for convention in conventions]
        badness = 10 * np.isin(table.rows, np.array(self.against_schema, dtype=np.int64)).astype(np.int64)
        for convention, rows in zip(conventions, broken, strict=True):
            badness[rows] += gravity(convention)
        self.flagged = table.rows[badness > 0]
        order = np.lexsort((table.rows, -badness))[: len(self.flagged)][: self.config.max_places or None]
        for rank, at in enumerate(order.tolist(), 1):
            row = int(table.rows[at])
            self.ranks[row] = rank
            self.broken[row] = [number for number, rows in enumerate(broken) if rows[at]]
        return sorted(self.broken)

    def review(self, batch: Batch) -> None:
        """Say what the shown rows have instead."""
        for example in batch.examples:
            if example.row in self.broken:
                message = "; ".join(self._deviations(example))
                self.spots.append(Spot(example.row, message, "output", rank=self.ranks[example.row]))

    def _deviations(self, example: Example) -> list[str]:
        """The conventions that an output breaks, structure first, then what the schema says."""
        found = traits(example.output, self.counted)
        conventions = [self.style.conventions[number] for number in self.broken[example.row]]
        conventions.sort(key=weight)
        words = [self._deviation(each, instead(each, found, example.output)) for each in conventions]
        words += self._schema_errors(example.output)
        more = [f"and {len(words) - SAID} more"] if len(words) > SAID + 1 else []
        return words[:SAID] + (more or words[SAID:])

    def _deviation(self, convention: Convention, has: str) -> str:
        support = figures(convention) if self.contract is None else "pinned"
        return f"{sentence(convention)} ({support}), here: {has}"

    def _schema_errors(self, output: str) -> list[str]:
        if self.contract is None or self.contract.schema is None:
            return []
        json = read_json(output.strip())
        if json is None or json.wrong:
            return []
        values = json.value if json.by_line else [json.value]  # each line is an object of its own
        return [error for value in values for error in schema_errors(self.contract.schema, value)]

    def finish(self) -> Outcome:
        """One finding with every deviating row, the style in words as a metric, and what was passed over."""
        outcome = self._found()
        if self.contract is not None and json_schema.unsearchable(self.contract.schema):
            outcome.skipped.append((self.rule.code, json_schema.NEEDS_RE2))
        return outcome

    def _found(self) -> Outcome:
        if not self.outputs:
            return Outcome()
        metrics = {"style": self._metrics()}
        if not len(self.flagged):
            return Outcome(metrics=metrics)
        rule = self.rule if self.contract is None else self.pinned
        spots = sorted(self.spots, key=lambda spot: spot.row)
        return Outcome([Flag(rule, self._message(), self.flagged.tolist(), spots)], metrics)

    def _message(self) -> str:
        total = self.outputs
        share = percent(len(self.flagged) / total)
        style = "house style" if self.contract is None else "style pinned in the configuration"
        verb = "deviates" if len(self.flagged) == 1 else "deviate"
        return f"{len(self.flagged):,} of {total:,} outputs ({share}) {verb} from the {style}"

    def _metrics(self) -> dict[str, Any]:
        has_style = self.judged and (bool(self.style.conventions) or self.contract is not None)
        kept = 1 - len(self.flagged) / self.outputs
        around = {one.values[0] for one in self.style.conventions if one.feature == "wrapper" and one.values}
        told = [*phrases(self.style)[:1], *self._by_schema(), *phrases(self.style)[1:]]
        return {
            "adherence": round(kept, 4) if has_style else None,
            **({"wrapper": around.pop()} if len(around) == 1 else {}),  # what stands around JSON outputs
            "conventions": [
                {"text": text, "support": round(support, 4), "rows": rows} for text, support, rows in told
            ],
        }

    def _by_schema(self) -> list[Phrase]:
        if self.contract is None or self.contract.schema is None:
            return []
        kept = 1 - len(self.against_schema) / self.outputs
        return [("JSON is valid by the pinned JSON Schema", kept, self.outputs)]


def _of(contract: Contract, sampled: frozenset[str] | None) -> frozenset[str] | None:
    """What is counted under a contract: what it speaks of; all, where forms are to be told apart."""
    return None if sampled is None else features_of(contract.conventions)
