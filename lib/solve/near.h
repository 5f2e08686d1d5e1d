/* near.h: which groups share unknowns, or unknowns that something hard ties. Uses encode.h. */
#ifndef GTI_SOLVE_NEAR_H
#define GTI_SOLVE_NEAR_H

#include "solve/encode.h"

typedef struct gti_near {
    gti_allocator allocator;
    gti_vec tied;                      /* uint32_t by unknown: one of those tied to it, for all */
    gti_vec next;                      /* uint32_t by unknown: a ring of those tied */
    gti_vec group_begin, group_places; /* uint32_t by group: its (tied) unknowns */
    gti_vec place_begin, place_groups; /* uint32_t by unknown: its groups */
    gti_vec place_mark, group_mark;    /* uint32_t: stamps */
    uint32_t stamp;
    gti_vec around; /* uint32_t: of the last part, the groups that share unknowns with it and are not in it */
} gti_near;

/* What must be freed even if it fails. false: no memory. */
bool gti_near_init(gti_near *near, const gti_encoding *encoding);
void gti_near_free(gti_near *near);

/* Moves the groups that hang together with groups[0] to the front; `*count` is how many, and `around` is filled. false: no memory. */
bool gti_near_part(gti_near *near, uint32_t *groups, size_t all, size_t *count);

/* Calls for each unknown that the groups mention, and for those tied to these. */
void gti_near_unknowns(gti_near *near, const uint32_t *groups, size_t count, void (*call)(void *user, uint32_t unknown), void *user);

#endif
