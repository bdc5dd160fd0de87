"""Which of many literals stand in which texts (see `auditor.text.patterns`)."""

cimport cython
from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t
from libc.string cimport memchr, memcmp, memcpy

from array import array


def literals_in(const uint8_t[::1] blob, const int64_t[::1] starts, index):
    """See `auditor.text.patterns.literals_in`."""
    cdef Search search = Search(blob, starts, index)
    search.all_long(index.known.view("u1"), index.known_shift)
    for number in index.short:
        search.all_of_short(index.literals[number], number)
    return search.found


cdef class Search:
    """The pairs of a text and a literal, each once, and what it takes to find them."""

    cdef list found, literals
    cdef const uint8_t[::1] blob
    cdef const int64_t[::1] starts, offsets
    cdef const uint32_t[::1] runs
    cdef const int32_t[::1] first, following
    cdef int first_shift
    cdef int64_t[::1] latest  # for every literal, one more than the last text in which it was found

    def __cinit__(self, const uint8_t[::1] blob, const int64_t[::1] starts, index):
        self.found, self.literals = [], index.literals
        self.blob, self.starts = blob, starts
        self.runs, self.offsets = index.runs, index.offsets
        self.first, self.following, self.first_shift = index.first, index.following, index.first_shift
        self.latest = array("q", bytes(8 * len(self.literals)))

    @cython.boundscheck(False)  # `known` has a place for every hash, and no run begins in the last three bytes
    cdef int all_long(self, const uint8_t[::1] known, int shift) except -1:
        """Literals of four bytes and more, by the run of four that each has."""
        cdef Py_ssize_t at
        cdef uint32_t run, place
        if known.shape[0] != (<Py_ssize_t>1 << (32 - shift)):
            raise ValueError("not every hash has a place")
        for at in range(self.blob.shape[0] - 3):
            memcpy(&run, &self.blob[at], 4)
            place = run * <uint32_t>2654435761  # Knuth's, as in `patterns.hashed`
            if known[place >> shift]:
                self.compare(at, run, place >> self.first_shift)
        return 0

    cdef int compare(self, Py_ssize_t at, uint32_t run, Py_ssize_t place) except -1:
        """Enter the literals of this run that stand here."""
        cdef Py_ssize_t number = self.first[place], begin, length
        cdef bytes literal
        while number >= 0:
            if self.runs[number] == run:
                literal = self.literals[number]
                begin, length = at - self.offsets[number], len(literal)
                if begin >= 0 and begin + length <= self.blob.shape[0]:
                    if memcmp(&self.blob[begin], <const char *>literal, length) == 0:
                        self.add(begin + length - 1, number)
            number = self.following[number]
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
