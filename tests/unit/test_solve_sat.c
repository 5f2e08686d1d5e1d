/*
 * test_solve_sat.c: the clause-learning kernel against truth tables: answers, models, failed assumptions, clauses added and assumptions
 * changed between calls. Uses solve/sat.h, as the solver rooms do.
 */
#include "solve/sat.h"

#include "run.h"

#define MOST_VARIABLES 11
#define MOST_CLAUSES 60

typedef struct formula {
    int variables, count, assumed;
    int size[MOST_CLAUSES];
    int literals[MOST_CLAUSES][3];
    int assumptions[6];
} formula;

static uint64_t state = UINT64_C(88172645463325252);

static int below(int n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (int)((state >> 11) % (uint64_t)n);
}

static int random_literal(int variables)
{
    int variable = 1 + below(variables);
    return below(2) ? variable : -variable;
}

static int holds(int literal, unsigned assignment)
{
    int variable = literal > 0 ? literal : -literal;
    return (int)(assignment >> (variable - 1) & 1u) == (literal > 0);
}

static int clause_holds(const formula *f, int clause, unsigned assignment)
{
    for (int k = 0; k < f->size[clause]; k++)
        if (holds(f->literals[clause][k], assignment))
            return 1;
    return 0;
}

/* Is there an assignment under which all clauses hold, and those assumptions that `counts` picks (NULL: all)? */
static int satisfiable(const formula *f, const gti_sat *core_of)
{
    for (unsigned assignment = 0; assignment < 1u << f->variables; assignment++) {
        int good = 1;
        for (int k = 0; k < f->assumed && good; k++)
            good = (core_of != NULL && !gti_sat_failed(core_of, f->assumptions[k])) || holds(f->assumptions[k], assignment);
        for (int c = 0; c < f->count && good; c++)
            good = clause_holds(f, c, assignment);
        if (good)
            return 1;
    }
    return 0;
}

static void add_random_clause(formula *f, gti_sat *sat)
{
    int c = f->count++;
    f->size[c] = 1 + below(3);
    for (int k = 0; k < f->size[c]; k++) {
        f->literals[c][k] = random_literal(f->variables);
        CU_ASSERT_TRUE_FATAL(gti_sat_add(sat, f->literals[c][k]));
    }
    CU_ASSERT_TRUE_FATAL(gti_sat_add(sat, 0));
}

static unsigned model_of(const formula *f, const gti_sat *sat)
{
    unsigned assignment = 0;
    for (int v = 1; v <= f->variables; v++)
        assignment |= gti_sat_val(sat, v) > 0 ? 1u << (v - 1) : 0u;
    return assignment;
}

static void ask(formula *f, gti_sat *sat)
{
    f->assumed = below(5);
    for (int k = 0; k < f->assumed; k++) {
        f->assumptions[k] = random_literal(f->variables);
        CU_ASSERT_TRUE_FATAL(gti_sat_assume(sat, f->assumptions[k]));
    }
    int answer = gti_sat_solve(sat);
    CU_ASSERT_EQUAL(answer, satisfiable(f, NULL) ? GTI_SAT_SATISFIED : GTI_SAT_UNSATISFIED);
    if (answer == GTI_SAT_SATISFIED) {
        unsigned model = model_of(f, sat);
        for (int c = 0; c < f->count; c++)
            CU_ASSERT_TRUE(clause_holds(f, c, model));
        for (int k = 0; k < f->assumed; k++)
            CU_ASSERT_TRUE(holds(f->assumptions[k], model));
    } else {
        CU_ASSERT_FALSE(satisfiable(f, sat));
    }
}

static void agrees_with_truth_tables(void)
{
    gti_allocator allocator = gti_allocator_default();
    for (int round = 0; round < 4000; round++) {
        formula f = {.variables = 3 + below(MOST_VARIABLES - 2)};
        int clauses = 1 + below(5 * f.variables);
        gti_sat *sat = gti_sat_new(&allocator);
        CU_ASSERT_PTR_NOT_NULL_FATAL(sat);
        for (int quarter = 1; quarter <= 4; quarter++) {
            while (f.count < clauses * quarter / 4 && f.count < MOST_CLAUSES)
                add_random_clause(&f, sat);
            ask(&f, sat);
        }
        gti_sat_free(sat);
    }
}

/* n + 1 pigeons in n holes: no resolution proof is short, so learning, restarts and forgetting all take place. */
static gti_sat *pigeons(const gti_allocator *allocator, int holes)
{
    gti_sat *sat = gti_sat_new(allocator);
    bool good = sat != NULL;
    for (int p = 0; p <= holes && good; p++) {
        for (int h = 1; h <= holes && good; h++)
            good = gti_sat_add(sat, p * holes + h);
        good = good && gti_sat_add(sat, 0);
    }
    for (int h = 1; h <= holes; h++)
        for (int p = 0; p <= holes; p++)
            for (int q = 0; q < p && good; q++)
                good = gti_sat_add(sat, -(p * holes + h)) && gti_sat_add(sat, -(q * holes + h)) && gti_sat_add(sat, 0);
    return sat;
}

static void refutes_pigeons(void)
{
    gti_allocator allocator = gti_allocator_default();
    gti_sat *sat = pigeons(&allocator, 8);
    CU_ASSERT_PTR_NOT_NULL_FATAL(sat);
    CU_ASSERT_EQUAL(gti_sat_solve(sat), GTI_SAT_UNSATISFIED);
    CU_ASSERT_TRUE(gti_sat_conflicts(sat) > 1000);
    gti_sat_free(sat);
}

static void stops_at_its_budget(void)
{
    gti_allocator allocator = gti_allocator_default();
    gti_sat *sat = pigeons(&allocator, 10);
    CU_ASSERT_PTR_NOT_NULL_FATAL(sat);
    gti_sat_set_budget(sat, 50);
    CU_ASSERT_EQUAL(gti_sat_solve(sat), GTI_SAT_UNKNOWN);
    CU_ASSERT_EQUAL(gti_sat_conflicts(sat), 50);
    gti_sat_free(sat);
}

UNIT_TESTS("sat", {"agrees with truth tables", agrees_with_truth_tables}, {"refutes pigeons", refutes_pigeons},
           {"stops at its budget", stops_at_its_budget})
