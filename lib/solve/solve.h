/* solve.h: the face of the room: problems of finite choices, and questions about them. Uses base only; knows no domain word.
 *
 * A PROBLEM has variables, each taking one of up to 64 options, and GROUPS of clauses. A literal is a variable and a set of options; it is
 * true if the variable's option lies in the set. A clause is true if one of its literals is. A group holds if all its clauses are true; a group
 * that does not hold is BROKEN and costs its weight once, on its level. Group 0 may not be broken. Costs compare level by level, level 0 first.
 *
 * Questions: the cheapest assignments, in order, with a bound (best.h); the minimal sets of groups that cannot hold together and the minimal sets
 * that, given up, let the rest hold (cores.h). Two engines answer: clause learning (sat.h) and branch and bound (bound.h); the result names which. */
#ifndef GTI_SOLVE_SOLVE_H
#define GTI_SOLVE_SOLVE_H

#include "base/context.h"
#include "base/memory.h"

#define GTI_SOLVE_LEVELS 3u
#define GTI_SOLVE_HARD 0u /* the group that may not be broken */

typedef struct gti_atom {
    uint64_t options;
    uint32_t variable;
} gti_atom;

typedef struct gti_unknown {
    uint64_t domain;      /* options that it may take */
    uint32_t preferred;   /* tried first, chosen among equals: the status quo */
} gti_unknown;

typedef struct gti_clause_span { uint32_t group, first, count; } gti_clause_span; /* literals [first, first + count) */

typedef struct gti_group {
    uint64_t weight;  /* ≥ 1 */
    uint32_t level;   /* 0 to GTI_SOLVE_LEVELS - 1 */
    uint32_t party;   /* whose it is, for caps; UINT32_MAX: nobody's */
    bool optional;    /* part of the questions about cores and corrections */
} gti_group;

/* Between `at_least` and `at_most` of the literals are true; always hard. */
typedef struct gti_count { uint32_t first, count, at_least, at_most; } gti_count;

/* Of the groups of one party on level 0 at most so many may be broken. */
typedef struct gti_cap { uint32_t party, at_most; } gti_cap;

typedef struct gti_problem {
    gti_allocator allocator;
    gti_vec variables; /* gti_unknown */
    gti_vec groups;    /* gti_group; [0] is the hard one */
    gti_vec clauses;   /* gti_clause_span */
    gti_vec counts;    /* gti_count */
    gti_vec caps;      /* gti_cap */
    gti_vec literals;  /* gti_atom */
} gti_problem;

bool gti_problem_init(gti_problem *problem, const gti_allocator *allocator);
void gti_problem_free(gti_problem *problem);
bool gti_problem_variable(gti_problem *problem, uint64_t domain, uint32_t preferred, uint32_t *variable);
bool gti_problem_group(gti_problem *problem, gti_group group, uint32_t *number);
bool gti_problem_clause(gti_problem *problem, uint32_t group, const gti_atom *literals, uint32_t count);
bool gti_problem_count(gti_problem *problem, const gti_atom *literals, uint32_t count, uint32_t at_least, uint32_t at_most);
bool gti_problem_cap(gti_problem *problem, uint32_t party, uint32_t at_most);

#endif
