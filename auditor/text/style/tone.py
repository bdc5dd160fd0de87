"""Traits of tone that can be counted: person, contractions, emoji, exclamation, case, language."""

from __future__ import annotations

import re

from auditor.kernels import compiled
from auditor.text.style.counted import Counted
from auditor.text.style.courtesy import ends_with_courtesy
from auditor.text.style.languages import ADDRESSING, KNOWN, address_of, language_traits, split_words
from auditor.text.style.trait import Trait

MIXED = "small letters and capitals"
TITLE = 120  # characters of a text that may be a title
LOOK_AT = 500  # characters from the start that decide on language, person and contractions

TONE_FEATURES = frozenset(
    (
        "person",
        "address",
        "alphabet",
        "language",
        "emoji",
        "emojis",
        "link",
        "exclamation",
        "shouting",
        "contractions",
        "courtesy",
        "letter case",
        "title case",
        "script",
        "Latin word",
        "Latin prose",
        "script of the first word",
    )
)

_BY_WORDS = TONE_FEATURES - {
    "emoji",
    "emojis",
    "link",
    "exclamation",
    "shouting",
    "courtesy",
    "letter case",
    "title case",
}
_EMOJI = re.compile("[\U0001f300-\U0001faff☀-➿⬀-⯿]")
_CONTRACTION = re.compile(r"['’](?:t|re|ve|ll|m|d)\b")
_NEGATED = ("do", "does", "did", "is", "are", "was", "were", "can", "could", "will", "would", "should",
            "has", "have", "had")  # fmt: skip
_PRONOUNS = ("we", "you", "they")
_WRITTEN_OUT = {
    " not": _NEGATED,
    " is": ("it", "that", "there"),
    " are": _PRONOUNS,
    " am": ("i",),
    **dict.fromkeys((" will", " have", " would"), (*_PRONOUNS, "i")),
}
"""The second word of what could be contracted, and what may stand before it: "do not", "we are"."""
_AUXILIARIES = frozenset(("cannot", *(second.strip() for second in _WRITTEN_OUT)))
_CANNOT = re.compile(r"\bcannot\b")
_LAST_WORD = re.compile(r"\w+$")  # of the eight characters before, where "should" is the longest

_PERSON = {"i": "I", "i'm": "I", "i've": "I", "my": "I", "we": "we", "our": "we", "we're": "we", "us": "we",
           "you": "you", "your": "you", "you're": "you"}  # fmt: skip
_WORDS = KNOWN.union(_PERSON)
_LOOKED_FOR = _WORDS | _AUXILIARIES | ADDRESSING


def tone_traits(text: str, counted: Counted = None) -> list[Trait]:
    """The tone traits of a stripped text, most of them told from its beginning."""
    start = text[:LOOK_AT]
    found = _of_words(start, counted)
    if not text.isascii() and may_hold_emoji(text) and _EMOJI.search(text):
        found += [("emoji", "yes"), ("emojis", str(len(_EMOJI.findall(text))))]
    if (counted is None or "link" in counted) and ("://" in text or "www." in text):
        found.append(("link", "yes"))
    if "!" in text or "！" in text:
        found.append(("exclamation", "yes"))
        if _is_shouting(text):
            found.append(("shouting", "yes"))
    if ends_with_courtesy(text):
        found.append(("courtesy", "yes"))
    if (counted is None or "letter case" in counted) and _is_cased(text):
        found.append(("letter case", _letter_case(text, start)))
    if len(text) <= TITLE and (counted is None or "title case" in counted) and _is_title(text):
        found.append(("title case", "yes"))
    return found


def _of_words(start: str, counted: Counted) -> list[Trait]:
    """What the words tell: person, language, address, contractions."""
    if counted is not None and counted.isdisjoint(_BY_WORDS):
        return []
    words = known_words(start, _LOOKED_FOR)
    found: list[Trait] = []
    if counted is None or "person" in counted:
        persons = {_PERSON[word] for word in words if word in _PERSON}
        found += [("person", person) for person in sorted(persons)]
    found += language_traits(start, words, _WORDS)
    if counted is None or "address" in counted:
        language = dict(found).get("language", "")
        if address := address_of(language, start, words):
            found.append(("address", address))
    if (counted is None or "contractions" in counted) and (form := _contractions(start, words)):
        found.append(("contractions", form))
    return found


@compiled("style_words")
def known_words(text: str, vocabulary: frozenset[str]) -> set[str]:
    """The words of a vocabulary that a text has; they are parted by white space, full stops and commas."""
    return set(split_words(text)) & vocabulary


def may_hold_emoji(text: str) -> bool:
    """Whether a look at every character can find an emoji, told quickly by the first bytes of letters.

    E2 begins them and the signs from U+2000 on, where E2 80 are dashes and quotation marks; F0 the rest.
    """
    encoded = text.encode("utf-8", "surrogatepass")
    return b"\xf0" in encoded or encoded.count(b"\xe2") > encoded.count(b"\xe2\x80")


def _contractions(start: str, words: set[str]) -> str:
    """Whether contractions are "used", or what could be contracted is "written out"; "" for neither."""
    if ("'" in start or "’" in start) and _CONTRACTION.search(start):
        return "used"
    return "written out" if not _AUXILIARIES.isdisjoint(words) and _is_written_out(start.lower()) else ""


def _is_written_out(small: str) -> bool:
    """Whether a text in small letters has "cannot", "do not", "we are" or the like.

    The few second words are found by plain search: one expression for all pairs takes six times as long.
    """
    for second, firsts in _WRITTEN_OUT.items():
        at = small.find(second)
        while at >= 0:
            start = max(0, at - 8)
            if small.endswith(firsts, start, at) and _ends(small, at + len(second)):
                before = _LAST_WORD.search(small[start:at])
                if before and before[0] in firsts:
                    return True
            at = small.find(second, at + 1)
    return "cannot" in small and _CANNOT.search(small) is not None


def _ends(text: str, at: int) -> bool:
    """Whether a word ends before this place."""
    return at >= len(text) or not (text[at].isalnum() or text[at] == "_")


def _is_shouting(text: str) -> bool:
    """Whether sentences end with exclamation marks and none with a full stop, or one with several."""
    if text[-1] not in "!！" and "!\n" not in text:
        return False
    is_calm = ". " in text or ".\n" in text or text[-1] == "."
    return "!!" in text or "！！" in text or (text.count("!") > 1 and not is_calm)


def _is_cased(text: str) -> bool:
    """Whether a text begins with a letter that may be a capital; or is one word with such a letter."""
    told = text[0] if len(text) > 20 else text
    return " " not in told and told.lower() != told.upper()


def _letter_case(text: str, start: str) -> str:
    """Whether a text that begins with a letter of two cases uses both."""
    if start.islower() and text.islower():
        return "small letters only"
    return "capitals only" if start.isupper() and text.isupper() else MIXED


def _is_title(text: str) -> bool:
    """Whether every longer word of a short text has a capital, as in English titles."""
    long = 0
    for word in text.split():
        if len(word) > 3 and word[0].isalpha():
            if not word[0].isupper() or word.isupper():
                return False
            long += 1
    return long > 1
