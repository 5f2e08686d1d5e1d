/* sample.c: estimates of power by random coalitions and random orders (game.h), for what is too large to count.
 *
 * Each sampled coalition tells of every member whether it would matter; each sampled order has one member that makes it win. All are averages of
 * numbers between 0 and 1. By Hoeffding's inequality (1963) an average of m of them is off by more than e with a probability of at most 2 exp(-2 m e²);
 * with 2 n + 1 figures and a probability of 10^-6 in all, e = sqrt(ln(2 (2 n + 1) 10^6) / (2 m)). */
#include "game/build.h"
#include "game/work.h"

#include <string.h>

typedef struct sampling {
    const gti_game *game;
    gti_work *work;
    gti_estimate *e;
    uint64_t state;
    uint64_t *coalition, *pivotal;
    uint32_t *order;
} sampling;

/* splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(sampling *s)
{
    uint64_t z = s->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* Even in [0, bound): values beyond the last whole multiple are drawn anew. */
static uint32_t random_below(sampling *s, uint32_t bound)
{
    uint64_t limit = UINT64_MAX - UINT64_MAX % bound, drawn;
    do
        drawn = next_random(s);
    while (drawn >= limit);
    return (uint32_t)(drawn % bound);
}

static gtee_status sample_coalition(sampling *s)
{
    size_t words = gti_coalition_words(s->game);
    uint32_t members = s->game->members, outcome;
    gtee_status status;
    for (size_t i = 0; i < words; i++)
        s->coalition[i] = next_random(s);
    if (members % 64 != 0)
        s->coalition[words - 1] &= ((uint64_t)1 << members % 64) - 1;
    status = gti_game_evaluate(s->game, s->coalition, NULL, &outcome);
    if (status == GTEE_OK)
        status = gti_game_pivotal(s->game, s->coalition, s->pivotal);
    if (status != GTEE_OK)
        return status;
    s->e->act += outcome == GTI_GAME_WINS;
    for (uint32_t m = 0; m < members; m++)
        s->e->absolute[m] += gti_coalition_has(s->pivotal, m);
    return GTEE_OK;
}

static gtee_status wins_with_first(sampling *s, uint32_t count, bool *wins)
{
    uint32_t outcome;
    gtee_status status;
    memset(s->coalition, 0, gti_coalition_words(s->game) * sizeof *s->coalition);
    for (uint32_t i = 0; i < count; i++)
        gti_coalition_put(s->coalition, s->order[i], true);
    status = gti_game_evaluate(s->game, s->coalition, NULL, &outcome);
    *wins = status == GTEE_OK && outcome == GTI_GAME_WINS;
    return status;
}

/* The member with whom the first of a random order begin to win, by bisection. */
static gtee_status sample_order(sampling *s)
{
    uint32_t low = 0, high = s->game->members;
    gtee_status status = GTEE_OK;
    bool wins;
    for (uint32_t i = high; i > 1; i--) {
        uint32_t other = random_below(s, i), kept = s->order[i - 1];
        s->order[i - 1] = s->order[other];
        s->order[other] = kept;
    }
    status = wins_with_first(s, high, &wins);
    if (status != GTEE_OK || !wins)
        return status;
    while (low < high && status == GTEE_OK) { /* the first `low` - 1 lose, the first `high` win */
        uint32_t middle = low + (high - low) / 2;
        status = wins_with_first(s, middle, &wins);
        if (wins)
            high = middle;
        else
            low = middle + 1;
    }
    if (status == GTEE_OK && high > 0)
        s->e->shapley[s->order[high - 1]]++;
    return status;
}

/* By Newton's method: the library does without the mathematical library. */
static double square_root(double x)
{
    double root = x > 1 ? x : 1;
    for (int i = 0; i < 200; i++)
        root = (root + x / root) / 2;
    return root;
}

/* ln x for x ≥ 1: the largest power of 2 in it, and a series for the rest. */
static double logarithm(double x)
{
    double twos = 0, y, power, sum = 0;
    for (; x >= 2; x /= 2)
        twos++;
    y = (x - 1) / (x + 1);
    power = y;
    for (int k = 1; k < 60; k += 2, power *= y * y)
        sum += power / k;
    return 2 * sum + twos * 0.69314718055994530942;
}

static gtee_status run(sampling *s)
{
    gti_estimate *e = s->e;
    gtee_status status = GTEE_OK;
    double each = (double)e->members * ((double)s->game->nodes.count + (double)s->game->children.count) * 2;
    gti_work_plan(s->work, GTI_METHOD_SAMPLING, (double)e->samples * each, (double)e->members * 32);
    status = gti_work_affordable(s->work);
    for (uint32_t m = 0; m < e->members; m++)
        s->order[m] = m;
    for (uint64_t i = 0; i < e->samples && status == GTEE_OK; i++) {
        status = sample_coalition(s);
        if (status == GTEE_OK)
            status = sample_order(s);
        if (status == GTEE_OK)
            status = gti_work_step(s->work, each);
    }
    for (uint32_t m = 0; m < e->members; m++) {
        e->absolute[m] /= (double)e->samples;
        e->shapley[m] /= (double)e->samples;
    }
    e->act /= (double)e->samples;
    e->error = square_root(logarithm(2e6 * (2.0 * e->members + 1)) / (2.0 * (double)e->samples));
    return status;
}

gtee_status gti_game_sample(const gti_game *game, uint64_t samples, const gti_effort *effort, gti_estimate *estimate)
{
    const gti_allocator *allocator = &game->allocator;
    size_t members = (size_t)game->members + 1, words = gti_coalition_words(game) + 1;
    gti_work work;
    sampling s = {.game = game, .work = &work, .e = estimate, .state = UINT64_C(20250824)};
    gtee_status status = GTEE_ERROR_MEMORY;
    *estimate = (gti_estimate){.allocator = *allocator, .members = game->members, .samples = samples};
    if (samples == 0)
        return GTEE_ERROR_ARGUMENT;
    gti_work_init(&work, allocator, effort);
    estimate->absolute = gti_alloc_array(allocator, members, sizeof *estimate->absolute);
    estimate->shapley = gti_alloc_array(allocator, members, sizeof *estimate->shapley);
    s.coalition = gti_alloc_array(allocator, words, 2 * sizeof *s.coalition);
    s.order = gti_alloc_array(allocator, members, sizeof *s.order);
    if (estimate->absolute != NULL && estimate->shapley != NULL && s.coalition != NULL && s.order != NULL) {
        s.pivotal = s.coalition + words;
        status = run(&s);
    }
    gti_free(allocator, s.coalition, words * 2 * sizeof *s.coalition);
    gti_free(allocator, s.order, members * sizeof *s.order);
    if (status != GTEE_OK)
        gti_estimate_free(estimate);
    estimate->account = work.account;
    return status;
}

void gti_estimate_free(gti_estimate *estimate)
{
    size_t members = (size_t)estimate->members + 1;
    gti_free(&estimate->allocator, estimate->absolute, members * sizeof *estimate->absolute);
    gti_free(&estimate->allocator, estimate->shapley, members * sizeof *estimate->shapley);
    estimate->absolute = NULL;
    estimate->shapley = NULL;
}
