/*
 * test_solve_seam.c: the kernel's verbs are IPASIR's, so another solver answers the same calls: here PicoSAT, if its library is installed (it is looked
 * for when the test runs; nothing is linked). Random formulas about as large as proofs by truth tables are not, clauses added and assumptions
 * changed between calls: the same answers, models that the other confirms, failed assumptions that it refutes. Uses solve/sat.h.
 */
#include "solve/sat.h"

#include "run.h"

#include <dlfcn.h>

typedef struct other {
    void *library, *solver;
    void *(*init)(void);
    void (*reset)(void *solver);
    int (*add)(void *solver, int literal);
    void (*assume)(void *solver, int literal);
    int (*sat)(void *solver, int decisions);
} other;

static uint64_t state = UINT64_C(88172645463325252);

static int below(int n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (int)((state >> 11) % (uint64_t)n);
}

static bool find(other *o, void *slot, const char *name)
{
    void *symbol = dlsym(o->library, name);
    memcpy(slot, &symbol, sizeof symbol);
    return symbol != NULL;
}

static bool open_other(other *o)
{
    o->library = dlopen("libpicosat.so.1", RTLD_NOW | RTLD_LOCAL);
    return o->library != NULL && find(o, &o->init, "picosat_init") && find(o, &o->reset, "picosat_reset") && find(o, &o->add, "picosat_add") &&
           find(o, &o->assume, "picosat_assume") && find(o, &o->sat, "picosat_sat");
}

static int random_literal(int variables)
{
    int variable = 1 + below(variables);
    return below(2) ? variable : -variable;
}

static void add_clause(other *o, gti_sat *sat, int variables)
{
    for (int size = below(12) ? 3 : 2; size > 0; size--) {
        int literal = random_literal(variables);
        (void)o->add(o->solver, literal);
        CU_ASSERT_TRUE_FATAL(gti_sat_add(sat, literal));
    }
    (void)o->add(o->solver, 0);
    CU_ASSERT_TRUE_FATAL(gti_sat_add(sat, 0));
}

/* Assumes the whole model, or what failed. */
static void confirm(other *o, const gti_sat *sat, int answer, int variables, const int *assumed, int count)
{
    for (int v = 1; v <= variables && answer == GTI_SAT_SATISFIED; v++)
        o->assume(o->solver, gti_sat_val(sat, v));
    for (int i = 0; i < count; i++) {
        CU_ASSERT_TRUE(answer != GTI_SAT_SATISFIED || gti_sat_val(sat, abs(assumed[i])) == assumed[i]);
        if (answer == GTI_SAT_UNSATISFIED && gti_sat_failed(sat, assumed[i]))
            o->assume(o->solver, assumed[i]);
    }
    CU_ASSERT_EQUAL(o->sat(o->solver, -1), answer);
}

static void ask(other *o, gti_sat *sat, int variables, bool wishing)
{
    int assumed[24], count = below(24), answer;
    int32_t wishes[40];
    for (int i = 0; i < count; i++) {
        assumed[i] = random_literal(variables);
        o->assume(o->solver, assumed[i]);
        CU_ASSERT_TRUE_FATAL(gti_sat_assume(sat, assumed[i]));
    }
    if (wishing) {
        for (int i = 0; i < 40; i++)
            wishes[i] = random_literal(variables);
        CU_ASSERT_TRUE_FATAL(gti_sat_wish(sat, wishes, 40));
    }
    answer = gti_sat_solve(sat);
    CU_ASSERT_EQUAL_FATAL(o->sat(o->solver, -1), answer);
    confirm(o, sat, answer, variables, assumed, count);
}

static void answers_as_another(void)
{
    gti_allocator allocator = gti_allocator_default();
    other o = {0};
    if (!open_other(&o)) {
        printf("libpicosat.so.1 is not installed: nothing to compare with\n");
        CU_PASS("not installed");
        return;
    }
    for (int round = 0; round < 120; round++) {
        int variables = 40 + below(120), clauses = variables * (38 + below(8)) / 10;
        gti_sat *sat = gti_sat_new(&allocator);
        CU_ASSERT_PTR_NOT_NULL_FATAL(sat);
        o.solver = o.init();
        for (int c = 0; c < clauses; c++) {
            add_clause(&o, sat, variables);
            if (c % 20 == 19)
                ask(&o, sat, variables, below(3) == 0);
        }
        gti_sat_free(sat);
        o.reset(o.solver);
    }
    dlclose(o.library);
}

UNIT_TESTS("seam", {"answers as another solver", answers_as_another})
