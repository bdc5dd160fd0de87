"""Where in many texts personal data may stand (see `auditor.text.sensitive.numbers`)."""

import numpy as np

from libc.stdint cimport int64_t, uint8_t

cdef extern from "mixing.h":
    bint is_digit(uint8_t sign) nogil

cdef extern from *:
    """
    #define BLOCK 64

    /* whether a byte lies from '0' to '@': a digit, a colon, an @ (or one of ;<=>?) */
    static inline int is_one(uint8_t byte) { return (uint8_t)(byte - '0') <= '@' - '0'; }

    /* whether one of so many bytes does */
    static inline int any_of(const uint8_t *bytes) {
        uint8_t found = 0;
        for (int i = 0; i < BLOCK; i++)
            found |= is_one(bytes[i]);
        return found;
    }
    """
    int BLOCK
    bint is_one(uint8_t byte) nogil
    bint any_of(const uint8_t *bytes) nogil

cdef enum:
    DIGITS = 8
    SPAN = 22
    ROW = 7
    LONG = 42
    RING = 8  # as many as the longest look back

cdef struct Seen:
    int64_t digits[RING]  # the places of the last ones
    int64_t colons[RING]
    int64_t dots[RING]
    int64_t digit_count
    int64_t colon_count
    int64_t dot_count

cdef uint8_t BREAKS[256]  # signs of ASCII that stand in no number
for code in range(256):
    BREAKS[code] = code < 128 and code not in b"0123456789 ()./-"


cdef inline bint are_close(int64_t *ring, int64_t count, int wanted, int64_t most) noexcept:
    """Whether the last `wanted` places lie at most so far apart."""
    return count >= wanted and ring[(count - 1) % RING] - ring[(count - wanted) % RING] <= most


cdef bint is_broken(const uint8_t *letters, int64_t first, int64_t last) noexcept:
    cdef int64_t at
    for at in range(first, last):
        if BREAKS[letters[at]]:
            return True
    return False


cdef bint is_number(const uint8_t *letters, Seen *seen, int64_t at) noexcept:
    """Take in a digit: whether it is the last of enough of them, or of a dotted quad."""
    cdef bint quad = False
    if at and letters[at - 1] == 46:
        seen.dots[seen.dot_count % RING] = at
        seen.dot_count += 1
        quad = are_close(seen.dots, seen.dot_count, 3, 8)
    seen.digits[seen.digit_count % RING] = at
    seen.digit_count += 1
    if quad or are_close(seen.digits, seen.digit_count, ROW, ROW - 1):
        return True
    return are_close(seen.digits, seen.digit_count, DIGITS, SPAN - 1) and not is_broken(
        letters, seen.digits[(seen.digit_count - DIGITS) % RING], at
    )


def number_places(bytes blob):
    """See `auditor.text.sensitive.numbers.number_places`."""
    cdef const uint8_t *letters = blob
    cdef int64_t size = len(blob), at = 0, end
    cdef Seen seen
    seen.digit_count = seen.colon_count = seen.dot_count = 0
    found = []
    while at < size:
        if at + BLOCK <= size and not any_of(letters + at):
            at += BLOCK
            continue
        end = min(at + BLOCK, size)
        while at < end:
            at = taken(letters, size, at, &seen, found) if is_one(letters[at]) else at + 1
    return np.array(found, np.int64)


cdef int64_t taken(const uint8_t *letters, int64_t size, int64_t at, Seen *seen, list found):
    """Take in the byte at a place; the next one to look at, which is behind a row too long for any number."""
    cdef int64_t end = at
    if is_digit(letters[at]):
        if not at or not is_digit(letters[at - 1]):
            while end < size and is_digit(letters[end]):
                end += 1
            if end - at >= LONG:
                return end
        if is_number(letters, seen, at):
            found.append(at)
    elif letters[at] == 58:
        seen.colons[seen.colon_count % RING] = at
        seen.colon_count += 1
        if are_close(seen.colons, seen.colon_count, 4, 15):
            found.append(at)
    elif letters[at] == 64:
        found.append(at)
    return at + 1
