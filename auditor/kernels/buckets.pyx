"""Rows that share a band key (see `auditor.text.near.crowds`, `buckets`, `components`)."""

import numpy as np

cimport cython
from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport qsort
from libc.string cimport memcpy

cdef enum:
    MOST_BITS = 27  # 128 MiB of counters, for keys by the ten million
    FULL = 255  # where a counter ends
    SAMPLE = 16


def crowded(const uint32_t[:] key, int most):
    """See `auditor.text.near.crowds.crowded`."""
    found = np.zeros(key.shape[0], np.uint8)
    cdef uint8_t[::1] result = found
    pairs = likely(key, min(most, FULL - 1))
    pairs.sort()
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


def like_groups(key, samples, int least, int neighbours, int close):
    """See `auditor.text.near.crowds.like_groups`."""
    roots, pairs = np.arange(len(key)), key.astype(np.uint64) << np.uint64(32)
    pairs |= roots.view(np.uint64)  # a sort of these is several times as fast as one of places by their keys
    pairs.sort()
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


def take_turn(rows, bucket, int turn, leads, follows, int most, int comparisons):
    """See `auditor.text.near.buckets.take_turn`."""
    size = len(rows)
    left_rows, left_bucket, leaders, followers = (np.empty(size, np.int64) for _ in range(4))
    in_time = np.empty(size, np.uint8)
    cdef const int64_t[::1] row = rows, of = bucket
    cdef int64_t[::1] kept = left_rows, kept_of = left_bucket, leader = leaders, follower = followers
    cdef uint8_t[::1] soon = in_time
    cdef const uint8_t[::1] may_lead = leads.view(np.uint8), may_follow = follows.view(np.uint8)
    cdef Py_ssize_t start, at = 0, place, first, count, pairs = 0, done = 0, number = 0
    cdef int turns
    while at < row.shape[0]:
        start, first, count = at, -1, 0
        while at < row.shape[0] and of[at] == of[start]:
            if may_lead[row[at]] or may_follow[row[at]]:
                kept[done + count] = row[at]
                if first < 0 and may_lead[row[at]]:
                    first = count
                count += 1
            at += 1
        if count < 2 or first < 0:
            continue
        turns = min(most, 2 + comparisons // count)
        for place in range(done + first + 1, done + count):
            if turn <= turns and may_follow[kept[place]]:
                leader[pairs], follower[pairs], soon[pairs] = kept[done + first], kept[place], turn < turns
                pairs += 1
        for place in range(done + first, done + count - 1):
            kept[place] = kept[place + 1]
        if count > 2:
            kept_of[done : done + count - 1] = number
            done, number = done + count - 1, number + 1
    return (
        leaders[:pairs], followers[:pairs], in_time[:pairs].view(bool), left_rows[:done], left_bucket[:done]
    )


def untried(
    const int64_t[::1] leaders, const int64_t[::1] followers, in_time,
    int32_t[:, ::1] tried, int32_t[::1] left, follows, missed,
):
    """See `auditor.text.near.buckets.untried`."""
    cdef Py_ssize_t pair, at, one, other, count = 0, size = leaders.shape[0]
    found = np.empty(size, np.int64)
    cdef int64_t[::1] chosen = found
    cdef const uint8_t[::1] soon = in_time.view(np.uint8)
    cdef uint8_t[::1] may_follow = follows.view(np.uint8), passed = missed.view(np.uint8)
    for pair in range(size):
        one, other = leaders[pair], followers[pair]
        if one == other or remembers(tried, other, one):
            continue
        if soon[pair]:
            chosen[count] = pair
            count += 1
        else:
            passed[other] = True
    cdef uint8_t[::1] seen = np.zeros(left.shape[0] if count else 0, np.uint8)
    for at in range(count):
        one, other = leaders[chosen[at]], followers[chosen[at]]
        if not seen[other]:  # one that meets two leaders at once forgets one of them
            seen[other] = True
            left[other] -= 1
            if left[other] == 0:
                may_follow[other], passed[other] = False, True
            for pair in range(tried.shape[1] - 1, 0, -1):
                tried[other, pair] = tried[other, pair - 1]
        tried[other, 0] = <int32_t>one
    return found[:count]


cdef inline bint remembers(const int32_t[:, ::1] tried, Py_ssize_t row, Py_ssize_t other) except -1:
    cdef Py_ssize_t at
    for at in range(tried.shape[1]):
        if tried[row, at] == other:
            return True
    return False
