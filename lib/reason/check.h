/* check.h: the checker: what a question asks of packages, item by item, evaluated by plain loops over all choices. It shares no code with the solver, nor
 * with the making of problems (deal*.c): only the view, its stances and the reading of options. Uses base, record, inquiry.h.
 * docs/semantics.md, "Conflicts, concessions, packages". */
#ifndef GTI_REASON_CHECK_H
#define GTI_REASON_CHECK_H

#include "reason/inquiry.h"

#define GTI_CHECK_STEPS UINT64_C(2000000) /* choices tried at most */

#define GTI_ITEM_POSITION 0u   /* a red line */
#define GTI_ITEM_WEIGHT 1u     /* of a position, on one variable */
#define GTI_ITEM_CONSENT 2u
#define GTI_ITEM_CONSTRAINT 3u
#define GTI_ITEM_FIX 4u
#define GTI_ITEM_CAP 5u

/* One thing that a package breaks or not. */
typedef struct gti_item {
    uint32_t kind, number;       /* of the position, constraint or fix; the participant of a consent or cap */
    uint32_t variable;           /* of a consent or weight */
    uint32_t first, count;       /* of `scope`: the variables that it looks at */
    bool hard;
    double cost[3];
} gti_item;

typedef struct gti_trial {
    const gti_inquiry *inquiry;
    gti_groups groups;
    gti_vec items;     /* gti_item */
    gti_vec scope;     /* uint32_t: variables */
    gti_vec borne;     /* uint32_t: variables that something bears on, as they came */
    bool *bears;       /* by variable */
    uint32_t *option;  /* by variable: the choice that is tried */
    const bool *positions; /* by position: which red lines count; NULL: all that the question counts */
    uint64_t steps;
} gti_trial;

/* check_model.c: lists the items. `bare`: what is hard, and red lines, which are hard then. Must be freed in any case. MEMORY, LIMIT. */
gtee_status gti_trial_make(gti_trial *trial, const gti_inquiry *inquiry, bool bare, const bool *positions);
void gti_trial_free(gti_trial *trial);

/* check_broken.c: is the item broken by the choices in `option`? */
gtee_status gti_trial_broken(gti_trial *trial, const gti_item *item, bool *broken);

/* check_search.c: looks, part by part, for choices that are allowed and cost less than `limit` (NULL: for any that are allowed). Parts that share no item are
 * tried apart; `limit` holds for all of them together only if it is what `option` costs. MEMORY, LIMIT (too many to try). */
gtee_status gti_trial_cheaper(gti_trial *trial, bool *found);
gtee_status gti_trial_possible(gti_trial *trial, bool *possible);

#endif
