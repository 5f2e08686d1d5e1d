/* formula.c: clauses, counters and questions to the kernel (formula.h). Uses sat.h. */
#include "solve/formula.h"

#define NONE UINT32_MAX
#define ASK_EVERY 128u /* questions between two looks at the caller's stop */

/* A tree of sums: a leaf has one output, which is its literal. */
typedef struct gti_counter {
    uint32_t left, right; /* NONE: a leaf */
    uint32_t count, made; /* inputs; outputs made */
    uint32_t first;       /* of `count` places in `outputs` */
} gti_counter;

bool gti_formula_init(gti_formula *formula, const gti_allocator *allocator)
{
    *formula = (gti_formula){.allocator = *allocator, .counters = GTI_VEC(gti_counter), .outputs = GTI_VEC(int32_t)};
    formula->sat = gti_sat_new(allocator);
    return formula->sat != NULL;
}

void gti_formula_free(gti_formula *formula)
{
    gti_sat_free(formula->sat);
    gti_vec_free(&formula->allocator, &formula->counters);
    gti_vec_free(&formula->allocator, &formula->outputs);
}

int32_t gti_formula_fresh(gti_formula *formula)
{
    return ++formula->variables;
}

static void add(gti_formula *formula, int32_t literal)
{
    formula->failed = !gti_sat_add(formula->sat, literal) || formula->failed;
}

void gti_formula_clause(gti_formula *formula, const int32_t *literals, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(formula, literals[i]);
    add(formula, 0);
}

void gti_formula_clause2(gti_formula *formula, int32_t a, int32_t b)
{
    add(formula, a);
    add(formula, b);
    add(formula, 0);
}

void gti_formula_assume(gti_formula *formula, int32_t literal)
{
    formula->failed = !gti_sat_assume(formula->sat, literal) || formula->failed;
}

/* ---- counters */

static gti_counter *at(gti_formula *formula, uint32_t counter)
{
    return GTI_VEC_AT(&formula->counters, gti_counter, counter);
}

static uint32_t push(gti_formula *formula, gti_counter fresh)
{
    gti_counter *slot = gti_vec_push(&formula->allocator, &formula->counters);
    fresh.first = (uint32_t)formula->outputs.count;
    if (slot == NULL || !gti_vec_reserve(&formula->allocator, &formula->outputs, formula->outputs.count + fresh.count)) {
        formula->failed = true;
        return NONE;
    }
    formula->outputs.count += fresh.count;
    *slot = fresh;
    return (uint32_t)formula->counters.count - 1;
}

uint32_t gti_formula_counter(gti_formula *formula, const int32_t *literals, size_t count)
{
    uint32_t left, right, made;
    if (count == 1) {
        made = push(formula, (gti_counter){.left = NONE, .right = NONE, .count = 1, .made = 1});
        if (made != NONE)
            *GTI_VEC_AT(&formula->outputs, int32_t, at(formula, made)->first) = literals[0];
        return made;
    }
    left = gti_formula_counter(formula, literals, count / 2);
    right = left == NONE ? NONE : gti_formula_counter(formula, literals + count / 2, count - count / 2);
    return right == NONE ? NONE : push(formula, (gti_counter){.left = left, .right = right, .count = (uint32_t)count});
}

static int32_t output(gti_formula *formula, uint32_t counter, uint32_t least)
{
    return *GTI_VEC_AT(&formula->outputs, int32_t, at(formula, counter)->first + least - 1);
}

/* a of the left and b of the right are a + b of the whole. */
static void sum_clause(gti_formula *formula, uint32_t counter, uint32_t a, uint32_t b)
{
    uint32_t left = at(formula, counter)->left, right = at(formula, counter)->right;
    if (a > 0)
        add(formula, -output(formula, left, a));
    if (b > 0)
        add(formula, -output(formula, right, b));
    add(formula, output(formula, counter, a + b));
    add(formula, 0);
}

