"""Traits of tone that can be counted: person, contractions, emoji, exclamation, case, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from auditor.text.style.trait import Trait

MIXED = "small letters and capitals"
TITLE = 120  # characters of a text that may be a title
UNLATIN = "\u0370"  # from Greek on, letters are not Latin
FEW = 12  # weighted letters below which a text does not tell its script
LOOK_AT = 500  # characters from the start that decide on language, person and contractions

TONE_FEATURES = frozenset(
    (
        "person",
        "language",
        "emoji",
        "exclamation",
        "contractions",
        "letter case",
        "title case",
        "script",
        "Latin word",
        "script of the first word",
    )
)

_EMOJI = re.compile("[\U0001f300-\U0001faff☀-➿⬀-⯿]")
_CONTRACTION = re.compile(r"['’](?:t|re|ve|ll|m|d)\b")
_AUXILIARIES = frozenset(("not", "cannot", "is", "are", "will", "have", "am", "would"))
_WRITTEN_OUT = re.compile(
    r"\b(?:cannot|(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have|had) not"
    r"|(?:we|you|they) (?:are|will|have|would)|I (?:am|will|have|would)|(?:it|that|there) is)\b",
    re.IGNORECASE,
)
_LATIN_WORD = re.compile(r"[A-Za-z]{4}")
_LETTER = re.compile(r"[^\W\d_]")

_COMMON = {
    "English": "the of and to is are was were that this with for you your it have has not from will be "
    "on a by at can there which we they been because until had but or as an",
    "German": "der die das und ist nicht ein eine mit von für auf den dem sie wir ich bei auch wird zu",
    "French": "le les des est et une pour dans que qui vous nous avec sur pas ce cette au sont votre du",
    "Spanish": "el los las y es una para que por con del se su no como más está son usted en al",
    "Italian": "il gli della di è che per una sono non con del questo nel alla si anche più lo",
    "Portuguese": "o os do da é que para um uma não com em por mais você no na são ao seu dos das",
    "Dutch": "het een en van is niet dat op te met voor zijn er aan ook uw wij u deze bij",
    "Polish": "i w na z jest nie się do że to jak są dla oraz po od przez może być",
    "Turkish": "ve bir bu için ile da de olarak daha çok ne var gibi olan siz mi",
    "Swedish": "och att det är som på en av för med den till inte ett om har vi du",
}
_PERSON = {"i": "I", "i'm": "I", "i've": "I", "my": "I", "we": "we", "our": "we", "we're": "we", "us": "we",
           "you": "you", "your": "you", "you're": "you"}  # fmt: skip
_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _language, _words in _COMMON.items():
    for _word in _words.split():
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _language)
_KNOWN = frozenset(_PERSON) | frozenset(_LANGUAGES)

_SCRIPTS = (
    (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"), (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"),
    (0x0B80, 0x0BFF, "Tamil"), (0x0E00, 0x0E7F, "Thai"), (0x10A0, 0x10FF, "Georgian"),
    (0x3040, 0x30FF, "Japanese"), (0x4E00, 0x9FFF, "Chinese characters"), (0xAC00, 0xD7AF, "Korean"),
    (0x1100, 0x11FF, "Korean"), (0x3130, 0x318F, "Korean"),
)  # fmt: skip
_WEIGHTS = {"Latin": 1, "": 0, "Japanese": 3, "Chinese characters": 3, "Korean": 3}


def tone_traits(text: str) -> list[Trait]:
    """The tone traits of a stripped text, most of them told from its beginning."""
    start = text[:LOOK_AT]
    words = start.lower().split()
    known = _KNOWN.intersection(words)
    found = [("person", person) for person in sorted({_PERSON[word] for word in known if word in _PERSON})]
    found += _languages(start, known)
    if not text.isascii() and _EMOJI.search(text):
        found.append(("emoji", "yes"))
    if "!" in text or "！" in text:
        found.append(("exclamation", "yes"))
    if ("'" in start or "’" in start) and _CONTRACTION.search(start):
        found.append(("contractions", "used"))
    elif not _AUXILIARIES.isdisjoint(words) and _WRITTEN_OUT.search(start):
        found.append(("contractions", "written out"))
    if len(text) > 20 and text[0].lower() != text[0].upper():
        found.append(("letter case", _letter_case(text, start)))
    if len(text) <= TITLE and _is_title(text):
        found.append(("title case", "yes"))
    return found


def _languages(start: str, known: frozenset[str]) -> list[Trait]:
    """Script and language, and what a text in another script has in Latin letters."""
    script = _script(start[:120])
    if script in ("", "Latin"):
        found = [("script", script)] if script else []
        return [*found, ("language", language)] if (language := _language_of(known)) else found
    found = [("script", script), ("language", script)]
    if _LATIN_WORD.search(start[:120]):
        found.append(("Latin word", "yes"))
    first = _first_in(start.split(None, 2))
    return [*found, ("script of the first word", first)] if first else found


def _letter_case(text: str, start: str) -> str:
    """Whether a text that begins with a letter of two cases uses both."""
    if start.islower() and text.islower():
        return "small letters only"
    return "capitals only" if start.isupper() and text.isupper() else MIXED


def _first_in(words: Sequence[str]) -> str:
    """Whether a text in another script begins with "Sure!" or "Here is", say; "" for a name and the like."""
    if any(char >= UNLATIN for char in words[0]):
        return "the script of the text"
    is_opening = words[0][-1] in "!:" or (len(words) > 1 and words[1].isascii() and words[1].islower())
    return "Latin letters" if words[0].isascii() and words[0][1:-1].islower() and is_opening else ""


def _is_title(text: str) -> bool:
    """Whether every longer word of a short text has a capital, as in English titles."""
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 1 and all(word[0].isupper() and not word.isupper() for word in long)


def _language_of(known: frozenset[str]) -> str:
    """The language that most of the common words belong to; "" when unsure."""
    hits: dict[str, int] = {}
    for word in known:
        for language in _LANGUAGES.get(word, ()):
            hits[language] = hits.get(language, 0) + 1
    ranked = sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[:2]
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return ""
    return ranked[0][0]


def _script(text: str) -> str:
    """The script of most letters, "" for a few letters; kana anywhere means Japanese.

    A letter outside of the Latin script counts twice and a syllable or word sign three times, as names and
    terms in Latin letters are longer than what they stand among.
    """
    if text.isascii():
        return "Latin" if len(text) >= FEW and _LETTER.search(text) else ""
    counts: dict[str, int] = {}
    for char in text:
        name = _script_of(char)
        counts[name] = counts.get(name, 0) + _WEIGHTS.get(name, 2)
    counts.pop("", None)
    total, latin = sum(counts.values()), counts.pop("Latin", 0)
    if total < FEW or 2 * latin >= total:
        return "Latin" if total >= FEW else ""
    if "Japanese" in counts:
        return "Japanese"
    return max(sorted(counts), key=counts.__getitem__)


@lru_cache(maxsize=4096)
def _script_of(char: str) -> str:
    """The script of a letter, "" for what is none."""
    if not _LETTER.match(char):
        return ""
    if char <= "\u036f":
        return "Latin"
    return next((name for low, high, name in _SCRIPTS if low <= ord(char) <= high), "another script")
