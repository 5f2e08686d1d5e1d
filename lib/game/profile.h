/* profile.h: how many coalitions of a sub-rule's members do what, by size, in all and for each member. Private to lib/game. Uses work.h, form.h.
 *
 * There are three kinds of counts, which compose alike:
 *
 * | kind | total[s] | each[i][s] |
 * | --- | --- | --- |
 * | SIZES | winning coalitions of s members | coalitions of s members without i that i makes win |
 * | MINIMAL | minimal winning coalitions of s members | those of them with i in it |
 * | PIVOTAL | winning coalitions with s pivotal members | those of them in which i is pivotal (s from 1) |
 *
 * A profile of kind SIZES may leave sizes out: then all stand under [0]. Numbers have one width in all profiles of a question, enough for 2^n of
 * the whole game's n members (limb.h). */
#ifndef GTI_GAME_PROFILE_H
#define GTI_GAME_PROFILE_H

#include "game/diagram.h"

enum gti_profile_kind { GTI_SIZES, GTI_MINIMAL, GTI_PIVOTAL };

typedef struct gti_profile {
    gti_allocator allocator;
    uint32_t kind;
    bool sized;
    uint32_t count;     /* members that the sub-rule mentions */
    size_t length;      /* numbers in a row: count + 1, or 1 without sizes */
    size_t width;       /* limbs in a number */
    uint32_t *members;  /* as numbered in the game */
    gti_limb *total;    /* length */
    gti_limb *each;     /* count rows */
} gti_profile;

bool gti_profile_init(gti_profile *profile, const gti_allocator *allocator, uint32_t kind, bool sized, uint32_t count, size_t width);
void gti_profile_free(gti_profile *profile);

static inline gti_limb *gti_profile_total(const gti_profile *profile, size_t size)
{
    return profile->total + size * profile->width;
}
static inline gti_limb *gti_profile_each(const gti_profile *profile, uint32_t index, size_t size)
{
    return profile->each + ((size_t)index * profile->length + size) * profile->width;
}

/* sum[from …] += a × b, polynomials of la and lb numbers; what goes beyond `length` numbers of the sum is dropped. */
void gti_poly_mul_add(gti_limb *sum, size_t length, size_t from, const gti_limb *a, size_t la, const gti_limb *b, size_t lb, size_t width);
/* The binomials C(count, 0 …), count + 1 numbers; without sizes their sum alone. */
void gti_poly_binomials(gti_limb *row, uint32_t count, bool sized, size_t width);

/* The profile of a quota by generating functions; the estimate first (`chance`: of its probability instead), whose
 * operations are below 0 if there is no memory. */
typedef struct gti_weights_cost { double operations, bytes; } gti_weights_cost;
gti_weights_cost gti_weights_estimate(const gti_form *form, const gti_form_node *quota, uint32_t kind, bool sized, bool chance);
gtee_status gti_weights_swings(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile);
gtee_status gti_table_swings(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile); /* by one table, always */
gtee_status gti_weights_minimal(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile);
gtee_status gti_weights_pivotal(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile);
/* How many members at most weigh less than `need` together; the terms by falling weight. */
uint32_t gti_weights_most(const gti_term *terms, uint32_t count, uint64_t need);

/* The profile by a diagram, whose level k is the member profile->members[k]. */
gti_weights_cost gti_diagram_estimate(const gti_diagram *d, uint32_t root, uint32_t kind, bool sized, size_t width);
gtee_status gti_diagram_profile(gti_diagram *d, uint32_t root, gti_profile *profile);

/* The family of the minimal winning coalitions of a diagram, as a zero-suppressed one. */
uint32_t gti_minimal_family(gti_diagram *family, gti_diagram *d, uint32_t root);

#endif
