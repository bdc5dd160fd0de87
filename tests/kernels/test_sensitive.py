"""The places of numbers and addresses found in one loop are those that NumPy finds."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text.sensitive import numbers

from . import both

_SIGNS = st.sampled_from(
    [b"0", b"7", b"42", b"1234567", b".", b":", b"@", b" ", b"-", b"a", b"\n", b"+", b"\0", b"\xff"]
)
_ROWS = st.integers(1, 60).map(lambda length: b"1" * length)


@given(st.lists(_SIGNS | _ROWS | st.binary(max_size=20), max_size=60).map(b"".join))
@example(b"1" * 41 + b" " + b"1" * 42)
@example(b"1.2.3.4")
@example(b"a:b:c:d:e:f")
def test_number_places(blob: bytes):
    plain, fast = both("sensitive.number_places", numbers.number_places)
    np.testing.assert_array_equal(fast(blob), plain(blob), strict=True)
