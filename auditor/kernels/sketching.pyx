"""MinHash of runs of values (see `auditor.text.near.minhash`)."""

import numpy as np

from libc.stdint cimport int64_t, uint32_t, uint64_t

cdef extern from "mixing.h":
    pass

cdef extern from *:
    """
    /* MurmurHash3's 32-bit finalizer of the upper halves of some values */
    VECTORS static void finalize(uint32_t *hashes, const uint64_t *values, int count) {
        for (int i = 0; i < count; i++) {
            uint32_t h = values[i] >> 32;
            h ^= h >> 16;
            h *= 0x85EBCA6B;
            h ^= h >> 13;
            h *= 0xC2B2AE35;
            hashes[i] = h ^ (h >> 16);
        }
    }

    /* the least of a * hash + b over some hashes, for WIDTH permutations, which stay in registers */
    #define LOWER(WIDTH) \
        for (; done + WIDTH <= count; done += WIDTH) { \
            uint32_t a[WIDTH], b[WIDTH], low[WIDTH]; \
            for (int i = 0; i < WIDTH; i++) { \
                a[i] = factors[done + i]; b[i] = terms[done + i]; low[i] = least[done + i]; \
            } \
            for (int at = 0; at < size; at++) { \
                for (int i = 0; i < WIDTH; i++) { \
                    uint32_t value = hashes[at] * a[i] + b[i]; \
                    low[i] = value < low[i] ? value : low[i]; \
                } \
            } \
            for (int i = 0; i < WIDTH; i++) { least[done + i] = low[i]; } \
        }

    /* the same for every permutation */
    VECTORS static void lower(uint32_t *least, const uint32_t *factors, const uint32_t *terms, int64_t count,
                              const uint32_t *hashes, int size) {
        int64_t done = 0;
        LOWER(32)
        LOWER(8)
        LOWER(1)
    }
    """
    void finalize(uint32_t *hashes, const uint64_t *values, int count) nogil
    void lower(uint32_t *least, const uint32_t *factors, const uint32_t *terms, int64_t count, const uint32_t *hashes, int size) nogil

cdef enum:
    BLOCK = 1024  # hashes worked on at once


def minima(const uint64_t[::1] values, const int64_t[::1] offsets, const uint32_t[::1] factors, const uint32_t[::1] terms):
    """See `auditor.text.near.minhash.minima`."""
    cdef Py_ssize_t rows = offsets.shape[0] - 1, count = factors.shape[0], row, start
    cdef int size
    cdef uint32_t hashes[BLOCK]
    found = np.full((rows, count), 0xFFFFFFFF, np.uint32)
    cdef uint32_t[:, ::1] least = found
    if count == 0 or terms.shape[0] != count:
        return found
    for row in range(rows):
        for start in range(offsets[row], offsets[row + 1], BLOCK):
            size = <int>min(BLOCK, offsets[row + 1] - start)
            if start < 0 or start + size > values.shape[0]:
                raise IndexError("offsets")
            finalize(hashes, &values[start], size)
            lower(&least[row, 0], &factors[0], &terms[0], count, hashes, size)
    return found
