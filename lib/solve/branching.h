/* branching.h: what is hard about a problem, as rules that can be propagated and taken back, and how what is left falls apart. Uses front.h.
 *
 * A clause and a count are both a rule: so many of these literals are true. A rule is undecided while options that are left may break it. */
#ifndef GTI_SOLVE_BRANCHING_H
#define GTI_SOLVE_BRANCHING_H

#include "solve/front.h"

typedef struct gti_branching {
    const gti_problem *problem;
    gti_allocator allocator;
    uint32_t variables;
    uint64_t *domains;   /* by variable: options left */
    gti_vec rules;       /* gti_count */
    gti_vec rules_first; /* uint32_t by variable: where its rules begin in `rules_of`; one more at the end */
    gti_vec rules_of;    /* uint32_t */
    gti_vec trail;       /* what a variable's domain was */
    gti_vec waiting;     /* uint32_t: rules to look at */
    bool *waits;         /* by rule */
    gti_vec members;     /* uint32_t: a stack of variables */
    uint32_t *marks, stamp; /* by variable: visited */
    size_t rule_room;
    bool no_memory;
} gti_branching;

/* false: no memory. To be freed in any case. */
bool gti_branching_make(gti_branching *branching, const gti_problem *problem);
void gti_branching_free(gti_branching *branching);
bool gti_branching_bears(const gti_branching *branching, uint32_t variable); /* does a rule name it? */
/* Looks at all rules once. false: they cannot all hold, or no memory. */
bool gti_branching_begin(gti_branching *branching);
/* Leaves the variable no other options, and follows up. */
bool gti_branching_restrict(gti_branching *branching, uint32_t variable, uint64_t options);
void gti_branching_undo(gti_branching *branching, size_t trail); /* to that length */
/* Options of its domain like the lowest of `left` to all undecided rules. */
uint64_t gti_branching_class(const gti_branching *branching, uint32_t variable, uint64_t left);
/* For a fresh round of visits. */
void gti_branching_visit(gti_branching *branching);
/* Appends all variables that undecided rules tie to `start` to the members, unless visited in this round. Returns how many. */
size_t gti_branching_flood(gti_branching *branching, uint32_t start);
/* Of members [first, first + count), the one without which the rest falls apart best; UINT32_MAX: none is tied by an undecided rule. */
uint32_t gti_branching_choose(gti_branching *branching, size_t first, size_t count);

#endif
