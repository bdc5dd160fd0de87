"""Where characters begin that hint at mojibake, or that cannot be seen (see `auditor.text.unusual`)."""

import numpy as np

from libc.stdint cimport int64_t, uint8_t

cdef extern from *:
    """
    #define BLOCK 64

    /* whether one of so many bytes is beyond ASCII, or a control character but for white space */
    static inline int any_of(const uint8_t *bytes) {
        uint8_t found = 0;
        for (int i = 0; i < BLOCK; i++) {
            uint8_t byte = bytes[i];
            found |= ((byte < ' ') & (byte != '\\t') & (byte != '\\n') & (byte != '\\r')) | (byte > '~');
        }
        return found;
    }
    """
    int BLOCK
    bint any_of(const uint8_t *bytes) nogil

NOWHERE = np.empty(0, np.int64)

ctypedef bint (*Test)(uint8_t one, uint8_t two, uint8_t three) noexcept


cdef bint hints_at_mojibake(uint8_t one, uint8_t two, uint8_t three) noexcept:
    if one == 0xC3:
        return three >= 0xC2
    if one == 0xD0:
        return (two == 0xA0 or two == 0xA1) and three >= 0xC2
    if one == 0xE2:
        return (two == 0x88 or two == 0x80) and three == 0x9A
    return one == 0xEF and two == 0xBF and three == 0xBD


cdef bint is_invisible(uint8_t one, uint8_t two, uint8_t three) noexcept:
    if one < 0x80:
        return (one < 32 and one != 9 and one != 10 and one != 13) or one == 127
    if one == 0xC2:
        return two < 0xA0 or two == 0xAD
    if one == 0xE2:
        return two == 0x81 or (two == 0x80 and (<uint8_t>(three - 0x8B) < 5 or <uint8_t>(three - 0xAA) < 5))
    if one == 0xE1:
        return two == 0xA0 or two == 0x85
    if one == 0xE3:
        return two == 0x85
    return one == 0xEF or one == 0xF3 or (one == 0xD8 and two == 0x9C)


cdef bint joins_a_letter(uint8_t one, uint8_t two, uint8_t three) noexcept:
    if one == 0xCC:
        return True
    if one == 0xCD:
        return two < 0xB0
    if one == 0xE3:
        return two == 0x82 and (three == 0x99 or three == 0x9A)
    if one == 0xE1:
        return <uint8_t>(two - 0x84) < 4
    return one == 0xE2 and two == 0x84 and <uint8_t>(three - 0xA6) < 6


cdef object places(bytes blob, Test test):
    """The places where the test holds of a byte and the two after it; behind the end stand newlines."""
    cdef const uint8_t *letters = blob
    cdef int64_t size = len(blob), at = 0, end
    cdef uint8_t two, three
    found = []
    while at < size:
        end = min(at + BLOCK, size)
        if end - at == BLOCK and not any_of(letters + at):
            at = end
        while at < end:
            two = letters[at + 1] if at + 1 < size else 10
            three = letters[at + 2] if at + 2 < size else 10
            if test(letters[at], two, three):
                found.append(at)
            at += 1
    return np.array(found, np.int64)


def mojibake_places(bytes blob):
    """See `auditor.text.unusual.mojibake_places`."""
    return NOWHERE if blob.isascii() else places(blob, hints_at_mojibake)


def invisible_places(bytes blob):
    """See `auditor.text.unusual.invisible_places`."""
    return places(blob, is_invisible)


def mark_places(bytes blob):
    """See `auditor.text.unusual.mark_places`."""
    return NOWHERE if blob.isascii() else places(blob, joins_a_letter)
