/* check_points.h: the checker's packages by their worth, and the points among them that theory picks. Uses base. docs/semantics.md, "Bargain". */
#ifndef GTI_REASON_CHECK_POINTS_H
#define GTI_REASON_CHECK_POINTS_H

#include "reason/check.h"

#include <math.h>

/* Worths that none of the others dominates, and how many packages have each. A player's worth is two numbers, of which the first counts more. */
typedef struct gti_pile {
    gti_allocator allocator;
    uint32_t players;
    gti_vec worths; /* of double, two for each player and worth */
    gti_vec ways;   /* of double */
    size_t count;
    double total;   /* packages, the dominated ones too */
    uint64_t steps;
} gti_pile;

void gti_pile_init(gti_pile *pile, const gti_allocator *allocator, uint32_t players);
void gti_pile_free(gti_pile *pile);
void gti_pile_clear(gti_pile *pile);
static inline const double *gti_pile_worth(const gti_pile *pile, size_t index)
{
    return GTI_VEC_AT(&pile->worths, double, 2 * index * pile->players);
}
/* Adds packages of one worth. MEMORY, LIMIT (too much to compare). */
gtee_status gti_pile_add(gti_pile *pile, const double *worth, double ways);
/* All sums of one of each. */
gtee_status gti_pile_sum(gti_pile *sum, const gti_pile *a, const gti_pile *b);
void gti_pile_drop(gti_pile *pile, size_t index);
/* Numbers that differ by no more than rounding are equal. */
int gti_worth_compare(double a, double b);

/* A worth among those of a pile. */
typedef struct gti_points {
    gti_pile *pile;
    const double *worth;
    uint32_t kind;        /* GTEE_POINT_…; 0: none */
    double *floor, *ideal; /* by player: at the least; what it can have at the most, to be worked out */
    bool on_frontier, is_picked;
    double value, ties, picked;
} gti_points;

/* Drops what somebody does not accept, and finds the worth among the rest. */
void gti_points_look(gti_points *points);

#endif
