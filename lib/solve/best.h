/* best.h: the cheapest assignments of a problem, in order, with the bound that proves it. Uses solve.h.
 *
 * Two engines stand behind it: core-guided clause learning (guided.c: OLL, Morgado, Dodaro & Marques-Silva 2014), good where few groups are broken, and
 * branch and bound with soft local consistency over a tree decomposition (bound.c: Larrosa & Schiex 2004; Cooper et al. 2010; de Givry, Schiex &
 * Verfaillie 2006), good where many are. best.c lets both take turns under one budget. */
#ifndef GTI_SOLVE_BEST_H
#define GTI_SOLVE_BEST_H

#include "solve/solve.h"

#define GTI_ENGINE_NONE 0u
#define GTI_ENGINE_GUIDED 1u
#define GTI_ENGINE_BOUND 2u

typedef struct gti_cost { uint64_t level[GTI_SOLVE_LEVELS]; } gti_cost;
int gti_cost_compare(gti_cost a, gti_cost b);

typedef struct gti_search {
    uint64_t budget; /* steps; 0: none */
    uint64_t steps;  /* done; carried from call to call */
    bool (*stop)(void *user, uint64_t steps);
    void *stop_user;
} gti_search;

#define GTI_SEARCH_DONE 0u      /* answered and proved */
#define GTI_SEARCH_NONE 1u      /* proved: there is no (further) assignment */
#define GTI_SEARCH_BUDGET 2u    /* used up: best found and bound are given */
#define GTI_SEARCH_STOPPED 3u
#define GTI_SEARCH_NO_MEMORY 4u

typedef struct gti_answer {
    uint32_t *options; /* by variable: the option chosen; valid if `found` */
    bool found;
    gti_cost cost;  /* of what was found */
    gti_cost bound; /* nothing is cheaper */
    uint32_t engine;
} gti_answer;

/* The cheapest assignment. `answer->options` is the caller's, one for each variable. */
uint32_t gti_best(const gti_problem *problem, gti_search *search, uint32_t engine, gti_answer *answer);

/* The engines by themselves, as gti_best; GTI_ENGINE_NONE lets it choose. */
uint32_t gti_guided_best(const gti_problem *problem, gti_search *search, gti_answer *answer);
uint32_t gti_bound_best(const gti_problem *problem, gti_search *search, gti_answer *answer);

/* Assignments one after another, none cheaper than those before, all different: two that no literal tells apart count as one (equal options are merged).
 * Ties in lexicographic order of options, the preferred one first. */
typedef struct gti_ranking gti_ranking;
gti_ranking *gti_ranking_new(const gti_problem *problem, gti_search *search); /* both borrowed; NULL: no memory */
void gti_ranking_free(gti_ranking *ranking);
uint32_t gti_ranking_next(gti_ranking *ranking, gti_answer *answer);

/* What an assignment costs; the groups that it breaks into `broken` (one bool each, may be NULL). false: it breaks what is hard. */
bool gti_problem_price(const gti_problem *problem, const uint32_t *options, bool *broken, gti_cost *cost);

/* Options of each variable that no literal tells apart: `classes[v]` has options[v]'s class as bits. */
uint64_t gti_problem_alike(const gti_problem *problem, uint32_t variable, uint32_t option);

#endif
