/*
 * test_game_brute.c: every answer about games against the plainest way to get it: all coalitions of thousands of random nested rules, one by one.
 * Uses game/game.h.
 */
#include "run.h"

#include "games.h"

#include <math.h>

#define MOST 16

/* What all coalitions say. */
typedef struct truth {
    int members;
    unsigned all;
    unsigned char wins[1 << MOST];
    uint64_t winning, minimal, blocking, vulnerable;
    uint64_t swings[MOST], with_minimal[MOST];
    double shapley[MOST], packel[MOST], johnston[MOST];
    uint64_t by_size[2][MOST + 1]; /* minimal winning and blocking coalitions */
} truth;

static int bits(unsigned set)
{
    int count = 0;
    for (; set != 0; set &= set - 1)
        count++;
    return count;
}

static unsigned pivotal_in(const truth *t, unsigned set)
{
    unsigned result = 0;
    for (int m = 0; m < t->members; m++)
        if ((set >> m & 1u) && !t->wins[set & ~(1u << m)])
            result |= 1u << m;
    return result;
}

static double factorial(int n)
{
    return n < 2 ? 1 : n * factorial(n - 1);
}

static void count_winning(truth *t, unsigned set)
{
    unsigned pivotal = pivotal_in(t, set);
    int size = bits(set), critical = bits(pivotal);

    t->winning++;
    t->vulnerable += critical > 0;
    for (int m = 0; m < t->members; m++)
        if (pivotal >> m & 1u) {
            t->swings[m]++;
            t->shapley[m] += factorial(size - 1) * factorial(t->members - size) / factorial(t->members);
            t->johnston[m] += 1.0 / critical;
        }
    if (pivotal != set)
        return;
    t->minimal++;
    t->by_size[0][size]++;
    for (int m = 0; m < t->members; m++)
        if (set >> m & 1u) {
            t->with_minimal[m]++;
            t->packel[m] += 1.0 / size;
        }
}

/* Without the set nobody wins, and with any one of its members back somebody does. */
static bool is_minimal_blocking(const truth *t, unsigned set)
{
    if (t->wins[t->all & ~set])
        return false;
    for (int m = 0; m < t->members; m++)
        if ((set >> m & 1u) && !t->wins[(t->all & ~set) | 1u << m])
            return false;
    return true;
}

static void find_truth(truth *t, const rules *r)
{
    memset(t, 0, sizeof *t);
    t->members = r->members;
    t->all = (1u << r->members) - 1;
    for (unsigned set = 0; set <= t->all; set++)
        t->wins[set] = rule_wins(r, r->count - 1, set);
    for (unsigned set = 0; set <= t->all; set++) {
        if (t->wins[set])
            count_winning(t, set);
        if (is_minimal_blocking(t, set)) {
            t->blocking++;
            t->by_size[1][bits(set)]++;
        }
    }
}

static uint64_t number(const gti_natural *natural)
{
    uint64_t value = UINT64_MAX;
    CU_ASSERT_TRUE(gti_natural_uint(natural, &value));
    return value;
}

/* Is it above / below, or nothing where below is 0? */
static bool is_ratio(const gti_fraction *fraction, double above, double below)
{
    if (below == 0)
        return fraction->denominator.count == 0;
    return fraction->denominator.count > 0 && fabs(gti_fraction_double(fraction) - above / below) < 1e-12;
}

static bool same_member(const truth *t, const gti_member_power *p, int m, double all_swings, double all_minimal, bool johnston)
{
    double half = ldexp(1, t->members - 1), losing = ldexp(1, t->members) - (double)t->winning, nobody = all_swings > 0;
    return number(&p->swings) == t->swings[m] && p->dummy == (t->swings[m] == 0) && p->veto == !t->wins[t->all & ~(1u << m)] &&
           p->dictator == (t->wins[1u << m] && !t->wins[0] && !t->wins[t->all & ~(1u << m)]) &&
           is_ratio(&p->absolute, (double)t->swings[m], half) && is_ratio(&p->banzhaf, (double)t->swings[m], all_swings) &&
           is_ratio(&p->prevent, (double)t->swings[m], (double)t->winning) &&
           is_ratio(&p->initiate, (double)t->swings[m], losing) && is_ratio(&p->shapley, t->shapley[m], nobody) &&
           is_ratio(&p->deegan_packel, t->packel[m], t->wins[0] ? 0 : (double)t->minimal) &&
           is_ratio(&p->holler, (double)t->with_minimal[m], all_minimal) && number(&p->minimal) == t->with_minimal[m] &&
           (!johnston || is_ratio(&p->johnston, t->johnston[m], (double)t->vulnerable));
}

