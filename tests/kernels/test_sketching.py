"""MinHash in one loop gives what NumPy gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from auditor.text.near import minhash, sketches
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


@given(arrays.arrays(np.uint32, st.tuples(st.integers(0, 6), st.just(120))), st.sampled_from([24, 30, 40]))
def test_band_keys(signature: np.ndarray, bands: int):
    plain, fast = both("sketching.band_keys", minhash.band_keys)
    for asked in ((signature,), (signature[::2], bands), (signature, bands, 47)):
        np.testing.assert_array_equal(fast(*asked), plain(*asked), strict=True)


@given(arrays.arrays(np.uint64, arrays.array_shapes(max_dims=2, min_side=0)))
def test_tinted(values: np.ndarray):
    plain, fast = both("sketching.tinted", minhash.tinted)
    for some in (values, values.T, values[::2]):
        np.testing.assert_array_equal(fast(some), plain(some), strict=True)


@given(st.lists(arrays.arrays(np.uint64, st.integers(0, 20)), max_size=6), st.integers(1, 8))
def test_left_out(rows: list, columns: int):
    plain, fast = both("sketching.left_out", sketches.left_out)
    words = np.concatenate([np.zeros(0, np.uint64), *rows])
    offsets = offsets_of(np.array([len(row) for row in rows], np.int64))
    np.testing.assert_array_equal(
        fast(words, offsets, columns, 4), plain(words, offsets, columns, 4), strict=True
    )
