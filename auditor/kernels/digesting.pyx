"""BLAKE2b-64 of many texts (see `auditor.text.columns.digests`)."""

import numpy as np

from cpython.bytes cimport PyBytes_AS_STRING
from libc.stdint cimport uint8_t, uint64_t

cdef extern from *:
    """
    /* BLAKE2b of RFC 7693, without a key, for digests of eight bytes, on little-endian machines. */

    static const uint64_t START[8] = {
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179};

    #define TURN(x, by) ((x) >> (by) | (x) << (64 - (by)))
    #define MIX(a, b, c, d, x, y) \\
        a += b + m[x]; d = TURN(d ^ a, 32); c += d; b = TURN(b ^ c, 24); \\
        a += b + m[y]; d = TURN(d ^ a, 16); c += d; b = TURN(b ^ c, 63);
    #define ROUND(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf) \\
        MIX(v[0], v[4], v[8], v[12], p0, p1) MIX(v[1], v[5], v[9], v[13], p2, p3) \\
        MIX(v[2], v[6], v[10], v[14], p4, p5) MIX(v[3], v[7], v[11], v[15], p6, p7) \\
        MIX(v[0], v[5], v[10], v[15], p8, p9) MIX(v[1], v[6], v[11], v[12], pa, pb) \\
        MIX(v[2], v[7], v[8], v[13], pc, pd) MIX(v[3], v[4], v[9], v[14], pe, pf)

    static void compress(uint64_t *h, const uint64_t *m, uint64_t read, int is_last) {
        uint64_t v[16];
        for (int i = 0; i < 8; i++) { v[i] = h[i]; v[i + 8] = START[i]; }
        v[12] ^= read;
        if (is_last) v[14] = ~v[14];
        ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        ROUND(14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3)
        ROUND(11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4)
        ROUND(7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8)
        ROUND(9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13)
        ROUND(2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9)
        ROUND(12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11)
        ROUND(13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10)
        ROUND(6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5)
        ROUND(10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0)
        ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        ROUND(14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3)
        for (int i = 0; i < 8; i++) h[i] ^= v[i] ^ v[i + 8];
    }

    static uint64_t digest(const uint8_t *letters, Py_ssize_t size) {
        uint64_t h[8], block[16];
        Py_ssize_t at = 0;
        memcpy(h, START, sizeof h);
        h[0] ^= 0x01010008;
        for (; size - at > 128; at += 128) {  /* the last block is never an empty one, but for the empty text */
            memcpy(block, letters + at, 128);
            compress(h, block, at + 128, 0);
        }
        memset(block, 0, 128);
        memcpy(block, letters + at, size - at);
        compress(h, block, size, 1);
        return h[0];
    }
    """
    uint64_t digest(const uint8_t *letters, Py_ssize_t size) nogil


def digests(texts):
    """See `auditor.text.columns.digests`."""
    cdef list all_texts = list(texts)
    cdef bytes text
    cdef Py_ssize_t at
    found = np.empty(len(all_texts), np.uint64)
    cdef uint64_t[::1] values = found
    for at, text in enumerate(all_texts):
        if text is None:
            raise TypeError("bytes are wanted")
        values[at] = digest(<const uint8_t *>PyBytes_AS_STRING(text), len(text))
    return found
