"""MinHash of runs of values (see `auditor.text.near.minhash`, `shingles`)."""

import numpy as np

from libc.stdint cimport int64_t, uint32_t, uint64_t

cdef extern from *:
    """
    #if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
    #define VECTORS __attribute__((target_clones("avx512f", "avx2", "default")))
    #else
    #define VECTORS
    #endif

    /* the least of a * hash + b over the hashes of one row, for every permutation */
    VECTORS static void lower(uint32_t *least, const uint32_t *factors, const uint32_t *terms, int count, uint32_t hash) {
        for (int i = 0; i < count; i++) {
            uint32_t value = hash * factors[i] + terms[i];
            least[i] = value < least[i] ? value : least[i];
        }
    }
    """
    void lower(uint32_t *least, const uint32_t *factors, const uint32_t *terms, int count, uint32_t hash) nogil


cdef inline uint32_t finalized(uint32_t h) noexcept nogil:
    h ^= h >> 16
    h *= <uint32_t>0x85EBCA6B
    h ^= h >> 13
    h *= <uint32_t>0xC2B2AE35
    return h ^ (h >> 16)


def minima(const uint64_t[::1] values, const int64_t[::1] offsets, const uint32_t[::1] factors, const uint32_t[::1] terms):
    """See `auditor.text.near.minhash.minima`."""
    cdef Py_ssize_t rows = offsets.shape[0] - 1, row, at
    cdef int count = <int>factors.shape[0]
    found = np.full((rows, count), 0xFFFFFFFF, np.uint32)
    cdef uint32_t[:, ::1] least = found
    if count == 0 or terms.shape[0] != count:
        return found
    for row in range(rows):
        for at in range(offsets[row], offsets[row + 1]):
            lower(&least[row, 0], &factors[0], &terms[0], count, finalized(<uint32_t>(values[at] >> 32)))
    return found
