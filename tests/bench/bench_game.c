/*
 * bench_game.c: what answers about games cost, in time and memory: power, minimal coalitions, probability. power.sh runs it beside other packages.
 * Uses game/game.h.
 *
 * usage: bench_game             measures everything
 *        bench_game small       a quick pass over everything, as a test of itself
 *        bench_game list NAME   prints an instance: its quota, then its weights, of each quota that it has: 51, 190, council
 *        bench_game time TASK   prints the seconds of one answer and its value, for power.py
 */
#include "counted.h"

#include "game/game.h"

#include <math.h>
#include <string.h>

static const uint64_t electors[51] = {54, 40, 30, 28, 19, 19, 17, 16, 16, 15, 14, 13, 12, 11, 11, 11, 11, 10, 10, 10, 10, 9,  9, 8, 8, 8,
                                      7,  7,  6,  6,  6,  6,  6,  6,  5,  5,  4,  4,  4,  4,  4,  4,  4,  3,  3,  3,  3,  3, 3, 3, 3};
static const uint64_t votes[27] = {29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 3};
static const uint64_t people[27] = {170, 123, 122, 120, 82, 80, 47, 33, 22, 21, 21, 21, 21, 18, 17, 17, 11, 11, 11, 8, 8, 5, 4, 3, 2, 1, 1};

static counted counts;

static void fail(const char *what)
{
    fprintf(stderr, "bench_game: %s failed\n", what);
    exit(1);
}

static void check(gtee_status status, const char *what)
{
    if (status != GTEE_OK)
        fail(what);
}

static gti_game *new_game(uint32_t members)
{
    gti_allocator allocator = {.resize = counted_resize, .user = &counts};
    gti_game *game = gti_game_new(&allocator, members);
    if (game == NULL)
        fail("a game");
    return game;
}

/* 190 weights that add up to `sum`, the i-th about as 1 / (i + 8), as shares of votes in large organizations are spread. */
static void fill_weights(uint64_t *weights, uint64_t sum)
{
    double shares = 0;
    uint64_t total = 0;
    for (int i = 0; i < 190; i++)
        shares += 1.0 / (i + 8);
    for (int i = 0; i < 190; i++)
        total += weights[i] = (uint64_t)((double)sum / shares / (i + 8));
    weights[0] += sum - total;
}

static uint32_t quota_of(gti_game *game, uint64_t quota, const uint64_t *weights, uint32_t count)
{
    uint32_t members[190], node = 0;
    for (uint32_t i = 0; i < count; i++)
        members[i] = i;
    check(gti_game_quota(game, quota, members, weights, count, &node), "a quota");
    return node;
}

static uint32_t at_least(gti_game *game, uint32_t least, const uint32_t *children, uint32_t count)
{
    uint32_t node = 0;
    check(gti_game_at_least(game, least, children, count, &node), "a node");
    return node;
}

static gti_game *quota_game(uint64_t quota, const uint64_t *weights, uint32_t count)
{
    gti_game *game = new_game(count);
    check(gti_game_root(game, quota_of(game, quota, weights, count)), "the root");
    return game;
}

static gti_game *council(void)
{
    gti_game *game = new_game(27);
    uint32_t both[2];
    both[0] = quota_of(game, 255, votes, 27);
    both[1] = quota_of(game, 620, people, 27);
    check(gti_game_root(game, at_least(game, 2, both, 2)), "the root");
    return game;
}

/* Six committees of eight among 30 members, each overlapping the next: three of five members and the chair, or all of three; four committees, or two
 * that the last member joins. No two members are equal. */
static gti_game *nested(void)
{
    gti_game *game = new_game(30);
    uint32_t member[30], committee[6], last[2];
    for (uint32_t m = 0; m < 30; m++)
        check(gti_game_member(game, m, &member[m]), "a member");
    for (uint32_t c = 0; c < 6; c++) {
        uint32_t some[8], parts[3];
        for (uint32_t k = 0; k < 8; k++)
            some[k] = member[(c * 5 + k * (k > 4 ? 2 : 1)) % 30];
        parts[0] = at_least(game, 3, some, 5);
        parts[1] = at_least(game, 2, (uint32_t[]){parts[0], some[7]}, 2);
        parts[2] = at_least(game, 3, some + 4, 3);
        committee[c] = at_least(game, 1, parts + 1, 2);
    }
    last[0] = at_least(game, 4, committee, 6);
    last[1] = at_least(game, 2, (uint32_t[]){at_least(game, 2, committee, 6), member[29]}, 2);
    check(gti_game_root(game, at_least(game, 1, last, 2)), "the root");
    return game;
}

