"""Characters that cannot be seen or hint at mojibake are found in one loop where NumPy finds them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text import unusual

from . import both

_BYTES = b"a \n\t\0\x1b\x7f" + bytes.fromhex(
    "80 82 84 85 88 8b 9a 9c a0 a1 a6 ad b0 bd bf c2 c3 cc cd d0 d8 e1 e2 e3 ef f3"
)
_TRIPLES = st.lists(st.sampled_from(_BYTES), max_size=80).map(bytes)
_TEXTS = st.lists(st.characters() | st.sampled_from("aé\u200b\ufffdРÃ"), max_size=30).map(
    lambda letters: "".join(letters).encode("utf-8", "surrogatepass")
)
NAMES = ("unusual.mojibake_places", "unusual.invisible_places", "unusual.mark_places")


@pytest.mark.parametrize("name", NAMES)
@given(blob=_TRIPLES | _TEXTS | st.binary(max_size=200))
def test_places(name: str, blob: bytes):
    plain, fast = both(name, getattr(unusual, name.partition(".")[2]))
    np.testing.assert_array_equal(fast(blob), plain(blob), strict=True)
