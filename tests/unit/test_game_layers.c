/*
 * test_game_layers.c: swings of many members by layers of remainders (layers.h) against those from one table of whole counts, which is another way to
 * the same numbers; and numbers from remainders. Uses game/layers.h.
 */
#include "run.h"

#include "failing.h"
#include "game/layers.h"
#include "game/residues.h"

static uint64_t state = 1;

static uint64_t drawn(uint64_t bound)
{
    uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (z ^ z >> 31) % bound;
}

/* How one quota's profile is worked out. */
typedef gtee_status way(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile);

static gtee_status profile_by(way *by, const gti_allocator *a, const gti_form *form, uint32_t node, gti_profile *profile)
{
    const gti_form_node *quota = gti_form_at(form, node);
    gti_work work;
    gti_work_init(&work, a, NULL);
    if (!gti_profile_init(profile, a, GTI_SIZES, true, quota->count, quota->count / GTI_LIMB_BITS + 1))
        return GTEE_ERROR_MEMORY;
    return by(&work, form, quota, profile);
}

/* A quota of `percent` of random weights; UINT32_MAX: it is none, as one member decides. */
static uint32_t random_quota(gti_form *form, uint32_t count, uint64_t heaviest, uint64_t percent)
{
    gti_term terms[640];
    uint64_t sum = 0;
    uint32_t node;
    for (uint32_t m = 0; m < count; m++) {
        terms[m] = (gti_term){.weight = 1 + drawn(heaviest), .member = m};
        sum += terms[m].weight;
    }
    node = gti_form_quota(form, 1 + sum * percent / 100, terms, count);
    CU_ASSERT_NOT_EQUAL_FATAL(node, UINT32_MAX);
    return gti_form_at(form, node)->kind == GTI_QUOTA ? node : UINT32_MAX;
}

static bool same_profile(const gti_profile *a, const gti_profile *b)
{
    size_t numbers = ((size_t)a->count + 1) * a->length * a->width;
    return a->count == b->count && memcmp(a->members, b->members, a->count * sizeof *a->members) == 0 &&
           memcmp(a->total, b->total, numbers * sizeof *a->total) == 0;
}

static void compare(uint32_t count, uint64_t heaviest, uint64_t percent)
{
    gti_allocator a = gti_allocator_default();
    gti_form form;
    gti_profile layered = {.count = 0}, tabled = {.count = 0};
    uint32_t node;
    bool same = false;

    CU_ASSERT_TRUE_FATAL(gti_form_init(&form, &a, count));
    node = random_quota(&form, count, heaviest, percent);
    if (node != UINT32_MAX) {
        same = profile_by(gti_layers_swings, &a, &form, node, &layered) == GTEE_OK &&
               profile_by(gti_table_swings, &a, &form, node, &tabled) == GTEE_OK && same_profile(&layered, &tabled);
        CU_ASSERT_TRUE(same);
        if (!same)
            fprintf(stderr, "%u members up to %llu, %llu percent: they differ\n", count, (unsigned long long)heaviest, (unsigned long long)percent);
        gti_profile_free(&layered);
        gti_profile_free(&tabled);
    }
    gti_form_free(&form);
}

static void few_members(void)
{
    static const uint64_t heaviest[5] = {1, 3, 20, 300, 5000};
    for (uint32_t i = 0; i < 1500; i++)
        compare(2 + i % 11, heaviest[i % 5], drawn(100));
}

/* One modulus to 65 members, then one more for about each 62. */
static void many_members(void)
{
    static const uint32_t counts[] = {31, 64, 65, 66, 67, 128, 129, 190, 191, 251};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        for (uint64_t percent = 0; percent < 100; percent += 38)
            compare(counts[i], i % 2 ? 3 : 30, percent);
    compare(40, 3000, 50);
    compare(100, 300, 85);
    compare(400, 2, 60);
}

/* Some 585 bits are as many as there are moduli for. */
static void too_many_members(void)
{
    gti_allocator a = gti_allocator_default();
    gti_form form;
    gti_profile profile = {.count = 0};
    uint32_t node;

    CU_ASSERT_TRUE_FATAL(gti_form_init(&form, &a, 600));
    node = random_quota(&form, 600, 2, 50);
    CU_ASSERT_TRUE(gti_layers_estimate(&form, gti_form_at(&form, node)).operations > 1e300);
    CU_ASSERT_EQUAL(profile_by(gti_layers_swings, &a, &form, node, &profile), GTEE_ERROR_LIMIT);
    gti_profile_free(&profile);
    gti_form_free(&form);
}

