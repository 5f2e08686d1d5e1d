/*
 * test_solve_frontier.c: frontiers of random problems against looking at every assignment: how many there are, which vectors are not dominated,
 * how many assignments reach each, which these are, and the four points. Uses solve/frontier.h.
 */
#include "solve/frontier.h"

#include "run.h"

#include "failing.h"

#define MOST_VARIABLES 7
#define MOST_OPTIONS 5
#define MOST_PLAYERS 6
#define MOST_ASSIGNMENTS 5000

typedef struct game {
    gti_problem problem;
    gti_stakes stakes;
    uint32_t variables, players, options[MOST_VARIABLES];
    int64_t tables[MOST_VARIABLES][MOST_OPTIONS * MOST_PLAYERS];
    const int64_t *utility[MOST_VARIABLES];
    int64_t floor[MOST_PLAYERS];
} game;

static uint64_t state = UINT64_C(88172645463325252);

static uint32_t below(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 11) % n);
}

/* ---- random games */

static void random_atoms(const game *g, gti_atom *atoms, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        atoms[i].variable = below(g->variables);
        atoms[i].options = 1 + below((1u << g->options[atoms[i].variable]) - 1);
    }
}

static bool random_rules(game *g, uint32_t rules)
{
    gti_atom atoms[4];
    uint32_t soft;
    bool good = gti_problem_group(&g->problem, (gti_group){.weight = 1, .party = UINT32_MAX}, &soft);

    for (uint32_t i = 0; good && i < rules; i++) {
        const uint32_t count = 1 + below(4), kind = below(8);
        random_atoms(g, atoms, count);
        if (kind == 0)
            good = gti_problem_count(&g->problem, atoms, count, below(count + 1), 1 + below(count));
        else /* now and then one that does not count */
            good = gti_problem_clause(&g->problem, kind == 1 ? soft : GTI_SOLVE_HARD, atoms, count);
    }
    return good;
}

static bool game_make(game *g, const gti_allocator *allocator, uint32_t players, uint32_t spread)
{
    uint32_t variable;
    bool good = gti_problem_init(&g->problem, allocator);

    g->players = players;
    g->variables = 1 + below(MOST_VARIABLES);
    for (uint32_t v = 0; v < g->variables; v++) {
        g->options[v] = 1 + below(v < 4 ? MOST_OPTIONS : 2);
        good = good && gti_problem_variable(&g->problem, (UINT64_C(1) << g->options[v]) - 1, 0, &variable);
        for (uint32_t i = 0; i < g->options[v] * players; i++)
            g->tables[v][i] = below(spread);
        g->utility[v] = below(8) == 0 ? NULL : g->tables[v];
    }
    for (uint32_t p = 0; p < players; p++)
        g->floor[p] = below(3) == 0 ? below(spread * g->variables / 2 + 1) : 0;
    g->stakes = (gti_stakes){players, g->utility, g->floor};
    return good && random_rules(g, below(2) == 0 ? 0 : below(7));
}

/* ---- every assignment */

typedef struct every {
    uint32_t options[MOST_ASSIGNMENTS][MOST_VARIABLES]; /* of those that reach the floor */
    int64_t values[MOST_ASSIGNMENTS][MOST_PLAYERS + 1];
    uint32_t count, all;
} every;

static bool counts(const game *g, uint32_t variable)
{
    bool named = g->utility[variable] != NULL;

    for (size_t i = 0; !named && i < g->problem.clauses.count; i++) {
        const gti_clause_span *c = GTI_VEC_AT(&g->problem.clauses, gti_clause_span, i);
        for (uint32_t k = 0; c->group == GTI_SOLVE_HARD && k < c->count; k++)
            named = named || GTI_VEC_AT(&g->problem.literals, gti_atom, c->first + k)->variable == variable;
    }
    for (size_t i = 0; !named && i < g->problem.counts.count; i++) {
        const gti_count *c = GTI_VEC_AT(&g->problem.counts, gti_count, i);
        for (uint32_t k = 0; k < c->count; k++)
            named = named || GTI_VEC_AT(&g->problem.literals, gti_atom, c->first + k)->variable == variable;
    }
    return named;
}

