"""Sums that come out at a glance (see `auditor.text.arithmetic`)."""

from libc.math cimport fabs
from libc.stdint cimport int64_t, uint8_t
from libc.string cimport memchr

cdef extern from "mixing.h":
    bint is_digit(uint8_t sign) nogil


def doubtful(const uint8_t[::1] blob, const int64_t[::1] starts, numbers):
    """See `auditor.text.arithmetic.doubtful`."""
    cdef Py_ssize_t number, end
    found = []
    for number in numbers:
        end = (starts[number + 1] if number + 1 < starts.shape[0] else blob.shape[0]) - 1
        if not 0 <= starts[number] <= end < blob.shape[0]:
            raise IndexError("a text ends before it begins")
        if not are_right(&blob[starts[number]], end - starts[number]):
            found.append(number)
    return found


cdef bint are_right(const uint8_t *text, Py_ssize_t size) noexcept:
    """Whether a sum that comes out stands behind every << of a text."""
    cdef Py_ssize_t at = 0
    cdef const uint8_t *found
    while at + 1 < size:
        found = <const uint8_t *>memchr(text + at, c"<", size - 1 - at)
        if found == NULL:
            break
        at = found - text + 1
        if text[at] == c"<":
            while at < size and text[at] == c"<":
                at += 1
            at = after_sum(text, at, size)
            if at < 0:
                return False
    return True


cdef Py_ssize_t after_sum(const uint8_t *text, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Where a sum of two to ten numbers, its result and >> end; -1 where none stands, or a wrong result."""
    cdef double total = 0, product = 0, number = 0, result = 0
    cdef int signs = 0
    cdef uint8_t sign
    at = after_number(text, at, size, &product)
    while 0 <= at < size and text[at] != c"=":
        sign, signs = text[at], signs + 1
        at = after_number(text, at + 1, size, &number)
        if sign == c"*":
            product *= number
        elif sign == c"/" and number != 0:
            product /= number
        elif sign == c"+" or sign == c"-":
            total += product
            product = number if sign == c"+" else -number
        else:
            return -1
    if at < 0 or not 1 <= signs <= 9:
        return -1
    at = after_number(text, at + 1, size, &result)
    if at < 0 or at + 1 >= size or text[at] != c">" or text[at + 1] != c">":
        return -1
    return at + 2 if fabs(total + product - result) < 1e-9 else -1


cdef Py_ssize_t after_number(const uint8_t *text, Py_ssize_t at, Py_ssize_t size, double *value) noexcept:
    """Where a number of up to nine digits and six decimals ends; -1 where none stands."""
    cdef int64_t digits = 0, scale = 1  # both are exact as floats, so their quotient is the nearest one
    cdef Py_ssize_t start = at, point
    while at < size and at - start < 9 and is_digit(text[at]):
        digits = 10 * digits + text[at] - c"0"
        at += 1
    if at < size and text[at] == c".":
        point = at
        at += 1
        while at < size and at - point <= 6 and is_digit(text[at]):
            digits, scale = 10 * digits + text[at] - c"0", 10 * scale
            at += 1
        if point == start and scale == 1:  # nothing but a point
            return -1
    value[0] = <double>digits / <double>scale
    return at if at > start else -1
