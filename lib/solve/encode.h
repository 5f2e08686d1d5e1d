/* encode.h: a problem as clauses of the kernel. Uses solve.h, formula.h.
 *
 * Options of an unknown that no literal tells apart are one CLASS; an unknown with one class needs no variable, one with two needs one, others have
 * one for each class, exactly one of them true. A group has a SELECTOR: if it is true, the group's clauses hold. */
#ifndef GTI_SOLVE_ENCODE_H
#define GTI_SOLVE_ENCODE_H

#include "solve/formula.h"
#include "solve/solve.h"

typedef struct gti_class {
    uint64_t options;
    int32_t literal; /* 0: the unknown's only class */
} gti_class;

typedef struct gti_encoding {
    gti_formula formula;
    const gti_problem *problem;
    gti_vec classes;   /* gti_class */
    gti_vec first;     /* uint32_t: each unknown's first class, and one more: their number */
    gti_vec selectors; /* int32_t by group; 0: hard, or left out */
    gti_vec order;     /* uint32_t: the groups that have a selector, those that share unknowns near each other */
    gti_vec scratch;   /* int32_t */
} gti_encoding;

/* What the question leaves out: groups that are not optional (for cores), or none. NULL: no memory. */
gti_encoding *gti_encoding_new(const gti_problem *problem, bool only_optional);
void gti_encoding_free(gti_encoding *encoding);

static inline int32_t gti_encoding_selector(const gti_encoding *encoding, uint32_t group)
{
    return *GTI_VEC_AT(&encoding->selectors, int32_t, group);
}

/* The unknown's classes, `*count` of them. */
static inline const gti_class *gti_encoding_classes(const gti_encoding *encoding, uint32_t unknown, uint32_t *count)
{
    uint32_t first = *GTI_VEC_AT(&encoding->first, uint32_t, unknown);
    *count = *GTI_VEC_AT(&encoding->first, uint32_t, unknown + 1) - first;
    return GTI_VEC_AT(&encoding->classes, gti_class, first);
}

/* The options that the kernel's model chooses, the preferred one among those alike. */
void gti_encoding_options(const gti_encoding *encoding, uint32_t *options);

/* band.c: puts `order` into an order in which groups that share unknowns stand near each other (a breadth-first numbering of the unknowns, Cuthill &
 * McKee 1969), so that what conflicts is decided together and little of the trail is lost to it. false: no memory. */
bool gti_encoding_band(gti_encoding *encoding);

#endif