static uint32_t true_literals(const game *g, uint32_t first, uint32_t count, const uint32_t *options)
{
    uint32_t found = 0;

    for (uint32_t k = 0; k < count; k++) {
        const gti_atom *atom = GTI_VEC_AT(&g->problem.literals, gti_atom, first + k);
        found += (uint32_t)(atom->options >> options[atom->variable] & 1);
    }
    return found;
}

static bool allowed(const game *g, const uint32_t *options)
{
    for (size_t i = 0; i < g->problem.clauses.count; i++) {
        const gti_clause_span *c = GTI_VEC_AT(&g->problem.clauses, gti_clause_span, i);
        if (c->group == GTI_SOLVE_HARD && true_literals(g, c->first, c->count, options) == 0)
            return false;
    }
    for (size_t i = 0; i < g->problem.counts.count; i++) {
        const gti_count *c = GTI_VEC_AT(&g->problem.counts, gti_count, i);
        const uint32_t found = true_literals(g, c->first, c->count, options);
        if (found < c->at_least || found > c->at_most)
            return false;
    }
    return true;
}

static void look_at(const game *g, every *e, const uint32_t *options)
{
    bool reaches = true;

    if (!allowed(g, options))
        return;
    e->all++;
    memcpy(e->options[e->count], options, sizeof e->options[0]);
    for (uint32_t p = 0; p < g->players; p++) {
        int64_t sum = 0;
        for (uint32_t v = 0; v < g->variables; v++)
            sum += g->utility[v] != NULL ? g->utility[v][options[v] * g->players + p] : 0;
        e->values[e->count][p] = sum;
        reaches = reaches && sum >= g->floor[p];
    }
    e->count += reaches;
}

static void look_at_all(const game *g, every *e)
{
    uint32_t options[MOST_VARIABLES] = {0};

    e->count = e->all = 0;
    for (uint32_t v = 0; v < g->variables;) {
        look_at(g, e, options);
        for (v = 0; v < g->variables; v++) { /* the next one; those that nothing bears on stay */
            if (counts(g, v) && ++options[v] < g->options[v])
                break;
            options[v] = 0;
        }
    }
}

static bool dominates(const int64_t *a, const int64_t *b, uint32_t players)
{
    bool more = false;

    for (uint32_t p = 0; p < players; p++) {
        if (a[p] < b[p])
            return false;
        more = more || a[p] > b[p];
    }
    return more;
}

static bool best(const every *e, uint32_t which, uint32_t players)
{
    for (uint32_t i = 0; i < e->count; i++)
        if (dominates(e->values[i], e->values[which], players))
            return false;
    return true;
}

/* ---- comparing */

static bool same(const int64_t *a, const int64_t *b, uint32_t players)
{
    return players == 0 || memcmp(a, b, players * sizeof *a) == 0;
}

static bool fits(const game *g, const uint64_t *choice, const uint32_t *options)
{
    for (uint32_t v = 0; v < g->variables; v++)
        if (choice[v] != 0 && (choice[v] >> options[v] & 1) == 0)
            return false;
    return true;
}

/* Every assignment with the point's values, and no other, is in one of the choices listed. */
static void check_list(const game *g, const every *e, const gti_frontier *f, size_t point)
{
    const int64_t *values = g->players > 0 ? f->values + point * g->players : NULL;
    gti_vec list = GTI_VEC(uint64_t);
    uint64_t one[MOST_VARIABLES];
    uint32_t reached = 0, in_one = 0;
    bool all;

    for (uint32_t v = 0; v < g->variables; v++)
        one[v] = gti_frontier_options(f, point, v);
    CU_ASSERT_TRUE_FATAL(gti_frontier_list(f, point, 100000, &list, &all));
    CU_ASSERT_TRUE(all);
    for (uint32_t i = 0; i < e->count; i++) {
        const bool equal = same(e->values[i], values, g->players);
        uint32_t listed = 0;
        for (size_t k = 0; k < list.count / g->variables; k++)
            listed += fits(g, (const uint64_t *)list.items + k * g->variables, e->options[i]);
        CU_ASSERT_EQUAL(listed, equal ? 1 : 0);
        reached += equal;
        in_one += fits(g, one, e->options[i]);
        CU_ASSERT_TRUE(equal || !fits(g, one, e->options[i]));
    }
    CU_ASSERT_TRUE(in_one > 0);
    CU_ASSERT_EQUAL(gti_frontier_ways(f, point), reached);
    gti_vec_free(&f->allocator, &list);
}

