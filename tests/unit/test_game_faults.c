/*
 * test_game_faults.c: games with memory that fails, callers that stop the work, budgets that are too small, and arguments that are wrong.
 * Uses game/game.h.
 */
#include "run.h"

#include "failing.h"
#include "games.h"

#include <math.h>

static const uint64_t seeds[] = {7919u * 3, 7919u * 10, 7919u * 15, 7919u * 26, 7919u * 33};

/* All questions about one game; false only if something failed. */
static bool ask_all(failing *f, uint64_t seed, uint32_t without)
{
    gti_allocator a = {.resize = failing_resize, .user = f};
    gti_effort effort = {.operations = 100000000, .bytes = 100000000, .without = without};
    gti_range ranges[8];
    gti_power power;
    gti_chance chance;
    gti_estimate estimate;
    gti_coalitions *c = NULL;
    gti_natural count = {0};
    uint64_t set = 5, vetoes;
    uint32_t outcome;
    gtee_status status[8] = {0};
    const gti_effort tight = {.operations = 20000, .without = without};
    rules r;
    bool good = true;

    random_rules(&r, seed, 8);
    gti_game *game = rules_game(&r, &a, &status[0]);
    if (game == NULL)
        return false;
    for (int m = 0; m < 8; m++)
        ranges[m] = (gti_range){0.25, 0.5};
    status[1] = gti_game_power(game, GTI_POWER_ALL - (without ? GTI_POWER_JOHNSTON + GTI_POWER_MINIMAL : 0), &effort, &power);
    gti_power_free(&power);
    status[2] = gti_game_chance(game, ranges, true, &effort, &chance);
    gti_chance_free(&chance);
    status[3] = gti_coalitions_new(game, GTI_MINIMAL_BLOCKING, NULL, NULL, &effort, &c, NULL);
    if (status[3] == GTEE_OK && gti_coalitions_count(c, &count) != GTEE_OK)
        status[3] = GTEE_ERROR_MEMORY;
    gti_natural_free(&a, &count);
    gti_coalitions_free(c);
    status[4] = gti_game_sample(game, 20, &effort, &estimate);
    gti_estimate_free(&estimate);
    status[5] = gti_game_pivotal(game, &set, &vetoes);
    status[6] = gti_game_veto_players(game, &vetoes, &outcome);
    status[7] = gti_game_power_within(game, &tight, &power);
    gti_power_free(&power);
    gti_game_free(game);
    for (int i = 1; i < 8; i++) {
        CU_ASSERT_TRUE(status[i] == GTEE_OK || status[i] == GTEE_ERROR_MEMORY);
        good = good && status[i] == GTEE_OK;
    }
    return good;
}

static void without_memory(void)
{
    failing f;
    failing_init(&f);
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        FAILING_SWEEP(&f, ask_all(&f, seeds[i], 0));
        FAILING_SWEEP(&f, ask_all(&f, seeds[i], GTI_METHOD_ENUMERATION));
    }
    failing_free(&f);
}

typedef struct patience { uint64_t left, asked; } patience;

static int32_t lose_patience(void *user, uint64_t done, uint64_t total)
{
    patience *p = user;
    p->asked++;
    CU_ASSERT_TRUE(done <= total);
    return p->left-- == 0;
}

static gti_game *large_game(const gti_allocator *a, uint64_t scale)
{
    uint64_t weights[120], sum = 0;
    rules r = {.state = 4};
    for (int i = 0; i < 120; i++)
        sum += weights[i] = 1 + rules_random(&r) % scale;
    return quota_game(a, sum / 2 + 1, weights, 120);
}

