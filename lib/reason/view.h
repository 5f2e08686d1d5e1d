/* view.h: a view as the rooms' own code sees it: stances in force by variable, shifts, contradictions. Uses base, record,
 * conditions.h, stances.h. docs/semantics.md, "View", is what it does. */
#ifndef GTI_REASON_VIEW_H
#define GTI_REASON_VIEW_H

#include "base/diagnostic.h"
#include "reason/conditions.h"
#include "reason/stances.h"

struct gtee_stance {
    const gtee_position *position;
    const gti_variable *variable;
    uint64_t favours; /* what is left of the options that it favours */
    uint64_t against; /* what is left of those that it excludes or opposes */
    uint64_t allowed; /* what would be fine with it */
    uint32_t condition;
};

struct gtee_shift {
    const gtee_position *earlier, *later;
    const gti_variable *variable;
    uint64_t options;
};

struct gtee_contradiction {
    const gtee_position *position, *other;
    const gti_variable *variable;
    uint64_t options;
    uint32_t condition; /* of both, or of the one that has one */
};

struct gtee_view {
    gti_refs refs;
    gtee_dossier *dossier;
    gtee_date day;
    uint32_t evidence;
    bool *sources; /* by number: does it count? NULL: all do */
    size_t source_count;
    size_t position_count;
    gti_groups groups;
    gti_variables variables;
    gti_conditions conditions;
    gti_vec stances;        /* of gtee_stance, by variable, participant, day, position */
    uint32_t *stance_first; /* by variable: its first stance; one more at the end */
    gti_vec shifts;         /* by variable, participant */
    gti_vec contradictions; /* the same */
    gti_vec background;     /* of uint32_t: stances that a proposal crosses, or leaves unsaid, if it is silent on their variable */
    gti_vec derived;        /* of uint32_t: stances on derived issues */
};

static inline const gtee_stance *gti_view_stance(const gtee_view *view, size_t index)
{
    return GTI_VEC_AT(&view->stances, gtee_stance, index);
}
static inline uint32_t gti_view_variable(const gtee_view *view, const gti_variable *variable)
{
    return (uint32_t)(variable - view->variables.items);
}

/* Does a record that bears this date, evidence (0: none given) and these citations count under the day and filters of the view? */
bool gti_view_admits(const gtee_view *view, gtee_date date, uint32_t evidence, const gti_citations *citations);
bool gti_view_admits_position(const gtee_view *view, const gtee_position *position);

/* A date of the calendar, whole or partial? */
bool gti_is_date(gtee_date date);

/* Works out what is in force, who shifted and what is contradicted, of pieces in order, into the view. MEMORY, CANCELLED. */
gtee_status gti_view_settle(gtee_view *view, const gti_pieces *pieces, gti_progress *progress);

#endif