static void check_frontier(const game *g, const every *e, const gti_frontier *f)
{
    char digits[32];
    size_t expected = 0;

    snprintf(digits, sizeof digits, "%u", (unsigned)e->all);
    CU_ASSERT_STRING_EQUAL(f->assignments.data, digits);
    CU_ASSERT_EQUAL(f->assignment_count, (double)e->all);
    CU_ASSERT_TRUE(f->complete);
    for (uint32_t i = 0; i < e->count; i++) { /* each vector once */
        bool first = best(e, i, g->players);
        for (uint32_t k = 0; first && k < i; k++)
            first = !same(e->values[i], e->values[k], g->players);
        expected += first;
    }
    CU_ASSERT_EQUAL(f->count, expected);
    for (size_t point = 0; point < f->count; point++) {
        uint32_t i = 0;
        while (i < e->count && !same(e->values[i], g->players > 0 ? f->values + point * g->players : NULL, g->players))
            i++;
        CU_ASSERT_TRUE_FATAL(i < e->count);
        CU_ASSERT_TRUE(best(e, i, g->players));
        check_list(g, e, f, point);
    }
}

/* ---- the points, by their definitions in whole numbers */

typedef struct measured {
    int64_t gain[MOST_PLAYERS], range[MOST_PLAYERS];
    uint32_t players;
} measured;

static measured measure(const game *g, const every *e, uint32_t which)
{
    measured m = {.players = 0};

    for (uint32_t p = 0; p < g->players; p++) {
        int64_t ideal = g->floor[p];
        for (uint32_t i = 0; i < e->count; i++)
            ideal = e->values[i][p] > ideal ? e->values[i][p] : ideal;
        if (ideal == g->floor[p])
            continue;
        m.gain[m.players] = e->values[which][p] - g->floor[p];
        m.range[m.players++] = ideal - g->floor[p];
    }
    return m;
}

/* Is a better than b in their k-th least shares, for the first k where they differ? The k-th least is the one that k others are not above. */
static int compare_least(const measured *a, const measured *b, bool shares)
{
    int64_t left[MOST_PLAYERS], right[MOST_PLAYERS], whole = 1;

    for (uint32_t p = 0; p < a->players; p++)
        whole *= shares ? a->range[p] : 1;
    for (uint32_t p = 0; p < a->players; p++) {
        left[p] = a->gain[p] * (shares ? whole / a->range[p] : 1);
        right[p] = b->gain[p] * (shares ? whole / b->range[p] : 1);
    }
    for (uint32_t k = 0; k < a->players; k++) {
        uint32_t l = k, r = k;
        for (uint32_t p = k; p < a->players; p++) {
            l = left[p] < left[l] ? p : l;
            r = right[p] < right[r] ? p : r;
        }
        if (left[l] != right[r])
            return left[l] < right[r] ? -1 : 1;
        left[l] = left[k];
        right[r] = right[k];
    }
    return 0;
}

