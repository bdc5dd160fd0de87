"""Where numbers stand in which personal data can be, and where in many texts it can be at all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled
from auditor.text.expression import later
from auditor.text.joined import Joined
from auditor.text.ragged import distinct
from auditor.text.sensitive.national_ids import FEW_DIGITS

Places = NDArray[np.int64]
Spans = Iterator[tuple[int, int]]
Numbers = list[tuple[int, int]]  # where a number of so many digits stands, with its edges

_LONG = 42  # digits in a row that are no number of anything below
_MANY = 256  # the same where spaces and such signs stand between them: a table of figures
_TABLE = rf"(?:[ ()./-]{{0,3}}+\d){{{_MANY - 1},}}+"
# The first digit before the choice: the search goes from digit to digit.
_NUMBER = later(rf"\d(?:(\d{{{_LONG - 1},}}+|{_TABLE})|(?:[ ()./-]{{0,3}}\d){{7,40}}|\d{{6}})")
_EDGE = 6  # characters around a number that belong to it or decide about it: "+1 (", "/mo"

# A number has eight digits within 22 bytes, with no other signs of ASCII among them than these, or seven
# in a row (the Spanish NIE): all but short IP addresses and those beside a word.
_DIGITS, _SPAN, _ROW = 8, 22, 7
_BREAKS = np.array([byte < 128 and byte not in b"0123456789 ()./-" for byte in range(256)])


def numbers_in(text: str) -> Numbers:
    """The numbers in a text that have digits enough."""
    return [(max(m.start() - _EDGE, 0), m.end() + _EDGE) for m in _NUMBER.finditer(text) if not m[1]]


def may_hold_personal_data(texts: Joined) -> Places:
    """Byte positions near which a value may stand: all that `find_personal_data` finds, and more."""
    blob = texts.blob
    spoken = [at for word in FEW_DIGITS for at in _all(blob, word.encode())]
    return np.concatenate((number_places(blob), np.array(spoken, np.int64)))


def may_hold(text: str) -> bool:
    """Whether a value may stand in one text; in one beyond ASCII always, as its digits are not looked at."""
    blob = text.encode("utf-8", "surrogatepass").lower()
    if not blob.isascii() or len(number_places(blob)):
        return True
    return any(word.encode() in blob for word in FEW_DIGITS)


@compiled("sensitive")
def number_places(blob: bytes) -> Places:
    """Where each @ stands, and where enough digits, a dotted quad or groups with colons end; ascending."""
    letters = np.frombuffer(blob, np.uint8)
    digit = _without_long_rows((letters - np.uint8(48)) < 10)
    places = np.flatnonzero(digit)
    first, last = places[: -_DIGITS + 1], places[_DIGITS - 1 :]
    close = (last - first) < _SPAN
    row = places[_ROW - 1 :][places[_ROW - 1 :] - places[: -_ROW + 1] < _ROW]
    numbers = last[close][~_broken(letters, first[close], last[close])]
    dotted = np.flatnonzero((letters[:-1] == ord(".")) & digit[1:]) + 1
    quads = dotted[2:][dotted[2:] - dotted[:-2] <= 8]
    colons = np.flatnonzero(letters == ord(":"))
    groups = colons[3:][colons[3:] - colons[:-3] <= 15] if len(colons) > 3 else colons[:0]
    return distinct(np.concatenate((np.flatnonzero(letters == ord("@")), numbers, row, quads, groups)))


def _without_long_rows(digit: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where digits stand, but for those of rows that are too long for any number."""
    edges = np.flatnonzero(np.diff(digit, prepend=False, append=False))
    for first, end in edges.reshape(-1, 2)[edges[1::2] - edges[::2] >= _LONG].tolist():
        digit[first:end] = False
    return digit


def _all(blob: bytes, word: bytes) -> Iterator[int]:
    """Where a word begins in the blob."""
    at = blob.find(word)
    while at >= 0:
        yield at
        at = blob.find(word, at + len(word))


def _broken(letters: NDArray[np.uint8], first: Places, last: Places) -> NDArray[np.bool_]:
    """Whether a sign that no number holds stands between two positions, at most `_SPAN` apart."""
    if len(first) * _SPAN > len(letters):  # mostly digits: the table would take 160 bytes for each
        passed = np.cumsum(_BREAKS[letters], dtype=np.int32)
        return np.asarray(passed[last] > passed[first])
    steps = np.arange(_SPAN)
    within = np.minimum(first[:, None] + steps, last[:, None])
    return np.asarray(_BREAKS[letters[within]].any(axis=1))
