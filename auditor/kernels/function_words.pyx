"""Counting the function words at the beginnings of texts (see `auditor.text.language`)."""

import numpy as np

from libc.stdint cimport int64_t, uint8_t, uint32_t
from libc.string cimport memcpy, memset

cdef enum:
    BITS = 12
    SLOTS = 4096  # 2 ** BITS; 20 KB with the owners stay in the first cache, of which a few hundred are taken
    LONGEST = 1024  # bytes of a text that are looked at, at most

cdef struct Table:
    uint8_t owner[SLOTS]  # 0: the slot is free
    uint32_t mark[SLOTS]

cdef struct Head:
    uint8_t letters[LONGEST + 4]
    int size


cdef inline uint32_t slot_of(uint32_t run) noexcept nogil:
    return (run * <uint32_t>2_654_435_761) >> (32 - BITS)  # Knuth's multiplicative hash


cdef inline uint32_t run_at(const uint8_t *letters) noexcept nogil:
    return letters[0] | (<uint32_t>letters[1] << 8) | (<uint32_t>letters[2] << 16) | (<uint32_t>letters[3] << 24)


def count_marks(const uint8_t[::1] blob, const int64_t[::1] starts, const uint32_t[::1] marks, const uint8_t[::1] owners,
                int languages, int seen):
    """See `auditor.text.language.count_marks`."""
    cdef Py_ssize_t texts = starts.shape[0], row
    cdef int64_t start, end
    cdef Table table
    cdef Head head
    if not 0 <= seen <= LONGEST or marks.shape[0] >= SLOTS // 2 or owners.shape[0] != marks.shape[0]:
        raise ValueError("more than the tables hold")
    if marks.shape[0] and np.max(owners) >= languages:
        raise ValueError("a mark of no language")
    enter(&table, marks, owners)
    counted, sizes, others = np.zeros((texts, languages), np.int64), np.zeros(texts, np.int64), np.zeros(texts, np.int64)
    cdef int64_t[:, ::1] counts = counted
    cdef int64_t[::1] size = sizes, other = others
    for row in range(texts):
        start, end = starts[row], (starts[row + 1] if row + 1 < texts else blob.shape[0]) - 1
        if not 0 <= start <= end < blob.shape[0]:
            raise ValueError("a text outside of its batch")
        lay_out(&head, &blob[start], <int>min(end - start, seen))
        size[row] = head.size
        other[row] = beyond_ascii(&head)
        count(&head, &table, &counts[row, 0])
    return counted, sizes, others


cdef void enter(Table *table, const uint32_t[::1] marks, const uint8_t[::1] owners):
    """Each mark in the first free slot from its own on."""
    cdef Py_ssize_t at
    cdef uint32_t slot
    memset(table, 0, sizeof(Table))
    for at in range(marks.shape[0]):
        slot = slot_of(marks[at])
        while table.owner[slot]:
            slot = (slot + 1) % SLOTS
        table.owner[slot], table.mark[slot] = owners[at], marks[at]


cdef void lay_out(Head *head, const uint8_t *letters, int size) noexcept nogil:
    """The beginning of a text between spaces, as marks hold them."""
    head.letters[0] = c" "
    memcpy(head.letters + 1, letters, size)
    head.letters[size + 1], head.letters[size + 2] = c" ", c"\n"
    head.size = size + 3


cdef int64_t beyond_ascii(const Head *head) noexcept nogil:
    """First bytes of letters beyond ASCII; 0xE2 is that of dashes and typographic quotes."""
    cdef int at, found = 0
    for at in range(head.size):
        found += head.letters[at] > 0xC2 and head.letters[at] != 0xE2
    return found


cdef void count(const Head *head, const Table *table, int64_t *counts) noexcept nogil:
    """Count the marks: likely places first, without a branch that cannot be foretold."""
    cdef int places[LONGEST + 4]
    cdef int at, likely = 0
    cdef uint32_t run, slot
    for at in range(head.size - 3):
        places[likely] = at
        likely += table.owner[slot_of(run_at(head.letters + at))] != 0
    for at in range(likely):
        run = run_at(head.letters + places[at])
        slot = slot_of(run)
        while table.owner[slot] and table.mark[slot] != run:
            slot = (slot + 1) % SLOTS
        counts[table.owner[slot]] += table.owner[slot] != 0
