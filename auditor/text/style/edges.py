"""Traits of how an output begins and ends: words, templates of the first and last line, sentences."""

from __future__ import annotations

import re

from auditor.text.style.trait import Trait
from auditor.text.style.values import pattern

TEMPLATE = 80  # characters of a line that may be a template
SENTENCE = 160  # characters of a sentence that may be a formula

NUMBER = "<number>"
_NUMBER = re.compile(r"(?<![\w.])[-−+]?\d+(?:[.,:/]\d+)*%?|\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]*]*\s+|[。！？؟।]+[\"'”」』)]*\s*")
_WORDS = ("first word", "first 2 words", "first 3 words", "first 4 words")
_LAST_WORDS = ("last word", "last 2 words", "last 3 words", "last 4 words")
_TRIM = ".,!?:;…。！？、，：；؟،"


def template(line: str) -> str:
    """The line with its numbers masked: "#### 1,000" → "#### <number>"."""
    return _NUMBER.sub(NUMBER, line)


def edge_traits(text: str, lines: list[str]) -> list[Trait]:
    """The traits of the beginning and the end of a stripped text; `lines` are its non-blank lines."""
    first, last = lines[0], lines[-1]
    found = [
        *_words(first[:200].split()[:4], _WORDS, False),
        *_words(last[-200:].split()[-4:], _LAST_WORDS, True),
    ]
    found.append(("end", _class(text[-1])))
    if text[0].isupper() or text[0].islower():
        found.append(("start", _class(text[0])))
    if len(first) <= TEMPLATE:
        found.append(("first line", template(first)))
    if len(last) <= TEMPLATE:
        found.append(("last line", template(last)))
    if len(lines) > 2 and len(lines[-2]) <= TEMPLATE:
        found.append(("line before the last", template(lines[-2])))
    found += _sentences(first, last)
    if len(text) <= TEMPLATE:
        found += [("whole output", text), ("output pattern", pattern(text) or template(text))]
    return found


def _words(words: list[str], features: tuple[str, ...], from_end: bool) -> list[Trait]:
    """The first (last) one to four words, without the punctuation after them."""
    found = []
    for count, feature in enumerate(features[: len(words)], 1):
        chosen = words[-count:] if from_end else words[:count]
        if joined := template(" ".join(chosen)).rstrip(_TRIM):
            found.append((feature, joined[:TEMPLATE]))
    return found


def _class(char: str) -> str:
    """The kind of a character; punctuation and symbols stand for themselves."""
    if char.isdigit():
        return "a digit"
    if char.isalpha():
        return "a small letter" if char.islower() else "a capital" if char.isupper() else "a letter"
    return char


def _sentences(first: str, last: str) -> list[Trait]:
    """The first and the last sentence, numbers masked, where short enough to be a formula."""
    found = []
    head = first[: SENTENCE + 40]
    end = _SENTENCE_END.search(head)
    opening = head[: end.end()].rstrip() if end else head
    if len(opening) <= SENTENCE:
        found.append(("first sentence", template(opening)))
    tail = last[-SENTENCE - 40 :]
    starts = [match.end() for match in _SENTENCE_END.finditer(tail) if match.end() < len(tail)]
    closing = tail[starts[-1] :] if starts else tail
    if len(closing) <= SENTENCE:
        found.append(("last sentence", template(closing)))
    return found
