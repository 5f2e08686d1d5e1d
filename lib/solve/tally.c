/* tally.c: counts of any size. Uses front.h. */
#include "solve/front.h"

#define BASE UINT64_C(1000000000)
#define DIGITS 9u

static uint32_t *limbs_of(gti_arena *arena, size_t count)
{
    return gti_arena_array(arena, count, sizeof(uint32_t), sizeof(uint32_t));
}

static void take(gti_tally *tally, const uint32_t *limbs, uint32_t count)
{
    while (count > 0 && limbs[count - 1] == 0)
        count--;
    *tally = (gti_tally){limbs, count};
}

bool gti_tally_set(gti_arena *arena, gti_tally *tally, uint64_t number)
{
    uint32_t *limbs = limbs_of(arena, 3);

    if (limbs == NULL)
        return false;
    for (uint32_t i = 0; i < 3; i++, number /= BASE)
        limbs[i] = (uint32_t)(number % BASE);
    take(tally, limbs, 3);
    return true;
}

bool gti_tally_add(gti_arena *arena, gti_tally *sum, gti_tally a, gti_tally b)
{
    const uint32_t count = (a.count > b.count ? a.count : b.count) + 1;
    uint32_t *limbs = limbs_of(arena, count), carry = 0;

    if (limbs == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t limb = carry + (i < a.count ? a.limbs[i] : 0) + (i < b.count ? b.limbs[i] : 0);
        carry = limb >= BASE;
        limbs[i] = limb - (carry != 0 ? (uint32_t)BASE : 0);
    }
    take(sum, limbs, count);
    return true;
}

bool gti_tally_multiply(gti_arena *arena, gti_tally *product, gti_tally a, gti_tally b)
{
    const uint32_t count = a.count + b.count + 1;
    uint32_t *limbs = limbs_of(arena, count);

    if (limbs == NULL)
        return false;
    for (uint32_t i = 0; i < a.count; i++) {
        uint64_t carry = 0;
        for (uint32_t k = 0; k < b.count || carry > 0; k++) {
            carry += limbs[i + k] + (k < b.count ? (uint64_t)a.limbs[i] * b.limbs[k] : 0);
            limbs[i + k] = (uint32_t)(carry % BASE);
            carry /= BASE;
        }
    }
    take(product, limbs, count);
    return true;
}

void gti_tally_text(gti_tally tally, gti_buffer *out)
{
    gti_buffer_uint(out, tally.count > 0 ? tally.limbs[tally.count - 1] : 0);
    for (uint32_t i = tally.count > 0 ? tally.count - 1 : 0; i-- > 0;)
        for (uint32_t digit = 0, power = (uint32_t)BASE / 10; digit < DIGITS; digit++, power /= 10)
            gti_buffer_char(out, (char)('0' + tally.limbs[i] / power % 10));
}

double gti_tally_double(gti_tally tally)
{
    double number = 0;

    for (uint32_t i = tally.count; i-- > 0;)
        number = number * (double)BASE + tally.limbs[i];
    return number;
}
