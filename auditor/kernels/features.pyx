"""The features of a text by which its label is judged (see `auditor.text.labels.features`)."""

import numpy as np

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

cdef extern from "mixing.h":
    void fill_remainders(uint32_t *remainders)

cdef enum:
    MOST = 256  # features of a text, and pieces of a word
    SLOTS = 1024
    PIECE = 4  # characters
    DENSE_PIECE = 2

cdef uint32_t[256] REMAINDERS  # of CRC-32

cdef struct Found:
    uint32_t ids[MOST]
    uint16_t slots[SLOTS]  # the number of an id plus one, where its lowest bits say or behind; 0 is free
    int count


fill_remainders(REMAINDERS)


def ids_of(list words not None):
    """See `auditor.text.labels.features.ids_of`."""
    cdef Found found
    cdef bytes word
    cdef uint32_t one = 0, before = 0
    cdef Py_ssize_t at
    memset(&found, 0, sizeof(Found))
    cdef list marked = [b"<" + (<str?>each).encode("utf-8", "surrogatepass") + b">" for each in words]
    for word in marked:
        add(&found, crc(<const uint8_t *>word + 1, len(word) - 2, 0))
    for at in range(len(marked)):
        word = marked[at]
        one = crc(<const uint8_t *>word + 1, len(word) - 2, 0)
        if at:
            add(&found, before * <uint32_t>0x9E3779B1 + one * <uint32_t>0x85EBCA6B + 1)
        before = one
    for word in marked:
        if found.count == MOST:
            break
        add_pieces(&found, word, len(word))
    ids = np.empty(found.count, np.uint32)
    cdef uint32_t[::1] result = ids
    for at in range(found.count):
        result[at] = found.ids[at]
    return ids


cdef uint32_t crc(const uint8_t *letters, Py_ssize_t size, uint32_t start) noexcept nogil:
    """CRC-32, going on from `start`."""
    cdef uint32_t value = ~start
    cdef Py_ssize_t at
    for at in range(size):
        value = (value >> 8) ^ REMAINDERS[(value ^ letters[at]) & 0xFF]
    return ~value


cdef void add(Found *found, uint32_t feature) noexcept nogil:
    """Add a feature that is not there, while there is room."""
    cdef uint32_t slot = feature % SLOTS
    while found.slots[slot]:
        if found.ids[found.slots[slot] - 1] == feature:
            return
        slot = (slot + 1) % SLOTS
    if found.count < MOST:
        found.ids[found.count] = feature
        found.count += 1
        found.slots[slot] = <uint16_t>found.count


cdef void add_pieces(Found *found, const uint8_t *word, Py_ssize_t size) noexcept nogil:
    """The runs of characters of a word between brackets; a shorter word is one piece."""
    cdef Py_ssize_t starts[MOST + PIECE]  # of its characters, and the end
    cdef Py_ssize_t at
    cdef int characters = 0, length = PIECE, piece
    for at in range(size):
        if word[at] & 0xC0 != 0x80:
            if characters < MOST + PIECE - 1:
                starts[characters] = at
                characters += 1
            else:
                break
    else:
        at = size
    starts[characters] = at
    if is_dense(word, size):
        length = DENSE_PIECE
    for piece in range(min(MOST, max(1, characters - length + 1))):
        at = min(piece + length, characters)
        add(found, crc(word + starts[piece], starts[at] - starts[piece], 1))


cdef bint is_dense(const uint8_t *word, Py_ssize_t size) noexcept nogil:
    """Whether a character is U+0E00, or behind it: in UTF-8, E0 B8 80 or more."""
    cdef Py_ssize_t at
    for at in range(size):
        if word[at] > 0xE0 or (word[at] == 0xE0 and word[at + 1] >= 0xB8):
            return True
    return False
