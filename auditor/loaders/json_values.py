"""Many JSON values from bytes at once: what has to be counted in each is counted in all together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.loaders.json_value import DEPTH_LIMIT, KEY_LIMIT, REFUSED, decode, decode_plain, encoder
from auditor.loaders.source import Fault
from auditor.model import Record


def decode_all(raws: Sequence[bytes], exact: bool = False) -> list[Record | Fault]:
    """`decode` of every text; what has to be counted in each is counted in all of them at once."""
    if exact or not raws:
        return [decode(raw, exact) for raw in raws]
    values: list[Any] = []
    for raw in raws:
        try:
            values.append(decode_plain(raw))
        except REFUSED:
            values.append(None)
    for at in _doubtful(raws, values):
        values[at] = decode(raws[at])
    return values


def _doubtful(raws: Sequence[bytes], values: Sequence[Any]) -> Iterable[int]:
    """Which texts are no object, or may be too long, too deep, or hold a key twice (see `_duplicate_key`)."""
    try:
        written = np.frombuffer(encoder.encode_lines(values), np.uint8)
    except REFUSED:
        return range(len(raws))
    letters = np.frombuffer(b"".join((*raws, b" ")), np.uint8)
    ends = np.cumsum(np.fromiter(map(len, raws), np.int64, len(raws)))
    found = np.array([type(value) is not dict for value in values])
    found |= np.diff(ends, prepend=0) > 4 * KEY_LIMIT
    found |= _counted(letters | (ord("[") ^ ord("{")) == ord("{"), ends) > DEPTH_LIMIT
    quotes, kept = letters == ord('"'), written == ord('"')
    escaped = (letters[np.flatnonzero(letters == ord("\\")) + 1] == ord("u")).any()
    if escaped or np.count_nonzero(quotes) != np.count_nonzero(kept):
        found |= _counted(quotes, ends) != _counted(kept, np.flatnonzero(written == ord("\n")))
        found |= np.array([b"\\u0022" in raw for raw in raws])
    numbers: list[int] = np.flatnonzero(found).tolist()
    return numbers


def _counted(mask: NDArray[np.bool_], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """How often the mask is set from one of the ends to the next."""
    return np.diff(np.searchsorted(np.flatnonzero(mask), ends), prepend=0)
