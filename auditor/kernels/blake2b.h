/* BLAKE2b (RFC 7693) without a key, digests of eight bytes, of four texts at once; for little-endian machines. */

#include <stdint.h>
#include <string.h>

#ifdef __GNUC__
#define LANES 4
typedef uint64_t Words __attribute__((vector_size(32))); /* the same word of four texts */
#else
#define LANES 1
typedef uint64_t Words;
#endif
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define VECTORS
#endif

static const uint64_t START[8] = {
    0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
    0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179};
#define LENGTH_OF_DIGEST 0x01010008 /* and no key, and one text */

typedef struct {
    uint64_t state[8][LANES], block[16][LANES];
    uint64_t read[LANES]; /* bytes, this block included */
    uint64_t last[LANES]; /* all bits where this block is the last one */
} Lanes;

#define TURN(x, by) ((x) >> (by) | (x) << (64 - (by)))
#define MIX(a, b, c, d, x, y) \
    a += b + m[x]; d = TURN(d ^ a, 32); c += d; b = TURN(b ^ c, 24); \
    a += b + m[y]; d = TURN(d ^ a, 16); c += d; b = TURN(b ^ c, 63);
#define ROUND(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf) \
    MIX(v[0], v[4], v[8], v[12], p0, p1) MIX(v[1], v[5], v[9], v[13], p2, p3) \
    MIX(v[2], v[6], v[10], v[14], p4, p5) MIX(v[3], v[7], v[11], v[15], p6, p7) \
    MIX(v[0], v[5], v[10], v[15], p8, p9) MIX(v[1], v[6], v[11], v[12], pa, pb) \
    MIX(v[2], v[7], v[8], v[13], pc, pd) MIX(v[3], v[4], v[9], v[14], pe, pf)

VECTORS static void compress(Lanes *lanes) {
    Words h[8], m[16], v[16], read, last;
    memcpy(h, lanes->state, sizeof h);
    memcpy(m, lanes->block, sizeof m);
    memcpy(&read, lanes->read, sizeof read);
    memcpy(&last, lanes->last, sizeof last);
    for (int i = 0; i < 8; i++) {
        v[i] = h[i];
        v[i + 8] = (h[i] ^ h[i]) + START[i]; /* the same in all lanes */
    }
    v[12] ^= read;
    v[14] ^= last;
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
    for (int i = 0; i < 8; i++)
        h[i] ^= v[i] ^ v[i + 8];
    memcpy(lanes->state, h, sizeof h);
}

/* the digests of all texts: a lane whose text is at its end goes on with the next one */
static void digest_all(uint64_t *found, const uint8_t **texts, const Py_ssize_t *sizes, Py_ssize_t count) {
    Lanes lanes;
    Py_ssize_t text[LANES], at[LANES], next = 0;
    uint64_t block[16];
    int busy = 1;
    memset(&lanes, 0, sizeof lanes);
    for (int lane = 0; lane < LANES; lane++) {
        text[lane] = -1; /* as if one had ended */
        lanes.last[lane] = ~(uint64_t)0;
    }
    for (;;) {
        busy = 0;
        for (int lane = 0; lane < LANES; lane++) {
            if (lanes.last[lane]) {
                if (text[lane] >= 0)
                    found[text[lane]] = lanes.state[0][lane];
                text[lane] = next < count ? next++ : -1;
                at[lane] = 0;
                for (int i = 0; i < 8; i++)
                    lanes.state[i][lane] = START[i];
                lanes.state[0][lane] ^= LENGTH_OF_DIGEST;
            }
            if (text[lane] < 0)
                continue;
            Py_ssize_t left = sizes[text[lane]] - at[lane], taken = left < 128 ? left : 128;
            memset(block, 0, sizeof block);
            memcpy(block, texts[text[lane]] + at[lane], taken);
            for (int i = 0; i < 16; i++)
                lanes.block[i][lane] = block[i];
            at[lane] += taken;
            lanes.read[lane] = at[lane];
            lanes.last[lane] = taken == left ? ~(uint64_t)0 : 0;
            busy = 1;
        }
        if (!busy)
            return;
        compress(&lanes);
    }
}
