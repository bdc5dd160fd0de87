"""Which texts of a batch may hold mojibake or invisible characters: a few comparisons on bytes.

Every function gives a superset of what its rule looks for, at a fraction of a nanosecond a byte; a batch that
is plain ASCII costs next to nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled

_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_NOT_CONTROLS = bytes(set(range(256)) - set(_CONTROLS))
_NOWHERE = np.empty(0, np.int64)


@compiled("unusual")
def mojibake_places(blob: bytes) -> NDArray[np.int64]:
    """Byte positions, ascending, of a letter from À to ÿ, of Р or С, before one beyond ASCII, and of U+FFFD.

    UTF-8 read as Latin-1 or Windows-1252 always leaves the first, Cyrillic read as Windows-1251 the second, a
    failed decoding the third. The marks of UTF-8 read as Mac Roman ("‚Äô", "√©") are runs of three-byte
    characters.
    """
    if blob.isascii():
        return _NOWHERE
    one, two, three = _triples(blob)
    latin = (one == 0xC3) & (three >= 0xC2)
    lost = (one == 0xEF) & (two == 0xBF) & (three == 0xBD)
    cyrillic = (one == 0xD0) & ((two == 0xA0) | (two == 0xA1)) & (three >= 0xC2)
    mac = (one == 0xE2) & (two == 0x88) & (three == 0x9A) | (one == 0xE2) & (two == 0x80) & (three == 0x9A)
    return np.flatnonzero(latin | lost | cyrillic | mac)


@compiled("unusual")
def invisible_places(blob: bytes) -> NDArray[np.int64]:
    """Byte positions where a control character or one that cannot be seen may begin; ascending."""
    controls = bool(blob.translate(None, _NOT_CONTROLS))
    if blob.isascii() and not controls:
        return _NOWHERE
    one, two, three = _triples(blob)
    general = (one == 0xE2) & ((two == 0x81) | (two == 0x80) & ((three - 0x8B < 5) | (three - 0xAA < 5)))
    latin = (one == 0xC2) & ((two < 0xA0) | (two == 0xAD))
    rare = (one == 0xEF) | (one == 0xF3) | (one == 0xD8) & (two == 0x9C)
    asian = (one == 0xE1) & ((two == 0xA0) | (two == 0x85)) | (one == 0xE3) & (two == 0x85)
    found = general | latin | rare | asian
    if controls:
        found |= np.isin(one, np.frombuffer(_CONTROLS, np.uint8))
    return np.flatnonzero(found)


@compiled("unusual")
def mark_places(blob: bytes) -> NDArray[np.int64]:
    """Byte positions where a mark that joins the letter before it, or a lone letter of Korean, may begin."""
    if blob.isascii():
        return _NOWHERE
    one, two, three = _triples(blob)
    marks = (one == 0xCC) | (one == 0xCD) & (two < 0xB0)
    voiced = (one == 0xE3) & (two == 0x82) & ((three == 0x99) | (three == 0x9A))
    korean = (one == 0xE1) & (two - 0x84 < 4)
    signs = (one == 0xE2) & (two == 0x84) & (three - 0xA6 < 6)
    return np.flatnonzero(marks | voiced | korean | signs)


def _triples(blob: bytes) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    """Every byte with the two after it; the blob is padded so that the last ones count too."""
    letters = np.frombuffer(blob + b"\n\n", np.uint8)
    return letters[:-2], letters[1:-1], letters[2:]
