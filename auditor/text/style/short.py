"""Traits of a text as one piece, mostly of a short line: what encloses it, its words, its characters."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.text.expression import later
from auditor.text.style.edges import COUNTED, TEMPLATE, UNSPACED
from auditor.text.style.masks import cast, mask, series
from auditor.text.style.trait import Trait

SHORT = frozenset(
    (
        "enclosed in",
        "opening mark",
        "words on the line",
        "character",
        "word form",
        "code word",
        "hashtags",
        "placeholder",
    )
)
CODED = 160  # characters of a line whose words of letters and figures are looked at
FORMED = 60  # characters of a line whose words are looked at one by one
READ = 600  # characters in which marks are counted

_PAIRS = (
    ("**", "**"), ("__", "__"), ("~~", "~~"), ("*", "*"), ("_", "_"), ("`", "`"), ("$", "$"), ("/", "/"),
    ('"', '"'), ("'", "'"), ("“", "”"), ("„", "“"), ("„", "”"), ("‘", "’"), ("«", "»"), ("»", "«"),
    ("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("「", "」"), ("『", "』"), ("【", "】"), ("《", "》"),
)  # fmt: skip
_BY_FIRST: dict[str, list[tuple[str, str]]] = {}
for _pair in _PAIRS:
    _BY_FIRST.setdefault(_pair[0][0], []).append(_pair)

_OPENERS = frozenset("\"'“‘«„([{<$€£「『【《")
_HASHTAG = later(r"#(?<!\S.)\w")
_GAPS = (  # what is to be filled in, by the beginnings of words
    "name|your|insert|date|datum|company|customer|client|address|number|product|title|agent|email|phone|amount|order"
    "|nom|votre|ihr|kunde|firma|einfügen|fecha|empresa|cliente|nome|naam|imię|isim|имя|дата|姓名|名前|氏名|日期|이름"
)
# these begin with the bracket, which the regex engine skips to
_BRACKETED = later(r"\[(?<![\w)\]].)[^\[\]\n]{2,}\](?!\()")
_GAP = later(rf"\[[^\[\]\n]{{0,20}}\b(?:{_GAPS})[^\[\]\n]{{0,20}}\]", re.IGNORECASE)
_IN_BRACES = later(r"\{\{[a-z_ .]{2,30}\}\}", re.IGNORECASE)
_WORDS_OF_GAPS = tuple(filter(str.isascii, _GAPS.split("|")))
_TRIM = ".,!?:;…="
_NUMBER = later(r"\d+")
_CODE_WORD = later(r"(?<!\S)(?=[A-Za-z/+-]*\d)(?=[^\sA-Za-z]*[A-Za-z])\S{2,24}(?!\S)")


def short_traits(text: str, is_line: bool) -> list[Trait]:
    """What a stripped text is as one piece; `is_line` when it has no second line."""
    found: list[Trait] = []
    if not text[0].isalnum():
        if around := enclosed(text):
            found.append(("enclosed in", around))
        if text[0] in _OPENERS:
            found.append(("opening mark", text[0]))
    start = text[:READ]
    if "#" in start and (tags := len(_HASHTAG.findall(start))):
        found.append(("hashtags", str(tags)))
    if ("[" in start and any(map(_is_gap, _BRACKETED.findall(start)))) or (
        "{{" in start and _IN_BRACES.search(start)
    ):
        found.append(("placeholder", "yes"))
    if not is_line or len(text) > CODED or max(text) >= UNSPACED:
        return found
    if not text.isalpha():
        found += _codes(text)
    return found + _line(text) if len(text) <= TEMPLATE else found


def _codes(line: str) -> list[Trait]:
    """The words of letters and figures, numbers masked, wherever they stand: "QNH1013" → "QNH9"."""
    codes = (match[0].rstrip(_TRIM) for match in _CODE_WORD.finditer(line))
    return [("code word", code) for code in dict.fromkeys(_NUMBER.sub("9", code) for code in codes)]


def _is_gap(bracketed: str) -> bool:
    """Whether a text in brackets names what is to be filled in: "[your name]"."""
    if bracketed.isascii():
        small = bracketed.lower()
        if not any(word in small for word in _WORDS_OF_GAPS):
            return False
    return _GAP.match(bracketed) is not None


def enclosed(text: str) -> str:
    """The marks that a whole text stands between, such as "“…”"; "" for none."""
    for opening, closing in _BY_FIRST.get(text[0], ()):
        start, end = len(opening), len(text) - len(closing)
        if end > start and text.endswith(closing) and text.find(closing, start) == end:
            return f"{opening}…{closing}" if text.find(opening, start, end) < 0 else ""
    return ""


def _line(line: str) -> list[Trait]:
    """How many words a line has, what they are made of; of a single one its characters."""
    words = line.split()
    found = [("words on the line", str(len(words)))]
    if len(words) == 1 and len(line) <= COUNTED:
        found += [("character", char) for char in sorted(set(line))]
    if len(line) <= FORMED and len(words) > 1:
        found += [("word form", form) for form in dict.fromkeys(map(word_form, words))]
    return found


@lru_cache(maxsize=8192)
def word_form(word: str) -> str:
    """What a word of a short line is made of: "20mg" → "9a"; the end of a sentence aside."""
    return series(cast(mask(word.rstrip(_TRIM) or word)))