static bool same_power(const truth *t, const gti_power *p, bool johnston)
{
    double all_swings = 0, all_minimal = 0;
    bool same = number(&p->winning) == t->winning && number(&p->minimal) == t->minimal && (!johnston || number(&p->vulnerable) == t->vulnerable) &&
                is_ratio(&p->act, (double)t->winning, ldexp(1, t->members));
    for (int m = 0; m < t->members; m++) {
        all_swings += (double)t->swings[m];
        all_minimal += (double)t->with_minimal[m];
    }
    for (int m = 0; m < t->members; m++)
        same = same && same_member(t, &p->each[m], m, all_swings, all_minimal, johnston);
    return same;
}

/* Each minimal coalition once, in order of size, as many as there are. */
static bool same_coalitions(const truth *t, const gti_game *game, uint32_t which)
{
    static unsigned char seen[1 << MOST];
    gti_coalitions *c = NULL;
    gti_natural count = {0};
    gti_allocator allocator = gti_allocator_default();
    uint64_t found = 0, expected = which == GTI_MINIMAL_WINNING ? t->minimal : t->blocking;
    uint32_t last = 0;
    const uint64_t *words;
    bool good = gti_coalitions_new(game, which, NULL, NULL, NULL, &c, NULL) == GTEE_OK;

    memset(seen, 0, sizeof seen);
    while (good && (words = gti_coalitions_next(c)) != NULL) {
        unsigned set = (unsigned)words[0];
        good = gti_coalitions_size(c) >= last && (int)gti_coalitions_size(c) == bits(set) && !seen[set];
        good = good && (which == GTI_MINIMAL_WINNING ? t->wins[set] && pivotal_in(t, set) == set : is_minimal_blocking(t, set));
        if (found++ == 0)
            good = good && gti_coalitions_least(c) == gti_coalitions_size(c);
        seen[set] = 1;
        last = gti_coalitions_size(c);
    }
    good = good && gti_coalitions_next(c) == NULL && found == expected;
    good = good && gti_coalitions_count(c, &count) == GTEE_OK && number(&count) == found;
    if (good && found == 0)
        good = gti_coalitions_least(c) == UINT32_MAX;
    gti_natural_free(&allocator, &count);
    gti_coalitions_free(c);
    return good;
}

static double weight_of(const double *chances, int members, unsigned set)
{
    double weight = 1;
    for (int m = 0; m < members; m++)
        weight *= set >> m & 1u ? chances[m] : 1 - chances[m];
    return weight;
}

static double wins_by_sum(const truth *t, const double *chances)
{
    double sum = 0;
    for (unsigned set = 0; set <= t->all; set++)
        sum += t->wins[set] ? weight_of(chances, t->members, set) : 0;
    return sum;
}

static bool close_to(double a, double b)
{
    return fabs(a - b) < 1e-12;
}

