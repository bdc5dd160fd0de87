"""What is left of a secret in a text that was made of it: cut at any place, in small letters, on one line.

Half a secret has no shape to be known by. So whatever is said about a row is compared with the secrets and
the personal data of the whole row, wherever the words come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from auditor.text.joined import bounded
from auditor.text.sensitive.masking import find_all, mask

_RUN = 6  # letters and digits in a row that are a piece of a secret …
_WORD = 8  # … that spans so many characters if no digit is among them: addresses hold common words

Pieces = frozenset[str]


def pieces(value: Any) -> Pieces:
    """All that must not be said of a JSON value: every short run of its secrets and personal data."""
    found: set[str] = set()
    for text in texts_in(value):
        found |= _pieces(text)
    return frozenset(found)


def said_of(words: str, value: Any) -> str:
    """Words about a JSON value or the text of a row, without its secrets and what is left of them."""
    return without_remains(mask(words), pieces(value))


def without_remains(text: str, hidden: Pieces) -> str:
    """The text with a dot for every letter and digit of a run that stands in a secret too. Linear."""
    if not hidden:
        return text
    places = [at for at, letter in enumerate(text) if letter.isalnum()]
    bare = _bare(text)
    safe = list(text)
    for start, end in _runs(bare, hidden):
        shown = places[start:end]
        if shown and (shown[-1] - shown[0] >= _WORD - 1 or any(map(str.isdigit, bare[start:end]))):
            for at in shown:
                safe[at] = "•"
    return "".join(safe)


def _runs(bare: str, hidden: Pieces) -> Iterator[tuple[int, int]]:
    """The stretches [start, end) whose every short run stands in a secret."""
    start = end = 0
    for at in range(len(bare) - _RUN + 1):
        if bare[at : at + _RUN] not in hidden:
            continue
        if at > end:
            yield start, end
            start = at
        end = at + _RUN
    yield start, end


@lru_cache(maxsize=1 << 13)
def _pieces(text: str) -> Pieces:
    """The short runs of the secrets in one text; kept, for rows share texts and have many places."""
    found: set[str] = set()
    for one in find_all(text):
        found |= _cut(text[one.start : one.end]) - _cut(one.kind)  # what kind it is may be said
    return frozenset(found)


def _cut(text: str) -> set[str]:
    bare = _bare(text)
    return {bare[at : at + _RUN] for at in range(len(bare) - _RUN + 1)}


def _bare(text: str) -> str:
    """Letters and digits alone, small, one for one."""
    return "".join(letter.lower()[0] for letter in text if letter.isalnum())


def texts_in(value: Any) -> list[str]:
    """Every text, key and number in a JSON value, as far as it is searched."""
    found: list[str] = []
    waiting: list[Any] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(bounded(one))
        elif isinstance(one, dict):
            found += [bounded(key) for key in one if isinstance(key, str) and key]
            waiting += one.values()
        elif isinstance(one, list | tuple):
            waiting += one
        elif isinstance(one, int | float) and not isinstance(one, bool):
            found += _number(one)
    return found


def _number(value: int | float) -> Iterable[str]:
    text = str(value)
    return (text,) if len(text) > _RUN else ()
