/* conditions.h: conjunctions of terms (`if`), normalised and stored once each, so that "the same condition" is one number.
 * Uses base, record, variables.h. */
#ifndef GTI_REASON_CONDITIONS_H
#define GTI_REASON_CONDITIONS_H

#include "reason/variables.h"

/* One variable, or somebody who has no choice as of the day, within a set of options. */
typedef struct gti_literal {
    uint64_t key; /* the variable's number, or GTI_ABSENT | issue << 32 | participant */
    uint64_t options;
} gti_literal;
#define GTI_ABSENT (UINT64_C(1) << 63)

typedef struct gti_condition {
    const gti_literal *literals; /* by key, each key once */
    uint32_t count;
} gti_condition;

typedef struct gti_conditions {
    gti_vec items; /* of gti_condition; number 0 is "none" */
    gti_map found; /* hash → number */
    gti_vec draft; /* of gti_literal: the one that is being normalised */
} gti_conditions;

gtee_status gti_conditions_init(gti_conditions *conditions, const gti_allocator *allocator);
void gti_conditions_free(gti_conditions *conditions, const gti_allocator *allocator);
/* The number of the condition that these terms make. MEMORY, LIMIT. */
gtee_status gti_conditions_number(gti_conditions *conditions, const gti_variables *variables, gti_groups *groups,
                                  const gti_terms *terms, uint32_t *number);

/* Kleene 1952: what a conjunction is under a partial assignment. Ordered so that a conjunction is the least of its parts. */
#define GTI_FAILS 1u
#define GTI_OPEN 2u
#define GTI_HOLDS 3u

/* A literal on a variable that is confined to `left`; none left (a contradiction in itself) decides nothing. */
static inline uint32_t gti_truth(uint64_t left, uint64_t options)
{
    if (left == 0)
        return GTI_OPEN;
    if ((left & options) == 0)
        return GTI_FAILS;
    return (left & ~options) == 0 ? GTI_HOLDS : GTI_OPEN;
}

/* A literal on somebody without a choice: it stays at the default. */
uint32_t gti_truth_absent(const gtee_dossier *dossier, const gti_literal *literal);

#endif
