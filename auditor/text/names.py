"""Names in a text, as far as capital letters tell, and whether two texts have exchanged one for another."""

from __future__ import annotations

import re
from itertools import pairwise

from auditor.text.similarity import misspelt

_NOT_A_LETTER = re.compile(r"\W+")
_SENTENCE_END = frozenset(".!?:;\"'(-–—\u2026")
# Common words only: with one in place of the other a question has another answer, whatever its label.
_OPPOSITES = (
    "on/off before/after increase/decrease open/close open/closed opened/closed cheap/expensive "
    "send/receive sent/received deposit/withdraw deposit/withdrawal accept/decline accept/reject "
    "accepted/declined buy/sell first/second first/last start/stop start/end begin/end high/low "
    "higher/lower highest/lowest more/less most/least with/without morning/evening morning/afternoon "
    "morning/night day/night north/south east/west man/woman men/women male/female boy/girl son/daughter "
    "brother/sister mother/father husband/wife credit/debit import/export lost/found best/worst "
    "better/worse add/remove allow/deny allow/forbid allowed/forbidden incoming/outgoing inbound/outbound "
    "always/never all/none up/down in/out inside/outside left/right hot/cold early/late earlier/later "
    "fast/slow big/small large/small long/short old/new old/young true/false win/lose pass/fail "
    "passed/failed success/failure minimum/maximum min/max top/bottom upper/lower upload/download "
    "income/expense profit/loss rise/fall enter/exit arrive/depart arrival/departure arriving/leaving "
    "push/pull join/leave lock/unlock empty/full wet/dry hard/soft easy/difficult easy/hard here/there "
    "active/inactive correct/incorrect complete/incomplete valid/invalid possible/impossible "
    "connect/disconnect agree/disagree legal/illegal"
)
_OPPOSED = frozenset(
    pair
    for one, other in (words.split(b"/") for words in _OPPOSITES.encode().split())
    for pair in ((one, other), (other, one))
)
_TITLE = 0.5  # more capitals than that are a way of writing, not names


def names_of(text: str) -> frozenset[bytes]:
    """Words with a capital letter inside a sentence, case folded; none where most words have one."""
    words = text.split()
    inside = [
        word
        for before, word in pairwise(words)
        if word[0].isupper() and len(word) > 1 and before[-1] not in _SENTENCE_END
    ]
    if len(inside) > _TITLE * (len(words) - 1):
        return frozenset()
    return frozenset(_NOT_A_LETTER.sub("", word.casefold()).encode("utf-8", "replace") for word in inside)


def exchanged(one: frozenset[bytes], one_text: bytes, other: frozenset[bytes], other_text: bytes) -> bool:
    """Whether each text has a name that the other does not mention; a misspelt name is the same name."""
    if one == other:
        return False
    gone, new = one - other - set(other_text.split()), other - one - set(one_text.split())
    return bool(gone and new) and not all(any(misspelt(a, b) for b in new) for a in gone)


def only_slips(gone: set[bytes], new: set[bytes]) -> bool:
    """Whether two texts differ in misspelt words and words of one or two letters only."""
    gone, new = {word for word in gone if len(word) > 2}, {word for word in new if len(word) > 2}
    return len(gone) == len(new) and all(any(misspelt(a, b) for b in new) for a in gone)


def other_subject(gone: set[bytes], new: set[bytes]) -> bool:
    """Whether a long word was exchanged for another one: in a question of knowledge, what it is about."""
    gone, new = {word for word in gone if len(word) >= 5}, {word for word in new if len(word) >= 5}
    return bool(gone and new) and not all(any(misspelt(a, b) for b in new) for a in gone)


def opposed(gone: set[bytes], new: set[bytes]) -> bool:
    """Whether a word was exchanged for its opposite: "before" for "after", "blocked" for "unblocked"."""
    return any((a, b) in _OPPOSED or _reversed(a, b) or _reversed(b, a) for a in gone for b in new)


def _reversed(one: bytes, other: bytes) -> bool:
    return len(one) >= 4 and other == b"un" + one
