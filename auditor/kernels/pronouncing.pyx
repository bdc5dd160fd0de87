"""Words that cannot be words (see `auditor.text.pronounceable`), and texts that may hold some (`checkers.gibberish`)."""

import numpy as np

from libc.stdint cimport int64_t, uint8_t, uint32_t
from libc.string cimport memset

cdef extern from "mixing.h":
    pass

cdef extern from *:
    """
    /* one choice after the other, as compilers turn these into vectors and `&&` not */
    VECTORS static void find_consonants(const uint8_t *letters, uint8_t *found, int64_t size) {
        for (int64_t i = 0; i < size; i++) {
            uint8_t c = letters[i], is = (uint8_t)(c - 'a') < 26 ? 1 : 0;
            is = c == 'a' ? 0 : is; is = c == 'e' ? 0 : is; is = c == 'i' ? 0 : is;
            is = c == 'o' ? 0 : is; is = c == 'u' ? 0 : is; is = c == 'y' ? 0 : is;
            found[i] = is;
        }
    }

    VECTORS static void find_signs(const uint8_t *letters, uint8_t *found, int64_t size) {
        for (int64_t i = 0; i < size; i++) {
            uint8_t c = letters[i], is = (uint8_t)(c - ' ') < 95 ? 1 : 0;
            is = (uint8_t)(c - 'a') < 26 ? 0 : is; is = (uint8_t)(c - 'A') < 26 ? 0 : is;
            is = (uint8_t)(c - '0') < 10 ? 0 : is;
            found[i] = is;
        }
    }

    /* leave those behind which enough others stand for a run */
    VECTORS static void keep_runs(uint8_t *members, int64_t size, int length) {
        for (int step = 1; step < length; step++) {
            for (int64_t i = 0; i < size - 1; i++) members[i] &= members[i + 1];
            members[size - 1] = 0;
        }
    }

    VECTORS static int64_t total(const uint8_t *members, int64_t size) {
        int64_t found = 0;
        for (int64_t i = 0; i < size; i++) found += members[i];
        return found;
    }
    """
    void find_consonants(const uint8_t *letters, uint8_t *found, int64_t size) nogil
    void find_signs(const uint8_t *letters, uint8_t *found, int64_t size) nogil
    void keep_runs(uint8_t *members, int64_t size, int length) nogil
    int64_t total(const uint8_t *members, int64_t size) nogil

cdef enum:
    VOWELS = 0x1104111  # a e i o u y, one bit a letter
    ANY = 1
    NO_L = 2
    RUN = 4  # letters of a run along the keyboard
    BITS = 8
    SLOTS = 256  # 2 ** BITS, for a few dozen runs

cdef struct Words:
    uint8_t never[26 * 26]
    uint32_t runs[SLOTS]  # 0: the slot is free


def odd_texts(const uint8_t[::1] blob, const int64_t[::1] starts, int consonants, int several, int signs):
    """See `auditor.checkers.gibberish.odd_texts`."""
    cdef Py_ssize_t texts = starts.shape[0], text
    cdef int64_t start, end, size = blob.shape[0]
    chosen = np.zeros(texts, np.bool_)
    cdef uint8_t[::1] odd = chosen.view(np.uint8), cluster = np.empty(size, np.uint8), heap = np.empty(size, np.uint8)
    if size:
        find_consonants(&blob[0], &cluster[0], size)
        find_signs(&blob[0], &heap[0], size)
        keep_runs(&cluster[0], size, consonants)
        keep_runs(&heap[0], size, signs)
    for text in range(texts):
        start, end = starts[text], starts[text + 1] if text + 1 < texts else size
        if not 0 <= start <= end <= size:
            raise ValueError("a text outside of its batch")
        if start < end:
            odd[text] = total(&cluster[start], end - start) >= several or total(&heap[start], end - start) > 0
    return np.flatnonzero(chosen)


def count_words(str text, const uint8_t[::1] never, tuple runs):
    """See `auditor.text.pronounceable.count_words`."""
    cdef bytes ascii = text.encode("ascii", "replace")  # a byte for a character
    cdef const uint8_t[::1] letters = ascii
    cdef Py_ssize_t size = len(text), start = 0, end
    cdef Words words
    cdef int long = 0, impossible = 0
    enter(&words, never, runs)
    while start < size:
        if not is_letter(letters[start]):
            start += 1
            continue
        end = start + 1
        while end < size and is_letter(letters[end]):
            end += 1
        if end - start > RUN:
            long += 1
            impossible += cannot_be_a_word(&letters[start], end - start, &words)
        elif end - start == RUN and is_mashed(&letters[start], RUN, &words) and stands_alone(text, start, end):
            long += 1
            impossible += not is_upper(&letters[start], RUN)
        start = end
    return long, impossible


