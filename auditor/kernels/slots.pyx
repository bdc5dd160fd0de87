"""Digests of the templates behind texts (see `auditor.text.near.slots`)."""

import numpy as np

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM, Py_UNICODE_ISDECIMAL, Py_UNICODE_ISSPACE, Py_UNICODE_TOLOWER, PyUnicode_Check,
)
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

cdef extern from "mixing.h":
    uint64_t mixed(uint64_t value) nogil

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)

ctypedef fused Letter:
    uint8_t
    uint16_t
    uint32_t

cdef enum:
    LONGEST = 400
    LITERALS = 3
    NUMBER = 1
    NAME = 2

cdef enum:  # what a character can be
    SPACE = 1
    DIGIT = 2
    CAPITAL = 4
    BEFORE = 8  # may stand before a name and its space
    WORD = 16  # a part of a name
    LETTER = 32  # a part of a word that is no slot
    JOINT = 64  # between the digits of a number
    EDGE = 128
    SLOT = 256
    ODD = 512  # one whose small letter depends on what stands around, or is two

# of characters below 256
cdef uint16_t KINDS[256]
cdef uint32_t WRITTEN[256]  # with one kind of space, and a slot for a digit
cdef uint32_t LOWERED[256]
cdef uint64_t POWERS[4 * LONGEST]

for place in range(256):
    sign = chr(place)
    KINDS[place] = kind_beyond(place) | (
        CAPITAL * ("A" <= sign <= "Z" or "À" <= sign <= "Þ")
        | BEFORE * ("a" <= sign <= "z" or "ß" <= sign <= "ÿ" or sign == ",")
        | WORD * (sign in "_'-")
        | JOINT * (sign in ".,:/-")
        | EDGE * (sign in " .?!")
        | SLOT * (sign in "\1\2")
    )
    WRITTEN[place] = ord(" ") if sign.isspace() else NUMBER if sign.isdecimal() else place
    LOWERED[place] = ord(sign.lower())
POWERS[0] = 1
for place in range(1, 4 * LONGEST):
    POWERS[place] = POWERS[place - 1] * <uint64_t>0x9E3779B97F4A7C15


def template_digests(list texts):
    """See `auditor.text.near.slots.template_digests`."""
    from auditor.text.near.slots import filled_digests

    found = np.zeros(len(texts), np.uint64)
    cdef uint64_t[::1] digests = found
    cdef Py_ssize_t number
    odd = [number for number in range(len(texts)) if not digest_of(texts[number], &digests[number])]
    if odd:
        found[odd] = filled_digests([texts[number] for number in odd])
    return found


cdef bint digest_of(text, uint64_t *digest) except -1:
    """Work out the digest of one text; whether that went without its odd letters."""
    cdef uint32_t line[LONGEST + 1]
    cdef uint16_t seen
    cdef Py_ssize_t size, written, end
    if not PyUnicode_Check(text):
        raise TypeError("a text is no str")
    size = PyUnicode_GET_LENGTH(text)
    if size > LONGEST:
        return True
    if PyUnicode_KIND(text) == 1:
        written = with_numbers(<const uint8_t *>PyUnicode_DATA(text), size, line, &seen)
    elif PyUnicode_KIND(text) == 2:
        written = with_numbers(<const uint16_t *>PyUnicode_DATA(text), size, line, &seen)
    else:
        written = with_numbers(<const uint32_t *>PyUnicode_DATA(text), size, line, &seen)
    if seen & ODD:
        return False
    end = with_names(line, written)
    if seen & (DIGIT | SLOT) or end < written:
        digest[0] = hashed(line, end)
    return True


cdef inline uint16_t kind_of(uint32_t letter) noexcept:
    return KINDS[letter] if letter < 256 else kind_beyond(letter)


cdef uint16_t kind_beyond(uint32_t letter) noexcept:
    """What a character is beyond those in which names begin."""
    if letter == 0x130 or letter == 0x3A3:  # İ becomes two, Σ is another one at the end of a word
        return ODD
    if Py_UNICODE_ISDECIMAL(letter):
        return DIGIT | WORD
    return LETTER | WORD if Py_UNICODE_ISALNUM(letter) else SPACE if Py_UNICODE_ISSPACE(letter) else 0


# Branches are kept for what is rare: one for every space would be guessed wrong once a word.

