"""The words of normal forms: their letters, their hashes, and which are known (see `auditor.text.near.comparison`)."""

import numpy as np

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport int64_t, uint8_t, uint64_t

cdef extern from "mixing.h":
    uint64_t mixed(uint64_t value) nogil

cdef uint64_t BASE = 0x9E3779B97F4A7C15
cdef enum:
    DELETED = 1  # what `kinds` makes of an apostrophe, of a colon and of a comma; of a letter it makes itself
    COLON = 2
    COMMA = 3
    SPACE = 32

cdef uint8_t[256] kinds = [SPACE] * 256
for _byte in [0, *b"abcdefghijklmnopqrstuvwxyz0123456789_", *range(0x80, 0x100)]:
    kinds[_byte] = _byte
for _byte, _kind in ((b"'", DELETED), (b"`", DELETED), (b":", COLON), (b",", COMMA)):
    kinds[_byte[0]] = _kind

cdef enum:
    SEPARATOR = 1
    ALWAYS = 2
    BEFORE_DIGITS = 3

cdef uint8_t[256] signs = [0] * 256
signs[0] = SEPARATOR
for _byte in [*b"+<>=^"]:
    signs[_byte] = ALWAYS
for _byte in [*b"-*/"]:
    signs[_byte] = BEFORE_DIGITS


cdef inline bint digit(const uint8_t *letters, Py_ssize_t at, Py_ssize_t size) noexcept:
    return 0 <= at < size and c"0" <= letters[at] <= c"9"


cdef bint inside_number(const uint8_t *letters, Py_ssize_t at, Py_ssize_t size, uint8_t kind) noexcept:
    """Whether a colon or a comma parts the digits of one number."""
    if not (digit(letters, at - 1, size) and digit(letters, at + 1, size)):
        return False
    return kind == COLON or (
        digit(letters, at + 2, size) and digit(letters, at + 3, size) and not digit(letters, at + 4, size)
    )


def spelled(bytes joined):
    """See `auditor.text.near.comparison.spelled`."""
    cdef Py_ssize_t size = len(joined), at, done = 0
    cdef const uint8_t *letters = <const uint8_t *>PyBytes_AS_STRING(joined)
    cdef bytes found = PyBytes_FromStringAndSize(NULL, size)  # never longer: letters are left out, none is added
    cdef uint8_t *result = <uint8_t *>PyBytes_AS_STRING(found)
    cdef uint8_t kind
    cdef bint space, after_space = True  # so that no text begins with a space
    for at in range(size):
        kind = kinds[letters[at]]
        if kind <= COMMA:
            if kind == 0:
                done -= after_space and done > 0 and result[done - 1] == SPACE  # nor ends with one
                result[done] = 0
                done += 1
                after_space = True
                continue
            if kind == DELETED or inside_number(letters, at, size, kind):
                continue
            kind = SPACE
        space = kind == SPACE
        result[done] = kind
        done += not (space and after_space)
        after_space = space
    if done > 0 and result[done - 1] == SPACE:
        done -= 1
    return found[:done]