/* Stopped at the first, second, … question; what is not stopped succeeds. */
static void cancelled(void)
{
    failing f;
    failing_init(&f);
    gti_allocator a = {.resize = failing_resize, .user = &f};
    gti_game *game = large_game(&a, 300);
    gti_range ranges[120];
    gti_power power;
    gti_chance chance;
    gtee_status status;

    CU_ASSERT_PTR_NOT_NULL_FATAL(game);
    for (int m = 0; m < 120; m++)
        ranges[m] = (gti_range){0.5, 0.5};
    for (uint64_t left = 0; left < 4; left++) {
        patience p = {.left = left};
        gti_effort effort = {.progress = lose_patience, .user = &p};
        status = gti_game_power(game, GTI_POWER_SHAPLEY, &effort, &power);
        CU_ASSERT_EQUAL(status, GTEE_ERROR_CANCELLED);
        CU_ASSERT_EQUAL(p.asked, left + 1);
        gti_power_free(&power);
    }
    patience p = {.left = 0};
    gti_effort effort = {.progress = lose_patience, .user = &p};
    CU_ASSERT_EQUAL(gti_game_chance(game, ranges, true, &effort, &chance), GTEE_ERROR_CANCELLED);
    gti_chance_free(&chance);
    gti_game_free(game);
    CU_ASSERT_TRUE(failing_clean(&f));
}

/* What of all measures is within the budget, from nothing to everything: the figures are those that they have without a budget. */
static void measures_within(void)
{
    gti_allocator a = gti_allocator_default();
    gti_game *game = large_game(&a, 12);
    uint32_t before = 0;
    gti_power whole, part;
    CU_ASSERT_PTR_NOT_NULL_FATAL(game);
    CU_ASSERT_EQUAL_FATAL(gti_game_power_within(game, NULL, &whole), GTEE_OK);
    CU_ASSERT_EQUAL(whole.wanted, GTI_POWER_ALL);
    CU_ASSERT_EQUAL(whole.left_out, 0);
    for (uint64_t budget = 1; before != GTI_POWER_ALL && budget < UINT64_C(1) << 36; budget *= 2) {
        const gti_effort effort = {.operations = budget};
        gtee_status status = gti_game_power_within(game, &effort, &part);
        if (status != GTEE_OK) {
            CU_ASSERT_EQUAL(status, GTEE_ERROR_LIMIT);
            CU_ASSERT_EQUAL(before, 0);
            CU_ASSERT_TRUE(part.account.operations > (double)budget && part.each == NULL);
            continue;
        }
        CU_ASSERT_EQUAL(part.wanted + part.left_out, GTI_POWER_ALL);
        CU_ASSERT_EQUAL(before & ~part.wanted, 0); /* more is never less */
        CU_ASSERT_TRUE(part.account.operations <= (double)budget);
        before = part.wanted;
        for (uint32_t bit = 0; bit < GTI_POWER_MEASURES; bit++)
            if ((part.left_out >> bit & 1u) != 0)
                CU_ASSERT_TRUE(part.account.operations + part.refused[bit].operations > (double)budget);
        for (uint32_t m = 0; m < 120; m++) {
            CU_ASSERT_EQUAL(gti_natural_compare(&part.each[m].swings, &whole.each[m].swings), 0);
            CU_ASSERT_EQUAL(gti_natural_is_zero(&part.each[m].shapley.denominator), (part.left_out & GTI_POWER_SHAPLEY) != 0);
            CU_ASSERT_EQUAL(gti_natural_is_zero(&part.each[m].johnston.denominator), (part.left_out & GTI_POWER_JOHNSTON) != 0);
        }
        gti_power_free(&part);
    }
    CU_ASSERT_EQUAL(before, GTI_POWER_ALL);
    gti_power_free(&whole);
    gti_game_free(game);
}

/* Two quotas of different weights, both of which must be reached: no method is fit for that. */
static void require_two(gti_game *game)
{
    uint32_t members[120], nodes[2], root;
    uint64_t weights[120];
    for (uint32_t m = 0; m < 120; m++) {
        members[m] = m;
        weights[m] = ((uint64_t)1 << 40) / (m * 49 % 120 + 8);
    }
    CU_ASSERT_EQUAL_FATAL(gti_game_quota(game, (uint64_t)1 << 41, members, weights, 120, &nodes[0]), GTEE_OK);
    for (uint32_t m = 0; m < 120; m++)
        weights[m] = ((uint64_t)1 << 40) / (m + 8) + m;
    CU_ASSERT_EQUAL_FATAL(gti_game_quota(game, (uint64_t)1 << 41, members, weights, 120, &nodes[1]), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gti_game_at_least(game, 2, nodes, 2, &root), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gti_game_root(game, root), GTEE_OK);
}

