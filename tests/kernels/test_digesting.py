"""Our BLAKE2b is the one of hashlib."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text import columns

from . import both


@given(st.lists(st.binary(max_size=600), max_size=13))
def test_digests(texts: list[bytes]):
    plain, fast = both("digesting.digests", columns.digests)
    np.testing.assert_array_equal(fast(texts), plain(texts), strict=True)


@pytest.mark.parametrize("size", [0, 1, 127, 128, 129, 255, 256, 257, 1_000_000])
def test_digests_at_the_edges_of_blocks(size: int):
    plain, fast = both("digesting.digests", columns.digests)
    texts = [bytes(size), b"\xff" * size, b"", b"a" * (size // 3), b"b" * 500, b"c" * size]
    np.testing.assert_array_equal(fast(iter(texts)), plain(iter(texts)), strict=True)
