"""In which script and language a text is, told from its common words, and how it addresses the reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from auditor.text.style.trait import Trait

ENOUGH = 15  # words of a text that has some of the common ones, if its language is known
UNLATIN = "\u0370"  # from Greek on, letters are not Latin
LETTERS = 200  # characters in which the letters of one language are looked for
FEW = 12  # weighted letters below which a text does not tell its script
_LATIN_WORD = re.compile(r"[A-Za-z]{4}")
_LETTER = re.compile(r"[^\W\d_]")


class _Tallies(dict[str, int]):
    """How often each language has a word, one byte for each; a word that none has is 0."""

    def __missing__(self, word: str) -> int:
        return 0


_COMMON = {
    "English": "the of and to is are was were that this with for you your it have has not from will be "
    "on a by at can there which we they been because until had but or as an its these those may any all "
    "some other than if such into only also one use used our their he she his her what who how would could "
    "should about out i me my so up no just like get make know more time year years people first new two "
    "next last need want please here now how many much very same both each while through where after before "
    "over between day days",
    "German": "der die das und ist nicht ein eine mit von für auf den dem sie wir ich bei auch wird zu "
    "im des einer eines sich wurde werden kann nach durch wie oder wenn nur aus sind haben zum zur keine "
    "heute morgen bitte sehr noch schon immer wieder ohne unter gegen vor seit bis man jetzt hier dann dein "
    "deine du "
    "einem einen hat über dass kein vom mehr ihre ihr ihnen dieser diese dieses diesem wenn ab binnen",
    "French": "le les des est et une pour dans que qui vous nous avec sur pas ce cette au sont votre du "
    "un il elle ne par ou mais aux être été sa son ses leur",
    "Spanish": "el los las y es una para que por con del se su no como más está son usted en al "
    "yo tu al ser muy cuando donde desde hasta cada todo todos dos hoy debe puede "
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
    "kanssa ole tämän jotka sen hän minä sinä emme en et voin voit voimme jälkeen ennen huomenna nyt vielä "
    "mitä "
    "kuluttua ole olen olet teidän meidän hyvä",
    "Czech": "je že jsou nebo pro které který která jako tento tato ale aby není jen než při také už své "
    "jejich podle byl bylo bude",
    "Hungarian": "az és egy nem hogy van csak mint vagy már még lehet ami ezt meg volt minden",
    "Romanian": "și este nu care cu din pentru sunt mai sau în fost acest această prin că să",
    "Indonesian": "yang dan untuk dengan tidak ini itu dari pada adalah akan dapat atau oleh dalam saya anda "
    "juga bisa",
    "Vietnamese": "và là của có không được cho trong một các với này để khi người",
}
_NAMES = tuple(_COMMON)
_KIN = ("Swedish", "Danish or Norwegian")  # with most words in common: told apart by the others
# one byte for each language, so that the sum over the words of a text counts those of every language
_TALLIES = _Tallies()
for _number, _words in enumerate(_COMMON.values()):
    for _word in set(_words.split()):
        _TALLIES[_word] = _TALLIES.get(_word, 0) + (1 << 8 * _number)
KNOWN = frozenset(_TALLIES)
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
_SCRIPTS = (
    (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"), (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"),
    (0x0B80, 0x0BFF, "Tamil"), (0x0E00, 0x0E7F, "Thai"), (0x10A0, 0x10FF, "Georgian"),
    (0x3040, 0x30FF, "Japanese"), (0x4E00, 0x9FFF, "Chinese characters"), (0xAC00, 0xD7AF, "Korean"),
    (0x1100, 0x11FF, "Korean"), (0x3130, 0x318F, "Korean"),
)  # fmt: skip
_WEIGHTS = {"Latin": 1, "Japanese": 3, "Chinese characters": 3, "Korean": 3}


def language_traits(start: str, words: Sequence[str], known: frozenset[str]) -> list[Trait]:
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
    if script in _LETTERS and (alphabet := _alphabet(script, start)):
        found.append(("alphabet", alphabet))
    if _LATIN_WORD.search(start[:120]):
        found.append(("Latin word", "yes"))
    first = _first_in(start.split(None, 2))
    return [*found, ("script of the first word", first)] if first else found


def address_of(language: str, start: str, words: Sequence[str]) -> str:
    """Whether a text in some language says "du" or "Sie", "tu" or "vous"; "" for neither or another one."""
    if language not in _ADDRESS:
        return ""
    near, far = _ADDRESS[language]
    if language == "Japanese":
        return "polite" if any(word in start for word in far) else "familiar" if "。" in start else ""
    is_far = any(word in start for word in far) if language == "German" else not far.isdisjoint(words)
    is_near = not near.isdisjoint(words)
    return "in both ways" if is_near and is_far else "familiar" if is_near else "polite" if is_far else ""


def _alphabet(script: str, text: str) -> str:
    """The language whose own letters a text has, where no letter is another's; "" for neither."""
    chars = set(text[:LETTERS])
    own = [name for name, letters in _LETTERS[script].items() if not letters.isdisjoint(chars)]
    return own[0] if len(own) == 1 else ""


def _first_in(words: Sequence[str]) -> str:
    """Whether a text in another script begins with "Sure!" or "Here is", say; "" for a name and the like."""
    if any(char >= UNLATIN for char in words[0]):
        return "the script of the text"
    second = words[1].rstrip("!:,.") if len(words) > 1 else ""
    is_opening = words[0][-1] in "!:" or (second.isascii() and second.isalpha() and second.islower())
    first = words[0].rstrip("!:,")
    return (
        "Latin letters" if first.isascii() and first.isalpha() and first[1:].islower() and is_opening else ""
    )


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
