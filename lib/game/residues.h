/* residues.h: whole numbers known by their remainders, put together again (the Chinese remainder theorem). Private to lib/game. Uses limb.h.
 *
 * The moduli are 2^64, for which a machine word needs no care, and then 2^63 - 1, 2^62 - 1, 2^61 - 1, 2^59 - 1 …, for which folding the high bits
 * onto the low ones is all that reducing takes. Their exponents have no common divisor, so neither have they: gcd(2^a - 1, 2^b - 1) =
 * 2^gcd(a, b) - 1. */
#ifndef GTI_GAME_RESIDUES_H
#define GTI_GAME_RESIDUES_H

#include "game/limb.h"

#define GTI_RESIDUES_MOST 11u
#define GTI_RESIDUES_LIMBS (640u / GTI_LIMB_BITS)

typedef struct gti_residues {
    uint32_t count;
    uint64_t digit[GTI_RESIDUES_MOST][GTI_RESIDUES_MOST];    /* [j][i]: the product of the first i moduli, modulo the j-th */
    uint64_t inverse[GTI_RESIDUES_MOST];                     /* of [j][j], modulo the j-th */
    gti_limb product[GTI_RESIDUES_MOST][GTI_RESIDUES_LIMBS]; /* of the first i moduli */
} gti_residues;

/* The index-th modulus is 2^exponent - 1, the one with exponent 64 is 2^64. */
uint32_t gti_residues_exponent(uint32_t index);
/* How many moduli tell numbers up to 2^bits apart; 0: there are not as many. */
uint32_t gti_residues_moduli(uint32_t bits);
void gti_residues_init(gti_residues *residues, uint32_t count);
/* The number with these remainders, one for each modulus and below it, into `width` limbs, where it has room. */
void gti_residues_join(const gti_residues *residues, const uint64_t *remainders, gti_limb *to, size_t width);

/* A sum modulo 2^exponent - 1 (exponent below 64), not yet the least: at most 2^exponent + 2 for up to three such numbers with exponents up to 62,
 * at most 2^63 - 1 for two of them with exponent 63. */
static inline uint64_t gti_residues_fold(uint64_t sum, uint32_t exponent)
{
    return (sum & (((uint64_t)1 << exponent) - 1)) + (sum >> exponent);
}

/* The remainder itself. */
static inline uint64_t gti_residues_least(uint64_t number, uint32_t exponent)
{
    const uint64_t modulus = exponent < 64 ? ((uint64_t)1 << exponent) - 1 : 0;
    if (exponent == 64)
        return number;
    number = gti_residues_fold(number, exponent);
    return number >= modulus ? number - modulus : number;
}

/* a - b of two remainders. */
static inline uint64_t gti_residues_less(uint64_t a, uint64_t b, uint32_t exponent)
{
    return a >= b || exponent == 64 ? a - b : a + (((uint64_t)1 << exponent) - 1) - b;
}

#endif
