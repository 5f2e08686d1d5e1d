/* cores.h: which optional groups cannot hold together, and which, given up, let the rest hold. Uses solve.h, sat.h.
 *
 * Minimal unsatisfiable subsets (MUS) and minimal correction sets (MCS) over groups, each the hitting sets of the other (Reiter 1987; Liffiton &
 * Sakallah 2008). Groups that are not optional and not hard are left out of the question. */
#ifndef GTI_SOLVE_CORES_H
#define GTI_SOLVE_CORES_H

#include "solve/best.h"

/* Smallest first (ties: by the sorted group numbers), lazily. The groups of each into `groups` (uint32_t, ascending).
 * An empty set: what is hard cannot hold by itself. GTI_SEARCH_…. */
typedef struct gti_cores gti_cores;
gti_cores *gti_cores_new(const gti_problem *problem, gti_search *search); /* both borrowed; NULL: no memory */
void gti_cores_free(gti_cores *cores);
uint32_t gti_cores_next(gti_cores *cores, gti_vec *groups);

typedef struct gti_corrections_search gti_corrections_search;
gti_corrections_search *gti_corrections_search_new(const gti_problem *problem, gti_search *search);
void gti_corrections_search_free(gti_corrections_search *corrections);
uint32_t gti_corrections_search_next(gti_corrections_search *corrections, gti_vec *groups);

/* Do the groups named (and what is hard) hold together? GTI_SEARCH_DONE: yes, with an assignment; GTI_SEARCH_NONE: no. */
uint32_t gti_holds_together(const gti_problem *problem, gti_search *search, const uint32_t *groups, size_t count, uint32_t *options);

#endif