def words_in(bytes blob):
    """See `auditor.text.near.comparison.words_in`."""
    cdef Py_ssize_t size = len(blob), rows = blob.count(b"\0") + 1, row, at = 0, words = 0, numbers = 0, count
    cdef const uint8_t *letters = <const uint8_t *>PyBytes_AS_STRING(blob)  # behind the last one stands a 0
    cdef uint8_t letter
    cdef bint counting
    cdef uint64_t word, place, number = 0, digits = 0  # sums over letters, and the powers of BASE they grow by
    # two words, or two numbers, begin no less than two bytes apart
    word_hashes, number_hashes = np.empty(size // 2 + 1, np.uint64), np.empty(size // 2 + 1, np.uint64)
    word_ends, number_ends = np.zeros(rows + 1, np.int64), np.zeros(rows + 1, np.int64)
    characters = np.zeros(rows, np.int64)
    cdef uint64_t[::1] of_words = word_hashes, of_numbers = number_hashes
    cdef int64_t[::1] words_end = word_ends, numbers_end = number_ends, counts = characters
    for row in range(rows):
        count = 0
        while letters[at]:
            letter = letters[at]
            if letter <= SPACE:
                count += 1
                at += 1
                continue
            word, place, counting = 0, 1, False
            while letter > SPACE:
                word += letter * place
                place *= BASE
                count += letter & 0xC0 != 0x80
                if c"0" <= letter <= c"9":
                    if not counting:
                        number, digits, counting = 0, 1, True
                    number += letter * digits
                    digits *= BASE
                elif counting:
                    of_numbers[numbers] = mixed(number)
                    numbers, counting = numbers + 1, False
                at += 1
                letter = letters[at]
            if counting:
                of_numbers[numbers] = mixed(number)
                numbers += 1
            of_words[words] = mixed(word)
            words += 1
        at += 1
        words_end[row + 1], numbers_end[row + 1], counts[row] = words, numbers, count
    return word_hashes[:words], word_ends, number_hashes[:numbers], number_ends, characters


def operators(bytes joined):
    """See `auditor.text.near.comparison.operators`."""
    cdef Py_ssize_t size = len(joined), rows = joined.count(b"\0") + 1, row = 0, at
    cdef const uint8_t *letters = <const uint8_t *>PyBytes_AS_STRING(joined)
    cdef uint8_t sign
    found = np.zeros(rows, np.uint64)
    cdef uint64_t[::1] sums = found
    for at in range(size):
        sign = signs[letters[at]]
        if sign == 0:
            continue
        if sign == SEPARATOR:
            row += 1
        elif sign == ALWAYS or digit(letters, at + 1, size) or (
            letters[at + 1] == SPACE and digit(letters, at + 2, size)
        ):
            sums[row] += mixed(letters[at])
    return found


cdef inline Py_ssize_t place_of(uint64_t value, const uint64_t[::1] hashes, const uint8_t[::1] likely):
    """Where a value stands among the hashes, or -1 (see `auditor.text.ragged.Known`)."""
    cdef Py_ssize_t first = 0, last = hashes.shape[0], middle
    if not likely[value & 0xFFFF]:
        return -1
    while first < last:
        middle = (first + last) // 2
        if hashes[middle] < value:
            first = middle + 1
        else:
            last = middle
    return first if first < hashes.shape[0] and hashes[first] == value else -1


def find(const uint64_t[::1] values, const uint64_t[::1] hashes, likely):
    """See `auditor.text.ragged.find`."""
    cdef const uint8_t[::1] table = likely.view(np.uint8)
    cdef Py_ssize_t at, place, count = 0
    places, which = np.empty(values.shape[0], np.int64), np.empty(values.shape[0], np.int64)
    cdef int64_t[::1] found = places, known = which
    for at in range(values.shape[0]):
        place = place_of(values[at], hashes, table)
        if place >= 0:
            found[count], known[count] = at, place
            count += 1
    return places[:count], which[:count]


def telling(const uint64_t[::1] values, const int64_t[::1] offsets, const uint64_t[::1] polite, likely):
    """See `auditor.text.near.courtesies.telling`."""
    cdef const uint8_t[::1] table = likely.view(np.uint8)
    cdef Py_ssize_t rows = offsets.shape[0] - 1, row, first, last
    starts, ends = np.empty(rows, np.int64), np.empty(rows, np.int64)
    cdef int64_t[::1] begin = starts, end = ends
    for row in range(rows):
        first, last = offsets[row], offsets[row + 1]
        while first < last and place_of(values[first], polite, table) >= 0:
            first += 1
        while first < last and place_of(values[last - 1], polite, table) >= 0:
            last -= 1
        begin[row], end[row] = first, last
    return starts, ends
