/*
 * test_game_pivotal.c: a quota's winning coalitions by their pivotal members, for Johnston's index: by weight (weights_minimal.c) against every
 * coalition of few members looked at, and against classes of equal members counted at once where they are many (lattice.c). Uses game/plan.h.
 */
#include "run.h"

#include "failing.h"
#include "game/plan.h"

#define FEW 16u
#define MANY 150u

static uint64_t state = 1;

static uint64_t drawn(uint64_t bound)
{
    uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (z ^ z >> 31) % bound;
}

/* A quota of `percent` of the weights; UINT32_MAX: it is none, as somebody decides alone. */
static uint32_t quota_of(gti_form *form, const uint64_t *weights, uint32_t count, uint64_t percent)
{
    gti_term terms[MANY];
    uint64_t sum = 0;
    for (uint32_t m = 0; m < count; m++) {
        terms[m] = (gti_term){.weight = weights[m], .member = m};
        sum += weights[m];
    }
    const uint32_t node = gti_form_quota(form, 1 + sum * percent / 100, terms, count);
    CU_ASSERT_NOT_EQUAL_FATAL(node, UINT32_MAX);
    return gti_form_at(form, node)->kind == GTI_QUOTA ? node : UINT32_MAX;
}

static gtee_status by_weight(const gti_allocator *a, const gti_form *form, uint32_t node, gti_profile *profile)
{
    const gti_form_node *quota = gti_form_at(form, node);
    gti_work work;
    gti_work_init(&work, a, NULL);
    if (!gti_profile_init(profile, a, GTI_PIVOTAL, true, quota->count, quota->count / GTI_LIMB_BITS + 1))
        return GTEE_ERROR_MEMORY;
    return gti_weights_pivotal(&work, form, quota, profile);
}

/* ---- Few members: every coalition */

/* counts[0][s]: winning coalitions with s pivotal members; counts[1 + term][s]: those of them in which it is pivotal. */
typedef uint64_t counts[FEW + 1][FEW + 1];

static void count_all(const gti_form *form, const gti_form_node *quota, counts found)
{
    const gti_term *terms = gti_form_terms(form, quota);
    memset(found, 0, sizeof(counts));
    for (uint32_t set = 0; set < (uint32_t)1 << quota->count; set++) {
        uint64_t weight = 0;
        uint32_t pivotal = 0, size = 0;
        for (uint32_t i = 0; i < quota->count; i++)
            weight += set >> i & 1u ? terms[i].weight : 0;
        if (weight < quota->need)
            continue;
        for (uint32_t i = 0; i < quota->count; i++)
            if ((set >> i & 1u) != 0 && weight - terms[i].weight < quota->need) {
                pivotal |= (uint32_t)1 << i;
                size++;
            }
        for (uint32_t i = 0; i < quota->count; i++)
            found[1 + i][size] += pivotal >> i & 1u;
        found[0][size]++;
    }
}

static bool same_as_counted(const gti_form *form, uint32_t node, const gti_profile *profile)
{
    const gti_form_node *quota = gti_form_at(form, node);
    static counts truth;
    bool same = true;
    count_all(form, quota, truth);
    for (uint32_t s = 0; s <= quota->count; s++) {
        same = same && *gti_profile_total(profile, s) == truth[0][s];
        for (uint32_t i = 0; i < quota->count; i++)
            same = same && *gti_profile_each(profile, i, s) == truth[1 + i][s] && profile->members[i] == gti_form_terms(form, quota)[i].member;
    }
    return same;
}

static void few_members(void)
{
    gti_allocator a = gti_allocator_default();
    uint64_t weights[FEW];
    unsigned quotas = 0;
    for (uint32_t i = 0; i < 400; i++) {
        const uint32_t count = i < 8 ? FEW : 3 + (uint32_t)drawn(9);
        const uint64_t heaviest = (uint64_t)1 << drawn(8);
        gti_form form;
        gti_profile profile = {.count = 0};
        for (uint32_t m = 0; m < count; m++)
            weights[m] = 1 + drawn(heaviest);
        CU_ASSERT_TRUE_FATAL(gti_form_init(&form, &a, count));
        const uint32_t node = quota_of(&form, weights, count, 20 + drawn(78));
        if (node != UINT32_MAX) {
            CU_ASSERT_EQUAL(by_weight(&a, &form, node, &profile), GTEE_OK);
            CU_ASSERT_TRUE(same_as_counted(&form, node, &profile));
            gti_profile_free(&profile);
            quotas++;
        }
        gti_form_free(&form);
    }
    CU_ASSERT_TRUE(quotas > 300);
}

