"""Small letters, single spaces and bare edges (see `auditor.text.normalise`)."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.bytearray cimport PyByteArray_AS_STRING
from libc.stdint cimport uint8_t
from libc.string cimport memcpy, memset

cdef extern from *:
    bint PyUnicode_IS_ASCII(object text)
    const uint8_t *PyUnicode_DATA(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)


def tidied(list texts, bytes small, bytes edge):
    """See `auditor.text.normalise.tidied`."""
    cdef uint8_t is_edge[256]
    cdef uint8_t becomes[256]
    cdef uint8_t sign
    cdef Py_ssize_t size
    cdef bytearray scratch = bytearray(1024)
    cdef list found = []
    if len(small) != 256:
        raise ValueError("a table of 256 bytes is wanted")
    memcpy(becomes, PyBytes_AS_STRING(small), 256)
    becomes[0] = c" "
    memset(is_edge, 0, 256)
    for sign in edge:
        is_edge[sign] = 1
    for text in texts:
        if not isinstance(text, str):
            raise TypeError("a text is wanted")
        encoded = b"" if PyUnicode_IS_ASCII(text) else text.encode("utf-8", "surrogatepass")
        size = PyUnicode_GET_LENGTH(text) if PyUnicode_IS_ASCII(text) else len(<bytes>encoded)
        letters = PyUnicode_DATA(text) if PyUnicode_IS_ASCII(text) else <const uint8_t *>PyBytes_AS_STRING(encoded)
        if size > len(scratch):
            scratch = bytearray(2 * size)
        found.append(tidy(<uint8_t *>PyByteArray_AS_STRING(scratch), letters, size, becomes, is_edge))
    return found


cdef bytes tidy(uint8_t *to, const uint8_t *letters, Py_ssize_t size, const uint8_t *becomes, const uint8_t *is_edge):
    """One text; `to` has room for all of it."""
    cdef Py_ssize_t at, start = 0, end = 0, last
    cdef uint8_t letter, before = 0
    for at in range(size):  # every letter is written, but over the one before where both are spaces
        letter = becomes[letters[at]]
        to[end] = letter
        end += (letter != c" ") | (before != c" ")
        before = letter
    last = end
    while start < last and is_edge[to[start]]:
        start += 1
    while start < last and is_edge[to[last - 1]]:
        last -= 1
    if start == last:  # nothing but such signs: they stay
        start, last = 0, end
        while start < last and to[start] == c" ":
            start += 1
        while start < last and to[last - 1] == c" ":
            last -= 1
    return PyBytes_FromStringAndSize(<char *>to + start, last - start)
