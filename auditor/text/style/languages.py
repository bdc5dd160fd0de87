"""In which script and language a text is, told from its common words, and how it addresses the reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from functools import lru_cache

from auditor.kernels import compiled
from auditor.text.style.common_words import COMMON, LETTERS
from auditor.text.style.trait import Trait

UNLATIN = "\u0370"  # from Greek on, letters are not Latin
READ = 200  # characters in which the letters of one language are looked for
APART = 3  # words of one language that another like it does not have, from which it is none of that
PROSE = 4  # different common words that make sentences in Latin letters of what stands in another script
MIXED = "mixed"  # of a script and names and terms in Latin letters
FEW = 12  # weighted letters below which a text does not tell its script
A_NAME = 6  # the same of another script below which they are a name or a sign in a text in Latin letters
_LATIN_WORD = re.compile(r"[A-Za-z]{4}")
_LETTER = re.compile(r"[^\W\d_]")


_NAMES = tuple(COMMON)
_LANGUAGES: dict[str, bytes] = {}
"""The numbers of the languages that have a word among their common ones."""
_WORDS = [frozenset(words.split()) for words in COMMON.values()]
for _number, _common in enumerate(_WORDS):
    for _word in _common:
        _LANGUAGES[_word] = _LANGUAGES.get(_word, b"") + bytes([_number])
KNOWN = frozenset(_LANGUAGES)
_OWN = {
    name: frozenset(char for char in letters + letters.upper() if not char.isascii())
    for name, letters in LETTERS.items()
}
_BESIDE_ASCII = frozenset().union(*_OWN.values())
_LETTERS = {
    "Cyrillic": {
        "Russian": frozenset("ыэъё"),
        "Ukrainian": frozenset("іїєґ"),
        "Serbian": frozenset("ђјљњћџ"),
    },
    "Arabic": {"Arabic": frozenset("يكةى"), "Persian": frozenset("یکگچپ")},
    "Chinese characters": {
        "simplified": frozenset("们这个来时说对国会为没么开学样问题关请货价买"),
        "traditional": frozenset("們這個來時說對國會為沒麼開學樣問題關請貨價買"),
    },
}
_ADDRESS = {
    name: (frozenset(near.split()), frozenset(far.split("|")))
    for name, near, far in (
        (
            "German",
            "du dich dir dein deine deinen deinem deiner",
            " Sie | Ihnen | Ihre | Ihren | Ihr ",
        ),
        ("French", "tu toi ton tes", "vous|votre|vos"),
        ("Spanish", "tú tu tus ti contigo", "usted|ustedes"),
        ("Dutch", "je jij jouw", "u|uw"),
        ("Turkish", "sen senin sana seni", "siz|sizin|size|sizi"),
        ("Cyrillic", "ты тебя тебе твой твоя твои", "вы|вас|вам|ваш|ваша|ваши|вашего|вами"),
        ("Japanese", "", "です|ます|ません|ました|ください"),
    )
}
ADDRESSING = frozenset().union(
    *(near if name in ("German", "Japanese") else near | far for name, (near, far) in _ADDRESS.items())
)
"""The words of address; in German it is their capital that tells, in Japanese there are no words."""
_SCRIPTS = (
    (0x0000, 0x036F, "Latin"), (0x1E00, 0x1EFF, "Latin"),
    (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"), (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"),
    (0x0B80, 0x0BFF, "Tamil"), (0x0E00, 0x0E7F, "Thai"), (0x10A0, 0x10FF, "Georgian"),
    (0x3040, 0x30FF, "Japanese"), (0x4E00, 0x9FFF, "Chinese characters"), (0xAC00, 0xD7AF, "Korean"),
    (0x1100, 0x11FF, "Korean"), (0x3130, 0x318F, "Korean"),
)  # fmt: skip
_SCRIPT_NAMES = (*sorted({name for *_, name in _SCRIPTS}), "another script")
_OTHER = len(_SCRIPT_NAMES) - 1
_SCRIPT_AT = bytearray([_OTHER]) * 0x1000
"""The number of the script of each 16 characters up to U+FFFF."""
for _low, _high, _script_name in _SCRIPTS:
    _blocks = (_high + 1 >> 4) - (_low >> 4)
    _SCRIPT_AT[_low >> 4 : _high + 1 >> 4] = bytes([_SCRIPT_NAMES.index(_script_name)]) * _blocks
_WEIGHTS = tuple(
    {"Latin": 1, "Japanese": 3, "Chinese characters": 3, "Korean": 3}.get(name, 2) for name in _SCRIPT_NAMES
)


def language_traits(start: str, known: Set[str], prose: Set[str]) -> list[Trait]:
    """Script and language, and what a text in another script has in Latin letters.

    Of the known words in it only those of `prose` say that it has sentences in Latin letters.
    """
    script = _script(start[:120])
    if script in ("", "Latin"):
        found = [("script", script)] if script else []
        if language := _language_of(known, start):
            found.append(("language", language))
        return found
    found = [("script", script), ("language", script)] if script != MIXED else []
    if script in _LETTERS and (alphabet := _alphabet(script, start)):
        found.append(("alphabet", alphabet))
    are_words = sum(1 for word in known & prose if len(word) > 1) >= PROSE
    if are_words and (_is_mostly_ascii(start) or (start[0].isascii() and _is_mostly_ascii(start[:120]))):
        found.append(("Latin prose", "yes"))
    if script != MIXED and _LATIN_WORD.search(start[:120]):
        found.append(("Latin word", "yes"))
    first = _first_in(start) if script != MIXED else ""
    return [*found, ("script of the first word", first)] if first else found


def address_of(language: str, start: str, words: Set[str]) -> str:
    """Whether a text in some language says "du" or "Sie", "tu" or "vous"; "" for neither or another one."""
    if language not in _ADDRESS:
        return ""
    near, far = _ADDRESS[language]
    if language == "Japanese":
        return "polite" if any(word in start for word in far) else "familiar" if "。" in start else ""
    is_far = any(word in start for word in far) if language == "German" else not far.isdisjoint(words)
    is_near = not near.isdisjoint(words)
    if is_near and is_far:  # one word may be quoted, or another word that is spelled alike
        return "in both ways" if sum(1 for word in split_words(start) if word in near) > 1 else ""
    return "familiar" if is_near else "polite" if is_far else ""


def _alphabet(script: str, text: str) -> str:
    """The language whose own letters a text has, where no letter is another's; "" for neither."""
    read = text[:READ]
    own = [name for name, letters in _LETTERS[script].items() if any(map(read.__contains__, letters))]
    return own[0] if len(own) == 1 else ""


