/*
 * test_solve_cores.c: minimal cores, minimal corrections and the optimum by cores, against textbook cases and against the enumeration of all
 * assignments and all sets of groups of random small problems; budgets, stops and failing memory. Uses solve/cores.h, solve/best.h.
 */
#include "solve/cores.h"

#include "run.h"

#include "failing.h"

#define MOST_UNKNOWNS 5
#define MOST_GROUPS 9
#define MOST_SETS (1 << MOST_GROUPS)

static uint64_t state = UINT64_C(88172645463325252);

static uint32_t below(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 11) % n);
}

/* ---- random problems */

static gti_atom random_atom(const gti_problem *p)
{
    uint32_t variable = below((uint32_t)p->variables.count);
    uint64_t options = 0, domain = GTI_VEC_AT(&p->variables, gti_unknown, variable)->domain;
    if (below(2)) {
        options = UINT64_C(1) << below(5);
        options = below(3) ? domain & ~options : options;
    } else {
        options = below(32);
    }
    return (gti_atom){.variable = variable, .options = options};
}

static void random_clause(gti_problem *p, uint32_t group)
{
    gti_atom atoms[3];
    uint32_t count = below(20) ? 1 + below(3) : 0;
    for (uint32_t i = 0; i < count; i++)
        atoms[i] = random_atom(p);
    CU_ASSERT_TRUE_FATAL(gti_problem_clause(p, group, atoms, count));
}

static void random_count(gti_problem *p)
{
    gti_atom atoms[5];
    uint32_t count = 1 + below(5), least = below(count + 1);
    for (uint32_t i = 0; i < count; i++)
        atoms[i] = random_atom(p);
    CU_ASSERT_TRUE_FATAL(gti_problem_count(p, atoms, count, least, below(2) ? count : least + below(2)));
}

static void random_problem(gti_problem *p, const gti_allocator *allocator, bool hard)
{
    uint32_t unknowns = 1 + below(MOST_UNKNOWNS), groups = 1 + below(MOST_GROUPS - 1), number;
    CU_ASSERT_TRUE_FATAL(gti_problem_init(p, allocator));
    for (uint32_t i = 0; i < unknowns; i++) {
        uint64_t domain = below(40) ? 1 + below(31) : below(2);
        CU_ASSERT_TRUE_FATAL(gti_problem_variable(p, domain, below(5), &number));
    }
    for (uint32_t i = 0; i < groups; i++) {
        gti_group group = {.weight = 1 + below(5), .level = below(3) ? 0 : below(GTI_SOLVE_LEVELS), .party = below(3), .optional = below(6) != 0};
        CU_ASSERT_TRUE_FATAL(gti_problem_group(p, group, &number));
        for (uint32_t c = below(12) ? 1 + (below(4) == 0) : 0; c > 0; c--)
            random_clause(p, number);
    }
    for (uint32_t i = hard ? below(4) : 0; i > 0; i--)
        random_clause(p, GTI_SOLVE_HARD);
    for (uint32_t i = hard && below(3) == 0 ? 1 + below(2) : 0; i > 0; i--)
        random_count(p);
    for (uint32_t i = hard && below(4) == 0 ? 1 + below(2) : 0; i > 0; i--)
        CU_ASSERT_TRUE_FATAL(gti_problem_cap(p, below(3), below(3)));
}

/* ---- the oracle: all assignments, all sets */

typedef struct oracle {
    uint32_t optional;         /* groups asked about */
    bool holds[MOST_SETS];     /* by set of groups: do they hold together? */
    uint32_t cores[MOST_SETS], corrections[MOST_SETS];
    uint32_t core_count, correction_count;
    bool possible;
    gti_cost best;
} oracle;

static bool atom_holds(const gti_problem *p, uint32_t atom, const uint32_t *options)
{
    const gti_atom *a = GTI_VEC_AT(&p->literals, gti_atom, atom);
    return (a->options >> options[a->variable] & 1u) != 0;
}

static uint32_t broken_groups(const gti_problem *p, const uint32_t *options)
{
    uint32_t broken = 0;
    for (size_t i = 0; i < p->clauses.count; i++) {
        const gti_clause_span *c = GTI_VEC_AT(&p->clauses, gti_clause_span, i);
        bool holds = false;
        for (uint32_t k = 0; k < c->count; k++)
            holds = holds || atom_holds(p, c->first + k, options);
        broken |= holds ? 0 : 1u << c->group;
    }
    return broken;
}