static int compare_kind(const measured *a, const measured *b, uint32_t kind)
{
    int64_t left = kind == GTI_POINT_NASH, right = left, left_gains = 0, right_gains = 0;

    if (kind == GTI_POINT_KALAI_SMORODINSKY || kind == GTI_POINT_EGALITARIAN)
        return compare_least(a, b, kind == GTI_POINT_KALAI_SMORODINSKY);
    for (uint32_t p = 0; p < a->players; p++) {
        if (kind == GTI_POINT_UTILITARIAN) {
            left += a->gain[p];
            right += b->gain[p];
            continue;
        }
        left *= a->gain[p] > 0 ? a->gain[p] : 1;
        right *= b->gain[p] > 0 ? b->gain[p] : 1;
        left_gains += a->gain[p] > 0;
        right_gains += b->gain[p] > 0;
    }
    if (left_gains != right_gains)
        return left_gains < right_gains ? -1 : 1;
    return left < right ? -1 : left > right;
}

static void check_point(const game *g, const every *e, const gti_frontier *f, uint32_t kind)
{
    gti_vec points = GTI_VEC(uint32_t);

    CU_ASSERT_TRUE_FATAL(gti_frontier_point(f, &g->stakes, kind, &points));
    CU_ASSERT_EQUAL(points.count > 0, e->count > 0);
    for (uint32_t i = 0; i < e->count; i++) {
        const measured mine = measure(g, e, i);
        bool greatest = true, listed = false;
        for (uint32_t k = 0; greatest && k < e->count; k++) {
            const measured other = measure(g, e, k);
            greatest = compare_kind(&mine, &other, kind) >= 0;
        }
        for (size_t k = 0; k < points.count; k++)
            listed = listed || same(f->values + *GTI_VEC_AT(&points, uint32_t, k) * g->players, e->values[i], g->players);
        CU_ASSERT_EQUAL(listed, greatest);
    }
    gti_vec_free(&f->allocator, &points);
}

/* ---- the tests */

static every seen;

static void agrees(void)
{
    const gti_allocator allocator = gti_allocator_default();

    for (unsigned round = 0; round < 3000; round++) {
        game g;
        gti_frontier f;
        gti_search search = {0};
        CU_ASSERT_TRUE_FATAL(game_make(&g, &allocator, below(MOST_PLAYERS), round % 3 == 0 ? 4 : 30));
        look_at_all(&g, &seen);
        CU_ASSERT_EQUAL(gti_frontier_make(&f, &g.problem, &g.stakes, &search), GTI_SEARCH_DONE);
        check_frontier(&g, &seen, &f);
        for (uint32_t kind = GTI_POINT_NASH; seen.count <= 300 && g.players > 0 && kind <= GTI_POINT_UTILITARIAN; kind++)
            check_point(&g, &seen, &f, kind);
        gti_frontier_free(&f);
        gti_problem_free(&g.problem);
    }
}

/* With a budget that ends: what is there is true, though there may be more; every count is at most the real one. */
static void ends_with_the_budget(void)
{
    const gti_allocator allocator = gti_allocator_default();
    unsigned ended = 0;

    for (unsigned round = 0; round < 1000; round++) {
        game g;
        gti_frontier f;
        gti_search search = {.budget = 1 + below(60)};
        CU_ASSERT_TRUE_FATAL(game_make(&g, &allocator, 2 + below(3), 30));
        look_at_all(&g, &seen);
        const uint32_t how = gti_frontier_make(&f, &g.problem, &g.stakes, &search);
        CU_ASSERT_EQUAL(how, f.complete ? GTI_SEARCH_DONE : GTI_SEARCH_BUDGET);
        ended += !f.complete;
        CU_ASSERT_TRUE(f.assignment_count <= (double)seen.all);
        for (size_t point = 0; point < f.count; point++) {
            uint32_t i = 0;
            while (i < seen.count && !same(seen.values[i], f.values + point * g.players, g.players))
                i++;
            CU_ASSERT_TRUE(i < seen.count);
        }
        if (f.complete)
            check_frontier(&g, &seen, &f);
        gti_frontier_free(&f);
        gti_problem_free(&g.problem);
    }
    CU_ASSERT_TRUE(ended > 100);
}

