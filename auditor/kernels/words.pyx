"""The words of normal forms: their letters, their hashes, and which are known (see `auditor.text.near.comparison`)."""

import numpy as np

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport int64_t, uint8_t, uint64_t

cdef extern from "mixing.h":
    uint64_t mixed(uint64_t value) nogil

cdef enum:
    SPACE = 32
    POWERS = 64
    # what a letter is, in bits: one that becomes a space, an apostrophe, a sign that may stand in a number, the 0
    # between two texts, a digit, a byte within a character
    BLANK = 1
    DELETED = 2
    IN_NUMBER = 4
    BORDER = 8
    DIGIT = 16
    FOLLOWING = 32

cdef uint64_t BASE = 0x9E3779B97F4A7C15
cdef uint64_t[POWERS] powers
powers[0] = 1
for _place in range(1, POWERS):
    powers[_place] = powers[_place - 1] * BASE

cdef uint8_t[256] kinds = [0] * 256
cdef uint8_t[256] forms = [SPACE] * 256  # what is made of a letter
for _letter in [0, *b"abcdefghijklmnopqrstuvwxyz0123456789_", *range(0x80, 0x100)]:
    forms[_letter] = _letter
for _letter in range(256):
    kinds[_letter] |= BLANK * (forms[_letter] == SPACE and _letter not in b"'`")
    for _kind, _letters in (
        (DELETED, b"'`"), (IN_NUMBER, b":,"), (BORDER, b"\0"), (DIGIT, b"0123456789"),
        (FOLLOWING, range(0x80, 0xC0)),
    ):
        kinds[_letter] |= _kind * (_letter in _letters)


cdef inline bint digit(const uint8_t *letters, Py_ssize_t at, Py_ssize_t size) noexcept:
    return 0 <= at < size and kinds[letters[at]] & DIGIT


cdef bint inside_number(const uint8_t *letters, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Whether a colon or a comma parts the digits of one number."""
    if not (digit(letters, at - 1, size) and digit(letters, at + 1, size)):
        return False
    return letters[at] == c":" or (
        digit(letters, at + 2, size) and digit(letters, at + 3, size) and not digit(letters, at + 4, size)
    )


def spelled(bytes joined):
    """See `auditor.text.near.comparison.spelled`."""
    cdef Py_ssize_t size = len(joined), at, done = 0
    cdef const uint8_t *letters = <const uint8_t *>PyBytes_AS_STRING(joined)  # behind the last one stands a 0
    cdef bytes found = PyBytes_FromStringAndSize(NULL, size)  # never longer: letters are left out, none is added
    cdef uint8_t *result = <uint8_t *>PyBytes_AS_STRING(found)
    cdef int kind, blank, deleted, after_blank = 1  # so that no text begins with a space
    for at in range(size):
        kind = kinds[letters[at]]
        if kind & BORDER:
            done -= after_blank and done > 0 and result[done - 1] == SPACE  # nor ends with one
            result[done] = 0
            done += 1
            after_blank = 1
            continue
        if kind & IN_NUMBER and inside_number(letters, at, size):
            continue
        # no branches from here: half of them would be taken by surprise, as nobody knows where words end
        blank, deleted = kind & BLANK, (kind & DELETED) // DELETED
        result[done] = forms[letters[at]]
        done += 1 - deleted - (blank & after_blank)
        after_blank = blank | (deleted & after_blank)
    if done > 0 and result[done - 1] == SPACE:
        done -= 1
    return found[:done]


cdef Py_ssize_t texts_in(const uint8_t *letters, Py_ssize_t size) noexcept:
    """How many texts there are, with a 0 between two of them."""
    cdef Py_ssize_t found = 1, at
    for at in range(size):
        found += letters[at] == 0
    return found


def words_in(bytes blob):
    """See `auditor.text.near.comparison.words_in`."""
    cdef const uint8_t *letters = <const uint8_t *>PyBytes_AS_STRING(blob)  # behind the last one stands a 0
    cdef Py_ssize_t size = len(blob), rows = texts_in(letters, size), row, at = 0, words = 0, numbers = 0, count, start
    cdef int kind
    cdef uint64_t word, place, number = 0, digits = 0  # sums over letters, and the powers of BASE they grow by
    cdef bint counting
    # two words, or two numbers, begin no less than two bytes apart
    word_hashes, number_hashes = np.empty(size // 2 + 1, np.uint64), np.empty(size // 2 + 1, np.uint64)
    word_ends, number_ends = np.zeros(rows + 1, np.int64), np.zeros(rows + 1, np.int64)
    characters = np.zeros(rows, np.int64)
    cdef uint64_t[::1] of_words = word_hashes, of_numbers = number_hashes
    cdef int64_t[::1] words_end = word_ends, numbers_end = number_ends, counts = characters
    for row in range(rows):
        count = -at
        while letters[at]:
            if letters[at] <= SPACE:
                at += 1
                continue
            word, place, counting, start = 0, 1, False, at
            while letters[at] > SPACE:
                place = powers[at - start] if at - start < POWERS else place * BASE
                word += letters[at] * place
                kind = kinds[letters[at]] & (DIGIT | FOLLOWING)
                if kind or counting:
                    count -= kind == FOLLOWING
                    if kind == DIGIT:
                        if not counting:
                            number, digits, counting = 0, 1, True
                        number += letters[at] * digits
                        digits *= BASE
                    elif counting:
                        of_numbers[numbers] = mixed(number)
                        numbers, counting = numbers + 1, False
                at += 1
            if counting:
                of_numbers[numbers] = mixed(number)
                numbers += 1
            of_words[words] = mixed(word)
            words += 1
        counts[row] = count + at
        at += 1
        words_end[row + 1], numbers_end[row + 1] = words, numbers
    return word_hashes[:words], word_ends, number_hashes[:numbers], number_ends, characters


cdef struct Known:
    const uint64_t *hashes  # in order
    Py_ssize_t count
    const uint8_t *likely  # for each of 65,536 values, whether it is the lowest 16 bits of one


cdef Known known_by(const uint64_t[::1] hashes, const uint8_t[::1] likely) except *:
    if not hashes.shape[0] or likely.shape[0] != 1 << 16:
        raise ValueError("no hashes, or no table of them")
    return Known(&hashes[0], hashes.shape[0], &likely[0])


cdef inline Py_ssize_t place_of(uint64_t value, Known known) noexcept:
    """Where a value stands among the hashes, or -1 (see `auditor.text.ragged.Known`)."""
    cdef Py_ssize_t first = 0, last = known.count, middle
    if not known.likely[value & 0xFFFF]:
        return -1
    while first < last:
        middle = (first + last) // 2
        if known.hashes[middle] < value:
            first = middle + 1
        else:
            last = middle
    return first if first < known.count and known.hashes[first] == value else -1


def find(const uint64_t[::1] values, const uint64_t[::1] hashes, likely):
    """See `auditor.text.ragged.find`."""
    cdef Known known = known_by(hashes, likely.view(np.uint8))
    cdef Py_ssize_t at, place, count = 0
    places, which = np.empty(values.shape[0], np.int64), np.empty(values.shape[0], np.int64)
    cdef int64_t[::1] found = places, found_which = which
    for at in range(values.shape[0]):
        place = place_of(values[at], known)
        if place >= 0:
            found[count], found_which[count] = at, place
            count += 1
    return places[:count], which[:count]
