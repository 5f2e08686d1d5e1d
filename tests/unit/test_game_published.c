/*
 * test_game_published.c: games whose power indices have been published, as exact fractions. Uses game/game.h.
 *
 * Those of published.h, the Victoria Charter (Kilgour 1983), and larger ones, each with its source.
 */
#include "run.h"

#include "games.h"
#include "published.h"

#include <math.h>

static bool is_text(const gti_fraction *fraction, const char *expected)
{
    gti_allocator allocator = gti_allocator_default();
    gti_buffer buffer;
    bool same;

    gti_buffer_init(&buffer, &allocator);
    same = gti_fraction_text(&allocator, fraction, &buffer) && strcmp(buffer.data, expected) == 0;
    if (!same)
        fprintf(stderr, "%s where %s was expected\n", buffer.data, expected);
    gti_buffer_free(&buffer);
    return same;
}

static bool is_number(const gti_natural *number, uint64_t expected)
{
    uint64_t value;
    return gti_natural_uint(number, &value) && value == expected;
}

static void weighted_games(void)
{
    gti_allocator allocator = gti_allocator_default();

    for (size_t g = 0; g < PUBLISHED_GAMES; g++)
        for (uint32_t without = 0; without < 32; without += 1) { /* by each method that can do it */
            gti_game *game = quota_game(&allocator, published_games[g].quota, published_games[g].weights, published_games[g].count);
            gti_effort effort = {.without = without};
            gti_power p;
            gtee_status status = gti_game_power(game, GTI_POWER_BANZHAF | GTI_POWER_SHAPLEY, &effort, &p);
            if (status == GTEE_OK)
                for (uint32_t m = 0; m < published_games[g].count; m++) {
                    CU_ASSERT_TRUE(is_number(&p.each[m].swings, published_games[g].swings[m]));
                    CU_ASSERT_TRUE(is_text(&p.each[m].banzhaf, published_games[g].banzhaf[m]));
                    CU_ASSERT_TRUE(is_text(&p.each[m].shapley, published_games[g].shapley[m]));
                }
            else
                CU_ASSERT_EQUAL(status, GTEE_ERROR_LIMIT);
            CU_ASSERT_TRUE(status == GTEE_OK || (without & (1u | 4u | 16u)) == (1u | 4u | 16u));
            gti_power_free(&p);
            gti_game_free(game);
        }
}

static uint32_t node_of(gti_game *game, uint32_t least, uint32_t count, const uint32_t *children)
{
    uint32_t node = UINT32_MAX;
    CU_ASSERT_EQUAL_FATAL(gti_game_at_least(game, least, children, count, &node), GTEE_OK);
    return node;
}

/* At least so many of the members from `first` on. */
static uint32_t count_of(gti_game *game, uint32_t least, uint32_t first, uint32_t count)
{
    uint32_t members[600];
    for (uint32_t i = 0; i < count; i++)
        CU_ASSERT_EQUAL_FATAL(gti_game_member(game, first + i, &members[i]), GTEE_OK);
    return node_of(game, least, count, members);
}

