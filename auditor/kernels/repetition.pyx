"""Phrases said before in the same text (see `auditor.text.repetition`)."""

import numpy as np

from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy

cdef enum:
    PHRASE = 16
    HASH_BITS = 22


def words_and_repeats(const uint8_t[::1] blob, const int64_t[::1] starts):
    """See `auditor.text.repetition.words_and_repeats`."""
    cdef Py_ssize_t count = starts.shape[0], text, start, end, longest = 0
    for text in range(count):
        start, end = starts[text], _end(blob, starts, text)
        longest = max(longest, end - start)
    total, again = np.zeros(count, np.int64), np.zeros(count, np.int64)
    cdef int64_t[::1] phrases = total, repeats = again
    # a phrase begins at every second byte at most
    cdef uint32_t[::1] hashes = np.empty(longest // 2 + 1, np.uint32)
    cdef uint64_t[::1] marks = np.zeros(1 << (HASH_BITS - 6), np.uint64)  # a bit for every hash
    for text in range(count):
        start, end = starts[text], _end(blob, starts, text)
        if end - start >= PHRASE:
            phrases[text] = _hashed(&blob[0], start, end, &hashes[0])
            repeats[text] = _known(&hashes[0], phrases[text], &marks[0])
    return total, again


cdef Py_ssize_t _end(const uint8_t[::1] blob, const int64_t[::1] starts, Py_ssize_t text) except -1:
    """Where a text ends; IndexError where the places do not lie in the blob in ascending order."""
    cdef Py_ssize_t end = (starts[text + 1] if text + 1 < starts.shape[0] else blob.shape[0]) - 1
    if not 0 < starts[text] <= end < blob.shape[0]:
        raise IndexError("a text ends before it begins")
    return end


cdef Py_ssize_t _hashed(const uint8_t *letters, Py_ssize_t start, Py_ssize_t end, uint32_t *hashes) noexcept:
    """Hash the sixteen bytes from the beginning of every word; the text has as many, and one byte before it.

    Every place is written and only those that count are kept: a guess at each would often be wrong.
    """
    cdef Py_ssize_t at, count = 0
    cdef uint64_t first, second, mixed
    cdef uint64_t MIX = <uint64_t>0x9E3779B97F4A7C15
    for at in range(start, end - PHRASE + 1):
        hashes[count] = <uint32_t>(at - start)
        count += (letters[at] > 32) & (letters[at - 1] <= 32)
    for at in range(count):
        memcpy(&first, letters + start + hashes[at], 8)
        memcpy(&second, letters + start + hashes[at] + 8, 8)
        mixed = (first * MIX) ^ ((second * MIX) >> 7) ^ second
        hashes[at] = <uint32_t>((mixed * MIX) >> (64 - HASH_BITS))
    return count


cdef Py_ssize_t _known(const uint32_t *hashes, Py_ssize_t count, uint64_t *marks) noexcept:
    """How many of the hashes stood before among them; no mark is set before, nor after.

    A table with a search for a free place would be smaller, and take as long as a text of chosen phrases likes.
    """
    cdef Py_ssize_t at, again = 0
    for at in range(count):
        again += marks[hashes[at] >> 6] >> (hashes[at] & 63) & 1
        marks[hashes[at] >> 6] |= <uint64_t>1 << (hashes[at] & 63)
    for at in range(count):
        marks[hashes[at] >> 6] = 0
    return again