static bool same_chance(const truth *t, const gti_game *game, const gti_effort *effort, rules *r)
{
    gti_range ranges[MOST];
    double ends[2][MOST];
    gti_chance chance, quick;
    bool good;

    for (int m = 0; m < t->members; m++) {
        ends[0][m] = (double)rules_below(r, 101) / 100;
        ends[1][m] = rules_below(r, 2) ? ends[0][m] : ends[0][m] + (1 - ends[0][m]) * rules_below(r, 101) / 100;
        ranges[m] = (gti_range){ends[0][m], ends[1][m]};
    }
    if (effort != NULL && gti_game_chance(game, ranges, true, effort, &chance) == GTEE_ERROR_LIMIT)
        return true;
    if (effort != NULL)
        gti_chance_free(&chance);
    good = gti_game_chance(game, ranges, true, effort, &chance) == GTEE_OK && gti_game_chance(game, ranges, false, effort, &quick) == GTEE_OK;
    good = good && quick.each == NULL && quick.wins.low == chance.wins.low && quick.wins.high == chance.wins.high;
    for (int high = 0; high < 2 && good; high++) {
        good = close_to(high ? chance.wins.high : chance.wins.low, wins_by_sum(t, ends[high]));
        for (int m = 0; m < t->members && good; m++) {
            const gti_member_chance *c = &chance.each[m];
            double kept = ends[high][m], with, without;
            ends[high][m] = 1;
            with = wins_by_sum(t, ends[high]);
            ends[high][m] = 0;
            without = wins_by_sum(t, ends[high]);
            ends[high][m] = kept;
            good = close_to(high ? c->with.high : c->with.low, with) && close_to(high ? c->without.high : c->without.low, without) &&
                   close_to(high ? c->birnbaum.high : c->birnbaum.low, with - without);
        }
    }
    gti_chance_free(&chance);
    gti_chance_free(&quick);
    return good;
}

/* Some in favour, some against, some unknown: outcome and pivotal members. */
static bool same_outcomes(const truth *t, const gti_game *game, rules *r)
{
    bool good = true;
    for (int i = 0; i < 20 && good; i++) {
        unsigned favour = (unsigned)rules_random(r) & t->all, unknown = (unsigned)rules_random(r) & t->all & ~favour, pivotal = 0;
        uint64_t words = favour, open = unknown, found = 0;
        uint32_t outcome = 9, expected = t->wins[favour] ? GTI_GAME_WINS : t->wins[favour | unknown] ? GTI_GAME_OPEN : GTI_GAME_LOSES;
        for (int m = 0; m < t->members; m++)
            if ((favour >> m & 1u) == t->wins[favour] && t->wins[favour ^ 1u << m] != t->wins[favour])
                pivotal |= 1u << m;
        good = gti_game_evaluate(game, &words, &open, &outcome) == GTEE_OK && outcome == expected;
        good = good && gti_game_pivotal(game, &words, &found) == GTEE_OK && found == pivotal;
    }
    return good;
}

/* The fewest of the supporters whose defection stops it: a minimal cut within them, the others being out already. */
static bool same_defections(const truth *t, const gti_game *game, rules *r)
{
    unsigned supporters = (unsigned)rules_random(r) & t->all;
    uint64_t among = supporters, given = t->all & ~supporters;
    uint32_t least = UINT32_MAX;
    gti_coalitions *c = NULL;
    bool good;

    for (unsigned out = 0; out <= t->all; out++)
        if ((out & ~supporters) == 0 && !t->wins[supporters & ~out] && (uint32_t)bits(out) < least)
            least = (uint32_t)bits(out);
    good = gti_coalitions_new(game, GTI_MINIMAL_BLOCKING, &among, &given, NULL, &c, NULL) == GTEE_OK && gti_coalitions_least(c) == least;
    gti_coalitions_free(c);
    return good;
}

/* Counts without sizes, and Shapley and Shubik's values. */
static bool same_swings(const truth *t, const gti_game *game, const gti_effort *effort, uint32_t *methods)
{
    gti_power power;
    gtee_status status = gti_game_power(game, GTI_POWER_BANZHAF, effort, &power);
    bool good = status == GTEE_OK && number(&power.winning) == t->winning;
    if (effort != NULL && status == GTEE_ERROR_LIMIT) /* refused, as it would take more than the budget */
        return power.account.operations > (double)effort->operations || power.account.bytes > (double)effort->bytes;
    for (int m = 0; m < t->members && good; m++)
        good = number(&power.each[m].swings) == t->swings[m];
    *methods |= power.account.methods;
    gti_power_free(&power);
    if (!good)
        return false;
    status = gti_game_power(game, GTI_POWER_SHAPLEY, effort, &power);
    good = status == GTEE_OK || (effort != NULL && status == GTEE_ERROR_LIMIT);
    for (int m = 0; m < t->members && good && status == GTEE_OK; m++)
        good = t->winning == 0 || t->wins[0] || is_ratio(&power.each[m].shapley, t->shapley[m], 1);
    gti_power_free(&power);
    return good;
}

