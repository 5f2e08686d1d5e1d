/* test_solve_bound.c: the branch-and-bound engine and the ranking against brute force (lib/solve). */
#include "run.h"

#include "failing.h"

#include "solve/best.h"
#include "solve/ranking.h"

#define MOST 2000u /* assignments of a random problem */

static uint64_t seed;

static uint32_t below(uint32_t limit)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (uint32_t)((seed * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % limit;
}

typedef struct wish { /* what a random problem is made of */
    uint32_t variables, options, groups, clauses, width, levels, counts, caps, parties, hard;
    uint64_t weight;
} wish;

static gti_atom random_atom(const gti_problem *p)
{
    const uint32_t v = below((uint32_t)p->variables.count);
    const uint64_t domain = GTI_VEC_AT(&p->variables, gti_unknown, v)->domain;

    return (gti_atom){.variable = v, .options = (below(8) == 0 ? UINT64_C(1) << 63 : 0) | (domain & below(1u << 20))};
}

static bool random_clause(gti_problem *p, uint32_t group, uint32_t width)
{
    gti_atom atoms[8];
    const uint32_t count = below(40) == 0 ? 0 : 1 + below(width);

    for (uint32_t i = 0; i < count; i++)
        atoms[i] = random_atom(p);
    return gti_problem_clause(p, group, atoms, count);
}

static bool random_groups(gti_problem *p, const wish *w)
{
    for (uint32_t g = 0; g < w->groups; g++) {
        uint32_t group;
        const uint32_t clauses = below(5) == 0 ? below(w->clauses + 1) : 1;

        if (!gti_problem_group(p,
                               (gti_group){.weight = 1 + (w->weight < UINT32_MAX ? below((uint32_t)w->weight) : w->weight - below(9)),
                                           .level = below(w->levels),
                                           .party = below(w->parties + 1) == 0 ? UINT32_MAX : below(w->parties)},
                               &group))
            return false;
        for (uint32_t c = 0; c < clauses; c++)
            if (!random_clause(p, below(6) == 0 ? 1 + below(group) : group, w->width))
                return false;
    }
    return true;
}

static bool random_rest(gti_problem *p, const wish *w)
{
    for (uint32_t c = 0; c < w->hard; c++)
        if (!random_clause(p, GTI_SOLVE_HARD, w->width + 2))
            return false;
    for (uint32_t c = 0; c < w->counts; c++) {
        gti_atom atoms[8];
        const uint32_t count = 1 + below(8), least = below(3);

        for (uint32_t i = 0; i < count; i++)
            atoms[i] = random_atom(p);
        if (!gti_problem_count(p, atoms, count, below(3) == 0 ? 0 : least, least + below(6)))
            return false;
    }
    for (uint32_t c = 0; c < w->caps; c++)
        if (!gti_problem_cap(p, below(w->parties), below(4)))
            return false;
    return true;
}

static bool random_problem(gti_problem *p, const wish *w, const gti_allocator *allocator)
{
    bool ok = gti_problem_init(p, allocator);

    for (uint32_t v = 0; ok && v < w->variables; v++) {
        uint32_t number;
        const uint64_t domain = below(60) == 0 ? UINT64_C(1) << below(20) : (1 + below((1u << w->options) - 1)) << below(3);

        ok = gti_problem_variable(p, domain, below(w->options + 1), &number);
    }
    return ok && random_groups(p, w) && random_rest(p, w);
}

/* All assignments by representatives, each with its cost: by brute force, in the order in which the ranking has to give them. */
typedef struct priced {
    uint32_t options[12];
    uint32_t order[12]; /* place of each option among its variable's: the preferred one first */
    gti_cost cost;
} priced;

static uint32_t representatives(const gti_problem *p, uint32_t v, uint32_t *options)
{
    const gti_unknown *u = GTI_VEC_AT(&p->variables, gti_unknown, v);
    uint32_t count = 0;

    if (u->preferred < 64 && (u->domain >> u->preferred & 1) != 0)
        options[count++] = u->preferred;
    for (uint32_t o = 0; o < 64; o++) {
        bool is_new = (u->domain >> o & 1) != 0;

        for (uint32_t i = 0; is_new && i < count; i++)
            is_new = (gti_problem_alike(p, v, o) >> options[i] & 1) == 0;
        if (is_new)
            options[count++] = o;
    }
    return count;
}

static int by_cost(const void *left, const void *right)
{
    const priced *a = left, *b = right;
    const int cost = gti_cost_compare(a->cost, b->cost);

    if (cost != 0)
        return cost;
    for (uint32_t v = 0; v < 12; v++)
        if (a->order[v] != b->order[v])
            return a->order[v] < b->order[v] ? -1 : 1;
    return 0;
}

/* UINT32_MAX: too many. */
static uint32_t enumerate(const gti_problem *p, priced *all, bool sorted)
{
    uint32_t options[12][64], sizes[12], at[12] = {0}, count = 0;
    const uint32_t variables = (uint32_t)p->variables.count;
    uint64_t total = 1;

    for (uint32_t v = 0; v < variables; v++) {
        sizes[v] = representatives(p, v, options[v]);
        total *= sizes[v];
    }
    if (total > MOST)
        return UINT32_MAX;
    for (uint64_t i = 0; i < total; i++) {
        priced *one = &all[count];

        memset(one, 0, sizeof *one);
        for (uint32_t v = 0; v < variables; v++) {
            one->options[v] = options[v][at[v]];
            one->order[v] = at[v];
        }
        count += gti_problem_price(p, one->options, NULL, &one->cost);
        for (uint32_t v = variables; v-- > 0;) {
            if (++at[v] < sizes[v])
                break;
            at[v] = 0;
        }
    }
    if (sorted)
        qsort(all, count, sizeof *all, by_cost);
    return count;
}

static gti_cost cheapest(const priced *all, uint32_t count)
{
    gti_cost best = all[0].cost;

    for (uint32_t i = 1; i < count; i++)
        if (gti_cost_compare(all[i].cost, best) < 0)
            best = all[i].cost;
    return best;
}

static priced all[MOST];

static bool agrees_within(const gti_problem *p, uint64_t work)
{
    const uint32_t count = enumerate(p, all, false);
    uint32_t options[12] = {0};
    gti_search search = {0};
    gti_answer answer = {.options = options};
    uint32_t status;

    if (count == UINT32_MAX)
        return true;
    status = work == UINT64_MAX ? gti_bound_best(p, &search, &answer) : gti_bound_within(p, &search, work, &answer);
    if (count == 0)
        return status == GTI_SEARCH_NONE && !answer.found;
    return status == GTI_SEARCH_DONE && answer.found && gti_cost_compare(answer.cost, cheapest(all, count)) == 0 &&
           gti_cost_compare(answer.bound, answer.cost) == 0;
}

static bool agrees(const gti_problem *p)
{
    return agrees_within(p, UINT64_MAX);
}

static bool agrees_by_search(const gti_problem *p)
{
    return agrees_within(p, 0);
}

static bool agrees_by_both(const gti_problem *p)
{
    return agrees_within(p, 30);
}

static bool same_as(const gti_problem *p, const gti_answer *answer, const priced *one)
{
    for (uint32_t v = 0; v < p->variables.count; v++)
        if (answer->options[v] != one->options[v])
            return false;
    return answer->found && gti_cost_compare(answer->cost, one->cost) == 0;
}

/* Raises the budget that was used up. */
static bool go_on(gti_search *search, uint32_t status)
{
    if (status == GTI_SEARCH_BUDGET)
        search->budget = search->steps + search->steps / 4 + 8;
    return status == GTI_SEARCH_DONE || status == GTI_SEARCH_BUDGET;
}

/* All assignments, in order, and then none. `budget`: at first; 0: none. */
static bool ranks_within(const gti_problem *p, uint64_t work, uint64_t kept, uint64_t budget)
{
    const uint32_t count = enumerate(p, all, true);
    uint32_t options[12] = {0}, given = 0, status = GTI_SEARCH_DONE;
    gti_search search = {.budget = budget};
    gti_answer answer = {.options = options};
    gti_ranking *ranking;
    bool same = true;

    if (count == UINT32_MAX)
        return true;
    ranking = gti_ranking_new(p, &search);
    ranking->work = work < ranking->work ? work : ranking->work;
    ranking->kept = kept < ranking->kept ? kept : ranking->kept;
    while (same && go_on(&search, status)) {
        status = gti_ranking_next(ranking, &answer);
        same = status != GTI_SEARCH_DONE || (given < count && same_as(p, &answer, &all[given]));
        given += status == GTI_SEARCH_DONE;
    }
    gti_ranking_free(ranking);
    return same && given == count && status == GTI_SEARCH_NONE;
}

static bool ranks(const gti_problem *p)
{
    return ranks_within(p, UINT64_MAX, UINT64_MAX, 0);
}

static bool ranks_by_search(const gti_problem *p)
{
    return ranks_within(p, 0, UINT64_MAX, 0);
}

/* More than can be kept, often of one cost alone. */
static bool ranks_with_little_room(const gti_problem *p)
{
    return ranks_within(p, 0, 4, 0);
}

static bool ranks_bit_by_bit(const gti_problem *p)
{
    return ranks_within(p, 0, 4, 1) && ranks_within(p, 0, UINT64_MAX, 1);
}

/* The best of a network that is costly to eliminate, as search alone finds it. */
static bool agrees_when_wide(const gti_problem *p)
{
    uint32_t options[100] = {0}, others[100] = {0};
    gti_search search = {0}, other_search = {0};
    gti_answer answer = {.options = options}, other = {.options = others};
    gti_cost cost;
    const uint32_t status = gti_bound_best(p, &search, &answer), other_status = gti_bound_within(p, &other_search, 0, &other);

    if (status != other_status || status == GTI_SEARCH_NONE)
        return status == other_status;
    return status == GTI_SEARCH_DONE && gti_cost_compare(answer.cost, other.cost) == 0 && gti_cost_compare(answer.bound, other.bound) == 0 &&
           gti_problem_price(p, options, NULL, &cost) && gti_cost_compare(cost, answer.cost) == 0;
}

static void check_many(bool (*holds)(const gti_problem *), wish w, uint32_t problems)
{
    const gti_allocator allocator = gti_allocator_default();

    for (uint32_t i = 0; i < problems; i++) {
        gti_problem p;
        wish now = w;

        seed = (i + 1) * UINT64_C(0x9E3779B97F4A7C15);
        now.variables = 1 + below(w.variables);
        CU_ASSERT_TRUE_FATAL(random_problem(&p, &now, &allocator));
        if (!holds(&p)) {
            fprintf(stderr, "problem %u of at most %u variables, %u groups\n", i, w.variables, w.groups);
            CU_FAIL("differs from brute force");
        }
        gti_problem_free(&p);
    }
}

static const wish plain = {
    .variables = 6, .options = 4, .groups = 12, .clauses = 3, .width = 3, .levels = 1, .parties = 3, .hard = 2, .weight = 20};

static void plain_problems(void)
{
    wish w = plain;

    check_many(agrees, w, 2000);
    w.width = 6;
    w.clauses = 5;
    check_many(agrees, w, 1000);
    w.variables = 11;
    w.options = 2;
    w.groups = 40;
    check_many(agrees, w, 1000);
}

static void hard_problems(void)
{
    wish w = plain;

    w.hard = 10;
    check_many(agrees, w, 1000);
    w.variables = 11;
    w.options = 2;
    w.hard = 25;
    check_many(agrees, w, 1000);
}

static void counts_and_caps(void)
{
    wish w = plain;

    w.counts = 2;
    check_many(agrees, w, 1000);
    w.caps = 3;
    check_many(agrees, w, 1000);
    w.counts = 0;
    w.levels = 3;
    check_many(agrees, w, 1000);
}

static void levels(void)
{
    wish w = plain;

    w.levels = 3;
    check_many(agrees, w, 1000);
    w.weight = UINT64_C(1) << 30; /* three levels fit only one by one */
    check_many(agrees, w, 300);
    w.weight = UINT64_C(1) << 40;
    w.groups = 8;
    check_many(agrees, w, 300);
}

static void in_order(void)
{
    wish w = plain;

    check_many(ranks, w, 1000);
    w.levels = 3;
    w.weight = 3; /* many ties */
    check_many(ranks, w, 1000);
    w.width = 6;
    w.clauses = 5;
    check_many(ranks, w, 500);
    w.counts = w.caps = 2;
    check_many(ranks, w, 500);
    w = plain;
    w.variables = 10;
    w.options = 2;
    w.groups = 25;
    check_many(ranks, w, 500);
}

static void by_search(void)
{
    wish w = plain;

    check_many(agrees_by_search, w, 1000);
    check_many(agrees_by_both, w, 1000);
    w.levels = 3;
    w.counts = w.caps = 2;
    check_many(agrees_by_search, w, 1000);
    check_many(agrees_by_both, w, 1000);
    w = plain;
    w.variables = 11;
    w.options = 2;
    w.groups = 60;
    w.width = 5;
    w.hard = 10;
    check_many(agrees_by_search, w, 1000);
    check_many(agrees_by_both, w, 1000);
}

/* Unknowns in a square, each tied to those beside and below it. */
static bool square_problem(gti_problem *p, uint32_t side, uint32_t weight)
{
    const gti_allocator allocator = gti_allocator_default();
    bool good = gti_problem_init(p, &allocator);
    uint32_t number;

    for (uint32_t v = 0; good && v < side * side; v++)
        good = gti_problem_variable(p, 7, below(3), &number);
    for (uint32_t v = 0; good && v < side * side; v++)
        for (uint32_t down = 0; good && down < 2; down++) {
            const uint32_t other = down != 0 ? v + side : v + 1;
            const gti_atom atoms[2] = {{.variable = v, .options = 1 + below(6)}, {.variable = other, .options = 1 + below(6)}};
            if (down != 0 ? other >= side * side : other % side == 0)
                continue;
            good = gti_problem_group(p, (gti_group){.weight = 1 + below(weight), .party = UINT32_MAX}, &number) &&
                   gti_problem_clause(p, number, atoms, 2) && gti_problem_clause(p, number, (gti_atom[]){{.variable = v, .options = 1 + below(6)}}, 1);
        }
    return good;
}

static void wide_networks(void)
{
    for (uint32_t i = 0; i < 60; i++) {
        gti_problem p;

        seed = (i + 1) * UINT64_C(0x9E3779B97F4A7C15);
        CU_ASSERT_TRUE_FATAL(square_problem(&p, 5 + i % 5, i % 2 == 0 ? 1 : 20));
        CU_ASSERT_TRUE(agrees_when_wide(&p));
        gti_problem_free(&p);
    }
}

static void in_order_by_search(void)
{
    wish w = plain;

    for (uint32_t levels = 1; levels <= 3; levels += 2) {
        w.levels = levels;
        check_many(ranks_by_search, w, 300);
        check_many(ranks_with_little_room, w, 300);
        check_many(ranks_bit_by_bit, w, 100);
        w.weight = 3;
        w.counts = w.caps = 1;
    }
}

static void budgets(void)
{
    const gti_allocator allocator = gti_allocator_default();
    wish w = plain;

    w.variables = 11;
    w.options = 2;
    w.groups = 60;
    for (uint32_t i = 0; i < 300; i++) {
        gti_problem p;
        uint32_t options[12] = {0}, status, count;
        gti_search search = {.budget = 1 + i % 40};
        gti_answer answer = {.options = options};

        seed = (i + 1) * UINT64_C(0x9E3779B97F4A7C15);
        CU_ASSERT_TRUE_FATAL(random_problem(&p, &w, &allocator));
        count = enumerate(&p, all, false);
        status = gti_bound_within(&p, &search, 0, &answer);
        if (count != UINT32_MAX && count > 0) {
            CU_ASSERT_TRUE(status == GTI_SEARCH_DONE || status == GTI_SEARCH_BUDGET);
            CU_ASSERT_TRUE(gti_cost_compare(answer.bound, cheapest(all, count)) <= 0);
            CU_ASSERT_TRUE(!answer.found || gti_cost_compare(answer.cost, cheapest(all, count)) >= 0);
            CU_ASSERT_TRUE(status != GTI_SEARCH_DONE || gti_cost_compare(answer.cost, answer.bound) == 0);
        }
        gti_problem_free(&p);
    }
}

static bool at_once(void *user, uint64_t steps)
{
    uint32_t *asked = user;

    (void)steps;
    ++*asked;
    return true;
}

static void stopping(void)
{
    const gti_allocator allocator = gti_allocator_default();
    wish w = plain;
    gti_problem p;
    uint32_t options[12] = {0}, asked = 0;
    gti_search search = {.stop = at_once, .stop_user = &asked};
    gti_answer answer = {.options = options};
    gti_ranking *ranking;

    seed = 5;
    w.variables = 6;
    w.hard = 0;
    CU_ASSERT_TRUE_FATAL(random_problem(&p, &w, &allocator));
    CU_ASSERT_EQUAL(gti_bound_within(&p, &search, 0, &answer), GTI_SEARCH_STOPPED);
    CU_ASSERT_TRUE(asked > 0);
    ranking = gti_ranking_new(&p, &search);
    CU_ASSERT_PTR_NOT_NULL_FATAL(ranking);
    CU_ASSERT_EQUAL(gti_ranking_next(ranking, &answer), GTI_SEARCH_STOPPED);
    search.stop = NULL; /* asked again, it goes on */
    CU_ASSERT_EQUAL(gti_ranking_next(ranking, &answer), GTI_SEARCH_DONE);
    gti_ranking_free(ranking);
    gti_problem_free(&p);
}

/* The whole work with an allocator that may fail; true if it came to an end. */
static bool all_work(failing *f, uint64_t work, uint64_t kept)
{
    const gti_allocator allocator = {.resize = failing_resize, .user = f};
    wish w = {.variables = 4, .options = 3, .groups = 8, .clauses = 3, .width = 4, .levels = 3, .counts = 1, .caps = 1, .parties = 2,
              .hard = 1, .weight = 9};
    uint32_t options[12] = {0}, status = GTI_SEARCH_NO_MEMORY;
    gti_search search = {0};
    gti_answer answer = {.options = options};
    gti_problem p;
    gti_ranking *ranking;

    seed = 11;
    if (!random_problem(&p, &w, &allocator))
        goto done;
    status = gti_bound_within(&p, &search, work, &answer);
    if (status == GTI_SEARCH_NO_MEMORY)
        goto done;
    ranking = gti_ranking_new(&p, &search);
    status = GTI_SEARCH_NO_MEMORY;
    if (ranking == NULL)
        goto done;
    ranking->work = work < ranking->work ? work : ranking->work;
    ranking->kept = kept;
    while ((status = gti_ranking_next(ranking, &answer)) == GTI_SEARCH_DONE)
        continue;
    gti_ranking_free(ranking);
done:
    gti_problem_free(&p);
    CU_ASSERT_TRUE(status == GTI_SEARCH_NONE || status == GTI_SEARCH_NO_MEMORY);
    return status == GTI_SEARCH_NONE;
}

static void failing_memory(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, all_work(&f, UINT64_MAX, 1000));
    FAILING_SWEEP(&f, all_work(&f, 0, 1000));
    FAILING_SWEEP(&f, all_work(&f, 0, 4));
    failing_free(&f);
}

UNIT_TESTS("solve: branch and bound",
           {"plain problems against brute force", plain_problems}, {"hard clauses", hard_problems}, {"counts and caps", counts_and_caps},
           {"levels, one weight or several", levels}, {"by search alone", by_search},
           {"wide networks, looked at before they are eliminated", wide_networks},
           {"all in order", in_order}, {"all in order, by search", in_order_by_search},
           {"budgets", budgets}, {"stopping", stopping}, {"failing memory", failing_memory})