static void make(gti_formula *formula, uint32_t counter, uint32_t least)
{
    gti_counter *self = at(formula, counter);
    uint32_t left = self->left, right = self->right, most = least < self->count ? least : self->count;
    if (self->made >= most)
        return;
    make(formula, left, most);
    make(formula, right, most);
    for (uint32_t sum = self->made + 1; sum <= most; sum++) {
        *GTI_VEC_AT(&formula->outputs, int32_t, self->first + sum - 1) = gti_formula_fresh(formula);
        for (uint32_t a = sum < at(formula, right)->count ? 0 : sum - at(formula, right)->count; a <= sum && a <= at(formula, left)->count; a++)
            sum_clause(formula, counter, a, sum - a);
    }
    self->made = most;
}

int32_t gti_formula_output(gti_formula *formula, uint32_t counter, uint32_t least)
{
    if (counter == NONE || least > at(formula, counter)->count)
        return 0;
    make(formula, counter, least);
    return output(formula, counter, least);
}

static void at_most(gti_formula *formula, const int32_t *literals, size_t count, uint32_t most)
{
    int32_t beyond;
    if (most >= count)
        return;
    beyond = -gti_formula_output(formula, gti_formula_counter(formula, literals, count), most + 1);
    if (beyond != 0)
        gti_formula_clause(formula, &beyond, 1);
}

void gti_formula_between(gti_formula *formula, const int32_t *literals, size_t count, uint32_t least, uint32_t most)
{
    gti_vec negated = GTI_VEC(int32_t);
    at_most(formula, literals, count, most);
    if (least > count)
        gti_formula_clause(formula, NULL, 0);
    else if (least == 1)
        gti_formula_clause(formula, literals, count);
    else if (least > 1) {
        if (gti_vec_append(&formula->allocator, &negated, literals, count)) {
            for (size_t i = 0; i < count; i++)
                *GTI_VEC_AT(&negated, int32_t, i) = -literals[i];
            at_most(formula, negated.items, count, (uint32_t)count - least);
        } else {
            formula->failed = true;
        }
        gti_vec_free(&formula->allocator, &negated);
    }
}

/* ---- questions */

static bool asked_to_stop(void *user)
{
    gti_formula *formula = user;
    gti_search *search = formula->search;
    if (search->stop != NULL && search->stop(search->stop_user, search->steps + (gti_sat_conflicts(formula->sat) - formula->asked)))
        formula->stopped = true;
    return formula->stopped;
}

static uint32_t meaning(const gti_formula *formula, int answer)
{
    if (formula->failed || gti_sat_failed_memory(formula->sat))
        return GTI_SEARCH_NO_MEMORY;
    if (answer == GTI_SAT_SATISFIED)
        return GTI_SEARCH_DONE;
    if (answer == GTI_SAT_UNSATISFIED)
        return GTI_SEARCH_NONE;
    return formula->stopped ? GTI_SEARCH_STOPPED : GTI_SEARCH_BUDGET;
}

/* A question is a step, and so is a conflict. Without room for one nothing is asked; the assumptions are forgotten. */
uint32_t gti_formula_solve(gti_formula *formula, gti_search *search)
{
    int answer = GTI_SAT_UNKNOWN;
    bool room = search->budget == 0 || search->steps < search->budget;
    formula->search = search;
    formula->asked = gti_sat_conflicts(formula->sat);
    formula->stopped = false;
    if (!room || (search->steps % ASK_EVERY == 0 && asked_to_stop(formula))) {
        gti_sat_forget_assumptions(formula->sat);
        return meaning(formula, GTI_SAT_UNKNOWN);
    }
    search->steps++;
    gti_sat_set_budget(formula->sat, search->budget == 0 ? 0 : search->budget - search->steps + 1);
    gti_sat_set_terminate(formula->sat, formula, asked_to_stop);
    answer = gti_sat_solve(formula->sat);
    search->steps += gti_sat_conflicts(formula->sat) - formula->asked;
    return meaning(formula, answer);
}

bool gti_formula_refuted(gti_formula *formula)
{
    gti_sat_set_budget(formula->sat, 0);
    gti_sat_set_terminate(formula->sat, NULL, NULL);
    return gti_sat_probe(formula->sat) == GTI_SAT_UNSATISFIED;
}