/* Ontario, Quebec, two of the four Atlantic provinces, and British Columbia with a prairie province or all three of these. */
static void victoria_charter(void)
{
    static const uint64_t swings[10] = {88, 88, 66, 22, 22, 22, 24, 24, 24, 24};
    static const char *const shapley[10] = {TIMES2("53/168"), "1/8", TIMES3("1/24"), TIMES4("5/168")};
    static const char *const banzhaf[10] = {TIMES2("22/101"), "33/202", TIMES3("11/202"), TIMES4("6/101")};
    gti_allocator allocator = gti_allocator_default();
    gti_game *game = gti_game_new(&allocator, 10);
    gti_power p;

    CU_ASSERT_PTR_NOT_NULL_FATAL(game);
    uint32_t bc = node_of(game, 2, 2, (uint32_t[]){count_of(game, 1, 2, 1), count_of(game, 1, 3, 3)});
    uint32_t west = node_of(game, 1, 2, (uint32_t[]){bc, count_of(game, 3, 3, 3)});
    CU_ASSERT_EQUAL(gti_game_root(game, node_of(game, 3, 3, (uint32_t[]){count_of(game, 2, 0, 2), count_of(game, 2, 6, 4), west})), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_power(game, GTI_POWER_ALL, NULL, &p), GTEE_OK);
    CU_ASSERT_TRUE(is_number(&p.winning, 88));
    for (int m = 0; m < 10; m++) {
        CU_ASSERT_TRUE(is_number(&p.each[m].swings, swings[m]));
        CU_ASSERT_TRUE(is_text(&p.each[m].banzhaf, banzhaf[m]));
        CU_ASSERT_TRUE(is_text(&p.each[m].shapley, shapley[m]));
        CU_ASSERT_EQUAL(p.each[m].veto, m < 2);
    }
    gti_power_free(&p);
    gti_game_free(game);
}

/* A president, 100 senators, 435 representatives; two thirds of both chambers override. The president's values, .16047 by Shapley and Shubik and
 * .038 by Banzhaf, are in Taylor and Pacelli, "Mathematics and Politics" (2008). */
static void three_chambers(void)
{
    gti_allocator allocator = gti_allocator_default();
    gti_game *game = gti_game_new(&allocator, 536);
    gti_effort drawn = {.operations = UINT64_C(1) << 40, .without = GTI_METHOD_ENUMERATION};
    gti_power p, other;

    CU_ASSERT_PTR_NOT_NULL_FATAL(game);
    uint32_t signed_law = node_of(game, 3, 3, (uint32_t[]){count_of(game, 1, 0, 1), count_of(game, 51, 1, 100), count_of(game, 218, 101, 435)});
    uint32_t overridden = node_of(game, 2, 2, (uint32_t[]){count_of(game, 67, 1, 100), count_of(game, 290, 101, 435)});
    CU_ASSERT_EQUAL(gti_game_root(game, node_of(game, 1, 2, (uint32_t[]){signed_law, overridden})), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_power(game, GTI_POWER_BANZHAF | GTI_POWER_SHAPLEY, NULL, &p), GTEE_OK);
    CU_ASSERT_TRUE(fabs(gti_fraction_double(&p.each[0].shapley) - .16047) < 5e-6);
    CU_ASSERT_TRUE(fabs(gti_fraction_double(&p.each[0].banzhaf) - .038026) < 1e-6);
    CU_ASSERT_TRUE(p.account.methods & GTI_METHOD_ENUMERATION);
    CU_ASSERT_EQUAL(gti_game_power(game, GTI_POWER_BANZHAF, &drawn, &other), GTEE_OK); /* by a diagram */
    CU_ASSERT_TRUE(other.account.methods & GTI_METHOD_DIAGRAM);
    for (uint32_t m = 0; m < 536; m += 89)
        CU_ASSERT_EQUAL(gti_natural_compare(&p.each[m].swings, &other.each[m].swings), 0);
    CU_ASSERT_TRUE(gti_natural_bits(&p.winning) > 500);
    gti_power_free(&p);
    gti_power_free(&other);
    gti_game_free(game);
}

/* The Council of the European Union of 27 by the Treaty of Nice: 255 of 345 votes, 14 members, 620 of 1000 of the population, as given by Bilbao et
 * al. (2002) and Algaba et al. (2007) for these numbers. */
static const uint64_t votes[27] = {29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 3};
static const uint64_t people[27] = {170, 123, 122, 120, 82, 80, 47, 33, 22, 21, 21, 21, 21, 18, 17, 17, 11, 11, 11, 8, 8, 5, 4, 3, 2, 1, 1};

