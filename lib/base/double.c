/* double.c: the shortest decimal that reads back as the same double (text.h). Uses nothing else: no libc, no locale.
 *
 * Free-format printing with exact integers, after R. G. Burger and R. K. Dybvig, "Printing Floating-Point Numbers Quickly and
 * Accurately", PLDI 1996. The number is remainder / scale; `above` and `below` are half the gaps to its neighbours in the same unit. */
#include "base/text.h"

#include <float.h>
#include <string.h>

_Static_assert(FLT_RADIX == 2 && DBL_MANT_DIG == 53 && DBL_MAX_EXP == 1024, "double is IEEE 754 binary64");

#define LIMBS 40u /* 1280 bits: the largest number needed has 1136 */
#define MOST_DIGITS 17u

typedef struct big {
    uint32_t limbs[LIMBS]; /* the lowest first */
    uint32_t count;        /* the highest is not 0 */
} big;

typedef struct printing {
    big remainder, scale, above, below;
    bool even;  /* the interval's ends read back as the number too */
    int32_t point; /* value = 0.digits × 10^point */
    char digits[MOST_DIGITS];
    size_t count;
} printing;

static big big_of(uint64_t value)
{
    big b = {.limbs = {(uint32_t)value, (uint32_t)(value >> 32)}, .count = 2};

    while (b.count > 0 && b.limbs[b.count - 1] == 0)
        b.count--;
    return b;
}

static void multiply(big *b, uint32_t factor)
{
    uint64_t carry = 0;

    for (uint32_t i = 0; i < b->count; i++) {
        carry += (uint64_t)b->limbs[i] * factor;
        b->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0)
        b->limbs[b->count++] = (uint32_t)carry;
}

static void shift(big *b, uint32_t bits)
{
    const uint32_t whole = bits / 32;

    if (b->count == 0)
        return;
    memmove(b->limbs + whole, b->limbs, b->count * sizeof b->limbs[0]);
    memset(b->limbs, 0, whole * sizeof b->limbs[0]);
    b->count += whole;
    multiply(b, (uint32_t)1 << bits % 32);
}

static void multiply_power(big *b, uint32_t exponent)
{
    for (; exponent >= 9; exponent -= 9)
        multiply(b, 1000000000);
    for (; exponent > 0; exponent--)
        multiply(b, 10);
}

