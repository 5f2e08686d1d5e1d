/* front.h: the pieces that a frontier is merged from, shared by frontier.c (which pieces), front_join.c (merging), frontier_list.c (the way
 * back to assignments) and tally.c (counts of any size). Nobody else's. Uses frontier.h. */
#ifndef GTI_SOLVE_FRONT_H
#define GTI_SOLVE_FRONT_H

#include "solve/frontier.h"

/* A natural number of any size in an arena: limbs of nine decimal digits, least first; no limbs: 0. */
typedef struct gti_tally { const uint32_t *limbs; uint32_t count; } gti_tally;
bool gti_tally_set(gti_arena *arena, gti_tally *tally, uint64_t number);
bool gti_tally_add(gti_arena *arena, gti_tally *sum, gti_tally a, gti_tally b);
bool gti_tally_multiply(gti_arena *arena, gti_tally *product, gti_tally a, gti_tally b);
void gti_tally_text(gti_tally tally, gti_buffer *out);
double gti_tally_double(gti_tally tally);

#define GTI_FRONT_LEAF 0u  /* one variable, or none: a point's origin is its options */
#define GTI_FRONT_SUM 1u   /* parts[0] and parts[1] together: origin is index in [1] << 32 | index in [0] */
#define GTI_FRONT_UNION 2u /* one of the parts: origin is part << 32 | index in it */

typedef struct gti_front_point { uint64_t origin, ways; } gti_front_point;

/* Points that do not dominate one another, in descending lexicographic order. */
struct gti_front {
    uint32_t kind, variable; /* UINT32_MAX: none */
    gti_vec points;  /* gti_front_point */
    gti_vec values;  /* int64_t */
    gti_front **parts;
    uint32_t part_count;
    gti_tally total; /* assignments, dominated ones too */
};

typedef struct gti_fronts {
    gti_frontier *frontier;
    const gti_stakes *stakes;
    gti_search *search;
    uint32_t ended; /* GTI_SEARCH_DONE while it goes on; BUDGET: thin out; STOPPED, NO_MEMORY: stop */
    uint64_t next_question;
} gti_fronts;

/* Counts steps. false: stop at once (STOPPED, NO_MEMORY, or twice the budget gone). */
bool gti_fronts_step(gti_fronts *work, uint64_t steps);
static inline bool gti_fronts_stopped(const gti_fronts *work)
{
    return work->ended == GTI_SEARCH_STOPPED || work->ended == GTI_SEARCH_NO_MEMORY;
}

/* NULL: stopped, see `ended`. */
gti_front *gti_front_leaf(gti_fronts *work, uint32_t variable, uint64_t options); /* UINT32_MAX: the one empty assignment */
/* `floor`, if not NULL: what a point must reach for each player. */
gti_front *gti_front_sum(gti_fronts *work, gti_front *a, gti_front *b, const int64_t *floor);
gti_front *gti_front_union(gti_fronts *work, gti_front *const *parts, uint32_t count);

static inline const int64_t *gti_front_values(const gti_front *front, size_t point, uint32_t players)
{
    return players > 0 ? (const int64_t *)front->values.items + point * players : NULL;
}
static inline gti_front_point *gti_front_at(const gti_front *front, size_t point)
{
    return GTI_VEC_AT(&front->points, gti_front_point, point);
}
/* Descending lexicographic order: < 0 if a comes first. */
int gti_front_compare(const int64_t *a, const int64_t *b, uint32_t players);

#endif
