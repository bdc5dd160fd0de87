"""Outputs that end in the middle."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Self

import msgspec
import numpy as np

from auditor.checkers.noise import NoiseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Example, Rule, Severity, Spot
from auditor.text.endings import is_open_sentence, open_end, open_item, open_table, rare_end
from auditor.text.excerpts import ending
from auditor.text.expression import later
from auditor.text.first_look import edges
from auditor.text.joined import joined
from auditor.text.limits import limit
from auditor.text.subject import looks_like_code

# Shares of all outputs. Of those that end in a letter but in no open sentence: up to which a word counts that
# rarely ends a sentence, up to which an open sentence does. Of open sentences: above which they are meant.
_UNUSUAL, _HARDLY_ANY, _HABIT = 0.1, 0.05, 0.25
_SPACELESS = "、，"  # commas of scripts in which words cannot be counted
_OPEN_JSON = later(r'\s*(?:\{\s*(?:"|\})|\[\s*(?:\{|"|\d))')
_HALF_A_WORD = later(r"t|tr|tru|f|fa|fal|fals|n|nu|nul")  # of true, false, null
# By the first and the last bytes of an output: it ends like a sentence, perhaps with the number of a list
# item, or it is empty, or may be JSON.
_ENDS, _NUMBERS, _OPENS = (
    np.array([byte in some for byte in range(256)])
    for some in (b".!?", b"0123456789" + bytes(range(128, 256)), b"{[\0")
)


class Truncated(NoiseChecker):
    """An output that stops in the middle of a sentence, of a code block or of a JSON value.

    What it does
        Looks at the end of the output: a word that cannot end a sentence ("the", "because"), a comma or an
        bracket left open after some words, the number of a list item without the item, a code fence that is
        never closed, a JSON value that ends too early, the row of a table without its end. Where nearly all
        other outputs end like sentences, words such as "with" and "that" count too, and so does a sentence of
        some words that ends in a letter ("Press the button until the lam"), in any language, at the end of an
        output of a hundred characters or more.
        Over the whole data set it looks for a pile of outputs of exactly the same length that all end without
        punctuation, which is what an export with a limit leaves. It does not run in classification.
    Why it matters
        The model learns to stop in the middle.
    Example
        "Take one tablet in the morning and"
    How to fix
        Generate or export the answer again with a higher limit, or cut it at the last whole sentence.
    When to ignore it
        When the task is to continue a text piece by piece.
    How sure we are
        Medium: see docs/accuracy/noise.md. Four in ten cuts inside of a sentence are found: not those in its
        first words, in a list, at a number, nor where many outputs end without a full stop.
    """

    rule = Rule(
        "NOI006", "truncated-output", Severity.WARNING, "outputs that end in the middle", Confidence.MEDIUM
    )
    exempt_tasks = ("classification",)

    def __init__(self, config: Config) -> None:
        """Start with no unfinished output."""
        super().__init__(config)
        self.few_words = limit(config, "truncated.few-words")
        self.pile_characters = limit(config, "truncated.pile-characters")
        self.ending_in_a_letter = 0  # but for those in an open sentence
        self.rarely: array[int] = array("q")
        self.cut_off: array[int] = array("q")
        self.unfinished: dict[int, array[int]] = {}
        self.piled: set[int] = set()

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Outputs that do not end like a sentence, or that hold a fence or begin like JSON."""
        if not self.runs:
            return ()
        first, before, last = edges(batch, "output")
        ended = _ENDS[last] & ~(_NUMBERS[before] | _OPENS[first])
        if joined(batch, "output").hold(b"```"):
            ended &= np.array(["```" not in example.output for example in batch.examples])
        return [batch.examples[at] for at in np.flatnonzero(~ended).tolist()]

    def observe(self, batch: Batch) -> None:
        """Judge each row, and count the unfinished outputs by their length."""
        super().observe(batch)
        if not self.runs:
            return
        last = edges(batch, "output").last
        for at in np.flatnonzero((last >= ord("a")) & (last != ord("{")) & (last != ord("}"))).tolist():
            example = batch.examples[at]
            if not example.output[-1:].isalpha():
                continue
            if is_open_sentence(example.output):
                self.cut_off.append(example.row)
            else:
                self.ending_in_a_letter += 1
            if _rare_end(example.output, int(self.few_words)):
                self.rarely.append(example.row)
            if (length := len(example.output)) >= self.pile_characters:
                if length not in self.unfinished:
                    self.unfinished[length] = array("q")
                self.unfinished[length].append(example.row)

    def merge(self, other: Self) -> None:
        """Join rows and counts."""
        super().merge(other)
        self.ending_in_a_letter += other.ending_in_a_letter
        self.rarely.extend(other.rarely)
        self.cut_off.extend(other.cut_off)
        for length, rows in other.unfinished.items():
            self.unfinished.setdefault(length, array("q")).extend(rows)

    def has_problem(self, example: Example) -> bool:
        """Whether the end shows that something is missing; an excerpt takes far longer."""
        return bool(_cut(example.output.rstrip(), int(self.few_words)))

    def problem(self, example: Example) -> Spot | None:
        """What is wrong with the end of this output."""
        text = example.output.rstrip()
        if what := _cut(text, int(self.few_words)):
            return Spot(example.row, what, "output", ending(text))
        return None

    def rows_to_review(self) -> Sequence[int]:
        """The rows that will be shown, the piles among them."""
        self.piled = set(self._piled())
        rare = self.rarely if self.ending_in_a_letter <= _UNUSUAL * self.seen else ()
        few = self.ending_in_a_letter <= _HARDLY_ANY * self.seen and len(self.cut_off) <= _HABIT * self.seen
        more = self.piled.union(rare, self.cut_off if few else ())
        self.rows.extend(sorted(more.difference(self.rows)))
        return super().rows_to_review()

    def review(self, batch: Batch) -> None:
        """Say for each row what is wrong: its end, or its length."""
        for example in batch.examples:
            if example.row not in self.wanted:
                continue
            if (spot := self.problem(example)) is not None:
                self.spots.append(spot)
            elif word := _rare_end(example.output, int(self.few_words)):
                message = f"the output ends with {word!r}; nearly all others end like sentences"
                self.spots.append(Spot(example.row, message, "output", ending(example.output)))
            elif is_open_sentence(example.output):
                message = "the output stops within a sentence; nearly all others end like sentences"
                self.spots.append(Spot(example.row, message, "output", ending(example.output)))
            elif example.row in self.piled:
                message = f"one of many outputs of exactly {len(example.output):,} characters without an end"
                self.spots.append(Spot(example.row, message, "output", ending(example.output)))

    def _piled(self) -> list[int]:
        """The rows of lengths at which unfinished outputs pile up."""
        counts = {length: len(rows) for length, rows in self.unfinished.items()}
        piles = [
            length for length in counts if _is_pile(length, counts, limit(self.config, "truncated.pile"))
        ]
        return sorted(row for length in piles for row in self.unfinished[length])


