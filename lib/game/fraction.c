/* fraction.c: reduced fractions (natural.h). Uses natural.h only. */
#include "game/natural.h"

#include <math.h>

void gti_fraction_free(const gti_allocator *allocator, gti_fraction *fraction)
{
    gti_natural_free(allocator, &fraction->numerator);
    gti_natural_free(allocator, &fraction->denominator);
}

/* Of two numbers that fit a word, which most do. */
static bool set_words(const gti_allocator *allocator, gti_fraction *fraction, uint64_t above, uint64_t below)
{
    uint64_t common = below, left = above;
    while (left != 0) {
        uint64_t rest = common % left;
        common = left;
        left = rest;
    }
    return gti_natural_set(allocator, &fraction->numerator, above / common) && gti_natural_set(allocator, &fraction->denominator, below / common);
}

bool gti_fraction_set(const gti_allocator *allocator, gti_fraction *fraction, const gti_natural *numerator, const gti_natural *denominator)
{
    gti_natural common = {0}, above = {0}, below = {0};
    uint64_t words[2];
    if (gti_natural_uint(numerator, &words[0]) && gti_natural_uint(denominator, &words[1]))
        return set_words(allocator, fraction, words[0], words[1]);
    bool good = gti_natural_gcd(allocator, &common, numerator, denominator) &&
                gti_natural_divide(allocator, &above, NULL, numerator, &common) &&
                gti_natural_divide(allocator, &below, NULL, denominator, &common);
    gti_natural_free(allocator, &common);
    if (good) {
        gti_fraction_free(allocator, fraction);
        *fraction = (gti_fraction){.numerator = above, .denominator = below};
        return true;
    }
    gti_natural_free(allocator, &above);
    gti_natural_free(allocator, &below);
    return false;
}

bool gti_fraction_set_uint(const gti_allocator *allocator, gti_fraction *fraction, uint64_t numerator, uint64_t denominator)
{
    return set_words(allocator, fraction, numerator, denominator);
}

bool gti_fraction_copy(const gti_allocator *allocator, gti_fraction *to, const gti_fraction *from)
{
    return gti_natural_copy(allocator, &to->numerator, &from->numerator) &&
           gti_natural_copy(allocator, &to->denominator, &from->denominator);
}

bool gti_fraction_add(const gti_allocator *allocator, gti_fraction *sum, const gti_fraction *a, const gti_fraction *b)
{
    gti_natural left = {0}, right = {0}, below = {0};
    bool good = gti_natural_multiply(allocator, &left, &a->numerator, &b->denominator) &&
                gti_natural_multiply(allocator, &right, &b->numerator, &a->denominator) &&
                gti_natural_multiply(allocator, &below, &a->denominator, &b->denominator) &&
                gti_natural_add(allocator, &left, &left, &right) && gti_fraction_set(allocator, sum, &left, &below);
    gti_natural_free(allocator, &left);
    gti_natural_free(allocator, &right);
    gti_natural_free(allocator, &below);
    return good;
}

bool gti_fraction_divide(const gti_allocator *allocator, gti_fraction *quotient, const gti_fraction *a, const gti_fraction *b)
{
    gti_natural above = {0}, below = {0};
    bool good = gti_natural_multiply(allocator, &above, &a->numerator, &b->denominator) &&
                gti_natural_multiply(allocator, &below, &a->denominator, &b->numerator) &&
                gti_fraction_set(allocator, quotient, &above, &below);
    gti_natural_free(allocator, &above);
    gti_natural_free(allocator, &below);
    return good;
}

int gti_fraction_is(const gti_fraction *fraction, uint64_t numerator, uint64_t denominator)
{
    uint64_t above, below;
    return gti_natural_uint(&fraction->numerator, &above) && gti_natural_uint(&fraction->denominator, &below) &&
           above == numerator && below == denominator;
}

/* The top of a number as a double, and how many bits were left out below it. */
static double top_bits(const gti_natural *number, int *exponent)
{
    size_t keep = 3 * 64 / GTI_LIMB_BITS, skip = number->count > keep ? number->count - keep : 0;
    gti_natural top = {.limbs = number->limbs + skip, .count = number->count - skip};
    *exponent = (int)(skip * GTI_LIMB_BITS);
    return gti_natural_double(&top);
}

double gti_fraction_double(const gti_fraction *fraction)
{
    int above_exponent, below_exponent;
    double above, below;
    if (fraction->numerator.count == 0 || fraction->denominator.count == 0)
        return 0;
    above = top_bits(&fraction->numerator, &above_exponent);
    below = top_bits(&fraction->denominator, &below_exponent);
    return ldexp(above / below, above_exponent - below_exponent);
}

bool gti_fraction_text(const gti_allocator *allocator, const gti_fraction *fraction, gti_buffer *out)
{
    uint64_t below;
    if (!gti_natural_text(allocator, &fraction->numerator, out))
        return false;
    if (gti_natural_uint(&fraction->denominator, &below) && below == 1)
        return true;
    gti_buffer_char(out, '/');
    return gti_natural_text(allocator, &fraction->denominator, out);
}
