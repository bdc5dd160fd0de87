"""Traits of how an output begins and ends: words, templates of the first and last line, sentences."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

from auditor.kernels import compiled
from auditor.text.expression import later
from auditor.text.style.counted import Counted
from auditor.text.style.courtesy import is_preamble
from auditor.text.style.masks import cast, mask, series
from auditor.text.style.often import often
from auditor.text.style.trait import Trait
from auditor.text.style.values import initial, pattern

STOPS = (".", "!", "?", "。", "।", "！", "？", "؟")
_FINAL = frozenset((*STOPS, "…"))
QUOTES = "\"'“”„«»‘’「」"
SHORT_WORD = 5  # characters of "Inc." and the like, whose full stop does not end a sentence
TEMPLATE = 80  # characters of a line that may be a template
MARKED = 120  # characters of a line whose marks are looked at: in longer ones they are those of any prose
CODE = 16  # characters of a word that may be a code of fixed length
_ANY_DIGIT = later(r"\d")
COUNTED = 40  # characters of a word whose length may be fixed
SENTENCE = 160  # characters of a sentence that may be a formula
UNSPACED = "\u0e00"  # from Thai on, many scripts do not part words
LOOK_AT = 240  # characters of the first and last line that are read

NUMBER = "<number>"
# these two begin with one of a set, which the regex engine skips to; with a repeat of it it tries every place
_NUMBER = later(r"\d\d*(?:[.,:/]\d+)*")
_IN_ASCII = later(r"[0-9][0-9]*(?:[.,:/][0-9]+)*")  # skipped to faster
_SENTENCE_END = later(r"[.!?…。！？؟।][.!?…。！？؟।]*[\"'”’)\]*」』]*(?:(?=\s|$)|(?<=[。！？।」』]))")
WITHIN_SENTENCE = later(r"\.[\"'”’)\]]*\s+(?=[a-z])")  # "Dr. of", "approx. five"
_DECIMAL = later(r"(?<![\d.,])\d+([.,])(?:\d\d?|\d{4,12})(?![\d.,])")  # three digits may be thousands
_AFTER_MARK = later(r"\d[.,](\d+)(?![\d.,:/-])")
_SIGNED = later(r"(?<![\w>)\]])[-−+]<number>")
_PLACES = ("second word", "third word")
_FORMS = ("form of the first word", "form of the second word", "form of the third word")
_PLAIN_WORD = frozenset("Aax'’")
_FIRST_WORDS = ("first word", "first 2 words", "first 3 words", "first 4 words")
_LAST_WORDS = ("last word", "last 2 words", "last 3 words", "last 4 words")
_OF_FIRST_WORDS = ("mark after the first words", "case of the first word", "stem of the first word")
WORDS = frozenset(
    (
        "second word",
        "third word",
        "mask of the first word",
        "form of the first word",
        "form of the second word",
        "form of the third word",
    )
)
"""What of the first words is told from each."""
FIRST = WORDS | {
    "first line",
    "first sentence",
    *_OF_FIRST_WORDS,
    *_FIRST_WORDS,
}
"""What of a beginning is told from its words, and below what from its characters."""
STARTS = frozenset(
    ("start", "first 4 characters", "first 2 characters", "marks of the first line", "preamble")
)
LAST = frozenset(
    ("last line", "last sentence", "form of the last word", "line before the last", *_LAST_WORDS)
)
SIGNS = frozenset(("sign",))
ENDS = frozenset(
    ("end", "full stop", "final stop", "last 4 characters", "last 2 characters", "marks of the last line")
)
WHOLE = frozenset(
    (
        "whole output",
        "output pattern",
        "output mask",
        "output cast",
        "output series",
        "characters",
        "decimals",
        "decimal mark",
    )
)
_ANYWHERE = frozenset("0123456789\"'“‘«„([$€£")  # what any sentence may begin with
_AFTER_WORDS = later(r"['’]?[^\W\d_][\w'’-]*(?: ['’]?[\w'’-]+){0,3}(\s[—–-]|\s?[,;])\s")
_PLAIN = later(r"[\w\s.,;!?'’\"“”…-]+")  # what is left are brackets, operators and the like
_PLAIN_ASCII = {code: None for code in range(128) if _PLAIN.match(chr(code))}
_STEM = later(r"[@\\#./-]?[^\W\d][\w-]*[({\[:=<](?=.)")
_IN_WORDS = frozenset(".!?'’-_")
_IN_WORD = later(r"(?<=\w)[+&]++")
_TRIM = ".,!?:;…。！？、，：；؟،"


def template(line: str) -> str:
    """The line with its numbers masked: "#### 1,000" → "#### <number>"."""
    masked = numbers_masked(line, NUMBER)
    if "-<" in masked or "+<" in masked or "−<" in masked:
        return _SIGNED.sub(NUMBER, masked)
    return masked


@compiled("style_edges")
def numbers_masked(line: str, number: str) -> str:
    """The line with something else in the place of each of its numbers."""
    return (_IN_ASCII if line.isascii() else _NUMBER).sub(number, line)


@compiled("style_edges")
def sentence_ends(text: str) -> list[tuple[int, int]]:
    """Where the full stops and the like at the ends of sentences begin and end, with the marks that close."""
    return [end.span() for end in _SENTENCE_END.finditer(text)]


@often
def first_traits(line: str, each: bool = True, counted: Counted = None) -> list[Trait]:
    """What the words of the first line tell, also `each` of the first three."""
    found = _first_words(line, masked := template(line[:LOOK_AT]), counted)
    if counted is None or not counted.isdisjoint(_OF_FIRST_WORDS):
        found += _of_first_words(line[:TEMPLATE])
    if each and line[0] != "|":  # the first word of a table is no word
        found += _words(line[:TEMPLATE].split(None, 3)[:3], masked.split(None, 3)[1:3], counted)
    return found


def _of_first_words(line: str) -> list[Trait]:
    """Case and stem of the first word, and the mark after the first words."""
    found = []
    words = line.split(None, 2)
    first = words[0]
    if first.isupper() and (sum(map(str.isalpha, first)) > 1 or (len(words) > 1 and words[1].isupper())):
        found.append(("case of the first word", "capitals"))
    if stem := _STEM.match(first):
        found.append(("stem of the first word", stem[0]))
    mark = _AFTER_WORDS.match(line)
    return [*found, ("mark after the first words", mark[1])] if mark else found


@often
def start_traits(line: str, counted: Counted = None) -> list[Trait]:
    """What the characters of the first line tell."""
    asked = counted is None or "marks of the first line" in counted
    found = _marks("marks of the first line", line) if asked else []
    if line[0] not in _ANYWHERE:
        found.append(("start", initial(line)))
    if line[0] >= UNSPACED:
        found += [("first 4 characters", line[:4]), ("first 2 characters", line[:2])]
    return [*found, ("preamble", "yes")] if is_preamble(line) else found


def last_traits(lines: list[str], counted: Counted = None) -> list[Trait]:
    """What the words of the last non-blank line tell, and of the one before it."""
    found = [*_last_words(lines[-1], counted)]
    if len(lines) > 2 and len(lines[-2]) <= TEMPLATE:
        found.append(("line before the last", template(lines[-2])))
    return found


@often
def end_traits(line: str, counted: Counted = None) -> list[Trait]:
    """What the characters of the last line tell."""
    stop = "there" if line[-1] in _FINAL else "none"
    asked = counted is None or "marks of the last line" in counted
    found = _marks("marks of the last line", line) if asked else []
    found += [("end", _end(line)), ("final stop", stop)]
    if line[-1].isalpha() or (line[-1] in ".。।" and line[-SHORT_WORD:-1].isalpha()):
        found.append(("full stop", "none" if line[-1].isalpha() else "there"))
    elif line[0] in QUOTES and line[-1] in QUOTES:
        found.append(("full stop", "in quotation marks"))
    if line[-1] >= UNSPACED:
        found += [("last 4 characters", line[-4:]), ("last 2 characters", line[-2:])]
    return found


def _end(line: str) -> str:
    """What a line ends with: an acronym counts as any word."""
    if line[-1] >= "\u2190" and category(line[-1]) == "So":
        return "an emoji"
    return "a small letter" if line[-3:].isupper() and line[-2:].isalpha() else initial(line[-1])


def whole_traits(text: str) -> list[Trait]:
    """A short text as it is, with its digits masked, and how it writes decimals."""
    if len(text) > TEMPLATE:
        return []
    masked = pattern(text)
    found = [("whole output", text), ("output pattern", masked or text)]
    if "\n" not in text:
        runs = cast(by_kind := mask(text))
        found += [("output mask", by_kind), ("output cast", runs), ("output series", series(runs))]
    is_word = text.isalpha() and not text.isupper()  # whose length is chance
    if len(text) <= COUNTED and " " not in text and not is_word:
        found.append(("characters", str(len(text))))
    if masked and (decimal := _DECIMAL.search(text)):
        found.append(("decimal mark", decimal[1]))
    if masked and (after := _AFTER_MARK.search(text)):
        found.append(("decimals", str(len(after[1]))))
    return found


def sign_traits(line: str) -> list[Trait]:
    """Each bracket, operator and the like of an output that is one line, however long."""
    found = {char for char in set(line) if not (char.isalnum() or char.isspace() or char in _IN_WORDS)}
    if "+" in found or "&" in found:
        found &= set(_IN_WORD.sub("", line))
    return [("sign", sign) for sign in sorted(found) if category(sign)[0] in "PS"]


def _unplain(line: str) -> str:
    """The brackets, operators and the like of a line; the + of "C++" and the & of "R&D" are letters."""
    if "+" in line or "&" in line:
        line = _IN_WORD.sub("", line)
    if line.isascii():
        return line.translate(_PLAIN_ASCII)
    return "".join(char for char in _PLAIN.sub("", line) if category(char)[0] != "M")


def _marks(feature: str, line: str) -> list[Trait]:
    """The brackets, operators and the like of a line in their order; nothing is said of a long line."""
    if len(line) > MARKED:
        return []
    marks = "" if line.replace(" ", "").isalnum() else _unplain(line)
    return [(feature, "none" if marks in ("", ":") else marks[:12])]


@lru_cache(maxsize=32)
def _most(features: tuple[str, ...], counted: Counted) -> int:
    """How many words the longest counted one of these features has."""
    return max((n for n, name in enumerate(features, 1) if counted is None or name in counted), default=0)


def _first_words(line: str, masked: str, counted: Counted) -> list[Trait]:
    found, joined = [], ""
    most = _most(_FIRST_WORDS, counted)
    for feature, word in zip(_FIRST_WORDS[:most], masked.split(None, most), strict=False):
        joined = f"{joined} {word}" if joined else word
        if cut := joined.rstrip(_TRIM)[:TEMPLATE]:
            found.append((feature, cut))
    if len(line) <= TEMPLATE:
        found.append(("first line", masked))
    if counted is not None and "first sentence" not in counted:
        return found
    start, end = next(iter(sentence_ends(masked)), (len(line), len(masked)))
    if start <= SENTENCE:
        found.append(("first sentence", masked[:end]))
    return found


def _words(words: list[str], masked: list[str], counted: Counted) -> list[Trait]:
    """The first words of a line by their form, and the second and third as they are, numbers masked."""
    found = list(zip(_PLACES, masked, strict=False))
    if counted is None or not counted.isdisjoint(_FORMS):
        found += [(feature, _word_form(word)) for feature, word in zip(_FORMS, words, strict=False)]
    if len(words[0]) <= CODE and not words[0].isalpha() and _ANY_DIGIT.search(words[0]):
        found.append(("mask of the first word", mask(words[0])))
    return found


@often
def _last_words(line: str, counted: Counted) -> list[Trait]:
    masked = template(line[-LOOK_AT:])
    found, joined = [], ""
    most = _most(_LAST_WORDS, counted)
    for feature, word in zip(_LAST_WORDS[:most], reversed(masked.rsplit(None, most)), strict=False):
        joined = f"{word} {joined}" if joined else word
        if cut := joined.rstrip(_TRIM)[:TEMPLATE]:
            found.append((feature, cut))
    if len(line) <= TEMPLATE:
        found.append(("last line", masked))
    if counted is None or "last sentence" in counted:
        ends = reversed(sentence_ends(masked))
        closing = next((rest for _, end in ends if (rest := masked[end:].lstrip())), masked)
        if len(closing) <= SENTENCE:
            found.append(("last sentence", closing))
    if counted is not None and "form of the last word" not in counted:
        return found
    last = line[-TEMPLATE:].rsplit(None, 1)[-1]
    return found if last.count(",") > 1 else [*found, ("form of the last word", _word_form(last))]


def _word_form(word: str) -> str:
    """What a word is made of, "fix(api):" → "a(a):", "a" for most words."""
    if word.rstrip(_TRIM).isalpha():
        return "a"
    form = series(cast(mask(word)))
    return "a" if _PLAIN_WORD.issuperset(form.rstrip(_TRIM)) else form
