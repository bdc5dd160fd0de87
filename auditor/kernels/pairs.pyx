"""What two texts have in common, pair by pair (see `auditor.text.near.similarity`)."""

import numpy as np

cimport cython
from libc.stdint cimport int64_t, uint32_t
from libc.string cimport memcmp, memset

from collections import Counter

cdef enum:
    WORDS = 256  # of a text; one that is compared by its letters hardly has more

cdef struct Word:
    const unsigned char *at
    Py_ssize_t size


def common(const uint32_t[::1] values, const int64_t[::1] offsets, const int64_t[:] one, const int64_t[:] other):
    """See `auditor.text.near.similarity.common`."""
    cdef Py_ssize_t pair, i, j, ends, others, count
    found = np.empty(one.shape[0], np.int64)
    cdef int64_t[::1] shared = found
    for pair in range(one.shape[0]):
        i, ends = offsets[one[pair]], offsets[one[pair] + 1]
        j, others = offsets[other[pair]], offsets[other[pair] + 1]
        if i < 0 or j < 0 or ends > values.shape[0] or others > values.shape[0]:
            raise IndexError("a row that does not end among the values")
        shared[pair] = merged(values, i, ends, j, others)
    return found


@cython.boundscheck(False)  # `common` has compared all four ends with the number of values
cdef inline Py_ssize_t merged(
    const uint32_t[::1] values, Py_ssize_t i, Py_ssize_t ends, Py_ssize_t j, Py_ssize_t others
) noexcept:
    cdef Py_ssize_t count = 0
    cdef uint32_t mine, theirs
    while i < ends and j < others:
        mine, theirs = values[i], values[j]
        count += mine == theirs  # no branches: which of two hashes is less is anybody's guess
        i += mine <= theirs
        j += theirs <= mine
    return count


def exchanged_words(bytes one, bytes other):
    """See `auditor.text.near.similarity.exchanged_words`."""
    cdef Word ours[WORDS]
    cdef Word theirs[WORDS]
    cdef bint used[WORDS]
    cdef Py_ssize_t count = split(one, len(one), ours), others = split(other, len(other), theirs)
    cdef Py_ssize_t start = 0, at, there
    if count > WORDS or others > WORDS:
        mine, yours = Counter(one.split()), Counter(other.split())
        return sorted((mine - yours).elements()), sorted((yours - mine).elements())
    while start < count and start < others and same(&ours[start], &theirs[start]):
        start += 1
    while count > start and others > start and same(&ours[count - 1], &theirs[others - 1]):
        count, others = count - 1, others - 1
    memset(used, 0, sizeof(used))
    gone, new = [], []
    for at in range(start, count):
        for there in range(start, others):
            if not used[there] and same(&ours[at], &theirs[there]):
                used[there] = True
                break
        else:
            gone.append(ours[at].at[:ours[at].size])
    for there in range(start, others):
        if not used[there]:
            new.append(theirs[there].at[:theirs[there].size])
    return sorted(gone), sorted(new)


cdef Py_ssize_t split(const unsigned char *text, Py_ssize_t size, Word *words) noexcept:
    """Where the words of a text stand, as `bytes.split` tells; more than WORDS for too many."""
    cdef Py_ssize_t at = 0, start, count = 0
    while at < size:
        while at < size and is_space(text[at]):
            at += 1
        start = at
        while at < size and not is_space(text[at]):
            at += 1
        if at > start:
            if count == WORDS:
                return WORDS + 1
            words[count].at, words[count].size = text + start, at - start
            count += 1
    return count


cdef inline bint is_space(unsigned char letter) noexcept:
    return letter == 32 or 9 <= letter <= 13


cdef inline bint same(const Word *one, const Word *other) noexcept:
    return one.size == other.size and memcmp(one.at, other.at, one.size) == 0
