"""A courtesy after the answer, which few styles ask for: "Let me know if you need anything else."."""

from __future__ import annotations

import re

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
_TOLD_BY = frozenset(word for word, _ in _PHRASES)
_OPENING = r"(?:(?:i|and|also|please|i do|we|if you have|is there|ich|u kunt)[ ,]+)*+[¡]?"
_COURTESY = re.compile(rf"{_OPENING}(?:{'|'.join(phrase for _, phrase in _PHRASES)})\b")
_APART = str.maketrans(".,;:!?'’\"()", " " * 11)


def ends_with_courtesy(text: str) -> bool:
    """Whether the last of several lines offers more help, or hopes that this was one."""
    line = text[text.rfind("\n") + 1 :]
    if len(line) > LONGEST or len(line) == len(text):
        return False
    end = line.lower().lstrip()
    return not _TOLD_BY.isdisjoint(end.translate(_APART).split()) and _COURTESY.match(end) is not None
