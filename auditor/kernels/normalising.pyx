"""Small letters, single spaces and bare edges (see `auditor.text.normalise`)."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.bytearray cimport PyByteArray_AS_STRING
from libc.stdint cimport uint8_t
from libc.string cimport memset

cdef extern from "mixing.h":
    pass

cdef extern from *:
    """
    /* copies bytes, capital letters as small ones and white space as spaces; whether two spaces meet */
    VECTORS static int small(uint8_t *to, const uint8_t *from, Py_ssize_t size) {
        uint8_t meet = 0;
        for (Py_ssize_t i = 0; i < size; i++) {
            uint8_t c = from[i];
            uint8_t white = (uint8_t)(c - 9) < 5 || (uint8_t)(c - 28) < 4 || c == 0;
            to[i] = white ? ' ' : c + (((uint8_t)(c - 'A') < 26) << 5);
        }
        for (Py_ssize_t i = 1; i < size; i++)
            meet |= (to[i] == ' ') & (to[i - 1] == ' ');
        return meet;
    }

    /* every run of spaces as one, in place; the new size */
    static Py_ssize_t single(uint8_t *text, Py_ssize_t size) {
        Py_ssize_t end = 0;
        uint8_t before = 0;
        for (Py_ssize_t i = 0; i < size; i++) {
            uint8_t c = text[i];
            text[end] = c;  /* the next one is written over it where it is a second space */
            end += (c != ' ') | (before != ' ');
            before = c;
        }
        return end;
    }
    """
    bint small(uint8_t *to, const uint8_t *source, Py_ssize_t size) nogil
    Py_ssize_t single(uint8_t *text, Py_ssize_t size) nogil
    bint PyUnicode_IS_ASCII(object text)
    const uint8_t *PyUnicode_DATA(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)


def tidied(list texts, bytes edge):
    """See `auditor.text.normalise.tidied`."""
    cdef uint8_t is_edge[256]
    cdef uint8_t sign
    cdef Py_ssize_t size
    cdef bytearray scratch = bytearray(1024)
    cdef list found = []
    cdef bytes encoded
    memset(is_edge, 0, 256)
    for sign in edge:
        is_edge[sign] = 1
    for text in texts:
        if not isinstance(text, str):
            raise TypeError("a text is wanted")
        encoded = b"" if PyUnicode_IS_ASCII(text) else text.encode("utf-8", "surrogatepass")
        size = PyUnicode_GET_LENGTH(text) if PyUnicode_IS_ASCII(text) else len(encoded)
        letters = PyUnicode_DATA(text) if PyUnicode_IS_ASCII(text) else <const uint8_t *>PyBytes_AS_STRING(encoded)
        if size > len(scratch):
            scratch = bytearray(2 * size)
        found.append(tidy(<uint8_t *>PyByteArray_AS_STRING(scratch), letters, size, is_edge))
    return found


cdef bytes tidy(uint8_t *to, const uint8_t *letters, Py_ssize_t size, const uint8_t *is_edge):
    """One text; `to` has room for all of it."""
    cdef Py_ssize_t start = 0, end = single(to, size) if small(to, letters, size) else size
    cdef Py_ssize_t last = end
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