/* ---- Many members of few weights: numbers of several words */

/* The lattice lists members by classes; by weight, they fall. */
static uint32_t place_in(const gti_profile *profile, uint32_t member)
{
    for (uint32_t i = 0; i < profile->count; i++)
        if (profile->members[i] == member)
            return i;
    return UINT32_MAX;
}

static bool same_rows(const gti_profile *one, const gti_profile *other)
{
    const size_t row = one->length * one->width * sizeof(gti_limb);
    bool same = one->count == other->count && memcmp(one->total, other->total, row) == 0;
    for (uint32_t i = 0; i < one->count && same; i++) {
        const uint32_t place = place_in(other, one->members[i]);
        same = place != UINT32_MAX && memcmp(gti_profile_each(one, i, 0), gti_profile_each(other, place, 0), row) == 0;
    }
    return same;
}

static void compare(const uint64_t *kinds, uint32_t kind_count, uint32_t count, uint64_t percent)
{
    gti_allocator a = gti_allocator_default();
    gti_form form;
    gti_profile weighed = {.count = 0}, listed = {.count = 0};
    gti_work work;
    uint64_t weights[MANY];
    for (uint32_t m = 0; m < count; m++)
        weights[m] = kinds[m % kind_count];
    CU_ASSERT_TRUE_FATAL(gti_form_init(&form, &a, count));
    const uint32_t node = quota_of(&form, weights, count, percent);
    CU_ASSERT_NOT_EQUAL_FATAL(node, UINT32_MAX);
    form.root = node; /* from where classes of equal members are told */
    CU_ASSERT_EQUAL(by_weight(&a, &form, node, &weighed), GTEE_OK);
    gti_work_init(&work, &a, NULL);
    CU_ASSERT_TRUE_FATAL(gti_profile_init(&listed, &a, GTI_PIVOTAL, true, count, count / GTI_LIMB_BITS + 1));
    CU_ASSERT_EQUAL(gti_lattice_profile(&work, &form, node, &listed), GTEE_OK);
    CU_ASSERT_TRUE(same_rows(&weighed, &listed));
    gti_profile_free(&weighed);
    gti_profile_free(&listed);
    gti_form_free(&form);
}

static void many_members(void)
{
    static const uint64_t two[] = {7, 3}, three[] = {11, 5, 2};
    static const uint32_t sizes[] = {63, 64, 65, 100, MANY};
    for (uint32_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (uint64_t percent = 15; percent < 100; percent += 35) {
            compare(two, 2, sizes[i], percent);
            if (sizes[i] < 70)
                compare(three, 3, sizes[i], percent);
        }
}

/* ---- Without memory */

static bool once(failing *f)
{
    static const uint64_t weights[] = {9, 7, 5, 4, 3, 3, 2, 1};
    gti_allocator a = {.resize = failing_resize, .user = f};
    gti_form form;
    gti_profile profile = {.count = 0};
    gtee_status status = GTEE_ERROR_MEMORY;
    if (gti_form_init(&form, &a, 8)) {
        gti_term terms[8];
        for (uint32_t m = 0; m < 8; m++)
            terms[m] = (gti_term){.weight = weights[m], .member = m};
        const uint32_t node = gti_form_quota(&form, 20, terms, 8);
        if (node != UINT32_MAX) {
            status = by_weight(&a, &form, node, &profile);
            gti_profile_free(&profile);
        }
    }
    gti_form_free(&form);
    CU_ASSERT_TRUE(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    return status == GTEE_OK;
}

static void failing_allocations(void)
{
    failing f;
    failing_init(&f);
    FAILING_SWEEP(&f, once(&f));
    failing_free(&f);
}

UNIT_TESTS("pivotal members", {"few members", few_members}, {"many members", many_members}, {"failing allocations", failing_allocations})
