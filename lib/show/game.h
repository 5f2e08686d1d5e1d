/* game.h: an answer about a rule: what was worked out before it is shown. Uses hold.h. */
#ifndef GTI_SHOW_GAME_H
#define GTI_SHOW_GAME_H

#include "show/hold.h"

/* The first minimal coalitions of a kind. */
typedef struct gti_sets {
    gtee_coalitions *source;       /* NULL: not asked for, or refused */
    gtee_diagnostics *diagnostics; /* that say why it was refused */
    gti_vec members;               /* of const gtee_participant *: of one coalition behind the other */
    gti_vec ends;                  /* of size_t: where each of them ends */
    bool complete;                 /* there are no others */
} gti_sets;

typedef struct gti_game_answer {
    const gtee_game *game;
    gtee_game_show_options what; /* defaults filled in */
    gti_sets sets[2];            /* by GTEE_COALITIONS_… */
    bool asked;                  /* about a decision */
    uint32_t decision;
    gti_vec pivotal; /* of const gtee_participant * */
} gti_game_answer;

static inline const char *gti_sets_refusal(const gti_sets *sets)
{
    return sets->source == NULL && sets->diagnostics != NULL ? gtee_diagnostic_message(gtee_diagnostics_at(sets->diagnostics, 0)) : NULL;
}
static inline const gtee_participant *gti_people_at(const void *people, size_t index)
{
    return *GTI_VEC_AT((const gti_vec *)people, const gtee_participant *, index);
}
/* The members of a coalition that are in people[from..to). */
static inline const gtee_participant *const *gti_sets_at(const gti_sets *sets, size_t index, size_t *count)
{
    const size_t from = index > 0 ? *GTI_VEC_AT(&sets->ends, size_t, index - 1) : 0;

    *count = *GTI_VEC_AT(&sets->ends, size_t, index) - from;
    return GTI_VEC_AT(&sets->members, const gtee_participant *, from);
}
static inline const gtee_participant *gti_items_at(const void *items, size_t index)
{
    return ((const gtee_participant *const *)items)[index];
}

/* ---- game_data.c */
void gti_game_json(gti_show *show, gti_json *json, const void *answer);
void gti_game_csv(gti_show *show, gti_csv *csv, const void *answer);

#endif