static bool worked(failing *f)
{
    gti_allocator a = {.resize = failing_resize, .user = f};
    gti_form form;
    gti_profile profile = {.count = 0};
    uint32_t node = UINT32_MAX;
    bool good = gti_form_init(&form, &a, 3);
    if (good) {
        gti_term terms[3] = {{.weight = 5, .member = 0}, {.weight = 4, .member = 1}, {.weight = 2, .member = 2}};
        node = gti_form_quota(&form, 6, terms, 3);
    }
    if (node != UINT32_MAX) {
        good = profile_by(gti_layers_swings, &a, &form, node, &profile) == GTEE_OK;
        gti_profile_free(&profile);
    }
    gti_form_free(&form);
    return good && node != UINT32_MAX;
}

static void failing_allocations(void)
{
    failing f;
    failing_init(&f);
    FAILING_SWEEP(&f, worked(&f));
    failing_free(&f);
}

static int32_t cancel_after(void *user, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    return --*(int *)user < 0;
}

static void cancelled(void)
{
    gti_allocator a = gti_allocator_default();
    gti_form form;
    int left = 20, cancels = 0;

    CU_ASSERT_TRUE_FATAL(gti_form_init(&form, &a, 60));
    uint32_t node = random_quota(&form, 60, 20000, 50);
    const gti_form_node *quota = gti_form_at(&form, node);
    for (int after = 0; after < 12; after++) {
        gti_work work;
        gti_profile profile;
        left = after;
        gti_work_init(&work, &a, &(gti_effort){.progress = cancel_after, .user = &left});
        CU_ASSERT_TRUE_FATAL(gti_profile_init(&profile, &a, GTI_SIZES, true, quota->count, 1));
        cancels += gti_layers_swings(&work, &form, quota, &profile) == GTEE_ERROR_CANCELLED;
        gti_profile_free(&profile);
    }
    CU_ASSERT_TRUE(cancels >= 5);
    gti_form_free(&form);
}

/* number modulo 2^exponent - 1, or 2^64, a limb's bit at a time. */
static uint64_t remainder_of(const gti_limb *number, size_t width, uint32_t exponent)
{
    const uint64_t modulus = exponent < 64 ? ((uint64_t)1 << exponent) - 1 : 0;
    uint64_t rest = 0;
    for (size_t bit = width * GTI_LIMB_BITS; bit-- > 0;) {
        rest = rest * 2 + (number[bit / GTI_LIMB_BITS] >> bit % GTI_LIMB_BITS & 1u);
        if (modulus > 0 && rest >= modulus)
            rest -= modulus;
    }
    return rest;
}

static void numbers_from_remainders(void)
{
    for (uint32_t bits = 1; bits < 586; bits++) {
        gti_limb number[GTI_RESIDUES_LIMBS] = {0}, back[GTI_RESIDUES_LIMBS] = {0};
        uint64_t remainders[GTI_RESIDUES_MOST];
        gti_residues residues;
        uint32_t count = gti_residues_moduli(bits - 1);
        size_t width = bits / GTI_LIMB_BITS + 1;
        CU_ASSERT_TRUE_FATAL(count > 0);
        for (uint32_t bit = 0; bit + 1 < bits; bit++)
            if (bits % 3 == 0 || drawn(2))
                number[bit / GTI_LIMB_BITS] |= (gti_limb)1 << bit % GTI_LIMB_BITS;
        gti_residues_init(&residues, count);
        for (uint32_t i = 0; i < count; i++)
            remainders[i] = remainder_of(number, width, gti_residues_exponent(i));
        gti_residues_join(&residues, remainders, back, width);
        CU_ASSERT_EQUAL(memcmp(number, back, width * sizeof *number), 0);
    }
    CU_ASSERT_EQUAL(gti_residues_moduli(64), 2);
    CU_ASSERT_EQUAL(gti_residues_moduli(63), 1);
    CU_ASSERT_EQUAL(gti_residues_moduli(585), 0);
}

UNIT_TESTS("layers of remainders", {"few members", few_members}, {"many members", many_members}, {"too many members", too_many_members},
           {"failing allocations", failing_allocations}, {"cancelled", cancelled}, {"numbers from remainders", numbers_from_remainders})
