/* residues.c: numbers from their remainders, digit by digit in mixed radix (Garner 1959). See residues.h. */
#include "game/residues.h"

static const uint32_t exponents[GTI_RESIDUES_MOST] = {64, 63, 62, 61, 59, 55, 53, 47, 43, 41, 37};

uint32_t gti_residues_exponent(uint32_t index)
{
    return exponents[index];
}

uint32_t gti_residues_moduli(uint32_t bits)
{
    uint32_t reach = 0;
    for (uint32_t i = 0; i < GTI_RESIDUES_MOST; i++) {
        reach += exponents[i];
        if (reach > bits) /* their product is more than half of 2^reach */
            return i + 1;
    }
    return 0;
}

/* a × b modulo 2^exponent - 1, both below it: in halves, as not every machine has a word for the product. */
static uint64_t times(uint64_t a, uint64_t b, uint32_t exponent)
{
    const uint64_t low = UINT32_MAX, a0 = a & low, a1 = a >> 32, b0 = b & low, b1 = b >> 32;
    const uint64_t cross = a1 * b0 + (a0 * b0 >> 32), middle = (cross & low) + a0 * b1;
    const uint64_t bottom = middle << 32 | (a0 * b0 & low), top = a1 * b1 + (cross >> 32) + (middle >> 32);
    const uint64_t mask = ((uint64_t)1 << exponent) - 1;
    return gti_residues_least((bottom & mask) + (bottom >> exponent | top << (64 - exponent)), exponent);
}

/* The number that gives 1 with a, which has no divisor in common with the modulus: Euclid's algorithm, with the factor of a at each step. */
static uint64_t inverse_of(uint64_t a, uint32_t exponent)
{
    int64_t modulus = (int64_t)(((uint64_t)1 << exponent) - 1), rest = modulus, next = (int64_t)a, factor = 0, next_factor = 1;
    while (next != 0) {
        int64_t quotient = rest / next, kept = next;
        next = rest - quotient * next;
        rest = kept;
        kept = next_factor;
        next_factor = factor - quotient * next_factor;
        factor = kept;
    }
    return (uint64_t)(factor < 0 ? factor + modulus : factor);
}

static void put_word(gti_limb *limbs, size_t width, uint64_t word)
{
    for (size_t i = 0; i < width; i++) {
        limbs[i] = (gti_limb)word;
        word = GTI_LIMB_BITS < 64 ? word >> (GTI_LIMB_BITS % 64) : 0;
    }
}

/* The product of the first i moduli from that of the one before: × 2^64, or × 2^e - 1. */
static void next_product(gti_residues *r, uint32_t i)
{
    gti_limb factor[GTI_RESIDUES_LIMBS];
    const uint32_t exponent = exponents[i - 1];
    if (exponent < 64) {
        put_word(factor, GTI_RESIDUES_LIMBS, ((uint64_t)1 << exponent) - 1);
    } else {
        put_word(factor, GTI_RESIDUES_LIMBS, 0);
        factor[64 / GTI_LIMB_BITS] = 1;
    }
    gti_limbs_mul_add(r->product[i], r->product[i - 1], factor, GTI_RESIDUES_LIMBS);
}

void gti_residues_init(gti_residues *residues, uint32_t count)
{
    *residues = (gti_residues){.count = count};
    residues->product[0][0] = 1;
    for (uint32_t i = 1; i < count; i++)
        next_product(residues, i);
    for (uint32_t j = 1; j < count; j++) {
        residues->digit[j][0] = 1;
        for (uint32_t i = 1; i <= j; i++) { /* 2^e ≡ 2^(e - its exponent), as exponents fall, none below half of another */
            uint64_t power = (uint64_t)1 << (exponents[i - 1] - exponents[j]), factor = exponents[i - 1] == 64 ? power : power - 1;
            residues->digit[j][i] = times(residues->digit[j][i - 1], factor, exponents[j]);
        }
        residues->inverse[j] = inverse_of(residues->digit[j][j], exponents[j]);
    }
}

/* The digit of modulus j: what is left of the remainder above those before it, over their product. */
static uint64_t next_digit(const gti_residues *r, const uint64_t *digits, uint32_t j, uint64_t remainder)
{
    uint64_t left = remainder;
    for (uint32_t i = 0; i < j; i++) {
        uint64_t digit = gti_residues_least(digits[i], exponents[j]);
        left = gti_residues_less(left, times(digit, r->digit[j][i], exponents[j]), exponents[j]);
    }
    return times(left, r->inverse[j], exponents[j]);
}

void gti_residues_join(const gti_residues *residues, const uint64_t *remainders, gti_limb *to, size_t width)
{
    uint64_t digits[GTI_RESIDUES_MOST];
    gti_limb word[GTI_RESIDUES_LIMBS];
    if (width > GTI_RESIDUES_LIMBS)
        width = GTI_RESIDUES_LIMBS;
    digits[0] = remainders[0];
    put_word(to, width, digits[0]);
    for (uint32_t j = 1; j < residues->count; j++) {
        digits[j] = next_digit(residues, digits, j, remainders[j]);
        put_word(word, width, digits[j]);
        gti_limbs_mul_add(to, residues->product[j], word, width);
    }
}
