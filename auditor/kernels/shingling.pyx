"""Hashes of runs of characters or words, from beginnings of words, of both ends (see `auditor.text.near.shingles`)."""

import numpy as np

from cpython.bytes cimport PyBytes_AS_STRING
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy

cdef extern from "mixing.h":
    uint64_t mixed(uint64_t value) nogil

cdef extern from *:
    """
    /* hashes of the runs of `size` values from `count` places on, some at once so that the sums stay in the cache */
    #define WINDOWS(NAME, VALUE) \
        VECTORS static void NAME(uint64_t *found, const VALUE *values, int64_t count, const uint64_t *factors, int size) { \
            for (int64_t done = 0; done < count; done += 64) { \
                int some = count - done < 64 ? (int)(count - done) : 64; \
                uint64_t sums[64] = {0}; \
                for (int place = 0; place < size; place++) { \
                    for (int i = 0; i < some; i++) { sums[i] += values[done + place + i] * factors[place]; } \
                } \
                for (int i = 0; i < some; i++) { found[done + i] = mixed(sums[i]); } \
            } \
        }
    WINDOWS(word_windows, uint64_t)
    WINDOWS(character_windows, uint32_t)

    /* every byte as a character, if all are ASCII */
    VECTORS static int widened(uint32_t *points, const uint8_t *letters, int64_t count) {
        uint8_t every = 0;
        for (int64_t i = 0; i < count; i++) { points[i] = letters[i]; every |= letters[i]; }
        return every < 0x80;
    }

    /* one bit for each of the 64 letters behind the first: whether a word, or a sign of a script without spaces, begins */
    static inline uint64_t beginnings_in(const uint8_t *letters) {
        uint8_t begins[64];
        uint64_t bits = 0, eight;
        for (int i = 0; i < 64; i++) {
            begins[i] = ((letters[i] <= ' ') & (letters[i + 1] > ' ')) | (letters[i + 1] >= 0xE0);
        }
        for (int i = 0; i < 64; i += 8) {  /* the multiplication brings the eight bytes' bits together */
            memcpy(&eight, begins + i, 8);
            bits |= (eight * 0x0102040810204080 >> 56) << i;
        }
        return bits;
    }

    #ifdef _MSC_VER
    static inline int lowest(uint64_t bits) { unsigned long place; _BitScanForward64(&place, bits); return (int)place; }
    #else
    #define lowest __builtin_ctzll
    #endif

    /* the hashes from all beginnings in a text, of which there are no more than letters; how many they are */
    VECTORS static int64_t begun(uint64_t *found, const uint8_t *letters, int64_t size) {
        uint8_t padded[1 + 64 + 8];  /* the letter before, 64 of the text, and what a run from their end goes on to */
        uint64_t run;
        int64_t done = 0;
        for (int64_t start = 0; start < size; start += 64) {
            int64_t left = size - start;
            const uint8_t *block = padded;
            if (start && left >= 72) {
                block = letters + start - 1;
            } else {  /* an edge of the text, beyond which there are zeros */
                memset(padded, 0, sizeof padded);
                padded[0] = start ? letters[start - 1] : 0;
                memcpy(padded + 1, letters + start, left < 72 ? left : 72);
            }
            for (uint64_t bits = beginnings_in(block); bits; bits &= bits - 1) {
                int place = lowest(bits);
                if (place >= left) { break; }
                memcpy(&run, block + 1 + place, 8);
                found[done++] = mixed(run);
            }
        }
        return done;
    }
    """
    void word_windows(uint64_t *found, const uint64_t *values, int64_t count, const uint64_t *factors, int size) nogil
    void character_windows(uint64_t *found, const uint32_t *values, int64_t count, const uint64_t *factors, int size) nogil
    int64_t begun(uint64_t *found, const uint8_t *letters, int64_t size) nogil
    bint widened(uint32_t *points, const uint8_t *letters, int64_t count) nogil

cdef enum:
    LONGEST_RUN = 256  # values in a run
    LONGEST = 1 << 16  # bytes of a text that are looked at


cdef uint64_t STEP = 0xC2B2AE3D27D4EB4F


cdef int factors_of(uint64_t *factors, size) except -1:
    """The factor of each place in a run."""
    if not 0 < size <= LONGEST_RUN:
        raise ValueError("size")
    cdef int place
    factors[0] = STEP
    for place in range(1, size):
        factors[place] = factors[place - 1] * STEP
    return size


def runs_of_hashes(const uint64_t[::1] values, const int64_t[::1] offsets, size):
    """See `auditor.text.near.shingles.runs_of_hashes`."""
    cdef uint64_t factors[LONGEST_RUN]
    cdef int run = factors_of(factors, size)
    cdef Py_ssize_t rows = offsets.shape[0] - 1, row, count, done = 0
    found, borders = np.empty(values.shape[0], np.uint64), np.zeros(rows + 1, np.int64)
    cdef uint64_t[::1] hashes = found
    cdef int64_t[::1] ends = borders
    for row in range(rows):
        count = offsets[row + 1] - offsets[row] - run + 1
        if count > 0:
            if offsets[row] < 0 or offsets[row + 1] > values.shape[0] or done + count > hashes.shape[0]:
                raise IndexError("offsets")
            word_windows(&hashes[done], &values[offsets[row]], count, factors, run)
            done += count
        ends[row + 1] = done
    return found[:done], borders


def runs_of_characters(texts, size):
    """See `auditor.text.near.shingles.runs_of_characters`."""
    cdef uint64_t factors[LONGEST_RUN]
    cdef int run = factors_of(factors, size)
    cdef list every = list(texts)
    cdef Py_ssize_t rows = len(every), row, count, done = 0, most = 0, longest = 0
    cdef bytes text
    for text in every:
        longest = max(longest, len(text))
        most += max(len(text) + 3 - run, 0)  # a character has a byte or more
    found, borders = np.empty(most, np.uint64), np.zeros(rows + 1, np.int64)
    cdef uint64_t[::1] hashes = found
    cdef int64_t[::1] ends = borders
    cdef uint32_t[::1] points = np.empty(longest + 2, np.uint32)
    for row in range(rows):
        text = every[row]
        count = spaced(&points[0], text) - run + 1
        if count > 0:
            character_windows(&hashes[done], &points[0], count, factors, run)
            done += count
        ends[row + 1] = done
    return found[:done], borders


cdef Py_ssize_t spaced(uint32_t *points, bytes text) except -1:
    """The characters of a text with a space before and after it, and how many they are."""
    cdef Py_ssize_t count = len(text)
    cdef Py_UCS4 letter
    points[0] = c' '
    if not widened(points + 1, <const uint8_t *>PyBytes_AS_STRING(text), count):
        count = 0
        for letter in text.decode("utf-8", "surrogatepass"):
            count += 1
            points[count] = letter
    points[count + 1] = c' '
    return count + 2


def runs_from_beginnings(texts):
    """See `auditor.text.near.answers.runs_from_beginnings`."""
    cdef list every = list(texts)
    cdef Py_ssize_t rows = len(every), row, most = 0
    cdef bytes text
    for text in every:
        most += min(len(text), LONGEST)
    found, borders = np.empty(most + 1, np.uint64), np.zeros(rows + 1, np.int64)
    cdef uint64_t[::1] hashes = found
    cdef int64_t[::1] ends = borders
    for row in range(rows):
        text = every[row]
        ends[row + 1] = ends[row] + begun(&hashes[ends[row]], <const uint8_t *>PyBytes_AS_STRING(text), min(len(text), LONGEST))
    return found[:ends[rows]], borders