/* Variables of many options over three players, many more assignments than could be looked at: the count and the four corners are known. */
static void counts_what_is_large(void)
{
    const gti_allocator allocator = gti_allocator_default();
    static int64_t tables[30][64 * 3];
    const int64_t *utility[30];
    const int64_t floor[3] = {0, 0, 0};
    gti_stakes stakes = {3, utility, floor};
    gti_search search = {.budget = 200000};
    gti_problem problem;
    gti_frontier f;
    uint32_t variable;

    CU_ASSERT_TRUE_FATAL(gti_problem_init(&problem, &allocator));
    for (uint32_t v = 0; v < 30; v++) {
        CU_ASSERT_TRUE_FATAL(gti_problem_variable(&problem, UINT64_MAX, 0, &variable));
        for (uint32_t i = 0; i < 64 * 3; i++)
            tables[v][i] = i / 3 == 20 * (i % 3) ? 1000 : below(900);
        utility[v] = tables[v];
    }
    CU_ASSERT_EQUAL(gti_frontier_make(&f, &problem, &stakes, &search), GTI_SEARCH_BUDGET);
    CU_ASSERT_STRING_EQUAL(f.assignments.data, "1532495540865888858358347027150309183618739122183602176"); /* 64^30 */
    CU_ASSERT_FALSE(f.complete);
    int64_t ideal[3];
    CU_ASSERT_TRUE_FATAL(f.count > 3);
    gti_frontier_ideal(&f, ideal);
    for (uint32_t p = 0; p < 3; p++)
        CU_ASSERT_EQUAL(ideal[p], 30000);
    gti_frontier_free(&f);
    gti_problem_free(&problem);
}

static bool stop_at_once(void *user, uint64_t steps)
{
    (void)user;
    return steps > 0;
}

static void stops_when_asked(void)
{
    const gti_allocator allocator = gti_allocator_default();
    unsigned stopped = 0;

    for (unsigned round = 0; round < 50; round++) {
        game g;
        gti_frontier f;
        gti_search search = {.stop = stop_at_once};
        CU_ASSERT_TRUE_FATAL(game_make(&g, &allocator, 4, 30));
        const uint32_t how = gti_frontier_make(&f, &g.problem, &g.stakes, &search);
        CU_ASSERT_TRUE(how == GTI_SEARCH_STOPPED || how == GTI_SEARCH_DONE);
        stopped += how == GTI_SEARCH_STOPPED;
        gti_frontier_free(&f);
        gti_problem_free(&g.problem);
    }
    CU_ASSERT_TRUE(stopped > 0);
}

/* All of it: frontier, points, lists. */
static bool everything(const gti_allocator *allocator, uint64_t seed)
{
    game g;
    gti_frontier f;
    gti_search search = {.budget = 300};
    gti_vec points = GTI_VEC(uint32_t), list = GTI_VEC(uint64_t);
    bool good, all;

    state = seed;
    good = game_make(&g, allocator, 3, 30);
    if (good) {
        good = gti_frontier_make(&f, &g.problem, &g.stakes, &search) != GTI_SEARCH_NO_MEMORY;
        for (size_t i = 0; good && i < f.count; i++)
            good = gti_frontier_list(&f, i, 5, &list, &all);
        good = good && gti_frontier_point(&f, &g.stakes, GTI_POINT_NASH, &points);
        gti_frontier_free(&f);
    }
    gti_vec_free(allocator, &points);
    gti_vec_free(allocator, &list);
    gti_problem_free(&g.problem);
    return good;
}

static void memory_runs_out(void)
{
    failing f;

    failing_init(&f);
    const gti_allocator allocator = {failing_resize, &f};
    for (uint64_t seed = 1; seed < 40; seed++)
        FAILING_SWEEP(&f, everything(&allocator, seed * UINT64_C(0x9E3779B97F4A7C15)));
    failing_free(&f);
}

UNIT_TESTS("frontier", {"agrees with looking at every assignment", agrees}, {"ends with the budget", ends_with_the_budget},
           {"counts what is large", counts_what_is_large}, {"stops when asked", stops_when_asked}, {"memory runs out", memory_runs_out})
