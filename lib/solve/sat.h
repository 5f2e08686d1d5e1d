/* sat.h: satisfiability of clauses under assumptions: a conflict-driven clause-learning kernel. Uses base only, knows no domain word.
 *
 * The verbs are IPASIR's (Balyo, Biere, Iser, Sinz: SAT Race 2015), so that another solver can be put under the same seam: add, assume,
 * solve, val, failed, set_terminate. Literals are ±variable, variables from 1. What is ours besides: the caller's allocator, out of memory as
 * a status, a budget in conflicts, determinism, and a trail that is kept from one call to the next as far as the assumptions
 * agree, since our questions differ in the last few of thousands of selectors (cf. Hickey & Bacchus, "Trail Saving on Backtrack", SAT 2020).
 *
 * Method: two watched literals (Moskewicz et al. 2001) with blockers, first unique implication point and clause minimisation (Sörensson &
 * Biere 2009), VMTF order, phase saving, Luby restarts, clauses kept by literal-block distance (Audemard & Simon 2009). */
#ifndef GTI_SOLVE_SAT_H
#define GTI_SOLVE_SAT_H

#include "base/memory.h"

typedef struct gti_sat gti_sat;

#define GTI_SAT_UNKNOWN 0     /* budget, terminated or out of memory: see gti_sat_failed_memory */
#define GTI_SAT_SATISFIED 10
#define GTI_SAT_UNSATISFIED 20

gti_sat *gti_sat_new(const gti_allocator *allocator); /* NULL: no memory */
void gti_sat_free(gti_sat *sat);

/* A literal of the clause being added, 0 to end it. false: no memory; the solver then only answers UNKNOWN. */
bool gti_sat_add(gti_sat *sat, int32_t literal);
/* For the next solve only. The order counts: those that change least should come first. */
bool gti_sat_assume(gti_sat *sat, int32_t literal);
void gti_sat_forget_assumptions(gti_sat *sat);
int gti_sat_solve(gti_sat *sat);
/* The same, but nothing is decided besides the assumptions: UNKNOWN if propagation does not refute them. */
int gti_sat_probe(gti_sat *sat);
/* Literals that are decided next behind the assumptions, in this order, each where it is still open: the model then fulfils the first that can be
 * fulfilled, under that the next that can be, and so on, so that it is the lexicographically best, and the set of wishes fulfilled is maximal
 * (what clasp calls domain heuristics). They stay for all later calls. */
bool gti_sat_wish(gti_sat *sat, const int32_t *literals, size_t count);
/* From now on nothing but assumptions and wishes is decided; SATISFIED then says that they are consistent under propagation. For callers who know
 * that what is left open can be closed. */
void gti_sat_decide_wishes_only(gti_sat *sat);
/* After SATISFIED: the literal itself if it is true, its negation if not (variables that nothing mentions are false). */
int32_t gti_sat_val(const gti_sat *sat, int32_t literal);
/* After UNSATISFIED: was this assumption used to prove it? */
bool gti_sat_failed(const gti_sat *sat, int32_t literal);
/* Asked every few hundred conflicts; true stops the search with UNKNOWN. */
void gti_sat_set_terminate(gti_sat *sat, void *user, bool (*terminate)(void *user));

void gti_sat_set_budget(gti_sat *sat, uint64_t conflicts); /* for each solve; 0: none */
/* The value that a variable is tried with first (before it ever had one). */
bool gti_sat_set_phase(gti_sat *sat, int32_t literal);
uint64_t gti_sat_conflicts(const gti_sat *sat);
bool gti_sat_failed_memory(const gti_sat *sat);

#endif
