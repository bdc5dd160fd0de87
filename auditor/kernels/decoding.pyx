"""JSON texts of which a fast decoder tells all that there is (see `auditor.loaders.json_values`)."""

from libc.stdint cimport uint8_t
from libc.string cimport memchr, memcmp

cdef enum:
    LEVELS = 64  # of objects and arrays
    OPEN = 256  # keys of the objects around a place, each compared with those before it
    KEYS = 4096  # in all


cdef struct Key:
    const uint8_t *text
    Py_ssize_t size


def decoded(list raws, quick, careful):
    """See `auditor.loaders.json_values.decoded`."""
    cdef list values = []
    cdef bytes raw
    for raw in raws:
        try:
            value = quick(raw)
            if type(value) is not dict or not is_simple(raw, len(raw)):
                value = careful(raw)
        except Exception:
            value = careful(raw)
        values.append(value)
    return values


cdef bint is_simple(const uint8_t *text, Py_ssize_t size) noexcept:
    """Whether this text, JSON already, is flat and short enough, and surely holds no key twice in an object."""
    cdef Key keys[OPEN]
    cdef int before[LEVELS + 1]  # how many keys stand before a level
    cdef bint is_object[LEVELS + 1]
    cdef int level = 0, known = 0, total = 0
    cdef bint awaits_key = False
    cdef Py_ssize_t at = 0, end
    is_object[0] = False
    while at < size:
        if text[at] == b'"':
            at += 1
            end = closing(text, at, size)
            if end < 0:
                return False
            if awaits_key:
                if known == OPEN or total == KEYS:
                    return False
                keys[known].text, keys[known].size = text + at, end - at
                if not is_new(keys, before[level], known):
                    return False
                known, total, awaits_key = known + 1, total + 1, False
            at = end
        elif text[at] == b"{" or text[at] == b"[":
            if level == LEVELS:
                return False
            level += 1
            before[level] = known
            is_object[level] = awaits_key = text[at] == b"{"
        elif text[at] == b"}" or text[at] == b"]":
            if level == 0:
                return False
            known, level, awaits_key = before[level], level - 1, False
        elif text[at] == b",":
            awaits_key = is_object[level]
        at += 1
    return True


cdef inline Py_ssize_t closing(const uint8_t *text, Py_ssize_t start, Py_ssize_t size) noexcept:
    """Where the text that begins here ends: at the next quote with no backslash, or an even number, before it."""
    cdef Py_ssize_t at = start, back
    cdef const uint8_t *found
    while at < size:
        found = <const uint8_t *>memchr(text + at, b'"', size - at)
        if found is NULL:
            return -1
        at = back = found - text
        while back > start and text[back - 1] == b"\\":
            back -= 1
        if (at - back) % 2 == 0:
            return at
        at += 1
    return -1


cdef inline bint is_new(const Key *keys, int first, int last) noexcept:
    """Whether the last of these keys is none of the others; one with an escape may be spelled in many ways."""
    cdef Key key = keys[last]
    cdef int at
    if memchr(key.text, b"\\", key.size) is not NULL:
        return False
    for at in range(first, last):
        if keys[at].size == key.size and memcmp(keys[at].text, key.text, key.size) == 0:
            return False
    return True