def _is_pile(length: int, counts: dict[int, int], least: float) -> bool:
    """Whether far more outputs have this length than the lengths around it."""
    around = [counts.get(length + step, 0) for step in range(-10, 11) if step]
    return counts[length] >= least and counts[length] >= 10 * max(1.0, sum(around) / len(around))


def _cut(text: str, few_words: int) -> str:
    """How the end shows that something is missing, "" if it does not."""
    if "`" in text and text.count("```") % 2:  # one sign is found ten times as fast as three
        return "a code block is never closed"
    if text[:1] in ("{", "["):
        return "the JSON value ends too early" if _is_cut_json(text) else ""
    if open_item(text):
        return "the last item of the list is missing"
    if open_table(text):
        return "the last row of the table is never closed"
    end = open_end(text)
    if not end or (end not in _SPACELESS and text.count(" ") < few_words):
        return ""
    seen = (text[:2000], text[-400:]) if len(text) > 2000 else (text,)
    return "" if any(map(looks_like_code, seen)) else f"the output ends with {end!r}"


def _rare_end(text: str, few_words: int) -> str:
    """The last word of a line of English prose, if a sentence rarely ends with it, else ""."""
    word = rare_end(text)
    if not word or text.rpartition("\n")[2].count(" ") < few_words or looks_like_code(text[-400:]):
        return ""
    return word


def _is_json(text: str) -> bool:
    """Whether a fast decoder reads it; Python's own, which says where it fails, reads some more."""
    try:
        msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_cut_json(text: str) -> bool:
    """Whether a JSON value is opened and never closed; an error before the end is not our business."""
    import json

    if not _OPEN_JSON.match(text) or _is_json(text):
        return False
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return (
            error.pos >= len(text) - 1
            or _HALF_A_WORD.fullmatch(text, error.pos) is not None
            or error.msg.startswith("Unterminated string")
        )
    except (ValueError, RecursionError):
        return False
    return False
