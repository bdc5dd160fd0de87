"""Texts laid end to end (see `auditor.text.joined`)."""

import numpy as np

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport int64_t, uint8_t

cdef extern from "mixing.h":
    pass

cdef extern from *:
    """
    /* copies bytes, the capital letters of ASCII as small ones */
    VECTORS static void lower(uint8_t *to, const uint8_t *from, Py_ssize_t size) {
        for (Py_ssize_t i = 0; i < size; i++)
            to[i] = from[i] + (((uint8_t)(from[i] - 'A') < 26) << 5);
    }
    """
    void lower(uint8_t *to, const uint8_t *source, Py_ssize_t size) nogil
    bint PyUnicode_IS_ASCII(object text)
    const uint8_t *PyUnicode_DATA(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)


def end_to_end(list texts):
    """See `auditor.text.joined.end_to_end`."""
    cdef Py_ssize_t at, size = 1, length
    cdef bytes piece
    cdef list encoded = []  # the texts beyond ASCII; the letters of the others are read where they are
    places = np.empty(len(texts), np.int64)
    cdef int64_t[::1] starts = places
    for at, text in enumerate(texts):
        starts[at] = size
        if not isinstance(text, str):
            raise TypeError("a text is wanted")
        if PyUnicode_IS_ASCII(text):
            size += PyUnicode_GET_LENGTH(text) + 1
        else:
            piece = text.encode("utf-8", "surrogatepass")
            encoded.append(piece)
            size += len(piece) + 1
    blob = PyBytes_FromStringAndSize(NULL, size)
    cdef uint8_t *to = <uint8_t *>PyBytes_AS_STRING(blob)
    cdef Py_ssize_t others = 0
    for at, text in enumerate(texts):
        to[0] = c"\n"
        if PyUnicode_IS_ASCII(text):
            length = PyUnicode_GET_LENGTH(text)
            lower(to + 1, PyUnicode_DATA(text), length)
        else:
            piece = encoded[others]
            others += 1
            length = len(piece)
            lower(to + 1, <const uint8_t *>PyBytes_AS_STRING(piece), length)
        to += 1 + length
    to[0] = c"\n"
    return blob, places
