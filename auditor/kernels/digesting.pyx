"""BLAKE2b-64 of many texts (see `auditor.text.columns.digests`)."""

import numpy as np

from cpython.bytes cimport PyBytes_AS_STRING
from libc.stdint cimport uint8_t, uint64_t, uintptr_t

cdef extern from "blake2b.h":
    void digest_all(uint64_t *found, const uint8_t **texts, const Py_ssize_t *sizes, Py_ssize_t count) nogil


def digests(texts):
    """See `auditor.text.columns.digests`."""
    cdef list held = list(texts)  # keeps the bytes where they are
    cdef Py_ssize_t at, count = len(held)
    cdef uintptr_t[::1] places = np.empty(count, np.uintp)
    cdef Py_ssize_t[::1] sizes = np.empty(count, np.intp)
    found = np.empty(count, np.uint64)
    cdef uint64_t[::1] values = found
    cdef bytes text
    for at in range(count):
        text = held[at]
        if text is None:
            raise TypeError("bytes are wanted")
        places[at], sizes[at] = <uintptr_t>PyBytes_AS_STRING(text), len(text)
    if count:
        digest_all(&values[0], <const uint8_t **>&places[0], &sizes[0], count)
    return found