static void say(const char *name, const char *what, double seconds, size_t bytes, uint32_t methods)
{
    printf("%-22s %-22s %10.6f s %9.2f MB  ", name, what, seconds, megabytes(bytes));
    for (uint32_t method = 1; method != 0 && method <= methods; method *= 2)
        if (methods & method)
            printf(" %s;", gti_method_text(method));
    puts("");
}

/* The best of some rounds. */
static void measure_power(const char *name, const char *what, const gti_game *game, uint32_t wanted, int rounds)
{
    gti_effort effort = {.operations = UINT64_C(1) << 50, .bytes = UINT64_C(16) << 30};
    double best = HUGE_VAL;
    uint32_t methods = 0;
    size_t before = counts.now;
    counts.most = counts.now;
    for (int i = 0; i < rounds; i++) {
        gti_power power;
        double begin = clock_now(), took;
        check(gti_game_power(game, wanted, &effort, &power), name);
        took = clock_now() - begin;
        best = took < best ? took : best;
        methods = power.account.methods;
        gti_power_free(&power);
    }
    say(name, what, best, counts.most - before, methods);
}

static void measure_chance(const char *name, const gti_game *game, bool each, int rounds)
{
    gti_range ranges[190];
    double best = HUGE_VAL;
    size_t before = counts.now;
    gti_chance chance;
    counts.most = counts.now;
    for (uint32_t m = 0; m < 190; m++)
        ranges[m].low = ranges[m].high = 0.3 + 0.002 * m;
    for (int i = 0; i < rounds; i++) {
        double begin = clock_now(), took;
        check(gti_game_chance(game, ranges, each, NULL, &chance), name);
        took = clock_now() - begin;
        best = took < best ? took : best;
        gti_chance_free(&chance);
    }
    say(name, each ? "probability, each" : "probability", best, counts.most - before, chance.account.methods);
    printf("%-22s %.12f\n", "", chance.wins.low);
}

/* How many minimal coalitions a second, the making of the iterator included. */
static void measure_coalitions(const char *name, const gti_game *game, uint32_t which, int rounds)
{
    uint64_t found = 0;
    double begin = clock_now(), took;
    size_t before = counts.now;
    counts.most = counts.now;
    for (int i = 0; i < rounds; i++) {
        gti_coalitions *c = NULL;
        check(gti_coalitions_new(game, which, NULL, NULL, NULL, &c, NULL), name);
        while (gti_coalitions_next(c) != NULL)
            found++;
        gti_coalitions_free(c);
    }
    took = clock_now() - begin;
    printf("%-22s %-22s %llu in %.6f s: %.1f million a second, %.2f MB\n", name, which == GTI_MINIMAL_WINNING ? "minimal winning" : "minimal blocking",
           (unsigned long long)(found / (unsigned)rounds), took / rounds, (double)found / took / 1e6, megabytes(counts.most - before));
}

static void measure_190(uint64_t sum, const char *name, int rounds, bool shapley)
{
    uint64_t weights[190];
    fill_weights(weights, sum);
    gti_game *game = quota_game(sum / 2 + 1, weights, 190);
    measure_power(name, "Banzhaf", game, GTI_POWER_BANZHAF, rounds);
    if (shapley)
        measure_power(name, "Shapley-Shubik", game, GTI_POWER_SHAPLEY, 1);
    if (sum <= 50000) {
        measure_chance(name, game, false, rounds);
        measure_chance(name, game, true, rounds);
    }
    gti_game_free(game);
}

