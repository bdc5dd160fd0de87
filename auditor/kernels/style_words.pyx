"""Words of a text that are known, and letters by script (see `auditor.text.style.tone`, `languages`)."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

cdef extern from "Python.h":
    uint32_t Py_UNICODE_TOLOWER(uint32_t char)

cdef enum:
    SLOTS = 4096  # of the table of known words, a power of two
    WITH_DOT = 0x130  # the one letter whose small one is two characters
    NEAR = 0x800  # characters of which it is kept what they are to a word
    PARTS = 0xFFFF  # words: is none of them

cdef uint64_t BASIS = 0xCBF29CE484222325  # of the hash FNV-1a
cdef object _vocabulary = None  # that the table below is of
cdef list _words = []
cdef uint64_t _hashes[SLOTS]
cdef int32_t _numbers[SLOTS]  # of the word in `_words`, -1 for none
cdef int64_t _seen[SLOTS]  # the last text that had it
cdef int64_t _text = 0


cdef inline uint64_t _mixed(uint64_t hash, uint32_t char) noexcept:
    return (hash ^ char) * <uint64_t>0x100000001B3


cdef inline Py_ssize_t _slot(uint64_t hash) noexcept:
    """Where the search for a hash begins; the upper bits of FNV depend on all characters."""
    return <Py_ssize_t>((hash >> 40) & (SLOTS - 1))


cdef inline uint32_t _look_at(uint32_t char) noexcept:
    """A character in small letters, PARTS for one between words."""
    if char == c"." or char == c"," or (<Py_UCS4>char).isspace():
        return PARTS
    return Py_UNICODE_TOLOWER(char)


cdef uint16_t _near[NEAR]
for _code in range(NEAR):
    _near[_code] = _look_at(_code)


cdef inline uint32_t _small(uint32_t char) noexcept:
    return _near[char] if char < NEAR else _look_at(char)


cdef _learn(frozenset vocabulary):
    """Fill the table; ValueError for so many words that a search could go on for ever."""
    global _vocabulary, _words
    cdef Py_ssize_t slot, number
    cdef uint64_t hash
    cdef Py_UCS4 char
    cdef str word
    if 2 * len(vocabulary) > SLOTS:
        raise ValueError("too many words")
    words = list(vocabulary)
    for slot in range(SLOTS):
        _numbers[slot] = -1
        _seen[slot] = 0
    for number in range(len(words)):
        word = words[number]
        hash = BASIS
        for char in word:
            hash = _mixed(hash, char)
        slot = _slot(hash)
        while _numbers[slot] >= 0:
            slot = (slot + 1) & (SLOTS - 1)
        _numbers[slot], _hashes[slot] = <int32_t>number, hash
    _vocabulary, _words = vocabulary, words


cdef bint _is(str word, str text, Py_ssize_t start, Py_ssize_t end):
    """Whether a piece of a text is a word, in whichever letter case."""
    cdef Py_ssize_t at
    cdef int kind = PyUnicode_KIND(word), of_text = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(word)
    cdef void *in_text = PyUnicode_DATA(text)
    if len(word) != end - start:
        return word == text[start:end].lower()
    for at in range(end - start):
        if PyUnicode_READ(kind, data, at) != _small(PyUnicode_READ(of_text, in_text, start + at)):
            return False
    return True


cdef _note(set found, str text, Py_ssize_t start, Py_ssize_t end, uint64_t hash):
    """Add the word between two places if it is known; `hash` is that of its small letters."""
    cdef Py_ssize_t slot = _slot(hash)
    cdef str word
    while _numbers[slot] >= 0:
        if _hashes[slot] == hash and _seen[slot] != _text:
            word = _words[_numbers[slot]]
            if _is(word, text, start, end):
                _seen[slot] = _text
                found.add(word)
                return
        slot = (slot + 1) & (SLOTS - 1)


def known_words(str text not None, frozenset vocabulary not None):
    """See `auditor.text.style.tone.known_words`."""
    global _text
    if vocabulary is not _vocabulary:
        _learn(vocabulary)
    _text += 1
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t length = len(text), at, start = 0
    cdef uint64_t hash = BASIS
    cdef uint32_t char, small
    cdef set found = set()
    for at in range(length):
        char = PyUnicode_READ(kind, data, at)
        small = _small(char)
        if small == PARTS and char != PARTS:
            if at > start:
                _note(found, text, start, at, hash)
            start, hash = at + 1, BASIS
        elif char == WITH_DOT:
            hash = _mixed(_mixed(hash, c"i"), 0x307)
        else:
            hash = _mixed(hash, small)
    if length > start:
        _note(found, text, start, length, hash)
    return found


def letters_by_script(str text, const uint8_t[::1] scripts, Py_ssize_t other):
    """See `auditor.text.style.languages.letters_by_script`."""
    cdef int64_t letters[256]
    cdef Py_ssize_t number
    cdef Py_UCS4 char
    if scripts.shape[0] != 1 << 12 or not 0 <= other < 256:
        raise ValueError("a script for each 16 characters up to U+FFFF, and one for others")
    for number in range(256):
        letters[number] = 0
    for char in text:
        if char.isalnum() and not char.isdecimal():
            letters[scripts[<uint32_t>char >> 4] if char < 0x10000 else other] += 1
    return {number: letters[number] for number in range(256) if letters[number]}


def tallied(words, dict languages):
    """See `auditor.text.style.languages.tallied`."""
    cdef int64_t counts[256]
    cdef Py_ssize_t number, most = -1
    cdef bytes each
    cdef uint8_t one
    for number in range(256):
        counts[number] = 0
    for word in words:
        each = languages.get(word)
        if each is not None:
            for one in each:
                counts[one] += 1
                most = max(most, one)
    return {number: counts[number] for number in range(most + 1) if counts[number]}
