"""MinHash in one loop gives what NumPy gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from auditor.text.near import minhash
from auditor.text.ragged import offsets_of

from . import both


@given(st.lists(arrays.arrays(np.uint64, st.integers(0, 40)), max_size=12), st.integers(0, 70))
def test_minima(rows: list, permutations: int):
    plain, fast = both("sketching.minima", minhash.minima)
    values = np.concatenate([np.zeros(0, np.uint64), *rows])
    given = (
        values,
        offsets_of(np.array([len(row) for row in rows], np.int64)),
        *minhash.coefficients(permutations),
    )
    np.testing.assert_array_equal(fast(*given), plain(*given), strict=True)
