"""Greetings, requests and thanks around a question, which say nothing about what is asked.

"Hi, could you please tell me …? Many thanks!" around a short question is more text than the question; the
comparison of short texts leaves such phrases at both ends out. Nobody can list them all: what is made of
the words of such phrases only, and stands around a question, is a courtesy too (`is_wrapped`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from auditor.text.near.shingles import word_hashes
from auditor.text.ragged import Hashes, Ints, Known, Mask, Ragged, find

LONGEST = 250  # bytes; in a longer text they change little
EDGE = 3  # bytes of a phrase by which it is looked for; the shortest has two, and a border
WORDS = 2  # that must be left: "thank you", "yes please" are whole answers

_STARTS = """
| please | kindly | hi | hello | hey | hi there | hello there | hey there | dear sir | dear madam
| dear team | dear support | good morning | good afternoon | good evening | good day | greetings
| excuse me | pardon me | sorry to bother you | but | a quick question | quick question
| one question | just checking | i have a question | i have a quick question | just a quick question
| i was wondering | i am wondering
| i'm wondering | i was just wondering | just wondering | could you help | can you help
| could you help me | can you help me | please help | please help me | could you please help me
| can you please help me | help me please | could you tell me | can you tell me
| could you please tell me | can you please tell me | would you tell me | would you please tell me
| please tell me | please could you tell me | tell me please | please let me know | could you let me know
| can you let me know | i would like to know | i'd like to know | i want to know | i need to know
| may i ask | can i ask | could i ask | let me ask | if you don't mind | if you do not mind | if possible
| would you mind telling me | do you happen to know | hope you are well
| hope you're well | i hope you are well | i hope you're well | i hope this finds you well | ok so
| okay so | so | hallo | guten tag | guten morgen | guten abend | bitte | entschuldigung
| können sie mir bitte sagen | könnten sie mir bitte sagen | können sie mir sagen | könnten sie mir sagen
| eine kurze frage | kurze frage | bonjour | bonsoir | salut | s'il vous plaît | s'il te plaît
| excusez-moi | pouvez-vous me dire | pourriez-vous me dire | hola | buenos días | buenas tardes
| por favor | disculpe | perdón | buongiorno | ciao | per favore | scusi | bom dia | boa tarde
| здравствуйте | привет | добрый день | пожалуйста | подскажите пожалуйста | подскажите
"""
_ENDS = """
| please | kindly | thanks | thank you | many thanks | thanks a lot | thanks a million | thanks so much
| thank you very much | thank you so much | thank you kindly | thanks in advance | thank you in advance
| many thanks in advance | thanks for your help | thank you for your help | thanks for the help
| thank you for your time | thanks for your time | please advise | please help | please help me
| can you help | can you help me | could you help | could you help me | cheers | regards | best regards
| kind regards | i would appreciate your help | i'd appreciate your help | i would appreciate any help
| i appreciate your help | any help is appreciated | any help would be appreciated | if you don't mind
| if you do not mind | if possible | if you can | if you could | let me know | please let me know | bitte
| danke | danke schön | vielen dank | danke im voraus | vielen dank im voraus | mit freundlichen grüßen
| merci | merci beaucoup | merci d'avance | s'il vous plaît | s'il te plaît | gracias | muchas gracias
| gracias de antemano | por favor | grazie | grazie mille | per favore | obrigado | obrigada | спасибо
| большое спасибо | заранее спасибо | пожалуйста
"""
_BETWEEN = b" ,.;:!?"

# Words that make a phrase a courtesy, and words that stand beside them ("may i bother you with a question").
_COURTEOUS = b"""
advice advise apologies apologize appreciate appreciated ask assist assistance cheers curious dear excuse
forward grateful greetings hello help helpful helping hey hi hiya hope hoping kindly know mind pardon
please pls plz query question questions regards reply response sincerely sorry tell thank thanks thankyou
thx tia ty wishes wonder wondering
"""
_BESIDE = b"""
a about advance all also am an and answer answering any anybody anyone are as asap asking attention
awesome be because been best better bit bother bothering bunch but by can care check checking clarify
could customer did do does doing everybody everyone explain explaining fantastic favor favour find finds
fine folks for from glad good great greatly guidance guys had happen happy has have having hear hearing i
id if ill im in info inform information inquire is it its ive just kind let letting like little look
looking lot lots love lovely madam many may maybe me might million most much my need nice of ok okay or
our possible possibly quick quickly quite really respond service short simple sir so some somebody
someone something soon support sure team that the this to ton too trouble very want wanted wanting warm
was we welcome well were will with wonderful would you your youre yours
"""


def without_courtesies(texts: Sequence[bytes]) -> list[bytes]:
    """The normal forms without courtesies at their ends; a text of little else stays as it is."""
    return [
        _without(text)
        if (text[:EDGE] in _AFTER or text[-EDGE:] in _BEFORE) and len(text) <= LONGEST
        else text
        for text in texts
    ]


def courtesies_of(text: bytes, rest: bytes) -> bytes:
    """The words of the courtesies that `rest` lacks."""
    if len(text) == len(rest):
        return b""
    before, _, after = text.partition(rest)
    return b" ".join((before + b" \0 " + after).translate(_NO_WORD).split())


def is_wrapped(inner: bytes, outer: bytes) -> bool:
    """Whether a text is another one with courtesies around it, both in words (see `comparison`)."""
    before, found, after = (b" " + outer + b" ").partition(b" " + inner + b" ")
    around = before.split() + after.split()
    return (
        bool(found)
        and not _COURTEOUS_SET.isdisjoint(around)
        and _BESIDE_SET.issuperset(around)
        and len(words := inner.split()) >= WORDS
        and not _BESIDE_SET.issuperset(words)
    )


def cores(words: Ragged) -> tuple[Ints, Ints]:
    """Where the words of texts begin and end without all at both ends that can belong to courtesies."""
    return telling(words.values, words.offsets, _POLITE.hashes, _POLITE.likely)


def telling(words: Hashes, offsets: Ints, polite: Hashes, likely: Mask) -> tuple[Ints, Ints]:
    """The place of the first, and the one behind the last, word of each row that is not polite."""
    tells = np.ones(len(words), bool)
    tells[find(words, polite, likely)[0]] = False
    places = np.flatnonzero(tells)
    first, last = np.searchsorted(places, offsets[:-1]), np.searchsorted(places, offsets[1:])
    some = np.flatnonzero(first < last)
    starts, ends = offsets[1:].copy(), offsets[1:].copy()
    starts[some], ends[some] = places[first[some]], places[last[some] - 1] + 1
    return starts, ends


def _without(text: bytes) -> bytes:
    rest = text
    while (start := _longest(rest, _AFTER)) is not None:
        rest = rest[start:].lstrip(_BETWEEN)
    while (end := _longest(rest, _BEFORE)) is not None:
        rest = rest[: len(rest) - end].rstrip(_BETWEEN)
    return rest if len(rest) == len(text) or rest.count(b" ") >= WORDS - 1 else text


def _longest(text: bytes, phrases: dict[bytes, tuple[bytes, ...]]) -> int | None:
    """The length of the longest phrase at the start of a text (or at its end), which is not all of it."""
    at_end = phrases is _BEFORE
    for phrase in phrases.get(text[-EDGE:] if at_end else text[:EDGE], ()):
        size = len(phrase)
        if at_end and text.endswith(phrase) and text[-size - 1 : -size] in _BORDERS:
            return size
        if not at_end and text.startswith(phrase) and text[size : size + 1] in _BORDERS:
            return size
    return None


def _by(phrases: str, at_end: bool) -> dict[bytes, tuple[bytes, ...]]:
    """The phrases, the longest first, by their first (or last) bytes, which may be a border's."""
    found: dict[bytes, dict[bytes, None]] = {}
    each = {phrase.strip() for phrase in phrases.casefold().encode().split(b"|")} - {b""}
    for phrase in sorted(each, key=lambda phrase: (-len(phrase), phrase)):
        for border in _BORDERS:
            key = (border + phrase)[-EDGE:] if at_end else (phrase + border)[:EDGE]
            found.setdefault(key, {})[phrase] = None
    return {key: tuple(values) for key, values in found.items()}


_NO_WORD = bytes.maketrans(_BETWEEN, b" " * len(_BETWEEN))
_COURTEOUS_SET = frozenset(_COURTEOUS.split())
_BESIDE_SET = _COURTEOUS_SET.union(_BESIDE.split())
_POLITE = Known(word_hashes(_COURTEOUS + _BESIDE))
_BORDERS = frozenset(bytes([byte]) for byte in _BETWEEN)
_AFTER, _BEFORE = _by(_STARTS, at_end=False), _by(_ENDS, at_end=True)