static bool counts_hold(const gti_problem *p, const uint32_t *options)
{
    for (size_t i = 0; i < p->counts.count; i++) {
        const gti_count *c = GTI_VEC_AT(&p->counts, gti_count, i);
        uint32_t sum = 0;
        for (uint32_t k = 0; k < c->count; k++)
            sum += atom_holds(p, c->first + k, options);
        if (sum < c->at_least || sum > c->at_most)
            return false;
    }
    return true;
}

static bool caps_hold(const gti_problem *p, uint32_t broken)
{
    for (size_t i = 0; i < p->caps.count; i++) {
        const gti_cap *cap = GTI_VEC_AT(&p->caps, gti_cap, i);
        uint32_t sum = 0;
        for (uint32_t g = 1; g < p->groups.count; g++) {
            const gti_group *group = GTI_VEC_AT(&p->groups, gti_group, g);
            sum += group->party == cap->party && group->level == 0 && (broken >> g & 1u) != 0;
        }
        if (sum > cap->at_most)
            return false;
    }
    return true;
}

static void note_assignment(const gti_problem *p, oracle *o, const uint32_t *options)
{
    uint32_t broken = broken_groups(p, options);
    gti_cost cost = {{0}};
    if ((broken & 1u) != 0 || !counts_hold(p, options))
        return;
    if (caps_hold(p, broken & o->optional))
        o->holds[~broken & o->optional] = true;
    if (!caps_hold(p, broken))
        return;
    for (uint32_t g = 1; g < p->groups.count; g++)
        if ((broken >> g & 1u) != 0)
            cost.level[GTI_VEC_AT(&p->groups, gti_group, g)->level] += GTI_VEC_AT(&p->groups, gti_group, g)->weight;
    if (!o->possible || gti_cost_compare(cost, o->best) < 0)
        o->best = cost;
    o->possible = true;
}

static void each_assignment(const gti_problem *p, oracle *o)
{
    uint32_t options[MOST_UNKNOWNS] = {0};
    for (;;) {
        bool within = true;
        size_t u = 0;
        for (size_t i = 0; i < p->variables.count; i++)
            within = within && (GTI_VEC_AT(&p->variables, gti_unknown, i)->domain >> options[i] & 1u) != 0;
        if (within)
            note_assignment(p, o, options);
        while (u < p->variables.count && ++options[u] == 5)
            options[u++] = 0;
        if (u == p->variables.count)
            return;
    }
}

static uint32_t size_of(uint32_t set)
{
    uint32_t size = 0;
    for (; set != 0; set &= set - 1)
        size++;
    return size;
}

/* Smaller sets first, then by the sorted numbers. */
static int by_size(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y, differ = a ^ b;
    if (size_of(a) != size_of(b))
        return size_of(a) < size_of(b) ? -1 : 1;
    return differ == 0 ? 0 : (a & (differ & (0u - differ))) != 0 ? -1 : 1;
}

