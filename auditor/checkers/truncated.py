"""Outputs that end in the middle."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np

from auditor.checkers.noise import NoiseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Example, Rule, Severity, Spot
from auditor.text.excerpts import ending
from auditor.text.expression import later
from auditor.text.first_look import edges
from auditor.text.joined import joined
from auditor.text.limits import limit
from auditor.text.subject import is_english, looks_like_code

_ENDINGS = ".!?…。！？؟।;\"'”’»)]}>|`*_%€$£°/\\0123456789"
_FUNCTION_WORDS = frozenset(
    {
        *(
            "the",
            "a",
            "an",
            "and",
            "or",
            "of",
            "because",
            "their",
            "its",
            "your",
            "my",
            "our",
            "whose",
            "which",
        ),
        *("than", "into", "onto", "as", "if", "from", "by", "at", "although", "unless", "whereas", "between"),
        *("under", "per", "via", "including", "such"),
    }
)
# Words that end a sentence now and then: they count only where hardly any output ends without a full stop.
_RARELY_LAST = frozenset(
    {
        *(
            "to",
            "with",
            "for",
            "in",
            "on",
            "that",
            "but",
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "has",
            "have",
        ),
        *(
            "this",
            "these",
            "those",
            "his",
            "when",
            "where",
            "while",
            "so",
            "then",
            "very",
            "can",
            "will",
            "would",
        ),
        *(
            "should",
            "could",
            "must",
            "about",
            "during",
            "within",
            "against",
            "among",
            "toward",
            "towards",
            "not",
        ),
        *("however", "namely", "being", "both", "either", "each", "every", "some", "no", "also", "through"),
    }
)
_UNUSUAL = 0.1  # share of the outputs that end in a letter, up to which such a word counts
_OPEN_BRACKET = later(r"(?:\A|[\s\w])([(\[{])[^()\[\]{}\n.!?:;]{1,60}\Z")
_OPEN_ITEM = later(
    r"(?:^|\n)[ \t]{0,8}(?:(\d{1,2}[.)])|([-*•])|([a-z]\))) \S[^\n]{0,400}\n{1,2}"
    r"[ \t]{0,8}(?:(?(1)\d{1,2}[.)]|(?(2)[-*•]|[a-z]\))))\Z"
)
_LONGEST_MARKER = 12
_MARKER_ALONE = later(r"\n[ \t]{0,8}(?:\d{1,2}[.)]|[-*•]|[a-z]\))\Z")  # the end of an open item
_LAST_WORD = later(r"(?<![A-Za-z'])([A-Za-z']+)\W{0,2}\Z")  # tried once a word, not once a letter
_SMILEY_OR_RULE = later(r"[:;=]['-]?[(\[{-]\Z|\({2}\Z|[-–—]{2}\Z|[.!?…\"”»)]\s{0,2}[-–—]\Z")
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
        never closed, a JSON value that ends too early. Words such as "with" and "that" count where nearly all
        other outputs end like sentences.
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
        Medium: see docs/accuracy/noise.md. A cut that happens to fall on a full stop is not seen.
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
        self.ending_in_a_letter = 0
        self.rarely: array[int] = array("q")
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
            self.ending_in_a_letter += 1
            if _rare_end(example.output, int(self.few_words)):
                self.rarely.append(example.row)
            if len(example.output) >= self.pile_characters:
                self.unfinished.setdefault(len(example.output), array("q")).append(example.row)

    def merge(self, other: Self) -> None:
        """Join rows and counts."""
        super().merge(other)
        self.ending_in_a_letter += other.ending_in_a_letter
        self.rarely.extend(other.rarely)
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
        self.rows.extend(sorted(self.piled.union(rare).difference(self.rows)))
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
    if _MARKER_ALONE.search(text[-_LONGEST_MARKER:]) and _OPEN_ITEM.search(text[-600:]):
        return "the last item of the list is missing"
    end = _open_end(text)
    if not end or text.count(" ") < few_words or looks_like_code(text[:2000]) or looks_like_code(text[-400:]):
        return ""
    return f"the output ends with {end!r}"


def _open_end(text: str) -> str:
    """The sign or the word that cannot end a text, "" if it may end so; the words are English."""
    tail = text[-80:]
    if any(sign in tail for sign in "([{") and (bracket := _OPEN_BRACKET.search(tail)):
        return bracket[1]
    if text[-1:] in _ENDINGS:
        return ""
    if text[-1:] in ",:([{–—-&":
        return "" if _SMILEY_OR_RULE.search(text[-8:]) else text[-1:]
    word = _LAST_WORD.search(text[-40:])
    return word[1] if word and word[1].lower() in _FUNCTION_WORDS and is_english(text[-600:]) else ""


def _rare_end(text: str, few_words: int) -> str:
    """The last word of an English text, if a sentence rarely ends with it, else ""."""
    word = _LAST_WORD.search(text[-40:])
    if word is None or word[1].lower() not in _RARELY_LAST or text.rpartition("\n")[2].count(" ") < few_words:
        return ""
    return word[1] if is_english(text[-600:]) and not looks_like_code(text[-400:]) else ""


def _is_cut_json(text: str) -> bool:
    """Whether a JSON value is opened and never closed; an error before the end is not our business."""
    import json

    if not _OPEN_JSON.match(text):
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
