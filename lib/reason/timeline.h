/* timeline.h: a timeline, and the work of making one: timeline_said.c judges positions, timeline.c lists moments.
 * Uses base, record, reading.h. docs/semantics.md, "Timeline", is what it does. */
#ifndef GTI_REASON_TIMELINE_H
#define GTI_REASON_TIMELINE_H

#include "reason/reading.h"

struct gtee_moment {
    gtee_date date;
    uint32_t kind;  /* GTEE_MOMENT_… */
    uint32_t order; /* on one day: events, proposals, expiries, positions */
    const gtee_record *record;
    const gtee_position *previous;
};

struct gtee_timeline {
    gti_refs refs;
    gtee_view *view;
    gti_vec moments; /* of gtee_moment */
};

/* What a position is on the variables that were asked for. */
typedef struct gti_telling {
    uint32_t stances;  /* on these variables */
    uint32_t repeated; /* of them */
    uint32_t before;   /* position + 1 that the first repeated stance repeats */
    uint32_t shifted, contradicted; /* position + 1 that it shifts from, that it contradicts; 0: none */
    uint32_t struck;   /* the first day on which a position of the view withdraws or supersedes it; 0: none */
} gti_telling;

typedef struct gti_timing {
    const gtee_view *view;
    gtee_timeline_options options;
    gtee_timeline *result;
    gti_groups groups;
    gti_reading reading; /* of options.proposal */
    bool all;            /* neither an issue nor a proposal was named */
    gti_telling *tellings; /* by position */
    size_t position_count;
} gti_timing;

/* Does a variable bear on what was asked for? */
bool gti_timing_asks(const gti_timing *timing, const gti_variable *variable);
/* Has the proposal a clause on the issue? */
bool gti_proposal_names(const gtee_proposal *proposal, const gtee_issue *issue);
/* Judges every position of the view. MEMORY, LIMIT. */
gtee_status gti_timing_judge(gti_timing *timing);

#endif