/* What is refused says what it would have taken. */
static void refused(void)
{
    gti_allocator a = gti_allocator_default();
    gti_game *game = large_game(&a, UINT64_C(1) << 40);
    gti_effort small = {.operations = 1000, .bytes = 1 << 20};
    gti_power power;
    gti_estimate estimate, again;
    gti_coalitions *c = NULL;
    gti_account account = {0};

    CU_ASSERT_PTR_NOT_NULL_FATAL(game);
    CU_ASSERT_EQUAL(gti_game_power(game, GTI_POWER_ALL, NULL, &power), GTEE_ERROR_LIMIT);
    CU_ASSERT_TRUE(power.account.operations > 3e10 && power.account.bytes > 1e9 && power.each == NULL);
    gti_power_free(&power);
    CU_ASSERT_EQUAL(gti_coalitions_new(game, GTI_MINIMAL_WINNING, NULL, NULL, &small, &c, NULL), GTEE_OK); /* it is searched */
    CU_ASSERT_PTR_NOT_NULL(gti_coalitions_next(c));
    gti_coalitions_free(c);
    require_two(game);
    CU_ASSERT_EQUAL(gti_coalitions_new(game, GTI_MINIMAL_WINNING, NULL, NULL, &small, &c, &account), GTEE_ERROR_LIMIT);
    CU_ASSERT_PTR_NULL(c);
    CU_ASSERT_TRUE(account.operations > 1000 || account.bytes > 1 << 20);
    CU_ASSERT_EQUAL(gti_game_power(game, GTI_POWER_BANZHAF, NULL, &power), GTEE_ERROR_LIMIT);
    CU_ASSERT_TRUE(power.account.operations > 1e20);
    CU_ASSERT_EQUAL(gti_game_power_within(game, NULL, &power), GTEE_ERROR_LIMIT); /* nothing is within the budget */
    CU_ASSERT_TRUE(power.account.operations > 1e20 && power.wanted == 0 && power.left_out == GTI_POWER_ALL);
    gti_power_free(&power);
    CU_ASSERT_EQUAL(gti_game_sample(game, 2000, NULL, &estimate), GTEE_OK); /* an estimate, as it was asked for */
    CU_ASSERT_EQUAL(gti_game_sample(game, 2000, NULL, &again), GTEE_OK);
    CU_ASSERT_EQUAL(estimate.account.methods, GTI_METHOD_SAMPLING);
    for (int m = 0; m < 120; m++)
        CU_ASSERT_TRUE(estimate.absolute[m] == again.absolute[m] && estimate.shapley[m] == again.shapley[m]);
    gti_estimate_free(&estimate);
    gti_estimate_free(&again);
    gti_game_free(game);
}