static int by_value(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static void note_sets(oracle *o)
{
    for (uint32_t set = 0; set < MOST_SETS; set++) {
        bool core = (set & ~o->optional) == 0 && !o->holds[set];
        bool correction = (set & ~o->optional) == 0 && o->holds[o->optional & ~set];
        for (uint32_t g = 0; g < MOST_GROUPS; g++) {
            if ((set >> g & 1u) == 0)
                continue;
            core = core && o->holds[set & ~(1u << g)];
            correction = correction && !o->holds[o->optional & ~(set & ~(1u << g))];
        }
        if (core)
            o->cores[o->core_count++] = set;
        if (correction)
            o->corrections[o->correction_count++] = set;
    }
    qsort(o->cores, o->core_count, sizeof *o->cores, by_size);
    qsort(o->corrections, o->correction_count, sizeof *o->corrections, by_size);
}

static void consult(const gti_problem *p, oracle *o)
{
    memset(o, 0, sizeof *o);
    for (uint32_t g = 1; g < p->groups.count; g++)
        o->optional |= GTI_VEC_AT(&p->groups, gti_group, g)->optional ? 1u << g : 0;
    each_assignment(p, o);
    for (uint32_t set = MOST_SETS; set-- > 0;) /* what holds, holds with less */
        for (uint32_t g = 0; g < MOST_GROUPS && (set & ~o->optional) == 0; g++)
            if ((set >> g & 1u) == 0 && (o->optional >> g & 1u) != 0 && o->holds[set | 1u << g])
                o->holds[set] = true;
    note_sets(o);
}

/* ---- answers as sets */

typedef struct answers {
    uint32_t sets[MOST_SETS];
    uint32_t count, last;
} answers;

static void note_answer(answers *a, const gti_vec *groups)
{
    uint32_t set = 0;
    for (size_t i = 0; i < groups->count; i++) {
        set |= 1u << *GTI_VEC_AT(groups, uint32_t, i);
        CU_ASSERT_TRUE(i == 0 || *GTI_VEC_AT(groups, uint32_t, i - 1) < *GTI_VEC_AT(groups, uint32_t, i));
    }
    CU_ASSERT_TRUE_FATAL(a->count < MOST_SETS);
    a->sets[a->count++] = set;
}

/* All of them. `stride` > 0: under a budget that grows by so many steps. */
static void run_cores(const gti_problem *p, uint32_t order, uint64_t stride, answers *a)
{
    gti_search search = {.budget = stride};
    gti_vec groups = GTI_VEC(uint32_t);
    gti_cores *cores = gti_cores_new(p, &search, order);
    a->count = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(cores);
    while ((a->last = gti_cores_next(cores, &groups)) == GTI_SEARCH_DONE || a->last == GTI_SEARCH_BUDGET) {
        if (a->last == GTI_SEARCH_DONE)
            note_answer(a, &groups);
        else
            search.budget += stride;
    }
    CU_ASSERT_TRUE(stride > 0 || gti_cores_next(cores, &groups) == GTI_SEARCH_NONE); /* it stays at its end */
    gti_cores_free(cores);
    gti_vec_free(&p->allocator, &groups);
}

static void run_corrections(const gti_problem *p, uint32_t order, uint64_t stride, answers *a)
{
    gti_search search = {.budget = stride};
    gti_vec groups = GTI_VEC(uint32_t);
    gti_corrections_search *corrections = gti_corrections_search_new(p, &search, order);
    a->count = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(corrections);
    while ((a->last = gti_corrections_search_next(corrections, &groups)) == GTI_SEARCH_DONE || a->last == GTI_SEARCH_BUDGET) {
        if (a->last == GTI_SEARCH_DONE)
            note_answer(a, &groups);
        else
            search.budget += stride;
    }
    gti_corrections_search_free(corrections);
    gti_vec_free(&p->allocator, &groups);
}

/* In the order promised; as found: the same sets. */
static bool agree(const uint32_t *sets, uint32_t count, answers *a, uint32_t order)
{
    uint32_t sorted[MOST_SETS];
    memcpy(sorted, sets, count * sizeof *sets);
    if (order == GTI_ORDER_FOUND) {
        qsort(sorted, count, sizeof *sorted, by_value);
        qsort(a->sets, a->count, sizeof *a->sets, by_value);
    }
    return a->last == GTI_SEARCH_NONE && a->count == count && memcmp(sorted, a->sets, count * sizeof *sets) == 0;
}

static void check_sets(const gti_problem *p, const oracle *o, uint64_t stride)
{
    static answers a;
    for (uint32_t order = GTI_ORDER_SMALLEST; order <= GTI_ORDER_FOUND; order++) {
        run_cores(p, order, stride, &a);
        CU_ASSERT_TRUE_FATAL(agree(o->cores, o->core_count, &a, order));
        run_corrections(p, order, stride, &a);
        CU_ASSERT_TRUE_FATAL(agree(o->corrections, o->correction_count, &a, order));
    }
}

static bool is_core(const oracle *o, uint32_t set)
{
    for (uint32_t i = 0; i < o->core_count; i++)
        if (o->cores[i] == set)
            return true;
    return false;
}

/* Each found is passed over: what comes are cores that share nothing, until every core shares something with one of them. */
static void check_disjoint(const gti_problem *p, const oracle *o, uint32_t order)
{
    static answers a;
    uint32_t used = 0;
    gti_search search = {0};
    gti_vec groups = GTI_VEC(uint32_t);
    gti_cores *cores = gti_cores_new(p, &search, order);
    a.count = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(cores);
    while (gti_cores_next(cores, &groups) == GTI_SEARCH_DONE) {
        note_answer(&a, &groups);
        const uint32_t set = a.sets[a.count - 1];
        CU_ASSERT_TRUE_FATAL(is_core(o, set) && (set & used) == 0);
        used |= set;
        CU_ASSERT_TRUE_FATAL(gti_cores_pass_over(cores, groups.items, groups.count));
    }
    for (uint32_t i = 0; i < o->core_count; i++)
        CU_ASSERT_TRUE_FATAL(o->cores[i] == 0 || (o->cores[i] & used) != 0);
    gti_cores_free(cores);
    gti_vec_free(&p->allocator, &groups);
}

static void check_best(const gti_problem *p, const oracle *o, uint32_t engine)
{
    uint32_t options[MOST_UNKNOWNS];
    gti_search search = {0};
    gti_answer answer = {.options = options};
    gti_cost cost;
    uint32_t result = gti_best(p, &search, engine, &answer);
    CU_ASSERT_EQUAL(answer.engine, engine == GTI_ENGINE_NONE ? answer.engine : engine);
    CU_ASSERT_EQUAL_FATAL(result, o->possible ? GTI_SEARCH_DONE : GTI_SEARCH_NONE);
    CU_ASSERT_EQUAL(answer.found, o->possible);
    if (o->possible) {
        CU_ASSERT_EQUAL_FATAL(gti_cost_compare(answer.cost, o->best), 0);
        CU_ASSERT_EQUAL(gti_cost_compare(answer.bound, o->best), 0);
        CU_ASSERT_TRUE(gti_problem_price(p, options, NULL, &cost) && gti_cost_compare(cost, o->best) == 0);
    }
}

static void check_together(const gti_problem *p, const oracle *o)
{
    uint32_t options[MOST_UNKNOWNS], all[MOST_GROUPS], count = 0, result;
    gti_search search = {0};
    if (p->caps.count > 0)
        return;
    for (uint32_t g = 1; g < p->groups.count; g++)
        if ((o->optional >> g & 1u) != 0)
            all[count++] = g;
    result = gti_holds_together(p, &search, all, count, options);
    CU_ASSERT_EQUAL_FATAL(result, o->holds[o->optional] ? GTI_SEARCH_DONE : GTI_SEARCH_NONE);
    CU_ASSERT_TRUE(result == GTI_SEARCH_NONE || (broken_groups(p, options) & (o->optional | 1u)) == 0);
}

static void agrees_with_enumeration(void)
{
    static oracle o;
    gti_allocator allocator = gti_allocator_default();
    for (uint32_t round = 0; round < 24000; round++) {
        gti_problem p;
        random_problem(&p, &allocator, round % 3 != 0);
        consult(&p, &o);
        check_sets(&p, &o, round % 16 == 0 ? 4 + below(8) : 0);
        check_disjoint(&p, &o, round % 2);
        check_best(&p, &o, GTI_ENGINE_GUIDED);
        check_best(&p, &o, GTI_ENGINE_NONE);
        check_together(&p, &o);
        gti_problem_free(&p);
    }
}

/* ---- the textbook's cases: clauses of ±variable, a group each */

static void textbook(gti_problem *p, const gti_allocator *allocator, uint32_t variables, const int (*clauses)[2], size_t count)
{
    uint32_t number;
    CU_ASSERT_TRUE_FATAL(gti_problem_init(p, allocator));
    for (uint32_t v = 0; v < variables; v++)
        CU_ASSERT_TRUE_FATAL(gti_problem_variable(p, 3, 0, &number));
    for (size_t i = 0; i < count; i++) {
        gti_atom atoms[2];
        uint32_t size = 0;
        for (; size < 2 && clauses[i][size] != 0; size++)
            atoms[size] = (gti_atom){.variable = (uint32_t)abs(clauses[i][size]) - 1, .options = clauses[i][size] > 0 ? 2 : 1};
        CU_ASSERT_TRUE_FATAL(gti_problem_group(p, (gti_group){.weight = 1, .party = UINT32_MAX, .optional = true}, &number));
        CU_ASSERT_TRUE_FATAL(gti_problem_clause(p, number, atoms, size));
    }
}

static void expect(const answers *a, const uint32_t *sets, uint32_t count)
{
    CU_ASSERT_EQUAL(a->last, GTI_SEARCH_NONE);
    CU_ASSERT_EQUAL_FATAL(a->count, count);
    CU_ASSERT_EQUAL(memcmp(a->sets, sets, count * sizeof *sets), 0);
}

#define SET2(a, b) (1u << (a) | 1u << (b))
#define SET3(a, b, c) (SET2(a, b) | 1u << (c))

static void solves_textbook_cases(void)
{
    static const int first[][2] = {{1, 0}, {-1, 0}, {-1, 2}, {-2, 0}}, second[][2] = {{1, 0}, {-1, 0}, {2, 0}, {-2, 0}, {1, 2}};
    static const uint32_t first_cores[] = {SET2(1, 2), SET3(1, 3, 4)}, first_corrections[] = {1u << 1, SET2(2, 3), SET2(2, 4)};
    static const uint32_t second_cores[] = {SET2(1, 2), SET2(3, 4), SET3(2, 4, 5)};
    static const uint32_t second_corrections[] = {SET2(1, 4), SET2(2, 3), SET2(2, 4), SET3(1, 3, 5)};
    static answers a;
    gti_allocator allocator = gti_allocator_default();
    gti_problem p;

    textbook(&p, &allocator, 2, first, 4);
    run_cores(&p, GTI_ORDER_SMALLEST, 0, &a);
    expect(&a, first_cores, 2);
    run_corrections(&p, GTI_ORDER_SMALLEST, 0, &a);
    expect(&a, first_corrections, 3);
    gti_problem_free(&p);
    textbook(&p, &allocator, 2, second, 5);
    run_cores(&p, GTI_ORDER_SMALLEST, 0, &a);
    expect(&a, second_cores, 3);
    run_corrections(&p, GTI_ORDER_SMALLEST, 0, &a);
    expect(&a, second_corrections, 4);
    gti_problem_free(&p);
}

/* ---- stops and memory */

static bool stop_at_once(void *user, uint64_t steps)
{
    (void)steps;
    return *(bool *)user;
}

static void stops_when_asked(void)
{
    static const int clauses[][2] = {{1, 0}, {-1, 0}, {-1, 2}, {-2, 0}};
    bool stop = true;
    gti_search search = {.stop = stop_at_once, .stop_user = &stop};
    gti_allocator allocator = gti_allocator_default();
    gti_problem p;
    gti_vec groups = GTI_VEC(uint32_t);
    uint32_t options[2];
    gti_answer answer = {.options = options};

    textbook(&p, &allocator, 2, clauses, 4);
    gti_cores *cores = gti_cores_new(&p, &search, GTI_ORDER_SMALLEST);
    CU_ASSERT_PTR_NOT_NULL_FATAL(cores);
    CU_ASSERT_EQUAL(gti_cores_next(cores, &groups), GTI_SEARCH_STOPPED);
    CU_ASSERT_EQUAL(gti_guided_best(&p, &search, &answer), GTI_SEARCH_STOPPED);
    CU_ASSERT_FALSE(answer.found);
    stop = false;
    CU_ASSERT_EQUAL(gti_cores_next(cores, &groups), GTI_SEARCH_DONE);
    CU_ASSERT_EQUAL(groups.count, 2);
    gti_cores_free(cores);
    gti_vec_free(&allocator, &groups);
    gti_problem_free(&p);
}

static bool whole_work(const gti_problem *p, const gti_allocator *allocator, uint32_t order)
{
    gti_search search = {0};
    gti_problem own = *p;
    gti_vec groups = GTI_VEC(uint32_t);
    uint32_t options[MOST_UNKNOWNS], result = GTI_SEARCH_NO_MEMORY, best;
    gti_answer answer = {.options = options};
    own.allocator = *allocator;
    gti_cores *cores = gti_cores_new(&own, &search, order);
    gti_corrections_search *corrections = gti_corrections_search_new(&own, &search, order);
    while (cores != NULL && (result = gti_cores_next(cores, &groups)) == GTI_SEARCH_DONE) {
    }
    if (corrections == NULL)
        result = GTI_SEARCH_NO_MEMORY;
    while (result == GTI_SEARCH_NONE && (result = gti_corrections_search_next(corrections, &groups)) == GTI_SEARCH_DONE)
        result = GTI_SEARCH_NONE;
    best = gti_guided_best(&own, &search, &answer);
    gti_cores_free(cores);
    gti_corrections_search_free(corrections);
    gti_vec_free(allocator, &groups);
    return result == GTI_SEARCH_NONE && (best == GTI_SEARCH_DONE || best == GTI_SEARCH_NONE);
}

static void survives_failing_memory(void)
{
    failing f;
    gti_allocator plain = gti_allocator_default(), allocator = {.resize = failing_resize, .user = &f};
    failing_init(&f);
    for (uint32_t round = 0; round < 6; round++) {
        gti_problem p;
        random_problem(&p, &plain, round % 2 == 0);
        FAILING_SWEEP(&f, whole_work(&p, &allocator, round % 2));
        gti_problem_free(&p);
    }
    failing_free(&f);
}

UNIT_TESTS("cores", {"solves textbook cases", solves_textbook_cases}, {"agrees with enumeration", agrees_with_enumeration},
           {"stops when asked", stops_when_asked}, {"survives failing memory", survives_failing_memory})
