"""Courtesies around an answer, which few styles ask for: "Sure, here it is:", "Let me know if …"."""

from __future__ import annotations

import re

from auditor.text.expression import later

FARTHEST = 140  # characters at most after which a first line that says so has its colon
LONGEST = 120  # characters of a line that is one

_PHRASES = (  # a word that gives it away, and how it goes on or begins
    ("know", r"let me know"),
    ("helps", r"hopes? (?:this|that|it) helps"),
    ("helpful", r"(?:hope|found) (?:this|that|it)(?: is| was)? helpful"),
    ("free", r"feel free to"),
    ("hesitate", r"(?:do not|don['’]t) hesitate"),
    ("happy", r"(?:i['’]?m|i am|i['’]?d be|i would be) happy to|happy to help"),
    ("glad", r"glad to help"),
    ("questions", r"any (?:other |further |more )?questions"),
    ("else", r"anything else"),
    ("fragen", r"(?:weitere|noch) fragen"),
    ("hilft", r"hoffe,? (?:das|dies) hilft"),
    ("gerne", r"(?:helfe|stehe)\b.{0,20}\bgerne?"),
    ("hésitez", r"n['’]hésitez"),
    ("espère", r"j['’]espère que"),
    ("dudes", r"no dudes en"),
    ("dude", r"no dude en"),
    ("espero", r"espero que (?:esto|isto|te|le|ajude|sirva)"),
    ("hesite", r"não hesite"),
    ("esitare", r"non esitare"),
    ("esiti", r"non esiti"),
    ("spero", r"spero (?:che|di)"),
    ("aarzel", r"aarzel niet"),
    ("hoop", r"ik hoop dat"),
    ("wahaj", r"nie wahaj się"),
    ("hoppas", r"hoppas (?:att|det)"),
)
_UNSPACED = (  # the same in scripts that do not part words, and in others by their beginnings
    "お気軽に", "お問い合わせ", "お役に立て", "请随时", "如有任何", "希望对", "随时联系", "언제든지",
    "도움이 되", "обращайтесь", "надеюсь", "дайте знать", "звертайтеся", "сподіваюс", "umarım",
    "bana sorun", "yardımcı olabil", "لا تتردد", "أتمنى", "संकोच न करें", "आशा है",
)  # fmt: skip
_AGREED = (  # "Certainly!"
    "sure|certainly|of course|absolutely|okay|great|gladly|natürlich|gerne|selbstverständlich|klar"
    "|bien sûr|avec plaisir|volontiers|claro|por supuesto|com certeza|con gusto|certo|certamente"
    "|volentieri|zeker|natuurlijk|graag|oczywiście|jasne|конечно|разумеется|звичайно|звісно|tabii|elbette"
    "|självklart|selvfølgelig|samozřejmě|jistě|tietysti|tentu|baik|chắc chắn|بالطبع|بالتأكيد|ज़रूर|बिल्कुल"
)
_HERE = (  # "Here is the summary:"
    "here(?:['’]s| is| are)|hier (?:ist|sind|kommt|is|zijn)|voici|aquí (?:está|están|tienes?|va)"
    "|aqui (?:está|vai)|ecco|oto|вот|ось|işte|här är|her er|zde je|tady je|tässä|berikut|đây là|dưới đây"
    "|إليك|यहाँ|यह रहा"
)
_PREAMBLE = later(
    rf"(?:{_AGREED})\b[^\n:]{{0,80}}:|(?:{_HERE})\b[^\n:]{{0,80}}:"
    r"|(?:当然|好的|もちろん|承知|かしこまり|물론)[^\n:：]{0,60}[:：]"
    r"|(?:以下|こちらが|다음은)[^\n:：。]{0,60}[:：]",
    re.IGNORECASE,
)
_PREAMBLE_BEGINS = frozenset(phrase[:2] for phrase in f"{_AGREED}|{_HERE}".split("|"))
"""Two letters, one of which a preamble in ASCII begins with."""
_TOLD_BY = frozenset(word for word, _ in _PHRASES)
_OPENING = r"(?:(?:i|and|also|please|i do|we|if you have|is there|ich|u kunt)[ ,]+)*+[¡]?"
_COURTESY = later(rf"{_OPENING}(?:{'|'.join(phrase for _, phrase in _PHRASES)})\b")
_APART = str.maketrans(".,;:!?'’\"()", " " * 11)


def ends_with_courtesy(text: str) -> bool:
    """Whether the last of several lines offers more help, or hopes that this was one."""
    line = text[text.rfind("\n") + 1 :]
    if len(line) > LONGEST or len(line) == len(text):
        return False
    end = line.lower().lstrip()
    if not line.isascii() and any(map(end.__contains__, _UNSPACED)):
        return True
    return _COURTESY.match(end) is not None and not _TOLD_BY.isdisjoint(end.translate(_APART).split())


def is_preamble(line: str) -> bool:
    """Whether a first line says that the answer follows: "Sure, here is the summary:"."""
    start = line[:FARTHEST]
    if ":" not in start and "：" not in start:
        return False
    if start[:2].isascii() and start[:2].lower() not in _PREAMBLE_BEGINS:
        return False
    return _PREAMBLE.match(line) is not None
