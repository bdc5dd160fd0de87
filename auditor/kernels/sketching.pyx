"""MinHash of runs of values, and band keys (see `auditor.text.near.minhash`)."""

import numpy as np

from libc.stdint cimport int64_t, uint32_t, uint64_t

cdef extern from "mixing.h":
    uint64_t mixed(uint64_t value) nogil

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


def band_keys(signature, Py_ssize_t bands=24, Py_ssize_t columns=0):
    """See `auditor.text.near.minhash.band_keys`."""
    cdef const uint32_t[:, ::1] rows = np.ascontiguousarray(signature)
    cdef Py_ssize_t count = rows.shape[0], width = max(bands, columns), row, band, part
    cdef Py_ssize_t parts = rows.shape[1] // bands if bands > 0 else 0
    cdef uint64_t mix
    if bands <= 0 or parts * bands != rows.shape[1]:
        raise ValueError("bands")
    found = np.empty((count, width), np.uint32)
    cdef uint32_t[:, ::1] keys = found
    for row in range(count):
        for band in range(bands):
            mix = <uint64_t>(band + 1) * <uint64_t>0x9E3779B97F4A7C15
            for part in range(band * parts, (band + 1) * parts):
                mix = (mix ^ rows[row, part]) * <uint64_t>0xFF51AFD7ED558CCD
                mix ^= mix >> 32
            keys[row, band] = <uint32_t>(mix >> 32)
        for band in range(bands, width):
            keys[row, band] = keys[row, band % bands]
    return found


def tinted(values):
    """See `auditor.text.near.minhash.tinted`."""
    cdef const uint64_t[::1] flat = np.ascontiguousarray(values).reshape(-1)
    cdef Py_ssize_t at
    found = np.empty(flat.shape[0], np.uint32)
    cdef uint32_t[::1] tints = found
    for at in range(flat.shape[0]):
        tints[at] = <uint32_t>(mixed(flat[at]) >> 32)
    return found.reshape(values.shape)


def left_out(const uint64_t[::1] words, const int64_t[::1] offsets, Py_ssize_t columns, int choices):
    """See `auditor.text.near.sketches.left_out`."""
    cdef Py_ssize_t rows = offsets.shape[0] - 1, row, at, column
    cdef uint64_t whole, key
    cdef int choice
    found = np.empty((rows, columns), np.uint32)
    cdef uint32_t[:, ::1] keys = found
    for row in range(rows):
        whole = 0
        for at in range(offsets[row], offsets[row + 1]):
            whole += mixed(words[at])
        for column in range(columns):
            keys[row, column] = <uint32_t>(mixed(whole + column) >> 32)
        for choice in range(choices, 0, -1):
            for at in range(offsets[row], offsets[row + 1] + 1):  # all words but one, then all of them
                key = mixed(whole - mixed(words[at]) if at < offsets[row + 1] else whole)
                keys[row, <Py_ssize_t>(mixed(key + choice) % columns)] = <uint32_t>(key >> 32)
    return found
