"""Rows that share a band key (see `auditor.text.near.crowds`, `buckets`, `components`)."""

import numpy as np

cimport cython
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport qsort
from libc.string cimport memcpy, memset

cdef enum:
    MOST_BITS = 27  # 128 MiB of counters, for keys by the ten million
    FULL = 255  # where a counter ends
    SAMPLE = 16


def crowded(const uint32_t[:] key, int most):
    """See `auditor.text.near.crowds.crowded`."""
    found = np.zeros(key.shape[0], np.uint8)
    cdef uint8_t[::1] result = found
    pairs = likely(key, min(most, FULL - 1))
    sort(pairs, np.empty_like(pairs))
    cdef const uint64_t[::1] ordered = pairs
    cdef Py_ssize_t start = 0, end, at
    while start < ordered.shape[0]:
        end = run_end(ordered, start)
        if end - start > most:
            for at in range(start, end):
                result[<uint32_t>ordered[at]] = 1
        start = end
    return found.view(bool)


@cython.boundscheck(False)  # the upper bits of a key are less than there are counters, `chosen` no more than keys
cdef likely(const uint32_t[:] key, int most):
    """Every key of whose upper bits there are more than `most`: with its place, as one number."""
    cdef Py_ssize_t place, chosen = 0, size = key.shape[0]
    cdef int bits = max(1, min(MOST_BITS, int(size).bit_length() + 3))
    cdef int shift = 32 - bits
    cdef uint8_t[::1] counts = np.zeros(1 << bits, np.uint8)
    found = np.empty(size, np.uint64)
    cdef uint64_t[::1] pairs = found
    for place in range(size):
        counts[key[place] >> shift] += counts[key[place] >> shift] < FULL
    for place in range(size):
        pairs[chosen] = <uint64_t>key[place] << 32 | <uint64_t>place
        chosen += counts[key[place] >> shift] > most  # no branch: one in many is chosen, and none can tell which
    return found[:chosen].copy()


cdef inline Py_ssize_t run_end(const uint64_t[::1] pairs, Py_ssize_t start) noexcept:
    """Where the pairs end that have the key of the one at `start`."""
    cdef Py_ssize_t end = start + 1
    while end < pairs.shape[0] and pairs[end] >> 32 == pairs[start] >> 32:
        end += 1
    return end


cdef with_places(key):
    """Every key with its place as one number, in order."""
    pairs = key.astype(np.uint64) << np.uint64(32)
    pairs |= np.arange(len(key), dtype=np.uint64)
    sort(pairs, np.empty_like(pairs))
    return pairs


cdef sort(uint64_t[::1] pairs, uint64_t[::1] spare):
    """Sort pairs that ascend by place by their keys, byte by byte: in half of the time of `ndarray.sort`."""
    cdef Py_ssize_t places[4][256]
    cdef Py_ssize_t at, count, before, size = pairs.shape[0]
    cdef int byte, value
    if size < 2 or spare.shape[0] < size:
        return
    cdef uint64_t *mine = &pairs[0]
    cdef uint64_t *theirs = &spare[0]
    memset(places, 0, sizeof(places))
    for at in range(size):
        for byte in range(4):
            places[byte][(mine[at] >> (32 + 8 * byte)) & 255] += 1
    for byte in range(4):
        before = 0
        for value in range(256):
            count, places[byte][value] = places[byte][value], before
            before += count
        for at in range(size):
            value = (mine[at] >> (32 + 8 * byte)) & 255
            theirs[places[byte][value]] = mine[at]
            places[byte][value] += 1
        mine, theirs = theirs, mine


def like_groups(key, samples, int least, int neighbours, int close):
    """See `auditor.text.near.crowds.like_groups`."""
    roots, pairs = np.arange(len(key)), with_places(key)
    order = (pairs & np.uint64(0xFFFFFFFF)).view(np.int64)
    cdef const uint64_t[::1] ordered = pairs
    cdef const int64_t[::1] places = order
    cdef const uint8_t[:, ::1] known = samples
    cdef int64_t[::1] root = roots
    cdef Py_ssize_t start = 0, end
    if known.shape[0] != root.shape[0] or known.shape[1] != SAMPLE:
        raise ValueError("no sample for every key")
    while start < ordered.shape[0]:
        end = run_end(ordered, start)
        if end - start <= neighbours:
            tie(places, start, end, known, root, least, neighbours)
        else:
            tie_sorted(order[start:end], known, root, least, close)
        start = end
    flatten(root)
    return roots