static int compare(const big *a, const big *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (uint32_t i = a->count; i-- > 0;)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

static big sum_of(const big *a, const big *b)
{
    const big *longer = a->count >= b->count ? a : b, *shorter = longer == a ? b : a;
    big sum = *longer;
    uint64_t carry = 0;

    for (uint32_t i = 0; i < sum.count; i++) {
        carry += (uint64_t)sum.limbs[i] + (i < shorter->count ? shorter->limbs[i] : 0);
        sum.limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0)
        sum.limbs[sum.count++] = (uint32_t)carry;
    return sum;
}

/* a -= b, where a >= b */
static void subtract(big *a, const big *b)
{
    uint64_t borrow = 0;

    for (uint32_t i = 0; i < a->count; i++) {
        const uint64_t taken = (i < b->count ? b->limbs[i] : 0) + borrow;

        borrow = a->limbs[i] < taken;
        a->limbs[i] = (uint32_t)(a->limbs[i] - taken);
    }
    while (a->count > 0 && a->limbs[a->count - 1] == 0)
        a->count--;
}

/* Is the number with half the gap above it too large for a digit before the point? */
static bool too_large(const printing *p)
{
    const big high = sum_of(&p->remainder, &p->above);
    const int order = compare(&high, &p->scale);

    return p->even ? order >= 0 : order > 0;
}

/* remainder, scale, above and below for mantissa × 2^exponent. */
static void set_up(printing *p, uint64_t mantissa, int32_t exponent)
{
    /* The gap below a power of two is half as wide as the one above. */
    const uint32_t uneven = mantissa == (uint64_t)1 << 52 && exponent > -1074;

    p->remainder = big_of(mantissa);
    p->scale = big_of(1);
    p->above = big_of(1);
    p->below = big_of(1);
    shift(&p->remainder, 1 + uneven + (exponent > 0 ? (uint32_t)exponent : 0));
    shift(&p->scale, 1 + uneven + (exponent < 0 ? (uint32_t)-exponent : 0));
    shift(&p->above, uneven + (exponent > 0 ? (uint32_t)exponent : 0));
    shift(&p->below, exponent > 0 ? (uint32_t)exponent : 0);
    p->even = mantissa % 2 == 0;
}

/* Scales so that the first digit stands right behind the point. */
static void find_point(printing *p, uint64_t mantissa, int32_t exponent)
{
    int32_t log2 = exponent - 1;

    for (; mantissa != 0; mantissa >>= 1)
        log2++;
    /* floor(log2 × log10(2)) + 1 is the point, or one less than it. */
    p->point = (log2 * 78913 - (log2 < 0 ? (1 << 18) - 1 : 0)) / (1 << 18) + 1;
    if (p->point >= 0) {
        multiply_power(&p->scale, (uint32_t)p->point);
    } else {
        multiply_power(&p->remainder, (uint32_t)-p->point);
        multiply_power(&p->above, (uint32_t)-p->point);
        multiply_power(&p->below, (uint32_t)-p->point);
    }
    if (too_large(p)) {
        multiply(&p->scale, 10);
        p->point++;
    }
}

/* The digits, until those that are left out cannot be mistaken. */
static void generate(printing *p)
{
    bool low, high;
    char digit;

    p->count = 0;
    do {
        multiply(&p->remainder, 10);
        multiply(&p->above, 10);
        multiply(&p->below, 10);
        for (digit = '0'; compare(&p->remainder, &p->scale) >= 0; digit++)
            subtract(&p->remainder, &p->scale);
        low = compare(&p->remainder, &p->below) < (p->even ? 1 : 0);
        high = too_large(p);
        p->digits[p->count++] = digit;
    } while (!low && !high);
    if (low && high) {
        shift(&p->remainder, 1);
        high = compare(&p->remainder, &p->scale) >= 0;
    }
    if (high)
        p->digits[p->count - 1]++;
}

/* The digits, with the point where it stands or an exponent, as ECMAScript writes numbers. */
static void add_digits(gti_buffer *buffer, const printing *p)
{
    const size_t whole = p->point > 0 ? (size_t)p->point : 0;

    if (p->point > 21 || p->point <= -6) {
        gti_buffer_char(buffer, p->digits[0]);
        if (p->count > 1)
            gti_buffer_char(buffer, '.');
        gti_buffer_add(buffer, p->digits + 1, p->count - 1);
        gti_buffer_text(buffer, p->point > 0 ? "e+" : "e");
        gti_buffer_int(buffer, p->point - 1);
    } else if (whole >= p->count) {
        gti_buffer_add(buffer, p->digits, p->count);
        gti_buffer_repeat(buffer, '0', whole - p->count);
    } else {
        gti_buffer_add(buffer, p->digits, whole);
        gti_buffer_text(buffer, whole == 0 ? "0." : ".");
        gti_buffer_repeat(buffer, '0', p->point < 0 ? (size_t)-p->point : 0);
        gti_buffer_add(buffer, p->digits + whole, p->count - whole);
    }
}

void gti_buffer_double(gti_buffer *buffer, double number)
{
    uint64_t bits, mantissa;
    int32_t exponent;
    printing p;

    memcpy(&bits, &number, sizeof bits);
    mantissa = bits & (((uint64_t)1 << 52) - 1);
    exponent = (int32_t)(bits >> 52 & 0x7FF);
    if (exponent == 0x7FF) {
        gti_buffer_text(buffer, "null");
        return;
    }
    if (exponent == 0 && mantissa == 0) {
        gti_buffer_char(buffer, '0');
        return;
    }
    if (exponent > 0)
        mantissa |= (uint64_t)1 << 52;
    exponent = (exponent > 0 ? exponent : 1) - 1075;
    set_up(&p, mantissa, exponent);
    find_point(&p, mantissa, exponent);
    generate(&p);
    if (bits >> 63 != 0)
        gti_buffer_char(buffer, '-');
    add_digits(buffer, &p);
}
