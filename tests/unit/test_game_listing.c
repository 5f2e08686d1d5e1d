/*
 * test_game_listing.c: minimal coalitions of one quota by search (listing.h) against all subsets, and in the order of the diagram; and of quotas that
 * are too large for a diagram. Uses game/listing.h.
 */
#include "run.h"

#include "games.h"

#include "game/listing.h"

/* Each subset that wins and does not without any one of its members. */
static uint32_t count_minimal(const uint64_t *weights, uint32_t count, uint64_t quota)
{
    uint32_t found = 0;
    for (uint32_t set = 1; set < (uint32_t)1 << count; set++) {
        uint64_t sum = 0, lightest = UINT64_MAX;
        for (uint32_t m = 0; m < count; m++)
            if (set >> m & 1u) {
                sum += weights[m];
                lightest = weights[m] < lightest ? weights[m] : lightest;
            }
        found += sum >= quota && sum - lightest < quota;
    }
    return found;
}

/* Is it a minimal winning coalition? */
static bool is_minimal(const uint64_t *weights, uint32_t count, uint64_t quota, const uint64_t *words)
{
    uint64_t sum = 0, lightest = UINT64_MAX;
    for (uint32_t m = 0; m < count; m++)
        if (gti_coalition_has(words, m)) {
            sum += weights[m];
            lightest = weights[m] < lightest ? weights[m] : lightest;
        }
    return sum >= quota && sum - lightest < quota;
}

static void against_subsets(void)
{
    static const uint64_t scales[4] = {1, 4, 60, 100000};
    rules dice = {.state = 11};
    gti_allocator a = gti_allocator_default();

    for (int round = 0; round < 3000; round++) {
        uint32_t count = 2 + (uint32_t)rules_below(&dice, 11), found = 0, last = 0, node;
        uint64_t weights[16], sum = 0, quota, words[2] = {0, 0}, before;
        gti_term terms[16];
        gti_form form;
        gti_listing listing;
        gti_coalitions *c = NULL;
        bool good = true;
        for (uint32_t m = 0; m < count; m++)
            sum += weights[m] = 1 + rules_random(&dice) % scales[round % 4] + (rules_below(&dice, 5) == 0 ? scales[round % 4] * 3 : 0);
        quota = 1 + rules_random(&dice) % sum;
        for (uint32_t m = 0; m < count; m++)
            terms[m] = (gti_term){.weight = weights[m], .member = m};
        CU_ASSERT_TRUE_FATAL(gti_form_init(&form, &a, count));
        node = gti_form_quota(&form, quota, terms, count);
        gti_game *game = quota_game(&a, quota, weights, count);
        CU_ASSERT_EQUAL_FATAL(gti_coalitions_new(game, GTI_MINIMAL_WINNING, NULL, NULL, NULL, &c, NULL), GTEE_OK);
        if (gti_form_at(&form, node)->kind == GTI_QUOTA) {
            CU_ASSERT_TRUE_FATAL(gti_listing_init(&listing, &form, gti_form_at(&form, node)));
            while (gti_listing_next(&listing, words)) {
                const uint64_t *drawn = gti_coalitions_next(c); /* by a diagram, as it is small */
                good = good && is_minimal(weights, count, quota, words) && listing.size >= last && drawn != NULL && drawn[0] == words[0];
                good = good && (found > 0 || gti_listing_least(&listing) == listing.size);
                last = listing.size;
                found++;
            }
            before = words[0];
            good = good && !gti_listing_next(&listing, words) && words[0] == before && before == 0;
            CU_ASSERT_TRUE(good && gti_coalitions_next(c) == NULL && found == count_minimal(weights, count, quota));
            gti_listing_free(&listing, &a);
        }
        gti_coalitions_free(c);
        gti_game_free(game);
        gti_form_free(&form);
    }
}

/* 190 weights that add up to five million, and 40 that differ by so much that a diagram has a node for each coalition. */
static void large_quotas(void)
{
    gti_allocator a = gti_allocator_default();
    uint64_t weights[190], sum = 0;
    rules dice = {.state = 3};

    for (uint32_t m = 0; m < 190; m++)
        sum += weights[m] = 5000000 / (m + 8) + (uint64_t)rules_below(&dice, 50);
    for (uint32_t which = 0; which < 2; which++)
        for (uint32_t count = 40; count <= 190; count += 150) {
            uint64_t quota = count == 190 ? sum / 2 + 1 : 4000000, blocking = 0;
            gti_game *game = quota_game(&a, quota, weights, count);
            gti_coalitions *c = NULL;
            gti_natural total = {0};
            const uint64_t *words;
            uint32_t last = 0, found = 0;
            bool good = true;
            for (uint32_t m = 0; m < count; m++)
                blocking += weights[m];
            blocking -= quota - 1;
            CU_ASSERT_EQUAL_FATAL(gti_coalitions_new(game, which, NULL, NULL, NULL, &c, NULL), GTEE_OK);
            CU_ASSERT_EQUAL(gti_coalitions_count(c, &total), GTEE_ERROR_LIMIT);
            for (; found < 20000 && (words = gti_coalitions_next(c)) != NULL; found++) {
                good = good && is_minimal(weights, count, which == GTI_MINIMAL_WINNING ? quota : blocking, words) && gti_coalitions_size(c) >= last;
                last = gti_coalitions_size(c);
            }
            CU_ASSERT_TRUE(good && found == 20000 && gti_coalitions_least(c) <= last);
            gti_natural_free(&a, &total);
            gti_coalitions_free(c);
            gti_game_free(game);
        }
}

/* A quota that is searched, and small enough to be counted: as many are given. */
static void counted(void)
{
    gti_allocator a = gti_allocator_default();
    uint64_t weights[22], sum = 0, found = 0, total = 0;
    gti_coalitions *c = NULL;
    gti_natural count = {0};

    for (uint32_t m = 0; m < 22; m++)
        sum += weights[m] = 3000 + 1234 * m % 977;
    gti_game *game = quota_game(&a, sum / 2, weights, 22);
    CU_ASSERT_EQUAL_FATAL(gti_coalitions_new(game, GTI_MINIMAL_BLOCKING, NULL, NULL, NULL, &c, NULL), GTEE_OK);
    while (gti_coalitions_next(c) != NULL)
        found++;
    CU_ASSERT_EQUAL(gti_coalitions_count(c, &count), GTEE_OK);
    CU_ASSERT_TRUE(gti_natural_uint(&count, &total) && total == found && found > 300000);
    gti_natural_free(&a, &count);
    gti_coalitions_free(c);
    gti_game_free(game);
}

UNIT_TESTS("coalitions by search", {"against all subsets", against_subsets}, {"large quotas", large_quotas}, {"counted", counted})