static uint32_t two_quotas(gti_game *game, uint64_t votes_needed, uint64_t people_needed)
{
    uint32_t members[27], all[3];
    for (uint32_t m = 0; m < 27; m++)
        members[m] = m;
    CU_ASSERT_EQUAL(gti_game_quota(game, votes_needed, members, votes, 27, &all[0]), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_quota(game, people_needed, members, people, 27, &all[1]), GTEE_OK);
    all[2] = count_of(game, 14, 0, 27);
    return node_of(game, 3, 3, all);
}

static void council_with_three_criteria(void)
{
    gti_allocator allocator = gti_allocator_default();
    gti_game *game = gti_game_new(&allocator, 27);
    gti_power p;
    double sum = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(game);
    CU_ASSERT_EQUAL(gti_game_root(game, two_quotas(game, 255, 620)), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_power(game, GTI_POWER_ALL - GTI_POWER_JOHNSTON, NULL, &p), GTEE_OK);
    CU_ASSERT_TRUE(p.account.methods & GTI_METHOD_DIAGRAM);
    CU_ASSERT_TRUE(fabs(gti_fraction_double(&p.each[0].shapley) - .0867) < 5e-4); /* the largest, and the smallest member */
    CU_ASSERT_TRUE(fabs(gti_fraction_double(&p.each[26].shapley) - .0082) < 5e-4);
    CU_ASSERT_TRUE(fabs(gti_fraction_double(&p.act) - .0203) < 5e-4); /* about 2.03 %: Felsenthal and Machover (2001) */
    for (int m = 0; m < 27; m++)
        sum += gti_fraction_double(&p.each[m].shapley);
    CU_ASSERT_TRUE(fabs(sum - 1) < 1e-12);
    gti_power_free(&p);
    gti_game_free(game);
}

/* A quota that a blocking clause overrides: 15 members, and 65 % of the people unless fewer than four object. */
static void blocking_clause(void)
{
    gti_allocator allocator = gti_allocator_default();
    gti_game *game = gti_game_new(&allocator, 27);
    gti_power p, other;
    gti_effort drawn = {.without = GTI_METHOD_COMPOSITION};
    uint32_t members[27], quota, unless;

    for (uint32_t m = 0; m < 27; m++)
        members[m] = m;
    CU_ASSERT_EQUAL(gti_game_quota(game, 650, members, people, 27, &quota), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_unless(game, count_of(game, 4, 0, 27), &unless), GTEE_OK);
    uint32_t either = node_of(game, 1, 2, (uint32_t[]){quota, unless});
    CU_ASSERT_EQUAL(gti_game_root(game, node_of(game, 2, 2, (uint32_t[]){count_of(game, 15, 0, 27), either})), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_power(game, GTI_POWER_BANZHAF | GTI_POWER_SHAPLEY, NULL, &p), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_power(game, GTI_POWER_BANZHAF | GTI_POWER_SHAPLEY, &drawn, &other), GTEE_OK);
    CU_ASSERT_EQUAL(gti_natural_compare(&p.winning, &other.winning), 0);
    uint64_t three_against = ((uint64_t)1 << 27) - 1 - 7, four_against = three_against & ~(uint64_t)8;
    uint32_t found = 9;
    /* the three largest are against: they hold 41.5 % of the people, and do not block */
    CU_ASSERT_EQUAL(gti_game_evaluate(game, &three_against, NULL, &found), GTEE_OK);
    CU_ASSERT_EQUAL(found, GTI_GAME_WINS);
    CU_ASSERT_EQUAL(gti_game_evaluate(game, &four_against, NULL, &found), GTEE_OK);
    CU_ASSERT_EQUAL(found, GTI_GAME_LOSES);
    gti_power_free(&p);
    gti_power_free(&other);
    gti_game_free(game);
}

UNIT_TESTS("published games", {"weighted games", weighted_games}, {"the Victoria Charter", victoria_charter},
           {"a president and two chambers", three_chambers}, {"three criteria at once", council_with_three_criteria},
           {"a blocking clause", blocking_clause})
