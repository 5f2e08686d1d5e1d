/* plan.h: by which method each part of a game is worked out. Private to lib/game. Uses profile.h.
 *
 * A plan is a tree over the game's normal form: gates whose children share no member are composed; quotas are worked out by weight; what shares
 * members is made a diagram, split at its shared members, or enumerated, whichever is estimated to be least work. */
#ifndef GTI_GAME_PLAN_H
#define GTI_GAME_PLAN_H

#include "game/profile.h"

enum gti_plan_kind {
    GTI_PLAN_FIXED,   /* `node` is GTI_NEVER or GTI_ALWAYS */
    GTI_PLAN_MEMBER,  /* `member` */
    GTI_PLAN_GATE,    /* at least `need` of the children */
    GTI_PLAN_WEIGHTS, /* the quota `node` of `form` */
    GTI_PLAN_DIAGRAM, /* `diagram` */
    GTI_PLAN_SPLIT,   /* at `member`: children are the game with it and without it */
    GTI_PLAN_LATTICE  /* `node` of `form` by enumeration */
};

/* A diagram, its root, and the members at its levels. */
typedef struct gti_drawing {
    gti_diagram d;
    uint32_t root, levels;
    uint32_t *members; /* room for all members of the game */
} gti_drawing;

typedef struct gti_plan_node {
    uint32_t kind;
    uint32_t first, count; /* children */
    uint32_t need, member, node;
    const gti_form *form;
    gti_drawing *drawing;
} gti_plan_node;

/* What a plan is for. */
#define GTI_FOR_CHANCE 3u /* or one of enum gti_profile_kind */

typedef struct gti_plan {
    gti_work *work;
    uint32_t purpose;
    bool sized;
    size_t width;
    uint32_t members; /* of the game */
    uint32_t root;
    gti_vec nodes;    /* gti_plan_node */
    gti_vec children; /* uint32_t */
    gti_vec forms;    /* gti_form *, its own */
} gti_plan;

static inline const gti_plan_node *gti_plan_at(const gti_plan *plan, uint32_t node)
{
    return GTI_VEC_AT(&plan->nodes, gti_plan_node, node);
}
static inline uint32_t gti_plan_child(const gti_plan *plan, const gti_plan_node *node, uint32_t index)
{
    return *GTI_VEC_AT(&plan->children, uint32_t, node->first + index);
}

/* Plans the form's root; parts may be added to the form. The estimate is added to the work's account. */
gtee_status gti_plan_init(gti_plan *plan, gti_work *work, gti_form *form, uint32_t purpose, bool sized);
void gti_plan_free(gti_plan *plan);

/* The most nodes that a quota's diagram can have. */
double gti_quota_nodes(const gti_form_node *quota);
/* The diagram of a node of a form. */
gtee_status gti_drawing_new(gti_work *work, const gti_form *form, uint32_t node, gti_drawing **drawing);
void gti_drawing_free(gti_work *work, gti_drawing *drawing, uint32_t members);

/* Which children of a gate share members, directly or through one another: part[i] is the least child of i's part. false: no memory. */
bool gti_parts(const gti_form *form, uint32_t gate, uint32_t *part);

/* Enumeration of coalitions of a node, equal members counted at once. */
/* `width`: limbs of a number. */
gtee_status gti_lattice_estimate(const gti_form *form, uint32_t node, size_t width, gti_weights_cost *cost);
gtee_status gti_lattice_profile(gti_work *work, const gti_form *form, uint32_t node, gti_profile *profile);

/* The profile of the plan's root. */
gtee_status gti_plan_profile(const gti_plan *plan, gti_profile *profile);

#endif
