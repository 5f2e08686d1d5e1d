/* form.h: a game in normal form, which all methods work on. Private to lib/game. Uses game.h.
 *
 * Duals are worked in, constants folded, quotas reduced by their common divisor, equal weights made counts, all_of within all_of flattened.
 * Children stand before the nodes that use them. */
#ifndef GTI_GAME_FORM_H
#define GTI_GAME_FORM_H

#include "game/game.h"

enum gti_form_kind { GTI_NEVER, GTI_ALWAYS, GTI_MEMBER, GTI_GATE, GTI_QUOTA };

typedef struct gti_term { uint64_t weight; uint32_t member; } gti_term;

typedef struct gti_form_node {
    uint64_t need; /* GTI_GATE: so many children; GTI_QUOTA: so much weight */
    uint32_t kind;
    uint32_t first, count; /* of the children or terms; GTI_MEMBER: `first` is the member */
} gti_form_node;

typedef struct gti_form {
    gti_allocator allocator;
    uint32_t members;
    uint32_t root;
    gti_vec nodes;    /* gti_form_node; [GTI_NEVER] and [GTI_ALWAYS] are these */
    gti_vec children; /* uint32_t */
    gti_vec terms;    /* gti_term, by falling weight, then rising member */
} gti_form;

static inline const gti_form_node *gti_form_at(const gti_form *form, uint32_t node)
{
    return GTI_VEC_AT(&form->nodes, gti_form_node, node);
}
static inline const uint32_t *gti_form_children(const gti_form *form, const gti_form_node *node)
{
    return GTI_VEC_AT(&form->children, uint32_t, node->first);
}
static inline const gti_term *gti_form_terms(const gti_form *form, const gti_form_node *node)
{
    return GTI_VEC_AT(&form->terms, gti_term, node->first);
}

bool gti_form_init(gti_form *form, const gti_allocator *allocator, uint32_t members);
void gti_form_free(gti_form *form);
/* Nodes, normalised as they come. UINT32_MAX: no memory. The arrays are not kept; `terms` may be put into another order. */
uint32_t gti_form_member(gti_form *form, uint32_t member);
uint32_t gti_form_gate(gti_form *form, uint64_t need, const uint32_t *children, uint32_t count);
uint32_t gti_form_quota(gti_form *form, uint64_t need, gti_term *terms, uint32_t count);

/* What is known of a member. */
#define GTI_FREE 0u
#define GTI_IN 1u
#define GTI_OUT 2u
/* The game, or its dual, with some members decided (`known` NULL: none); false: no memory. */
bool gti_form_of_game(gti_form *form, const gti_game *game, bool dual, const unsigned char *known);
/* One node of a form with one member decided, as a new form. */
bool gti_form_restrict(gti_form *form, const gti_form *from, uint32_t root, uint32_t member, bool in);

/* The sum of weights of a quota. */
uint64_t gti_form_weight(const gti_form *form, const gti_form_node *node);

/* Members that stand in the same places with the same weights are of one class: `class_of` has room for all members. Classes are numbered from
 * 0; members that the form does not mention are the last class. *count: how many. false: no memory. */
bool gti_form_classes(const gti_form *form, uint32_t *class_of, uint32_t *count);

/* Which nodes are used from `root`: one byte for each node. */
void gti_form_used(const gti_form *form, uint32_t root, unsigned char *used);

#endif
