/* hash.h: what the tables of this room share: mixing, and when a table must spread its keys anew. Private to lib/base. Uses memory.h.
 *
 * Tables are probed in triangular steps and at most three quarters full, so a probe sequence of GTI_PROBES steps does not arise by
 * chance (at a million keys the longest is about 60). One that does is crafted: the table takes a seed made of all its keys, which a
 * crafter would have to foresee, and more room. GTI_SPARSE bounds that room; a table so empty stays as it is. */
#ifndef GTI_BASE_HASH_H
#define GTI_BASE_HASH_H

#include "base/table.h"

#define GTI_PROBES 128u
#define GTI_SPARSE 16u

/* Folds the 128-bit product of two numbers. */
static inline uint64_t gti_mix(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;
    const wide product = (wide)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    const uint64_t a_low = (uint32_t)a, a_high = a >> 32, b_low = (uint32_t)b, b_high = b >> 32;
    const uint64_t low = a_low * b_low, cross = a_high * b_low + (low >> 32), other = a_low * b_high + (uint32_t)cross;

    return a * b ^ (a_high * b_high + (cross >> 32) + (other >> 32));
#endif
}

/* Is one more key too many for so many slots? */
static inline bool gti_crowded(size_t count, size_t slots)
{
    return count >= slots / 4 * 3;
}

#endif
