"""Files whose records have no known format."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.formats import UNKNOWN
from auditor.model import OFFSET_BITS, Batch, Flag, Outcome, Record, Rule, Severity, Spot
from auditor.text.expression import later

LOOKED_AT = 50  # records of a file whose keys are named
NAMED = 8  # keys
DEEPEST = 3  # levels of objects in which texts are looked for
SHORT = 40  # characters of a label at most
SENTENCE = 3  # words
ALIKE = 0.75  # of SequenceMatcher.ratio: "mesages" and "messages" are 0.93, "title" and "text" 0.67
_WORDS = later(r"[^\W\d_]{2,}")
_CALLED = later(r"label|class|categ|kateg|klass|intent|topic|thema|sentiment|tag$|type$|typ$", re.IGNORECASE)
USUAL = {
    "openai-chat": ("messages",),
    "sharegpt": ("conversations",),
    "alpaca": ("instruction", "output"),
    "prompt-completion": ("prompt", "completion"),
    "question-answer": ("question", "answer"),
    "text-label": ("text", "label"),
}


class UnknownFormat(BaseChecker):
    """A file whose records are objects, but of no format that we know.

    What it does
        When fewer than a tenth of the sampled records have a known format, reports the file once: the keys
        that its records have, the known format that is nearest, and the options that say how to read it.
    Why it matters
        Nothing was audited: without knowing which field is the input and which the output, no answer is true.
    Example
        {"headline": "Rain until Sunday", "teaser": "Take an umbrella."}
    How to fix
        Name the fields: --input headline --output teaser, or --label for the label of a classification task.
        Or rename the keys to a known format's: prompt and completion, text and label, messages.
    When to ignore it
        When the file is no training data: leave it out of the audit.
    How sure we are
        Certain that the records have none of the known formats; which is nearest is a guess by their keys.
    """

    rule = Rule(
        "INP007", "unknown-format", Severity.ERROR, "records of no known format", gate=0.0, drops=True
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with no row flagged."""
        super().__init__(config)
        self.rows = array("q")
        self.keys: dict[int, Counter[str]] = {}  # file number → keys of its first records
        self.texts: dict[int, dict[str, list[str]]] = {}  # file number → the texts under every path

    def observe(self, batch: Batch) -> None:
        """Remember the ids of the rows."""
        self.rows.extend(misfit.row for misfit in batch.misfits if misfit.format == UNKNOWN)

    def merge(self, other: Self) -> None:
        """Join the two sets of rows."""
        self.rows.extend(other.rows)

    def rows_to_review(self) -> Sequence[int]:
        """The first records of every file: their keys are not kept."""
        return [row for _, rows in _by_file(self.rows) for row in rows[:LOOKED_AT]]

    def review(self, batch: Batch) -> None:
        """Count the keys that the first records have."""
        for misfit in batch.misfits:
            if misfit.format == UNKNOWN:
                file = misfit.row >> OFFSET_BITS
                self.keys.setdefault(file, Counter()).update(list(misfit.record))
                _gather(misfit.record, self.texts.setdefault(file, {}))

    def finish(self) -> Outcome:
        """One finding a file, or nothing."""
        return Outcome([self._flag(file, rows) for file, rows in _by_file(self.rows)])

    def _flag(self, file: int, rows: list[int]) -> Flag:
        keys, texts = _usual(self.keys.get(file, Counter())), self.texts.get(file, {})
        known = _nearest(keys)
        near = f"; nearest is {known}, with {' and '.join(USUAL[known])}" if known else ""
        message = f"no known format; keys: {_named(keys)}{near}; {_remedy(texts)}"
        return Flag(self.rule, message, rows, [Spot(rows[0])])


def _by_file(rows: Sequence[int]) -> list[tuple[int, list[int]]]:
    return [(file, list(own)) for file, own in groupby(sorted(rows), key=lambda row: row >> OFFSET_BITS)]


def _gather(record: Record, texts: dict[str, list[str]], above: str = "") -> None:
    """Add every text of a record to those under its path: "inputs.question"."""
    for key, value in record.items():
        if isinstance(value, str) and value:
            texts.setdefault(above + key, []).append(value)
        elif isinstance(value, dict) and above.count(".") < DEEPEST and "." not in key:
            _gather(value, texts, f"{above}{key}.")


def _likely(texts: dict[str, list[str]]) -> list[str]:
    """The paths of input and output, in the order of the record: sentences and their label, or long texts."""
    sentences = [path for path in texts if _is_told(texts[path])]
    labels = [path for path in texts if _are_labels(texts[path])]
    if len(sentences) == 1 and labels:
        chosen = [*sentences, min(labels, key=lambda path: (not _CALLED.search(path), labels.index(path)))]
    else:
        chosen = sorted(texts, key=lambda path: -sum(map(len, texts[path])))[:2]
    return [path for path in texts if path in chosen]


def _is_told(texts: list[str]) -> bool:
    """Whether most texts are words, not dates and numbers, and say more than a name."""
    worded = sum(len(_WORDS.findall(text)) >= SENTENCE for text in texts)
    return 2 * worded > len(texts) and 2 * len(set(texts)) > len(texts)


def _are_labels(texts: list[str]) -> bool:
    """Short texts of which the same few come again."""
    return (
        max(map(len, texts)) <= SHORT and len(texts) >= LOOKED_AT // 2 and 2 * len(set(texts)) <= len(texts)
    )


def _usual(keys: Counter[str]) -> list[str]:
    """The keys that at least half of the records with the commonest key have, in the order of the record."""
    most = max(keys.values(), default=0)
    return [key for key, number in keys.items() if 2 * number >= most]


def _named(keys: list[str]) -> str:
    names = ", ".join(repr(key[:40]) for key in keys[:NAMED]) or "none"
    return names if len(keys) <= NAMED else f"{names} and {len(keys) - NAMED} more"


def _nearest(keys: list[str]) -> str | None:
    """The known format whose keys are most like these, if they are alike at all."""
    alike = {
        form: sum(max((_alike(name, key) for key in keys[:100]), default=0.0) for name in names) / len(names)
        for form, names in USUAL.items()
    }
    best = max(alike, key=lambda form: alike[form])
    return best if alike[best] >= ALIKE else None


def _alike(name: str, key: str) -> float:
    return SequenceMatcher(None, name, key[:40].lower()).ratio()


def _remedy(texts: dict[str, list[str]]) -> str:
    """What to type; the two longest texts of a record are a guess at input and output."""
    likely = _likely(texts)
    if len(likely) < 2:
        return "name the fields with --input and --output or --label, or the format with --input-format"
    labels = [path for path in likely if _are_labels(texts[path])]
    given, answer = likely if len(labels) != 1 else sorted(likely, key=labels.__contains__)
    option, else_option = ("--label", "--output") if labels else ("--output", "--label")
    what, other = ("label", "an output") if labels else ("output", "a label")
    return (
        f"if they hold the input and the {what}: --input {_quoted(given)} {option} {_quoted(answer)} "
        f"({else_option} for {other}); else name the format with --input-format"
    )


def _quoted(path: str) -> str:
    return repr(path) if " " in path else path
