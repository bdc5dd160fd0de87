"""Words that turn a question into another one when exchanged: opposites, and names of one kind.

Common words only, told by their stems, so that "accepting" and "refused" are opposites too. The lists are
ours; they are no dictionary, and what they lack is not noticed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

_OPPOSITES = """
on/off before/after increase/decrease open/close open/closed opened/closed cheap/expensive send/receive
sent/received deposit/withdraw deposit/withdrawal accept/decline accept/reject accept/refuse
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
indoor/exterior interior/outside interior/outdoor interior/exterior
"""
# Of one kind: one of them in place of another asks about another thing, in small letters too.
_KINDS = """
euro dollar pound sterling franc yen yuan rupee krona peso real zloty euros dollars pounds francs

eur usd gbp chf jpy cny inr sek nok dkk pln cad aud nzd mxn brl zar huf czk

google apple samsung microsoft amazon ebay nokia sony huawei xiaomi facebook instagram twitter whatsapp
tiktok youtube netflix spotify uber lyft tesla toyota ford honda bmw audi volkswagen

paypal venmo visa mastercard maestro amex discover stripe klarna barclays hsbc santander citibank chase

android ios windows linux macos ubuntu

iphone android samsung nokia pixel

chrome firefox safari edge opera

python java javascript typescript rust golang php ruby perl kotlin swift sql bash

chatgpt gemini claude llama mistral copilot

aspirin ibuprofen paracetamol acetaminophen penicillin amoxicillin insulin morphine

germany france spain italy portugal greece poland austria switzerland belgium netherlands denmark sweden
norway finland ireland england scotland wales britain uk usa america canada mexico brazil argentina chile
china japan korea india pakistan australia russia ukraine egypt nigeria kenya israel iran iraq turkey
thailand vietnam indonesia philippines singapore

london paris berlin madrid rome lisbon vienna prague warsaw dublin amsterdam brussels stockholm oslo
copenhagen helsinki athens budapest zurich geneva munich hamburg barcelona milan moscow kyiv istanbul
cairo dubai tokyo osaka kyoto beijing shanghai delhi mumbai sydney melbourne toronto montreal vancouver
chicago boston seattle houston dallas austin denver miami atlanta philadelphia phoenix york angeles
francisco diego vegas oakland detroit portland washington

texas florida california nevada arizona oregon ohio michigan illinois georgia virginia alaska hawaii
colorado utah

english german french spanish italian portuguese dutch swedish polish russian chinese japanese korean
arabic hindi turkish greek indian mexican thai vietnamese

red blue green yellow black white purple brown pink grey

cat dog horse cow pig sheep bird fish

anna maria peter john paul mary james robert michael david sarah laura emma thomas daniel george susan
linda lisa mark kevin brian steven karen nancy helen alice bob carol
"""
_ENDINGS = (b"ing", b"ed", b"es", b"s", b"e")
_STEM = 3  # letters that are left at least
# What a negating prefix may stand before; "" is anything.
_PREFIXES = {b"un": b"", b"dis": b"", b"non": b"", b"de": b"acs", b"im": b"bmp", b"il": b"l", b"ir": b"r"}
_IN = b"abcdefghijknoqstuvwxyz"  # all but where it is il-, im- or ir-
_LETTERS = 4  # of a word with such a prefix before it


def opposed(gone: Iterable[bytes], new: Iterable[bytes]) -> bool:
    """Whether a word was exchanged for its opposite or another of its kind.

    "before" for "after", "visa" for "paypal". Numbers before a word do not count, so that "5am" and "5pm" are
    opposites.
    """
    return any(_opposite(a, b) for a, b in product(map(_bare, gone), map(_bare, new)))


def _bare(word: bytes) -> bytes:
    return word.lstrip(b"0123456789")


def _opposite(one: bytes, other: bytes) -> bool:
    if one == other or not one or not other:
        return False
    if (_stem(one), _stem(other)) in _OPPOSED or _reversed(one, other) or _reversed(other, one):
        return True
    return not _KINDS_OF.get(one, _NONE).isdisjoint(_KINDS_OF.get(other, _NONE))


def _reversed(one: bytes, other: bytes) -> bool:
    """Whether the other word is the first one with a prefix that negates it."""
    if len(one) < _LETTERS or not other.endswith(one):
        return False
    prefix, first = other[: -len(one)], one[:1]
    before = _IN if prefix == b"in" else _PREFIXES.get(prefix)
    return before is not None and (not before or first in before)


def _stem(word: bytes) -> bytes:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


_NONE: frozenset[int] = frozenset()
_OPPOSED = frozenset(
    pair
    for one, other in (words.split(b"/") for words in _OPPOSITES.encode().split())
    for pair in ((_stem(one), _stem(other)), (_stem(other), _stem(one)))
)
_KINDS_OF: dict[bytes, frozenset[int]] = {}
for _number, _words in enumerate(_KINDS.split("\n\n")):
    for _word in _words.encode().split():
        _KINDS_OF[_word] = _KINDS_OF.get(_word, _NONE) | {_number}