cdef Py_ssize_t with_numbers(const Letter *text, Py_ssize_t size, uint32_t *line, uint16_t *kinds) noexcept:
    """Write a text behind a space, with single spaces and a slot for each number; where it ends then."""
    cdef Py_ssize_t at = 0, end = 1
    cdef uint32_t letter, before = c" "
    cdef uint16_t kind, seen = 0
    line[0] = c" "
    while at < size:
        letter = text[at]
        kind = kind_of(letter)
        seen |= kind
        if letter < 256:
            letter = WRITTEN[letter]
        elif kind & (SPACE | DIGIT):
            letter = c" " if kind & SPACE else NUMBER
        line[end] = letter
        end += (letter != c" ") | (before != c" ")
        before = letter
        at += 1
        if kind & DIGIT:
            at = after_number(text, at, size)
    kinds[0] = seen
    return end


cdef Py_ssize_t after_number(const Letter *text, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Where a number ends of which the first digit is read: up to eight signs may stand between digits."""
    cdef int joints = 0
    while at < size:
        if kind_of(text[at]) & DIGIT:
            at += 1
        elif joints < 8 and kind_of(text[at]) & JOINT and at + 1 < size and kind_of(text[at + 1]) & DIGIT:
            joints += 1
            at += 2
        else:
            break
    return at


cdef Py_ssize_t with_names(uint32_t *line, Py_ssize_t size) noexcept:
    """Lower a line and put a slot for each name, in place; where it ends then."""
    cdef Py_ssize_t at = 0, end = 0, after
    cdef uint32_t letter = 0, before = 0, first  # the two letters before, as they were
    while at < size:
        first, before, letter = before, letter, line[at]
        line[end] = LOWERED[letter] if letter < 256 else Py_UNICODE_TOLOWER(letter)
        at += 1
        if kind_of(letter) & CAPITAL and before == c" " and kind_of(first) & BEFORE:
            after = after_name(line, at, size)
            if after > at:
                line[end] = NAME
                at, letter = after, line[after - 1]
        end += 1
    return end


cdef Py_ssize_t after_name(const uint32_t *line, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Where a name ends of which the first capital is read: one to five words; the same place if there is none."""
    cdef Py_ssize_t stop = after_word(line, at, size)
    cdef int words
    if stop == at:
        return at
    for words in range(4):
        at = stop + 2
        if at >= size or line[stop] != c" " or not kind_of(line[stop + 1]) & CAPITAL or after_word(line, at, size) == at:
            break
        stop = after_word(line, at, size)
    return stop


cdef Py_ssize_t after_word(const uint32_t *line, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Where a word ends of which the first capital is read, or its first 40 letters behind that."""
    cdef Py_ssize_t most = min(size, at + 40)
    while at < most and kind_of(line[at]) & WORD:
        at += 1
    return at


cdef uint64_t hashed(const uint32_t *line, Py_ssize_t size) noexcept:
    """The digest of the UTF-8 of a line with slots, without its edges; 0 where it has too few words."""
    cdef Py_ssize_t start = 0, at, place = 0
    cdef int words = 0
    cdef uint8_t letters = 0  # which of the last eight signs are letters
    cdef uint64_t total = 0
    while start < size and kind_of(line[start]) & EDGE:
        start += 1
    while size > start and kind_of(line[size - 1]) & EDGE:
        size -= 1
    for at in range(start, size):
        letters = letters << 1 | (kind_of(line[at]) & LETTER) // LETTER
        words += letters & 7 == 3
        if line[at] < 0x80:
            total += line[at] * POWERS[place]
            place += 1
        else:
            total += bytes_of(line[at], &place)
    return mixed(total) if words >= LITERALS else 0


cdef uint64_t bytes_of(uint32_t letter, Py_ssize_t *place) noexcept:
    """The part of a digest that the UTF-8 of a letter beyond ASCII makes from this place on, which goes behind it."""
    cdef int shift = 6 if letter < 0x800 else 12 if letter < 0x10000 else 18
    cdef uint64_t byte = (0xC0 if shift == 6 else 0xE0 if shift == 12 else 0xF0) | letter >> shift
    cdef uint64_t total = byte * POWERS[place[0]]
    place[0] += 1
    while shift > 0:
        shift -= 6
        total += (0x80 | (letter >> shift & 0x3F)) * POWERS[place[0]]
        place[0] += 1
    return total
