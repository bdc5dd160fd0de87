"""Words that turn a question into another one when exchanged: opposites, and names of one kind.

Common words only, told by their stems, so that "accepting" and "refused" are opposites too. The lists, here
and in `kinds`, are ours; they are no dictionary, and what they lack is not noticed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

from auditor.text.near.kinds import KINDS

_OPPOSITES = """
on/off before/after increase/decrease open/close open/closed opened/closed cheap/expensive send/receive
sent/received deposit/withdraw deposit/withdrawal accept/decline accept/reject accept/refuse
agree/refuse agree/decline agree/reject now/later now/earlier today/later today/earlier
approve/decline approve/reject allow/refuse buy/sell first/second first/last start/stop start/end
begin/end high/low higher/lower highest/lowest more/less most/least with/without morning/evening
morning/afternoon morning/night day/night afternoon/evening north/south east/west man/woman men/women
male/female boy/girl son/daughter brother/sister mother/father husband/wife credit/debit import/export
lost/found best/worst better/worse add/remove allow/deny allow/forbid incoming/outgoing inbound/outbound
always/never all/none up/down in/out inside/outside left/right hot/cold early/late earlier/later
fast/slow big/small large/small long/short old/new old/young true/false win/lose pass/fail
success/failure minimum/maximum min/max top/bottom upper/lower upload/download income/expense profit/loss
rise/fall enter/exit arrive/depart arrival/departure arrive/leave push/pull join/leave lock/unlock
empty/full wet/dry hard/soft easy/difficult easy/hard here/there connect/disconnect enable/disable
include/exclude remember/forget encode/decode encrypt/decrypt past/to am/pm a/p if/unless everyone/nobody
breakfast/lunch breakfast/dinner lunch/dinner inside/outdoor inside/exterior indoor/outside indoor/outdoor
block/unlock lock/unblock indoor/exterior interior/outside interior/outdoor interior/exterior
"""
_BESIDE_A_DAY = frozenset((b"before", b"after"))  # "the day before" is another one than yesterday
_ENDINGS = (b"ing", b"ed", b"es", b"s", b"e")
_STEM = 3  # letters that are left at least
# What a negating prefix may stand before; "" is anything.
_PREFIXES = {b"un": b"", b"dis": b"", b"non": b"", b"de": b"acs", b"im": b"bmp", b"il": b"l", b"ir": b"r",
             b"in": b"abcdefghijknoqstuvwxyz"}  # all but where it is il-, im- or ir-  # fmt: skip
_LETTERS = 4  # of a word with such a prefix before it


def opposed(gone: Iterable[bytes], new: Iterable[bytes]) -> bool:
    """Whether a word was exchanged for its opposite or another of its kind.

    "before" for "after", "visa" for "paypal". Numbers before a word do not count, so that "5am" and "5pm" are
    opposites.
    """
    ours, theirs = set(map(_bare, gone)), set(map(_bare, new))
    if any(b"day" in words and not _BESIDE_A_DAY.isdisjoint(words) for words in (ours, theirs)):
        return True
    if not ours or not theirs:
        return False
    known = product(filter(_is_known, ours), filter(_is_known, theirs))
    return any(_opposite(*pair) for pair in known) or _negates(ours, theirs) or _negates(theirs, ours)


def _bare(word: bytes) -> bytes:
    return word.lstrip(b"0123456789")


def _is_known(word: bytes) -> bool:
    return _stem(word) in _known()


def _opposite(one: bytes, other: bytes) -> bool:
    stems = _stem(one), _stem(other)
    ours, theirs = (_kinds_of().get(stem, _NONE) for stem in stems)
    return one != other and (stems in _opposites() or (stems[0] != stems[1] and not ours.isdisjoint(theirs)))


def _negates(words: set[bytes], others: set[bytes]) -> bool:
    """Whether one of the words is one of the others with a prefix that negates it."""
    return any(not others.isdisjoint(_denied(word)) for word in words)


@lru_cache(maxsize=1 << 12)
def _denied(word: bytes) -> tuple[bytes, ...]:
    """What is left of a word without such a prefix."""
    rests = ((word[len(prefix) :], before) for prefix, before in _PREFIXES.items() if word.startswith(prefix))
    return tuple(
        rest for rest, before in rests if len(rest) >= _LETTERS and (not before or rest[:1] in before)
    )


@lru_cache(maxsize=1 << 12)
def _stem(word: bytes) -> bytes:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


_NONE: frozenset[int] = frozenset()


@cache
def _opposites() -> frozenset[tuple[bytes, bytes]]:
    """The stems of opposites, in both orders."""
    pairs = (tuple(map(_stem, words.split(b"/"))) for words in _OPPOSITES.encode().split())
    return frozenset(pair for one, other in pairs for pair in ((one, other), (other, one)))


@cache
def _kinds_of() -> dict[bytes, frozenset[int]]:
    """The stems of names, and the numbers of the kinds that they are of."""
    found: dict[bytes, frozenset[int]] = {}
    for number, words in enumerate(KINDS.split("\n\n")):
        for stem in map(_stem, words.encode().split()):
            found[stem] = found.get(stem, _NONE) | {number}
    return found


@cache
def _known() -> frozenset[bytes]:
    return frozenset(stem for pair in _opposites() for stem in pair).union(_kinds_of())
