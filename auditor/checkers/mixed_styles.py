"""STY002: the outputs come in two or more house styles."""

from __future__ import annotations

from array import array
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Flag, Outcome, Rule, Severity, Spot
from auditor.text.percent import percent
from auditor.text.style.census import Census
from auditor.text.style.forms import Form
from auditor.text.style.mixture import (
    SIGNS,
    explained_by,
    form_numbers,
    form_traits,
    rows_to_read,
    signs,
    telling_words,
    words_of,
)
from auditor.text.style.splits import side_by_side
from auditor.text.style.traits import batch_traits
from auditor.text.style.words import form_words

SAID = 4  # telling words that are said
EXAMPLES = 2  # rows shown for each style


class MixedStyles(BaseChecker):
    """The outputs come in two or more styles, each of them in a tenth of the rows or more.

    What it does
        Sorts the outputs by form (JSON, XML, YAML, code, text, groups of texts or objects with sections or
        keys of their own; beside labels of one word sentences, lists on a line, lines that begin alike) and
        outputs of one form by how they are written (a fence around them or none, list or prose, the marks of
        headings, the language, the shape of the last line; a group like letters of a fifth of the rows
        against the rest). Lists each that a tenth of the rows has, with its size and examples, and looks
        whether the input tells which one is wanted: another system prompt, another first line, other first
        or last words, or a word like "JSON" that the inputs of one form have and the others lack.

    Why it matters
        A model that sees two styles for the same kind of request learns to toss a coin. Where the request
        tells them apart, two styles are two skills, and that is fine.

    Example
        475 of 800 answers are JSON objects and 325 are texts that start with `Summary:`; the inputs are the
        same kind of question.

    How to fix
        Decide on one style and rewrite the others, or say in the input (best in the system prompt) which
        style is wanted.

    When to ignore it
        When the input does tell the styles apart, in a way that only a reader sees. It is then reported as
        information where a sign is found.

    How sure we are
        That the forms are there is certain. Whether the input explains them is only looked for in the places
        named above.
    """

    rule: ClassVar[Rule] = Rule(
        "STY002",
        "mixed-house-styles",
        Severity.WARNING,
        "the outputs come in several house styles",
        confidence=Confidence.MEDIUM,
    )
    explained: ClassVar[Rule] = Rule(
        "STY002",
        "mixed-house-styles",
        Severity.INFO,
        "the outputs come in the styles that the inputs ask for",
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with nothing counted."""
        super().__init__(config)
        self.census = Census()
        self.signs = tuple(array("Q") for _ in SIGNS)
        self.forms: list[Form] = []
        self.sign = ""
        self.asked: dict[int, int] = {}
        self.words: list[list[frozenset[str]]] = []

    def observe(self, batch: Batch) -> None:
        """Count the forms of the training outputs, and note what their inputs may tell."""
        if self.config.task == "classification" or self.config.traits is not None:
            return  # labels are one style, however many; and a sample with one form says that there is one
        for example, found in zip(batch.examples, batch_traits(batch), strict=True):
            if found and example.split == "train":
                self.census.add(example.row, form_traits(found), 0)
                for column, sign in zip(self.signs, signs(example.system, example.input), strict=True):
                    column.append(sign)

    def merge(self, other: Self) -> None:
        """Join the counts."""
        self.census.merge(other.census)
        for mine, theirs in zip(self.signs, other.signs, strict=True):
            mine.extend(theirs)

    def rows_to_review(self) -> list[int]:
        """Where no edge of the inputs explains several forms, some inputs of each are read again."""
        table = self.census.table()
        self.forms = side_by_side(table)
        if len(self.forms) > 1:
            self.sign = explained_by(table, self.forms, self.signs, self.census.rows)
            self.asked = {} if self.sign else rows_to_read(table, self.forms)
        self.words = [[] for _ in self.forms]
        return sorted(self.asked)

    def review(self, batch: Batch) -> None:
        """Note the words of their inputs."""
        for example in batch.examples:
            if (number := self.asked.get(example.row)) is not None:
                self.words[number].append(words_of(f"{example.system}\n{example.input}"))

    def _explanation(self) -> str:
        """What in the inputs tells the forms apart, "" for nothing."""
        if self.sign or not (words := telling_words(self.words)):
            return self.sign
        return f"a word like `{'`, `'.join(words[:SAID])}` in the input"

    def finish(self) -> Outcome:
        """One finding for the data set, with examples of each style."""
        found = self.forms
        if len(found) < 2:
            return Outcome()
        table, sign = self.census.table(), self._explanation()
        total = len(table)
        form_of = form_numbers(table, found)
        spots = [spot for n, form in enumerate(found) for spot in _examples(table.rows[form_of == n], form)]
        message = "; ".join(
            f"{form_words(form)}: {form.rows:,} ({percent(form.rows / total)})" for form in found
        )
        why = (
            f"{sign} tells which one is wanted"
            if sign
            else "nothing in the inputs was found to tell them apart"
        )
        rule = self.explained if sign else self.rule
        flag = Flag(rule, f"{len(found)} styles side by side: {message}; {why}", (), spots, count=len(found))
        return Outcome([flag], {"style": {"styles": _metrics(found, total, sign)}})


def _examples(rows: NDArray[np.int64], form: Form) -> list[Spot]:
    """The first rows of a form; the first of every form rank before the second of any."""
    message = f"{form_words(form)}, {form.rows:,} rows"
    return [Spot(row, message, "output", rank=rank) for rank, row in enumerate(rows[:EXAMPLES].tolist())]


def _metrics(found: list[Form], total: int, sign: str) -> list[dict[str, Any]]:
    return [
        {
            "text": form_words(form),
            "rows": form.rows,
            "share": round(form.rows / total, 4),
            "told_by": sign or None,
        }
        for form in found
    ]
