"""Traits of tone that can be counted: person, contractions, emoji, exclamation, case, language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from auditor.text.style.courtesy import ends_with_courtesy
from auditor.text.style.trait import Trait

MIXED = "small letters and capitals"
ENOUGH = 15  # words of a text that has some of the common ones, if its language is known
TITLE = 120  # characters of a text that may be a title
UNLATIN = "\u0370"  # from Greek on, letters are not Latin
FEW = 12  # weighted letters below which a text does not tell its script
LOOK_AT = 500  # characters from the start that decide on language, person and contractions

TONE_FEATURES = frozenset(
    (
        "person",
        "address",
        "language",
        "words",
        "emoji",
        "emojis",
        "link",
        "exclamation",
        "contractions",
        "courtesy",
        "letter case",
        "title case",
        "script",
        "Latin word",
        "script of the first word",
    )
)

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
_LATIN_WORD = re.compile(r"[A-Za-z]{4}")
_LETTER = re.compile(r"[^\W\d_]")

_COMMON = {
    "English": "the of and to is are was were that this with for you your it have has not from will be "
    "on a by at can there which we they been because until had but or as an its these those may any all "
    "some other than if such into only also one use used our their he she his her what who how would could "
    "should about out",
    "German": "der die das und ist nicht ein eine mit von für auf den dem sie wir ich bei auch wird zu "
    "im des einer eines sich wurde werden kann nach durch wie oder wenn nur aus sind haben zum zur keine "
    "einem einen hat über dass kein vom mehr ihre ihr ihnen dieser diese dieses diesem wenn ab binnen",
    "French": "le les des est et une pour dans que qui vous nous avec sur pas ce cette au sont votre du "
    "un il elle ne par ou mais aux être été sa son ses leur",
    "Spanish": "el los las y es una para que por con del se su no como más está son usted en al "
    "un lo le pero sus muy este esta sobre sin entre ha",
    "Italian": "il gli della di è che per una sono non con del questo nel alla si anche più lo "
    "un i se al mi ne ho da ma come delle dei nella ha dal sul questa essere",
    "Portuguese": "o os do da é que para um uma não com em por mais você no na são ao seu dos das "
    "se está foi ser muito pelo pela também isso",
    "Dutch": "het een en van is niet dat op te met voor zijn er aan ook uw wij u deze bij "
    "ik je als wordt worden naar door om maar dit hebben kan",
    "Polish": "w na z jest nie się że jak są dla oraz po od przez może być ale tak tym tego tylko",
    "Turkish": "ve bir bu için ile da de olarak daha çok ne var gibi olan siz mi",
    "Swedish": "och att det är som på en av för med den till inte ett om har vi du "
    "kan från efter eller men när ska så i",
    "Danish or Norwegian": "og ikke af fra til også eller hvis når være blev bliver mellem jeg mig dig denne "
    "dette hvor hvordan noget nogle skal kun deres ved hvad kunne er det som på en med den et om har vi du "
    "kan var efter men at for der i",
    "Finnish": "ja ei että joka mutta kun myös ovat voi tämä tai jos niin kuin sekä hän olla oli mukaan sitä "
    "kanssa ole tämän jotka sen hän minä sinä",
    "Czech": "je že jsou nebo pro které který která jako tento tato ale aby není jen než při také už své "
    "jejich podle byl bylo bude",
    "Hungarian": "az és egy nem hogy van csak mint vagy már még lehet ami ezt meg volt minden",
    "Romanian": "și este nu care cu din pentru sunt mai sau în fost acest această prin că să",
    "Indonesian": "yang dan untuk dengan tidak ini itu dari pada adalah akan dapat atau oleh dalam saya anda "
    "juga bisa",
    "Vietnamese": "và là của có không được cho trong một các với này để khi người",
}
_PERSON = {"i": "I", "i'm": "I", "i've": "I", "my": "I", "we": "we", "our": "we", "we're": "we", "us": "we",
           "you": "you", "your": "you", "you're": "you"}  # fmt: skip
_NAMES = tuple(_COMMON)
_KIN = ("Swedish", "Danish or Norwegian")  # with most words in common: told apart by the others
# one byte for each language, so that the sum over the words of a text counts those of every language
_TALLIES = dict.fromkeys(_PERSON, 0)
for _number, _words in enumerate(_COMMON.values()):
    for _word in set(_words.split()):
        _TALLIES[_word] = _TALLIES.get(_word, 0) + (1 << 8 * _number)
_KNOWN = frozenset(_TALLIES)

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
_SCRIPTS = (
    (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"), (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"),
    (0x0B80, 0x0BFF, "Tamil"), (0x0E00, 0x0E7F, "Thai"), (0x10A0, 0x10FF, "Georgian"),
    (0x3040, 0x30FF, "Japanese"), (0x4E00, 0x9FFF, "Chinese characters"), (0xAC00, 0xD7AF, "Korean"),
    (0x1100, 0x11FF, "Korean"), (0x3130, 0x318F, "Korean"),
)  # fmt: skip
_WEIGHTS = {"Latin": 1, "Japanese": 3, "Chinese characters": 3, "Korean": 3}


def tone_traits(text: str, contractions: bool = True) -> list[Trait]:
    """The tone traits of a stripped text, most of them told from its beginning."""
    start = text[:LOOK_AT]
    small = start.lower()
    words = small.replace(".", " ").replace(",", " ").split()
    known = _KNOWN.intersection(words)
    persons = {_PERSON[word] for word in known if word in _PERSON}
    found = [("person", person) for person in sorted(persons)]
    found += _languages(start, words, known)
    if address := _address(found[-1][1] if found else "", start, words):
        found.append(("address", address))
    if not text.isascii() and _may_hold_emoji(text) and _EMOJI.search(text):
        found += [("emoji", "yes"), ("emojis", str(len(_EMOJI.findall(text))))]
    if "://" in text or "www." in text:
        found.append(("link", "yes"))
    if "!" in text or "！" in text:
        found.append(("exclamation", "yes"))
    if ends_with_courtesy(text):
        found.append(("courtesy", "yes"))
    if contractions and (form := _contractions(start, small, words)):
        found.append(("contractions", form))
    if small != start.upper() and (text[0].lower() != text[0].upper() if len(text) > 20 else " " not in text):
        found.append(("letter case", _letter_case(text, start)))
    if len(text) <= TITLE and _is_title(text):
        found.append(("title case", "yes"))
    return found


def _address(language: str, start: str, words: Sequence[str]) -> str:
    """Whether a text in some language says "du" or "Sie", "tu" or "vous"; "" for neither or another one."""
    if language not in _ADDRESS:
        return ""
    near, far = _ADDRESS[language]
    if language in ("German", "Japanese", "Korean"):
        is_far = any(word in start for word in far)
    else:
        is_far = not far.isdisjoint(words)
    is_near = not near.isdisjoint(words)
    return "in both ways" if is_near and is_far else "familiar" if is_near else "polite" if is_far else ""


def _may_hold_emoji(text: str) -> bool:
    """Whether a look at every character can find an emoji, told quickly by the first bytes of letters.

    E2 begins them and the signs from U+2000 on, where E2 80 are dashes and quotation marks; F0 the rest.
    """
    encoded = text.encode("utf-8", "surrogatepass")
    return b"\xf0" in encoded or encoded.count(b"\xe2") > encoded.count(b"\xe2\x80")


def _languages(start: str, words: Sequence[str], known: frozenset[str]) -> list[Trait]:
    """Script and language, and what a text in another script has in Latin letters."""
    script = _script(start[:120])
    if script in ("", "Latin"):
        found = [("script", script)] if script else []
        if language := _language_of(known):
            found.append(("language", language))
        return (
            [*found, ("words", "known" if language else "unknown")] if start.count(" ") >= ENOUGH else found
        )
    found = [("script", script), ("language", script)]
    if _LATIN_WORD.search(start[:120]):
        found.append(("Latin word", "yes"))
    first = _first_in(start.split(None, 2))
    return [*found, ("script of the first word", first)] if first else found


def _contractions(start: str, small: str, words: Sequence[str]) -> str:
    """Whether contractions are "used", or what could be contracted is "written out"; "" for neither."""
    if ("'" in start or "’" in start) and _CONTRACTION.search(start):
        return "used"
    return "written out" if not _AUXILIARIES.isdisjoint(words) and _is_written_out(small) else ""


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
    """The language that most of the common words belong to, two where none is of another; "" when unsure."""
    hits = sum(map(_TALLIES.__getitem__, known)).to_bytes(len(_NAMES), "little")
    *others, second, most = sorted(hits)
    if most < (3 if second else 2):
        return ""
    best = _NAMES[hits.index(most)]
    if best in _KIN and second == max(hits[_NAMES.index(name)] for name in _KIN if name != best) < most:
        second = others[-1]
    return "" if second * 2 > most else best


def _script(text: str) -> str:
    """The script of most letters, "" for a few letters; kana anywhere means Japanese.

    A letter outside of the Latin script counts twice and a syllable or word sign three times, as names and
    terms in Latin letters are longer than what they stand among.
    """
    if text.isascii():
        return "Latin" if len(text) >= FEW and _LETTER.search(text) else ""
    counts: dict[str, int] = {}
    for char, times in Counter(text).items():
        name, weight = _script_of(char)
        if weight:
            counts[name] = counts.get(name, 0) + times * weight
    total, latin = sum(counts.values()), counts.pop("Latin", 0)
    if total < FEW:
        return ""
    if 2 * latin >= total:  # one that begins in another script is full of names and terms
        return "Latin" if latin == total or _first_script(text) == "Latin" else ""
    if "Japanese" in counts:
        return "Japanese"
    return max(sorted(counts), key=counts.__getitem__)


def _first_script(text: str) -> str:
    """The script of the first letter."""
    return next((name for name, _ in map(_script_of, text) if name), "")


@lru_cache(maxsize=4096)
def _script_of(char: str) -> tuple[str, int]:
    """The script of a letter and how much it counts; ("", 0) for what is none."""
    if not _LETTER.match(char):
        return "", 0
    name = "Latin" if char <= "\u036f" else "another script"
    name = next((script for low, high, script in _SCRIPTS if low <= ord(char) <= high), name)
    return name, _WEIGHTS.get(name, 2)