static void measure(bool small)
{
    static const uint64_t security[15] = {7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    int rounds = small ? 1 : 20;
    gti_game *game = quota_game(270, electors, 51);

    measure_power("51 weights", "Shapley-Shubik", game, GTI_POWER_SHAPLEY, rounds);
    measure_power("51 weights", "Banzhaf", game, GTI_POWER_BANZHAF, rounds);
    measure_power("51 weights", "minimal", game, GTI_POWER_MINIMAL, small ? 1 : 3);
    if (!small)
        measure_power("51 weights", "Johnston", game, GTI_POWER_JOHNSTON, 3);
    gti_game_free(game);
    game = council();
    measure_power("27 with two quotas", "Banzhaf, Shapley", game, GTI_POWER_BANZHAF | GTI_POWER_SHAPLEY, small ? 1 : 3);
    measure_power("27 with two quotas", "minimal", game, GTI_POWER_MINIMAL, 1);
    gti_game_free(game);
    game = nested();
    measure_power("30, nested", "Banzhaf, Shapley", game, GTI_POWER_BANZHAF | GTI_POWER_SHAPLEY, small ? 1 : 3);
    measure_power("30, nested", "minimal", game, GTI_POWER_MINIMAL, small ? 1 : 3);
    measure_chance("30, nested", game, true, small ? 1 : 3);
    measure_coalitions("30, nested", game, GTI_MINIMAL_BLOCKING, 1);
    measure_coalitions("30, nested", game, GTI_MINIMAL_WINNING, 1);
    gti_game_free(game);
    game = quota_game(39, security, 15);
    measure_coalitions("Security Council", game, GTI_MINIMAL_BLOCKING, small ? 1 : 1000);
    measure_coalitions("Security Council", game, GTI_MINIMAL_WINNING, small ? 1 : 1000);
    gti_game_free(game);
    measure_190(small ? 2000 : 50000, small ? "190, sum 2e3" : "190, sum 5e4", small ? 1 : 5, true);
    if (small)
        return;
    measure_190(500000, "190, sum 5e5", 1, true);
    measure_190(5000000, "190, sum 5e6", 1, true);
}

/* ---- For other programs */

static void list_one(uint64_t quota, const uint64_t *weights, uint32_t count)
{
    printf("%llu\n", (unsigned long long)quota);
    for (uint32_t i = 0; i < count; i++)
        printf("%llu\n", (unsigned long long)weights[i]);
}

static int list(const char *name)
{
    uint64_t weights[190];
    if (strcmp(name, "51") == 0) {
        list_one(270, electors, 51);
    } else if (strcmp(name, "190") == 0) {
        fill_weights(weights, 50000);
        list_one(25001, weights, 190);
    } else if (strcmp(name, "council") == 0) {
        list_one(255, votes, 27);
        puts("");
        list_one(620, people, 27);
    } else {
        return 2;
    }
    return 0;
}

/* What a task asks of its game: power, or with 0 the probability. */
static double ask(const gti_game *game, uint32_t wanted)
{
    gti_range ranges[190];
    gti_chance chance;
    gti_power power;
    double value;
    for (uint32_t m = 0; m < 190 && wanted == 0; m++)
        ranges[m].low = ranges[m].high = 0.3 + 0.002 * m;
    if (wanted == 0) {
        check(gti_game_chance(game, ranges, false, NULL, &chance), "a probability");
        gti_chance_free(&chance);
        return chance.wins.low;
    }
    check(gti_game_power(game, wanted, NULL, &power), "power");
    value = gti_fraction_double(wanted == GTI_POWER_BANZHAF ? &power.each[0].banzhaf : &power.each[0].shapley);
    gti_power_free(&power);
    return value;
}

/* Seconds for one answer, of as many as take a tenth of a second, and its first value. */
static int time_one(const char *task)
{
    static const struct { const char *name; uint32_t wanted; } tasks[] = {
        {"shapley-51", GTI_POWER_SHAPLEY},   {"banzhaf-51", GTI_POWER_BANZHAF},   {"banzhaf-190", GTI_POWER_BANZHAF},
        {"shapley-190", GTI_POWER_SHAPLEY},  {"chance-190", 0},                   {"council", GTI_POWER_BANZHAF | GTI_POWER_SHAPLEY},
    };
    uint64_t weights[190];
    double begin, value = 0;
    int rounds = 0;
    gti_game *game;
    fill_weights(weights, 50000);
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++) {
        if (strcmp(task, tasks[i].name) != 0)
            continue;
        game = i < 2 ? quota_game(270, electors, 51) : i < 5 ? quota_game(25001, weights, 190) : council();
        begin = clock_now();
        do
            value = ask(game, tasks[i].wanted);
        while (++rounds < 3 || clock_now() - begin < 0.1);
        printf("%.9f %.12f\n", (clock_now() - begin) / rounds, value);
        gti_game_free(game);
        return 0;
    }
    return 2;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "list") == 0)
        return list(argv[2]);
    if (argc == 3 && strcmp(argv[1], "time") == 0)
        return time_one(argv[2]);
    if (argc == 1 || (argc == 2 && strcmp(argv[1], "small") == 0)) {
        measure(argc == 2);
        return 0;
    }
    fputs("usage: bench_game [small | list NAME | time TASK]\n", stderr);
    return 2;
}
