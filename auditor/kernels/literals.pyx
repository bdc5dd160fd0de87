"""Which of many literals stand in which texts (see `auditor.text.patterns`)."""

cimport cython
from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t
from libc.string cimport memchr, memcmp, memcpy

from array import array


def literals_in(const uint8_t[::1] blob, const int64_t[::1] starts, index):
    """See `auditor.text.patterns.literals_in`."""
    cdef Search search = Search(blob, starts, index)
    search.all_long(index)
    for number in index.short:
        search.all_of_short(index.literals[number], number)
    return search.found


cdef class Search:
    """The pairs of a text and a literal, each once, and what it takes to find them."""

    cdef list found, literals
    cdef const uint8_t[::1] blob
    cdef const int64_t[::1] starts, offsets
    cdef int64_t[::1] latest  # for every literal, one more than the last text in which it was found

    def __cinit__(self, const uint8_t[::1] blob, const int64_t[::1] starts, index):
        self.found, self.literals = [], index.literals
        self.blob, self.starts, self.offsets = blob, starts, index.offsets
        self.latest = array("q", bytes(8 * len(self.literals)))

    @cython.boundscheck(False)  # every hash has a place, every number is a literal's, and no run goes beyond the end
    cdef int all_long(self, index) except -1:
        """Literals of four bytes and more, by the run of four that each has; of most the other end is another."""
        cdef const uint8_t[::1] bits = index.bits
        cdef const int32_t[::1] first = index.first, following = index.following
        cdef const uint32_t[::1] runs = index.runs, others = index.others
        cdef const int64_t[::1] distances = index.distances
        cdef int shift = index.known_shift, first_shift = index.first_shift
        cdef Py_ssize_t at, end, number, last = self.blob.shape[0] - 4, count = len(self.literals)
        cdef uint32_t run, other, mixed, place
        if bits.shape[0] != 1 << (29 - shift) or first.shape[0] != 1 << (32 - first_shift):
            raise ValueError("a place for every hash is wanted")
        if not following.shape[0] == runs.shape[0] == others.shape[0] == distances.shape[0] == count:
            raise ValueError("a run for every literal is wanted")
        if last < 0:
            return 0
        cdef const uint8_t *letters = &self.blob[0]
        for at in range(last + 1):
            memcpy(&run, letters + at, 4)
            mixed = run * <uint32_t>2654435761  # as in `patterns.hashed`
            place = mixed >> shift
            if not bits[place >> 3] >> (place & 7) & 1:
                continue
            number = first[mixed >> first_shift]
            while 0 <= number < count:
                end = at + distances[number]
                if runs[number] == run and 0 <= end <= last:
                    memcpy(&other, letters + end, 4)
                    if other == others[number]:
                        self.compare(at, number)
                number = following[number]
        return 0

    cdef int compare(self, Py_ssize_t at, Py_ssize_t number) except -1:
        """Enter a literal if it stands where its run does."""
        cdef bytes literal = self.literals[number]
        cdef Py_ssize_t begin = at - self.offsets[number], length = len(literal)
        if begin >= 0 and begin + length <= self.blob.shape[0]:
            if memcmp(&self.blob[begin], <const char *>literal, length) == 0:
                self.add(begin + length - 1, number)
        return 0

    cdef int all_of_short(self, bytes literal, Py_ssize_t number) except -1:
        """A literal of one to three bytes, by its first byte, which the C library finds fast."""
        cdef const char *wanted = literal
        cdef Py_ssize_t length = len(literal), at = 0, last = self.blob.shape[0] - length
        cdef const uint8_t *found
        while at <= last:
            found = <const uint8_t *>memchr(&self.blob[at], wanted[0], last + 1 - at)
            if found == NULL:
                break
            at = found - &self.blob[0]
            if memcmp(found, wanted, length) == 0:
                self.add(at + length - 1, number)
            at += 1
        return 0

    cdef int add(self, Py_ssize_t end, Py_ssize_t number) except -1:
        """A literal ends at this byte; the ends of one literal come in order."""
        cdef Py_ssize_t low = 0, high = self.starts.shape[0], middle
        while low < high:  # how many texts begin before it
            middle = (low + high) // 2
            if self.starts[middle] <= end:
                low = middle + 1
            else:
                high = middle
        if low and self.latest[number] != low:
            self.latest[number] = low
            self.found.append((low - 1, number))
        return 0
