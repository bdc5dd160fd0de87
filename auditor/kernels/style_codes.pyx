"""The traits of an output that are kept, and their codes (see `auditor.text.style.trait`)."""

from array import array

from cpython cimport array as arrays
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(str text)

cdef extern from "mixing.h":
    void fill_remainders(uint32_t *remainders)

cdef uint32_t TABLES[4][256]  # of CRC-32, for four bytes at a time
cdef arrays.array EMPTY = array("Q")


cdef void _fill() noexcept:
    cdef uint32_t byte
    cdef int step
    fill_remainders(TABLES[0])
    for byte in range(256):
        for step in range(1, 4):
            TABLES[step][byte] = (TABLES[step - 1][byte] >> 8) ^ TABLES[0][TABLES[step - 1][byte] & 0xFF]


_fill()


cdef inline uint32_t _more(uint32_t crc, uint32_t byte) noexcept:
    return (crc >> 8) ^ TABLES[0][(crc ^ byte) & 0xFF]


cdef uint32_t _of_ascii(const uint8_t *text, Py_ssize_t length) noexcept:
    cdef uint32_t crc = 0xFFFFFFFF, four
    cdef Py_ssize_t at = 0
    while at + 4 <= length:
        memcpy(&four, text + at, 4)  # of a machine that puts the least byte first, as all do today
        crc ^= four
        crc = TABLES[3][crc & 0xFF] ^ TABLES[2][(crc >> 8) & 0xFF] ^ TABLES[1][(crc >> 16) & 0xFF] ^ TABLES[0][crc >> 24]
        at += 4
    while at < length:
        crc = _more(crc, text[at])
        at += 1
    return ~crc


cdef uint32_t _crc(str text) noexcept:
    """CRC-32 of the UTF-8 of a text, a lone surrogate as any other character."""
    cdef Py_ssize_t length = len(text), at
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef uint32_t crc = 0xFFFFFFFF, char
    if PyUnicode_IS_ASCII(text):
        return _of_ascii(<const uint8_t *>data, length)
    for at in range(length):
        char = PyUnicode_READ(kind, data, at)
        if char < 0x80:
            crc = _more(crc, char)
            continue
        if char < 0x800:
            crc = _more(crc, 0xC0 | char >> 6)
        else:
            if char < 0x10000:
                crc = _more(crc, 0xE0 | char >> 12)
            else:
                crc = _more(_more(crc, 0xF0 | char >> 18), 0x80 | char >> 12 & 0x3F)
            crc = _more(crc, 0x80 | char >> 6 & 0x3F)
        crc = _more(crc, 0x80 | char & 0x3F)
    return ~crc


def codes(list traits):
    """See `auditor.text.style.trait.codes`."""
    cdef Py_ssize_t count = len(traits), at
    cdef arrays.array found = arrays.clone(EMPTY, count, zero=False)
    cdef uint64_t[::1] into = found
    cdef tuple trait
    cdef str feature, value
    for at in range(count):
        trait = traits[at]
        feature, value = trait
        if feature is None or value is None:  # a `str` of Cython may be None, whose insides are no characters
            raise TypeError("a trait is two texts")
        into[at] = <uint64_t>_crc(feature) << 32 | _crc(value)
    return found


def kept(list found, counted, Py_ssize_t most):
    """See `auditor.text.style.trait.kept`."""
    cdef dict each = {}
    cdef tuple trait
    cdef frozenset wanted = counted
    for trait in found:
        if wanted is None or trait[0] in wanted:
            each[trait] = None
    cdef list unique = list(each)
    return unique if len(unique) <= most else unique[:most]
