"""Names in a text, as far as capital letters tell, and whether two texts have exchanged one for another."""

from __future__ import annotations

import re
from itertools import pairwise

from auditor.kernels import compiled
from auditor.text.near.similarity import misspelt

_NOT_A_LETTER = re.compile(r"\W+")
_SENTENCE_END = frozenset(".!?:;\"'(-–—\u2026")
_TITLE = 0.5  # more capitals than that are a way of writing, not names


@compiled("names")
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
