"""Digests of the templates behind texts (see `auditor.text.near.slots`)."""

import numpy as np

from cpython.unicode cimport PyUnicode_Check
from libc.stdint cimport uint8_t, uint64_t

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)
    void *PyUnicode_DATA(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)

cdef enum:
    LONGEST = 400
    LITERALS = 3
    NUMBER = 1
    NAME = 2
    ODD = 1  # the digest of a text that is not plain

cdef enum:  # what a byte can be
    SPACE = 1
    DIGIT = 2
    SMALL = 4
    CAPITAL = 8
    WORD = 16  # a part of a name
    JOINT = 32  # between the digits of a number
    EDGE = 64
    SIGN = 128  # that stands for a slot, or in the plain form for a border

cdef uint8_t KINDS[256]
cdef uint8_t WRITTEN[256]  # with one kind of space, and a slot for a digit
cdef uint8_t LOWERED[256]
cdef uint64_t POWERS[LONGEST]

for sign in range(256):
    WRITTEN[sign] = sign
    LOWERED[sign] = bytes([sign]).lower()[0]
for kind, signs in (
    (SPACE, b" \t\n\v\f\r\x1c\x1d\x1e\x1f"),
    (DIGIT, b"0123456789"),
    (SMALL | WORD, bytes(range(ord("a"), ord("z") + 1))),
    (CAPITAL | WORD, bytes(range(ord("A"), ord("Z") + 1))),
    (WORD, b"_'-"),
    (JOINT, b".,:/-"),
    (EDGE, b" .?!"),
    (SIGN, b"\0\1\2"),
):
    for sign in signs:
        KINDS[sign] |= kind
        if kind == SPACE or kind == DIGIT:
            WRITTEN[sign] = ord(" ") if kind == SPACE else NUMBER
for place in range(LONGEST):
    POWERS[place] = pow(0x9E3779B97F4A7C15, place, 1 << 64)


def plain_digests(list texts):
    """See `auditor.text.near.slots.plain_digests`."""
    found = np.zeros(len(texts), np.uint64)
    cdef uint64_t[::1] digests = found
    cdef Py_ssize_t number, size
    for number in range(len(texts)):
        text = texts[number]
        if not PyUnicode_Check(text):
            raise TypeError("a text is no str")
        size = PyUnicode_GET_LENGTH(text)
        if size <= LONGEST:
            digests[number] = _digest(<const uint8_t *>PyUnicode_DATA(text), size) if PyUnicode_IS_ASCII(text) else ODD
    return found


# Branches are kept for what is rare: one for every space would be guessed wrong once a word.

cdef uint64_t _digest(const uint8_t *text, Py_ssize_t size) noexcept:
    """The digest of a text of ASCII, of LONGEST bytes at most."""
    cdef uint8_t line[LONGEST + 1]
    cdef uint8_t seen = 0
    cdef Py_ssize_t written = _with_numbers(text, size, line, &seen), end
    if seen & SIGN:
        return ODD
    end = _with_names(line, written) if seen & CAPITAL else written
    return _hashed(line, end) if seen & DIGIT or end < written else 0


cdef Py_ssize_t _with_numbers(const uint8_t *text, Py_ssize_t size, uint8_t *line, uint8_t *kinds) noexcept:
    """Write a text behind a space, with single spaces and a slot for each number; where it ends then."""
    cdef Py_ssize_t at = 0, end = 1
    cdef uint8_t letter, before = c" ", seen = 0
    line[0] = c" "
    while at < size:
        seen |= KINDS[text[at]]
        letter = WRITTEN[text[at]]
        line[end] = letter
        end += (letter != c" ") | (before != c" ")
        before = letter
        at += 1
        if letter == NUMBER:
            at = _after_number(text, at, size)
    kinds[0] = seen
    return end


cdef Py_ssize_t _after_number(const uint8_t *text, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Where a number ends of which the first digit is read: up to eight signs may stand between digits."""
    cdef int joints = 0
    while at < size:
        if KINDS[text[at]] & DIGIT:
            at += 1
        elif joints < 8 and KINDS[text[at]] & JOINT and at + 1 < size and KINDS[text[at + 1]] & DIGIT:
            joints += 1
            at += 2
        else:
            break
    return at


cdef Py_ssize_t _with_names(uint8_t *line, Py_ssize_t size) noexcept:
    """Lower a line and put a slot for each name, in place; where it ends then."""
    cdef Py_ssize_t at = 0, end = 0, after
    cdef uint8_t letter = 0, before = 0, first  # the two letters before, as they were
    while at < size:
        first, before, letter = before, letter, line[at]
        line[end] = LOWERED[letter]
        at += 1
        if KINDS[letter] & CAPITAL and before == c" " and (KINDS[first] & SMALL or first == c","):
            after = _after_name(line, at, size)
            if after > at:
                line[end] = NAME
                at, letter = after, line[after - 1]
        end += 1
    return end


cdef Py_ssize_t _after_name(const uint8_t *line, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Where a name ends of which the first capital is read: one to five words; the same place if there is none."""
    cdef Py_ssize_t stop = _after_word(line, at, size)
    cdef int words
    if stop == at:
        return at
    for words in range(4):
        at = stop + 2
        if at >= size or line[stop] != c" " or not KINDS[line[stop + 1]] & CAPITAL or _after_word(line, at, size) == at:
            break
        stop = _after_word(line, at, size)
    return stop


cdef Py_ssize_t _after_word(const uint8_t *line, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Where a word ends of which the first capital is read, or its first 40 letters behind that."""
    cdef Py_ssize_t most = min(size, at + 40)
    while at < most and KINDS[line[at]] & WORD:
        at += 1
    return at


cdef uint64_t _hashed(const uint8_t *line, Py_ssize_t size) noexcept:
    """The digest of a line with slots, without its edges; 0 where it has too few words."""
    cdef Py_ssize_t start = 0, at
    cdef int words = 0
    cdef uint8_t letters = 0  # which of the last eight signs are letters
    cdef uint64_t total = 0
    while start < size and KINDS[line[start]] & EDGE:
        start += 1
    while size > start and KINDS[line[size - 1]] & EDGE:
        size -= 1
    for at in range(start, size):
        letters = letters << 1 | (KINDS[line[at]] & SMALL) // SMALL
        words += letters & 7 == 3
        total += line[at] * POWERS[at - start]
    return _mixed(total) if words >= LITERALS else 0


cdef uint64_t _mixed(uint64_t value) noexcept:
    """See `auditor.text.near.shingles.mixed`."""
    value ^= value >> 33
    value *= <uint64_t>0xFF51AFD7ED558CCD
    value ^= value >> 33
    value *= <uint64_t>0xC4CEB9FE1A85EC53
    return value ^ value >> 33
