"""Numbers and the ends of sentences in a line (see `auditor.text.style.edges`)."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint32_t


cdef inline bint _is_digit(uint32_t char) noexcept:
    return 48 <= char <= 57 if char < 0x80 else (<Py_UCS4>char).isdecimal()


cdef inline bint _is_stop(uint32_t char) noexcept:
    """One of .!?…。！？؟।"""
    if char < 0x80:
        return char == c"." or char == c"!" or char == c"?"
    return char in (0x2026, 0x3002, 0xFF01, 0xFF1F, 0x61F, 0x964)


cdef inline bint _closes(uint32_t char) noexcept:
    """One of "'”’)]*」』"""
    if char < 0x80:
        return char in (c'"', c"'", c")", c"]", c"*")
    return char in (0x201D, 0x2019, 0x300D, 0x300F)


cdef inline bint _ends_alone(uint32_t char) noexcept:
    """One of 。！？।」』, which end a sentence whatever follows."""
    return char in (0x3002, 0xFF01, 0xFF1F, 0x964, 0x300D, 0x300F)


def numbers_masked(str line not None, str number):
    """See `auditor.text.style.edges.numbers_masked`."""
    cdef int kind = PyUnicode_KIND(line)
    cdef void *data = PyUnicode_DATA(line)
    cdef Py_ssize_t length = len(line), at = 0, start, last = 0
    cdef list parts = None
    while at < length:
        if not _is_digit(PyUnicode_READ(kind, data, at)):
            at += 1
            continue
        start = at
        while True:
            at += 1
            if at < length and _is_digit(PyUnicode_READ(kind, data, at)):
                continue
            if at + 1 < length and PyUnicode_READ(kind, data, at) in (c".", c",", c":", c"/") and _is_digit(PyUnicode_READ(kind, data, at + 1)):
                continue
            break
        if parts is None:
            parts = []
        parts += (line[last:start], number)
        last = at
    return line if parts is None else "".join(parts) + line[last:]


def sentence_ends(str text not None):
    """See `auditor.text.style.edges.sentence_ends`."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t length = len(text), at = 0, stops, end
    cdef list found = []
    while at < length:
        if not _is_stop(PyUnicode_READ(kind, data, at)):
            at += 1
            continue
        stops = at + 1
        while stops < length and _is_stop(PyUnicode_READ(kind, data, stops)):
            stops += 1
        end = stops
        while end < length and _closes(PyUnicode_READ(kind, data, end)):
            end += 1
        if end < length and not (<Py_UCS4>PyUnicode_READ(kind, data, end)).isspace():
            while end > at and not _ends_alone(PyUnicode_READ(kind, data, end - 1)):
                end -= 1
        if end > at:
            found.append((at, end))
            at = end
        else:
            at = stops
    return found