def split_words(text: str) -> list[str]:
    """The words of a text in small letters, without full stops and commas."""
    return text.lower().replace(".", " ").replace(",", " ").split()


def _first_in(text: str) -> str:
    """Whether a text in another script begins with "Sure!" or "Here is", say; "" for a name and the like."""
    written = text.split(None, 2)
    if max(written[0]) >= UNLATIN:
        return "the script of the text"
    first = written[0].rstrip("!:,")
    if not (first.isascii() and first.isalpha() and first[1:].islower()):
        return ""
    words = split_words(text)
    is_opening = written[0][-1] in "!:" or (len(words) > 1 and words[0] in KNOWN and words[1] in KNOWN)
    return "Latin letters" if is_opening else ""


def _language_of(known: Set[str], text: str) -> str:
    """The language that most of the common words belong to, "" when unsure.

    Two are enough where none is of another. A letter that a language does not have speaks against it.
    """
    hits = tallied(known, _LANGUAGES)
    if hits and not text.isascii() and (letters := letters_among(text, _BESIDE_ASCII)):
        less = _strangers(letters)
        hits = {number: count - less[number] for number, count in hits.items() if count > less[number]}
    if not hits:
        return ""
    most = max(hits.values())
    if most < (3 if len(hits) > 1 else 2):
        return ""
    near = [number for number, count in hits.items() if 2 * count > most]
    best = max(near, key=hits.__getitem__)
    is_told = len(near) == 1 or all(_are_apart(known, best, each) for each in near if each != best)
    return _NAMES[best] if is_told else ""


@compiled("style_words")
def tallied(words: Set[str], languages: dict[str, bytes]) -> dict[int, int]:
    """How many of the words each language has, by its number, in their order."""
    counts = Counter(number for word in words for number in languages.get(word, b""))
    return dict(sorted(counts.items()))


def letters_among(text: str, letters: frozenset[str]) -> frozenset[str]:
    """Which of some letters beyond ASCII a text has."""
    return letters.intersection(text)


def _are_apart(known: Set[str], best: int, rival: int) -> bool:
    """Whether two languages that share words are told apart by the others."""
    own, other = _own_words(best, rival)
    ours, theirs = len(known & own), len(known & other)
    return ours >= (APART if theirs else APART - 1) and ours >= 2 * theirs


@lru_cache(maxsize=512)
def _own_words(one: int, other: int) -> tuple[frozenset[str], frozenset[str]]:
    """The common words of each of two languages that the other has not."""
    return frozenset(_WORDS[one] - _WORDS[other]), frozenset(_WORDS[other] - _WORDS[one])


def _is_mostly_ascii(text: str) -> bool:
    """Whether a text that begins in another script is for the most part in Latin letters.

    A letter has two bytes, a syllable or word sign three, which says more.
    """
    others = 1.5 * (len(text.encode("utf-8", "surrogatepass")) - len(text))
    return len(text) - others / 2 > others


@lru_cache(maxsize=4096)
def _strangers(letters: frozenset[str]) -> tuple[int, ...]:
    """How many of these letters each language does not have."""
    return tuple(len(letters - _OWN[name]) for name in _NAMES)


def _script(text: str) -> str:
    """The script of most letters, "" for a few, `MIXED` where none is clear; kana anywhere means Japanese.

    A letter outside of the Latin script counts twice and a syllable or word sign three times, as names and
    terms in Latin letters are longer than what they stand among.
    """
    if text.isascii():
        return "Latin" if len(text) >= FEW and _LETTER.search(text) else ""
    letters = letters_by_script(text, _SCRIPT_AT, _OTHER)
    counts = {_SCRIPT_NAMES[number]: count * _WEIGHTS[number] for number, count in letters.items()}
    total, latin = sum(counts.values()), counts.pop("Latin", 0)
    if total < FEW:
        return ""
    if 2 * latin >= total:  # it is full of names and terms, unless the rest is a name
        return "Latin" if total - latin < A_NAME and _first_script(text) == "Latin" else MIXED
    if "Japanese" in counts:
        return "Japanese"
    return max(sorted(counts), key=counts.__getitem__)


@compiled("style_words")
def letters_by_script(text: str, scripts: bytearray, other: int) -> dict[int, int]:
    """How many letters of each script a text has, by its number; beyond U+FFFF all are of an `other`."""
    found: Counter[int] = Counter()
    for char, times in Counter(text).items():
        if _LETTER.match(char):
            found[scripts[ord(char) >> 4] if char <= "\uffff" else other] += times
    return dict(found)


def _first_script(text: str) -> str:
    """The script of the first letter."""
    first = _LETTER.search(text)
    return _SCRIPT_NAMES[next(iter(letters_by_script(first[0], _SCRIPT_AT, _OTHER)))] if first else ""
