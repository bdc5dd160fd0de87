"""The rows of a bucket take turns to be compared with the others (see `auditor.text.near.buckets`)."""

import numpy as np

from libc.stdint cimport int32_t, int64_t, uint8_t


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