cdef tie_sorted(order, const uint8_t[:, ::1] samples, int64_t[::1] root, int least, int close):
    """Tie every row to those like it that stand beside it in one of the orders of `crowds._ORDERS`."""
    space = np.empty((len(order), 2), np.uint64)
    cdef int64_t[::1] place = order.copy()
    cdef uint64_t[:, ::1] halves = space
    cdef Py_ssize_t quarter, at
    cdef uint32_t one, other
    for quarter in range(4):
        for at in range(place.shape[0]):
            memcpy(&one, &samples[place[at], 4 * quarter], 4)
            memcpy(&other, &samples[place[at], 4 * ((quarter + 1) % 4)], 4)
            halves[at, 0], halves[at, 1] = <uint64_t>one << 32 | other, place[at]
        qsort(&halves[0, 0], place.shape[0], 2 * sizeof(uint64_t), in_order)
        for at in range(place.shape[0]):
            place[at] = halves[at, 1]
        tie(place, 0, place.shape[0], samples, root, least, close)


cdef int in_order(const void *one, const void *other) noexcept nogil:
    """Compare pairs of numbers, for `qsort`."""
    cdef const uint64_t *mine = <const uint64_t *>one
    cdef const uint64_t *theirs = <const uint64_t *>other
    if mine[0] != theirs[0]:
        return 1 if mine[0] > theirs[0] else -1
    return (mine[1] > theirs[1]) - (mine[1] < theirs[1])


cdef int tie(
    const int64_t[::1] order, Py_ssize_t start, Py_ssize_t end,
    const uint8_t[:, ::1] samples, int64_t[::1] root, int least, int close,
) except -1:
    """Tie every row to those of the next few that are like it."""
    cdef Py_ssize_t at, further
    cdef int64_t one, other
    for at in range(start, end):
        for further in range(at + 1, min(end, at + close + 1)):
            one, other = order[at], order[further]
            if find(root, one) != find(root, other) and same_bytes(&samples[one, 0], &samples[other, 0]) >= least:
                unite(root, one, other)
    return 0


cdef inline int same_bytes(const uint8_t *one, const uint8_t *other) noexcept:
    cdef int count = 0, at  # GCC 12 makes a wrong loop of it when the count is a byte
    for at in range(SAMPLE):
        count += 1 if one[at] == other[at] else 0
    return count


def joined(const int64_t[::1] roots, const int64_t[:] one, const int64_t[:] other):
    """See `auditor.text.near.components.joined`."""
    found = np.array(roots)
    cdef int64_t[::1] root = found
    cdef Py_ssize_t pair
    if other.shape[0] != one.shape[0]:
        raise ValueError("no pairs")
    for pair in range(one.shape[0]):
        unite(root, one[pair], other[pair])
    flatten(root)
    return found


cdef inline int64_t find(int64_t[::1] root, int64_t row) except -1:
    while root[row] != row:
        root[row] = root[root[row]]
        row = root[row]
    return row


cdef inline int unite(int64_t[::1] root, int64_t one, int64_t other) except -1:
    """The root of a component is the least of its rows."""
    one, other = find(root, one), find(root, other)
    if one < other:
        root[other] = one
    else:
        root[one] = other
    return 0


cdef int flatten(int64_t[::1] root) except -1:
    cdef Py_ssize_t row
    for row in range(root.shape[0]):
        root[row] = root[root[row]]  # a root stands before those that it is the root of
    return 0


def in_buckets(key, const int64_t[::1] row_of):
    """See `auditor.text.near.buckets.in_buckets`."""
    cdef const uint64_t[::1] ordered = with_places(key)
    rows, bucket = np.empty(ordered.shape[0], np.int64), np.empty(ordered.shape[0], np.int64)
    cdef int64_t[::1] row = rows, number = bucket
    cdef Py_ssize_t start = 0, end, at, done = 0, count = 0
    while start < ordered.shape[0]:
        end = run_end(ordered, start)
        if end - start > 1:
            for at in range(start, end):
                row[done], number[done] = row_of[<uint32_t>ordered[at]], count
                done += 1
            count += 1
        start = end
    return rows[:done], bucket[:done]
