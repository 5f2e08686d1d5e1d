/* chance.h: probabilities of the parts of a plan. Private to lib/game. Uses plan.h. */
#ifndef GTI_GAME_CHANCE_H
#define GTI_GAME_CHANCE_H

#include "game/plan.h"

typedef struct gti_odds {
    const gti_plan *plan;
    const double *in; /* by member: in favour */
    double *with;     /* by member: what was added up of the game's probability with it and without it; NULL: not wanted */
    double *without;
} gti_odds;

/* What a part is to the game: the game's probability if the part loses and if it wins; and how much of all cases this part is worked out for. */
typedef struct gti_role { double lost, won, share; } gti_role;

static inline double gti_played(gti_role r, double wins)
{
    return r.share * (r.won * wins + r.lost * (1 - wins));
}

static inline void gti_add_odds(const gti_odds *o, uint32_t member, gti_role r, double with, double without)
{
    o->with[member] += gti_played(r, with);
    o->without[member] += gti_played(r, without);
}

/* Doubles for the work; zeroed. */
static inline double *gti_doubles(const gti_odds *o, size_t count)
{
    return gti_alloc_array(&o->plan->work->allocator, count + 1, sizeof(double));
}
static inline void gti_drop_doubles(const gti_odds *o, double *memory, size_t count)
{
    gti_free(&o->plan->work->allocator, memory, (count + 1) * sizeof(double));
}

gtee_status gti_quota_wins(const gti_odds *o, const gti_form *form, const gti_form_node *quota, double *wins);
gtee_status gti_quota_odds(const gti_odds *o, const gti_form *form, const gti_form_node *quota, gti_role r);
gtee_status gti_drawing_wins(const gti_odds *o, const gti_drawing *drawing, double *wins);
gtee_status gti_drawing_odds(const gti_odds *o, const gti_drawing *drawing, gti_role r);

#endif