/* The bound holds where the truth is known; sqrt(ln(2 · 31 · 10^6) / (2 · 20000)) = .02118. */
static void sampled(void)
{
    static const uint64_t weights[15] = {7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    gti_allocator a = gti_allocator_default();
    gti_game *game = quota_game(&a, 39, weights, 15);
    gti_estimate e;

    CU_ASSERT_PTR_NOT_NULL_FATAL(game);
    CU_ASSERT_EQUAL(gti_game_sample(game, 20000, NULL, &e), GTEE_OK);
    CU_ASSERT_TRUE(fabs(e.error - sqrt(log(2e6 * 31) / 40000)) < 1e-9);
    CU_ASSERT_TRUE(fabs(e.act - 848.0 / 32768) < e.error && e.act > 0);
    for (int m = 0; m < 15; m++) {
        CU_ASSERT_TRUE(fabs(e.absolute[m] - (m < 5 ? 848.0 : 84.0) / 16384) < e.error);
        CU_ASSERT_TRUE(fabs(e.shapley[m] - (m < 5 ? 421.0 : 4.0) / 2145) < e.error);
    }
    CU_ASSERT_TRUE(e.shapley[0] > 0.15);
    gti_estimate_free(&e);
    CU_ASSERT_EQUAL(gti_game_sample(game, 0, NULL, &e), GTEE_ERROR_ARGUMENT);
    gti_estimate_free(&e);
    gti_game_free(game);
}

static void wrong_calls(void)
{
    gti_allocator a = gti_allocator_default();
    gti_game *game = gti_game_new(&a, 3);
    const gti_range bad[3] = {{0, 1}, {0.5, 0.4}, {0, 1}};
    const gti_decimal small = {.digits = 5, .scale = 1}, large = {.digits = INT64_C(900000000000000), .scale = 0}, tiny = {.digits = 1, .scale = 15};
    const uint32_t members[3] = {0, 1, 3}, twice[2] = {0, 0};
    uint64_t weights[2] = {GTI_GAME_WEIGHT, 1};
    uint32_t node = 77, outcome;
    uint64_t nobody = 0;
    gti_power power;
    gti_chance chance;

    CU_ASSERT_PTR_NOT_NULL_FATAL(game);
    CU_ASSERT_EQUAL(gti_game_evaluate(game, &nobody, NULL, &outcome), GTEE_OK);
    CU_ASSERT_EQUAL(outcome, GTI_GAME_LOSES); /* no root: nobody wins */
    CU_ASSERT_EQUAL(gti_game_member(game, 3, &node), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gti_game_at_least(game, 1, members, 1, &node), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gti_game_unless(game, 0, &node), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gti_game_root(game, 0), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gti_game_quota(game, 1, members, (const uint64_t[]){1, 1, 1}, 3, &node), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gti_game_quota(game, 1, members, weights, 2, &node), GTEE_ERROR_LIMIT);
    CU_ASSERT_EQUAL(gti_game_quota_decimal(game, large, members, (const gti_decimal[]){tiny, small}, 2, &node), GTEE_ERROR_LIMIT);
    CU_ASSERT_EQUAL(node, 77);
    CU_ASSERT_EQUAL(gti_game_quota_decimal(game, (gti_decimal){.digits = 1, .scale = 0}, twice, (const gti_decimal[]){small, small}, 2, &node), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_root(game, node), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_power(game, GTI_POWER_ALL, NULL, &power), GTEE_OK); /* 0.5 twice for one member: it decides alone */
    CU_ASSERT_TRUE(power.each[0].dictator && power.each[1].dummy && power.each[2].dummy);
    CU_ASSERT_TRUE(gti_fraction_is(&power.each[0].shapley, 1, 1) && gti_fraction_is(&power.each[1].johnston, 0, 1));
    gti_power_free(&power);
    CU_ASSERT_EQUAL(gti_game_power(game, 0, NULL, &power), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gti_game_power(game, 16, NULL, &power), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gti_game_chance(game, bad, true, NULL, &chance), GTEE_ERROR_ARGUMENT);
    for (uint32_t depth = 2; depth <= GTI_GAME_DEPTH; depth++)
        CU_ASSERT_EQUAL(gti_game_unless(game, node, &node), GTEE_OK);
    CU_ASSERT_EQUAL(gti_game_unless(game, node, &node), GTEE_ERROR_LIMIT);
    gti_game_free(game);
    gti_game_free(NULL);
    for (uint32_t method = 1; method <= 64; method *= 2)
        CU_ASSERT_PTR_NOT_NULL(gti_method_text(method));
}

UNIT_TESTS("games when things fail", {"without memory", without_memory}, {"cancelled", cancelled}, {"refused", refused}, {"measures within", measures_within}, {"sampled", sampled},
           {"wrong calls", wrong_calls})
