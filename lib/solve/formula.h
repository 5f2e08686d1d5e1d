/* formula.h: clauses under construction in a kernel, with counters of true literals, asked under one budget. Uses sat.h and best.h's budget.
 *
 * A counter (a totalizer: Bailleux & Boufkhad 2003; made as far as needed: Martins, Joshi, Manquinho & Lynce 2014) has outputs that are true if at
 * least so many of its inputs are; only that direction is encoded. */
#ifndef GTI_SOLVE_FORMULA_H
#define GTI_SOLVE_FORMULA_H

#include "solve/best.h"
#include "solve/sat.h"

typedef struct gti_formula {
    gti_allocator allocator;
    gti_sat *sat;
    gti_search *search; /* during a question */
    gti_vec counters;   /* gti_counter */
    gti_vec outputs;    /* int32_t */
    uint64_t asked;     /* conflicts when the question began */
    int32_t variables;
    bool stopped, failed; /* failed: no memory */
} gti_formula;

bool gti_formula_init(gti_formula *formula, const gti_allocator *allocator);
void gti_formula_free(gti_formula *formula);

int32_t gti_formula_fresh(gti_formula *formula);
/* What fails for memory is remembered, and answered by the next question. */
void gti_formula_clause(gti_formula *formula, const int32_t *literals, size_t count);
void gti_formula_clause2(gti_formula *formula, int32_t a, int32_t b);
void gti_formula_assume(gti_formula *formula, int32_t literal);

/* A counter of the literals (count ≥ 1), by its number. */
uint32_t gti_formula_counter(gti_formula *formula, const int32_t *literals, size_t count);
/* The literal that is true if at least `least` ≥ 1 of them are; 0 if there are not so many. */
int32_t gti_formula_output(gti_formula *formula, uint32_t counter, uint32_t least);
/* For good: between `least` and `most` of the literals are true. */
void gti_formula_between(gti_formula *formula, const int32_t *literals, size_t count, uint32_t least, uint32_t most);

/* Asks under the assumptions made and the search's budget: GTI_SEARCH_DONE (there is a model), NONE (there is none), or why it ended. */
uint32_t gti_formula_solve(gti_formula *formula, gti_search *search);
/* Does propagation alone refute the assumptions? */
bool gti_formula_refuted(gti_formula *formula);

#endif
