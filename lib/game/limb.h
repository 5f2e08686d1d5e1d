/* limb.h: the machine word that exact counts are made of, and its double. Private to lib/game. Uses libc only.
 *
 * Counts that are added and multiplied millions of times are arrays of one fixed number of limbs, least significant first, and wrap round
 * modulo 2^(bits of a limb × limbs): as long as every final result is below that, intermediate wrapping (a subtraction, say) does no harm. */
#ifndef GTI_GAME_LIMB_H
#define GTI_GAME_LIMB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __SIZEOF_INT128__
typedef uint64_t gti_limb;
__extension__ typedef unsigned __int128 gti_wide;
#define GTI_LIMB_BITS 64u
#else
typedef uint32_t gti_limb;
typedef uint64_t gti_wide;
#define GTI_LIMB_BITS 32u
#endif
#define GTI_LIMB_MAX ((gti_limb)~(gti_limb)0)

/* a += b, both of `width` limbs. */
static inline void gti_limbs_add(gti_limb *a, const gti_limb *b, size_t width)
{
    gti_wide carry = 0;
    if (width == 1) {
        a[0] += b[0];
        return;
    }
    for (size_t i = 0; i < width; i++) {
        carry += (gti_wide)a[i] + b[i];
        a[i] = (gti_limb)carry;
        carry >>= GTI_LIMB_BITS;
    }
}

/* a -= b, modulo 2^(bits × width). */
static inline void gti_limbs_sub(gti_limb *a, const gti_limb *b, size_t width)
{
    gti_limb borrow = 0;
    for (size_t i = 0; i < width; i++) {
        gti_limb less = a[i] - b[i], result = less - borrow;
        borrow = (gti_limb)((a[i] < b[i]) | (less < borrow));
        a[i] = result;
    }
}

/* sum += a × b, modulo 2^(bits × width). */
static inline void gti_limbs_mul_add(gti_limb *sum, const gti_limb *a, const gti_limb *b, size_t width)
{
    if (width == 1) {
        sum[0] += a[0] * b[0];
        return;
    }
    for (size_t i = 0; i < width; i++) {
        gti_limb carry = 0;
        if (a[i] == 0)
            continue;
        for (size_t j = 0; i + j < width; j++) {
            gti_wide product = (gti_wide)a[i] * b[j] + sum[i + j] + carry;
            sum[i + j] = (gti_limb)product;
            carry = (gti_limb)(product >> GTI_LIMB_BITS);
        }
    }
}

static inline bool gti_limbs_zero(const gti_limb *a, size_t width)
{
    for (size_t i = 0; i < width; i++)
        if (a[i] != 0)
            return false;
    return true;
}

#endif
