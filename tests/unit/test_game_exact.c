/*
 * test_game_exact.c: natural numbers and fractions: against 64-bit arithmetic where that suffices, against each other's inverse where it does not.
 * Uses game/natural.h.
 */
#include "run.h"

#include "failing.h"
#include "game/natural.h"

#include <math.h>

static uint64_t state = 1;

static uint64_t drawn(void)
{
    uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* Of up to `limbs` words, many of them all ones or zero, where carries go wrong. */
static void draw(const gti_allocator *a, gti_natural *number, unsigned limbs)
{
    gti_natural word = {0};
    CU_ASSERT_TRUE_FATAL(gti_natural_set(a, number, 0));
    for (unsigned i = 0; i < 1 + drawn() % limbs; i++) {
        uint64_t kind = drawn() % 4;
        CU_ASSERT_TRUE_FATAL(gti_natural_shift(a, number, 64));
        CU_ASSERT_TRUE_FATAL(gti_natural_set(a, &word, kind == 0 ? UINT64_MAX : kind == 1 ? 0 : drawn()));
        CU_ASSERT_TRUE_FATAL(gti_natural_add(a, number, number, &word));
    }
    gti_natural_free(a, &word);
}

/* (a + b) - b = a; a = (a / b) b + rest with rest < b; gcd divides both and leaves parts without a common divisor. */
static void inverses(void)
{
    gti_allocator a = gti_allocator_default();
    gti_natural x = {0}, y = {0}, sum = {0}, quotient = {0}, rest = {0}, common = {0}, one = {0};

    CU_ASSERT_TRUE(gti_natural_set(&a, &one, 1));
    for (int i = 0; i < 3000; i++) {
        draw(&a, &x, 9);
        draw(&a, &y, 5);
        CU_ASSERT_TRUE(gti_natural_add(&a, &sum, &x, &y) && gti_natural_subtract(&a, &sum, &sum, &y));
        CU_ASSERT_EQUAL(gti_natural_compare(&sum, &x), 0);
        if (gti_natural_is_zero(&y))
            continue;
        CU_ASSERT_TRUE(gti_natural_divide(&a, &quotient, &rest, &x, &y));
        CU_ASSERT_TRUE(gti_natural_compare(&rest, &y) < 0);
        CU_ASSERT_TRUE(gti_natural_multiply(&a, &sum, &quotient, &y) && gti_natural_add(&a, &sum, &sum, &rest));
        CU_ASSERT_EQUAL(gti_natural_compare(&sum, &x), 0);
        CU_ASSERT_TRUE(gti_natural_gcd(&a, &common, &x, &y));
        CU_ASSERT_TRUE(gti_natural_divide(&a, &x, &rest, &x, &common) && gti_natural_is_zero(&rest));
        CU_ASSERT_TRUE(gti_natural_divide(&a, &y, &rest, &y, &common) && gti_natural_is_zero(&rest));
        CU_ASSERT_TRUE(gti_natural_gcd(&a, &common, &x, &y));
        CU_ASSERT_EQUAL(gti_natural_compare(&common, &one), 0);
    }
    gti_natural *all[] = {&x, &y, &sum, &quotient, &rest, &common, &one};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        gti_natural_free(&a, all[i]);
}

static void texts(void)
{
    static const char *const factorials[] = {"1", "2432902008176640000", "815915283247897734345611269596115894272000000000"};
    gti_allocator a = gti_allocator_default();
    gti_natural n = {0};
    gti_buffer buffer;

    for (int i = 0; i < 3; i++) {
        gti_buffer_init(&buffer, &a);
        CU_ASSERT_TRUE(gti_natural_set(&a, &n, 1));
        for (uint64_t k = 2; k <= 20u * (unsigned)i; k++)
            CU_ASSERT_TRUE(gti_natural_scale(&a, &n, k));
        CU_ASSERT_TRUE(gti_natural_text(&a, &n, &buffer));
        CU_ASSERT_STRING_EQUAL(buffer.data, factorials[i]);
        gti_buffer_free(&buffer);
    }
    gti_buffer_init(&buffer, &a);
    CU_ASSERT_TRUE(gti_natural_set(&a, &n, UINT64_C(10000000000000000000)) && gti_natural_scale(&a, &n, UINT64_C(10000000000000000000)));
    CU_ASSERT_TRUE(gti_natural_text(&a, &n, &buffer)); /* zeros in the lower parts */
    CU_ASSERT_STRING_EQUAL(buffer.data, "100000000000000000000000000000000000000");
    gti_buffer_free(&buffer);
    gti_natural_free(&a, &n);
}

static void doubles(void)
{
    gti_allocator a = gti_allocator_default();
    gti_natural n = {0};
    gti_fraction f = {{0}, {0}};

    for (int i = 0; i < 2000; i++) { /* the compiler's own conversion is the reference */
        uint64_t value = drawn() >> drawn() % 64;
        CU_ASSERT_TRUE(gti_natural_set(&a, &n, value));
        CU_ASSERT_EQUAL(gti_natural_double(&n), (double)value);
        CU_ASSERT_TRUE(gti_natural_shift(&a, &n, 300));
        CU_ASSERT_EQUAL(gti_natural_double(&n), ldexp((double)value, 300));
    }
    CU_ASSERT_TRUE(gti_natural_set(&a, &n, 1) && gti_natural_shift(&a, &n, 1024));
    CU_ASSERT_TRUE(isinf(gti_natural_double(&n)));
    CU_ASSERT_TRUE(gti_natural_shift(&a, &n, 5000) && gti_fraction_set(&a, &f, &n, &n));
    CU_ASSERT_TRUE(gti_fraction_is(&f, 1, 1));
    CU_ASSERT_TRUE(gti_natural_set(&a, &f.numerator, 3) && gti_natural_shift(&a, &f.numerator, 4000));
    CU_ASSERT_TRUE(gti_natural_set(&a, &f.denominator, 1) && gti_natural_shift(&a, &f.denominator, 4002));
    CU_ASSERT_EQUAL(gti_fraction_double(&f), 0.75); /* parts beyond the range of doubles */
    gti_natural_free(&a, &n);
    gti_fraction_free(&a, &f);
}

static void fractions(void)
{
    gti_allocator a = gti_allocator_default();
    gti_fraction x = {{0}, {0}}, y = {{0}, {0}}, sum = {{0}, {0}};

    CU_ASSERT_TRUE(gti_fraction_set_uint(&a, &x, 6, 8) && gti_fraction_is(&x, 3, 4));
    CU_ASSERT_TRUE(gti_fraction_set_uint(&a, &y, 1, 6) && gti_fraction_add(&a, &sum, &x, &y) && gti_fraction_is(&sum, 11, 12));
    CU_ASSERT_TRUE(gti_fraction_divide(&a, &sum, &x, &y) && gti_fraction_is(&sum, 9, 2));
    CU_ASSERT_TRUE(gti_fraction_set_uint(&a, &x, 0, 7) && gti_fraction_is(&x, 0, 1));
    CU_ASSERT_FALSE(gti_fraction_is(&sum, 9, 4));
    gti_fraction_free(&a, &x);
    gti_fraction_free(&a, &y);
    gti_fraction_free(&a, &sum);
}

static bool sum_of_unit_fractions(failing *f)
{
    gti_allocator a = {.resize = failing_resize, .user = f};
    gti_fraction sum = {{0}, {0}}, one = {{0}, {0}};
    gti_buffer buffer;
    bool good = gti_fraction_set_uint(&a, &sum, 0, 1);

    for (uint64_t k = 1; k <= 60 && good; k++)
        good = gti_fraction_set_uint(&a, &one, 1, k) && gti_fraction_add(&a, &sum, &sum, &one);
    gti_buffer_init(&buffer, &a);
    good = good && gti_fraction_text(&a, &sum, &buffer) &&
           strcmp(buffer.data, "15117092380124150817026911/3230237388259077233637600") == 0;
    gti_buffer_free(&buffer);
    gti_fraction_free(&a, &sum);
    gti_fraction_free(&a, &one);
    return good;
}

static void without_memory(void)
{
    failing f;
    failing_init(&f);
    FAILING_SWEEP(&f, sum_of_unit_fractions(&f));
    failing_free(&f);
}

UNIT_TESTS("exact numbers", {"inverses", inverses}, {"texts", texts}, {"doubles", doubles}, {"fractions", fractions},
           {"without memory", without_memory})