cdef int enter(Words *words, const uint8_t[::1] never, tuple runs) except -1:
    cdef Py_ssize_t at
    cdef uint32_t slot
    cdef bytes run
    if never.shape[0] != 26 * 26 or len(runs) > SLOTS // 2:
        raise ValueError("more than the tables hold")
    memset(words, 0, sizeof(Words))
    for at in range(26 * 26):
        words.never[at] = never[at]
    for at in range(len(runs)):
        run = runs[at].encode("ascii")
        if len(run) != RUN or not run.isalpha() or not run.islower():
            raise ValueError(f"not four small letters: {runs[at]}")
        slot = slot_of(run_at(run))
        while words.runs[slot]:
            slot = (slot + 1) % SLOTS
        words.runs[slot] = run_at(run)
    return 0


cdef inline bint is_letter(uint8_t byte) noexcept nogil:
    return 97 <= (byte | 32) <= 122


cdef inline int letter(const uint8_t *at) noexcept nogil:
    """The number of a letter, whatever its case."""
    return (at[0] | 32) - 97


cdef inline uint32_t run_at(const uint8_t *at) noexcept nogil:
    """Four letters as one number, whatever their case."""
    return 0x20202020 | at[0] | (<uint32_t>at[1] << 8) | (<uint32_t>at[2] << 16) | (<uint32_t>at[3] << 24)


cdef inline uint32_t slot_of(uint32_t run) noexcept nogil:
    return (run * <uint32_t>2_654_435_761) >> (32 - BITS)  # Knuth's multiplicative hash


cdef bint stands_alone(str text, Py_ssize_t start, Py_ssize_t end):
    """Whether no letter, digit or underscore of any script stands beside a word."""
    cdef str before = text[start - 1:start] if start else "", after = text[end:end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


cdef bint is_upper(const uint8_t *word, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t at
    for at in range(size):
        if word[at] & 32:
            return False
    return True


cdef bint cannot_be_a_word(const uint8_t *word, Py_ssize_t size, const Words *words) noexcept nogil:
    """No vowel, six consonants in a row, keys side by side, or pairs that never stand together."""
    cdef Py_ssize_t at
    cdef int run = 0, most = 0, vowels = 0
    if is_upper(word, size):
        return False  # an abbreviation or a code
    for at in range(size):
        if VOWELS >> letter(word + at) & 1:
            vowels, run = 1, 0
        else:
            run += 1
            most = max(most, run)
    return (not vowels or most >= 6 or is_doubled(word, size) or is_mashed(word, size, words)
            or odd_pairs(word, size, words) >= (1 if size < 8 else 2))


cdef bint is_doubled(const uint8_t *word, Py_ssize_t size) noexcept nogil:
    """Whether four letters stand twice each, one after the other."""
    cdef Py_ssize_t at
    cdef int ahead[2]  # pairs in a row that end at this letter, and at the one before
    ahead[0] = ahead[1] = 0
    for at in range(1, size):
        ahead[at & 1] = ahead[at & 1] + 1 if letter(word + at) == letter(word + at - 1) else 0
        if ahead[at & 1] == 4:
            return True
    return False


cdef bint is_mashed(const uint8_t *word, Py_ssize_t size, const Words *words) noexcept nogil:
    """Whether four neighbouring keys stand in the word, one after the other."""
    cdef Py_ssize_t at
    cdef uint32_t run, slot
    for at in range(size - RUN + 1):
        run = run_at(word + at)
        slot = slot_of(run)
        while words.runs[slot]:
            if words.runs[slot] == run:
                return True
            slot = (slot + 1) % SLOTS
    return False


cdef int odd_pairs(const uint8_t *word, Py_ssize_t size, const Words *words) noexcept nogil:
    """Pairs and triples of letters that never stand together, none within another."""
    cdef Py_ssize_t at = 0
    cdef int found = 0, follows, third
    while at < size - 1:
        follows = words.never[26 * letter(word + at) + letter(word + at + 1)]
        third = (word[at + 2] | 32) if at + 2 < size else 0
        if follows == ANY or (follows == NO_L and third != c"l"):
            found, at = found + 1, at + 2
        elif follows and follows == third:
            found, at = found + 1, at + 3
        else:
            at += 1
    return found
