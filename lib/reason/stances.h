/* stances.h: positions broken into stances, one for each variable they name, in order. Uses base, record, conditions.h. */
#ifndef GTI_REASON_STANCES_H
#define GTI_REASON_STANCES_H

#include "reason/conditions.h"

/* One stance of a position on one variable. */
typedef struct gti_raw {
    uint32_t variable, participant, condition;
    uint32_t day;      /* the first day of the position's date */
    uint32_t position; /* its number in the dossier */
    uint8_t stance, evidence; /* the position's own, so that it need not be looked up */
    bool dead;                /* expired, withdrawn or superseded by name */
    uint64_t options;
} gti_raw;

/* What is needed to break positions up, and where the pieces go. */
typedef struct gti_pieces {
    const gti_variables *variables;
    gti_groups *groups;
    gti_conditions *conditions;
    gti_vec raws; /* of gti_raw */
} gti_pieces;

/* Appends the stances of a position. MEMORY, LIMIT. */
gtee_status gti_pieces_add(gti_pieces *pieces, const gtee_position *position, bool dead);

/* Sorts by variable, participant, condition, day, position in linear time; positions must have been added in their order.
 * false: no memory. */
bool gti_pieces_sort(gti_pieces *pieces, const gti_allocator *allocator);

/* How many of the raws from `raws` on, at most `count`, are of the same variable and participant; and of the same condition too. */
size_t gti_raw_run(const gti_raw *raws, size_t count);
size_t gti_raw_group(const gti_raw *raws, size_t count);
size_t gti_raw_same_day(const gti_raw *raws, size_t count); /* of a group */

/* What a stance of a kind says: the options it favours, those it is against, and those that it speaks of at all. */
uint64_t gti_stance_favours(uint32_t stance, uint64_t options);
uint64_t gti_stance_against(uint32_t stance, uint64_t options, uint64_t all);
static inline uint64_t gti_stance_speaks(uint32_t stance, uint64_t options, uint64_t all)
{
    return stance == GTEE_STANCE_REQUIRES ? all : options;
}

#endif