static uint32_t check_game(uint64_t seed, int members)
{
    static const uint32_t without[5] = {0, GTI_METHOD_ENUMERATION, GTI_METHOD_ENUMERATION | GTI_METHOD_WEIGHTS,
                                        GTI_METHOD_COMPOSITION | GTI_METHOD_ENUMERATION | GTI_METHOD_CONDITIONING,
                                        GTI_METHOD_DIAGRAM | GTI_METHOD_COMPOSITION | GTI_METHOD_WEIGHTS};
    static const gti_effort split = {.operations = 20000000, .bytes = 4000000, .without = GTI_METHOD_DIAGRAM | GTI_METHOD_ENUMERATION};
    static truth t;
    rules r;
    gti_power power;
    gti_allocator allocator = gti_allocator_default();
    gtee_status status;
    random_rules(&r, seed, members);
    gti_game *game = rules_game(&r, &allocator, &status);
    uint32_t methods = 0;
    bool good = game != NULL;

    CU_ASSERT_PTR_NOT_NULL_FATAL(game);
    find_truth(&t, &r);
    for (int i = 0; i < 5 && good; i++) {
        gti_effort effort = {.without = without[i]};
        good = gti_game_power(game, i > 0 ? GTI_POWER_ALL - GTI_POWER_JOHNSTON : GTI_POWER_ALL, &effort, &power) == GTEE_OK;
        good = good && same_power(&t, &power, i == 0) && (power.account.methods & without[i]) == 0;
        methods |= power.account.methods;
        gti_power_free(&power);
        if (!good)
            fprintf(stderr, "seed %llu, %d members: power differs\n", (unsigned long long)seed, members);
    }
    CU_ASSERT_TRUE(good);
    CU_ASSERT_TRUE(same_swings(&t, game, NULL, &methods));
    CU_ASSERT_TRUE(same_swings(&t, game, &split, &methods));
    CU_ASSERT_TRUE(same_coalitions(&t, game, GTI_MINIMAL_WINNING));
    CU_ASSERT_TRUE(same_coalitions(&t, game, GTI_MINIMAL_BLOCKING));
    CU_ASSERT_TRUE(same_chance(&t, game, NULL, &r));
    CU_ASSERT_TRUE(same_chance(&t, game, &split, &r));
    CU_ASSERT_TRUE(same_outcomes(&t, game, &r));
    CU_ASSERT_TRUE(same_defections(&t, game, &r));
    gti_game_free(game);
    return methods;
}

static void small_rules(void)
{
    for (uint64_t seed = 1; seed <= 3000; seed++)
        check_game(seed, 1 + (int)(seed % 6));
}

static void larger_rules(void)
{
    uint32_t methods = 0;
    for (uint64_t seed = 1; seed <= 300; seed++)
        methods |= check_game(seed * 7919, 7 + (int)(seed % 6));
    CU_ASSERT_EQUAL(methods, GTI_METHOD_WEIGHTS | GTI_METHOD_COMPOSITION | GTI_METHOD_DIAGRAM | GTI_METHOD_CONDITIONING |
                                 GTI_METHOD_ENUMERATION);
}

static void largest_rules(void)
{
    for (uint64_t seed = 1; seed <= 40; seed++)
        check_game(seed * 104729, 13 + (int)(seed % 4));
}

UNIT_TESTS("games against all their coalitions", {"rules of up to 6 members", small_rules}, {"rules of 7 to 12 members", larger_rules},
           {"rules of 13 to 16 members", largest_rules})
