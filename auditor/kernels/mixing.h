/* what several kernels need of C */
#include <stdint.h>
#include <string.h>

/* Put before a function with a loop: it is compiled for wider vectors too, and the machine takes what it has. */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__)
#define VECTORS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define VECTORS
#endif

static inline int is_digit(uint8_t sign) { return (uint8_t)(sign - '0') < 10; }

/* MurmurHash3's 64-bit finalizer (`auditor.text.near.shingles.mixed`) */
static inline uint64_t mixed(uint64_t value) {
    value ^= value >> 33;
    value *= 0xFF51AFD7ED558CCD;
    value ^= value >> 33;
    value *= 0xC4CEB9FE1A85EC53;
    return value ^ (value >> 33);
}

/* CRC-32: what each of the 256 bytes leaves */
static inline void fill_remainders(uint32_t *remainders) {
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t value = byte;
        for (int bit = 0; bit < 8; bit++) value = (value >> 1) ^ (value & 1 ? 0xEDB88320 : 0);
        remainders[byte] = value;
    }
}
