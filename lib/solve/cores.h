/* cores.h: which optional groups cannot hold together, and which, given up, let the rest hold. Uses solve.h, best.h.
 *
 * Minimal unsatisfiable subsets (MUS) and minimal correction sets (MCS) over groups, each the hitting sets of the other (Reiter 1987; Liffiton &
 * Sakallah 2008). Groups that are not optional and not hard are left out of the question. */
#ifndef GTI_SOLVE_CORES_H
#define GTI_SOLVE_CORES_H

#include "solve/best.h"

/* Lazily, the groups of each into `groups` (uint32_t, ascending). Smallest first, ties by the sorted group numbers; or in the order in which they
 * are found, which is the same for the same problem and cheaper. GTI_SEARCH_…; NONE: there is no further. After BUDGET or STOPPED a
 * further call goes on, with a larger budget. Caps and counts are hard. */
#define GTI_ORDER_SMALLEST 0u
#define GTI_ORDER_FOUND 1u

/* Minimal sets that cannot hold together. One empty set: what is hard cannot hold by itself. */
typedef struct gti_cores gti_cores;
gti_cores *gti_cores_new(const gti_problem *problem, gti_search *search, uint32_t order); /* both borrowed; NULL: no memory */
void gti_cores_free(gti_cores *cores);
uint32_t gti_cores_next(gti_cores *cores, gti_vec *groups);
/* Sets with any of these groups are passed over from now on. false: no memory. */
bool gti_cores_pass_over(gti_cores *cores, const uint32_t *groups, size_t count);

/* Minimal sets that, given up, let the rest hold. One empty set: all hold together; none: what is hard cannot hold by itself. */
typedef struct gti_corrections_search gti_corrections_search;
gti_corrections_search *gti_corrections_search_new(const gti_problem *problem, gti_search *search, uint32_t order);
void gti_corrections_search_free(gti_corrections_search *corrections);
uint32_t gti_corrections_search_next(gti_corrections_search *corrections, gti_vec *groups);

/* Do the groups named (and what is hard) hold together? GTI_SEARCH_DONE: yes, with an assignment; GTI_SEARCH_NONE: no. */
uint32_t gti_holds_together(const gti_problem *problem, gti_search *search, const uint32_t *groups, size_t count, uint32_t *options);

#endif
