/* oll.h: the least weight of soft literals that must be false, by cores. Uses formula.h.
 *
 * OLL (Andres, Kaufmann, Matheis & Schaub 2012; Morgado, Dodaro & Marques-Silva 2014): each core raises the lower bound by its least weight, and a
 * counter of its literals takes their place. Strata of weights (Marques-Silva, Argelich, Graça & Lynce 2011; Ansótegui, Bonet & Levy 2012), counters
 * that wait until no further core is disjoint (Berg & Järvisalo 2017), hardening. Softs stand in the order of their places (band.c), and a
 * counter where the last of its literals stood, so that a core costs no more of the trail than it must. Clauses may be added between calls:
 * the bound only rises. */
#ifndef GTI_SOLVE_OLL_H
#define GTI_SOLVE_OLL_H

#include "solve/formula.h"

typedef struct gti_oll {
    gti_formula *formula; /* borrowed */
    gti_vec softs;        /* soft */
    gti_vec order;        /* uint32_t: softs that may still be assumed, by place */
    gti_vec core;         /* uint32_t: softs */
    gti_vec scratch;      /* int32_t */
    uint64_t lower;       /* proved */
    uint64_t upper;       /* reached, if the caller knows; UINT64_MAX: nothing is hardened */
    uint64_t threshold;   /* softs of less weight wait */
    bool (*model)(void *user); /* called at each model; may lower `upper`; false: no memory. May be NULL */
    void *user;
    bool waiting; /* some counters wait */
} gti_oll;

void gti_oll_init(gti_oll *oll, gti_formula *formula);
void gti_oll_free(gti_oll *oll);
/* The literal should be true. Fastest if places do not fall from call to call. */
bool gti_oll_soft(gti_oll *oll, int32_t literal, uint64_t weight, uint32_t place);
/* DONE: the kernel's model has the least weight, `lower`. NONE: the clauses have no model. Else why it ended; may be called again. */
uint32_t gti_oll_solve(gti_oll *oll, gti_search *search);
/* After DONE: no later model may weigh more; begins with no softs anew. */
void gti_oll_settle(gti_oll *oll);

#endif
