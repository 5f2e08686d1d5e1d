/* natural.h: natural numbers of any size and reduced fractions, in the caller's memory. Uses limb.h and base.
 *
 * A number is zero-initialised, used with one allocator, and freed. Every operation that may need memory returns false if there is none;
 * its result is then unspecified but may be freed. Results may be the same object as an operand. */
#ifndef GTI_GAME_NATURAL_H
#define GTI_GAME_NATURAL_H

#include "base/memory.h"
#include "base/text.h"
#include "game/limb.h"

typedef struct gti_natural {
    gti_limb *limbs; /* least significant first, the last one not 0 */
    size_t count;    /* 0: the number 0 */
    size_t capacity;
} gti_natural;

void gti_natural_free(const gti_allocator *allocator, gti_natural *number);
bool gti_natural_set(const gti_allocator *allocator, gti_natural *number, uint64_t value);
/* From limbs of a fixed width, least significant first. */
bool gti_natural_from_limbs(const gti_allocator *allocator, gti_natural *number, const gti_limb *limbs, size_t width);
bool gti_natural_copy(const gti_allocator *allocator, gti_natural *to, const gti_natural *from);
bool gti_natural_is_zero(const gti_natural *number);
int gti_natural_compare(const gti_natural *a, const gti_natural *b);
uint64_t gti_natural_bits(const gti_natural *number); /* 0 for 0 */
bool gti_natural_uint(const gti_natural *number, uint64_t *value); /* false: above 64 bits */
/* The nearest double, ties to even; infinity beyond its range. */
double gti_natural_double(const gti_natural *number);
/* In decimal. */
bool gti_natural_text(const gti_allocator *allocator, const gti_natural *number, gti_buffer *out);

bool gti_natural_add(const gti_allocator *allocator, gti_natural *sum, const gti_natural *a, const gti_natural *b);
bool gti_natural_subtract(const gti_allocator *allocator, gti_natural *rest, const gti_natural *a, const gti_natural *b); /* a ≥ b */
bool gti_natural_multiply(const gti_allocator *allocator, gti_natural *product, const gti_natural *a, const gti_natural *b);
bool gti_natural_scale(const gti_allocator *allocator, gti_natural *number, uint64_t factor);
bool gti_natural_shift(const gti_allocator *allocator, gti_natural *number, uint64_t bits); /* × 2^bits */
/* a = quotient × b + rest; b > 0. Either result may be NULL; they differ from one another and from b. */
bool gti_natural_divide(const gti_allocator *allocator, gti_natural *quotient, gti_natural *rest, const gti_natural *a, const gti_natural *b);
bool gti_natural_gcd(const gti_allocator *allocator, gti_natural *gcd, const gti_natural *a, const gti_natural *b);

/* A fraction, reduced: the parts have no common divisor, the denominator is not 0; zero is 0/1. Zero-initialised it is no number yet. */
typedef struct gti_fraction { gti_natural numerator, denominator; } gti_fraction;

void gti_fraction_free(const gti_allocator *allocator, gti_fraction *fraction);
bool gti_fraction_set(const gti_allocator *allocator, gti_fraction *fraction, const gti_natural *numerator, const gti_natural *denominator);
bool gti_fraction_set_uint(const gti_allocator *allocator, gti_fraction *fraction, uint64_t numerator, uint64_t denominator);
bool gti_fraction_copy(const gti_allocator *allocator, gti_fraction *to, const gti_fraction *from);
/* sum = a + b. */
bool gti_fraction_add(const gti_allocator *allocator, gti_fraction *sum, const gti_fraction *a, const gti_fraction *b);
/* quotient = a / b; b > 0. */
bool gti_fraction_divide(const gti_allocator *allocator, gti_fraction *quotient, const gti_fraction *a, const gti_fraction *b);
int gti_fraction_is(const gti_fraction *fraction, uint64_t numerator, uint64_t denominator); /* equal, when that is reduced */
/* Within one unit in the last place, whatever the sizes of the parts. */
double gti_fraction_double(const gti_fraction *fraction);
/* "21/1270"; "0" and "1" without a denominator. */
bool gti_fraction_text(const gti_allocator *allocator, const gti_fraction *fraction, gti_buffer *out);

#endif
