/* variables.h: the variables of a dossier as of a day, and which of them a term means. Uses base and record/model.h.
 *
 * A variable is an issue, or one participant's choice on an issue with `by`; a whole proposal counts as one more variable with
 * the single option "it". They are numbered in the dossier's order: by issue, then by the participant whose choice it is, then
 * the proposals. Everything that reasons speaks of variables by number and of options by bits. */
#ifndef GTI_REASON_VARIABLES_H
#define GTI_REASON_VARIABLES_H

#include "record/model.h"

/* Numbers in ascending order. `items` NULL: the single number `one`. */
typedef struct gti_span {
    const uint32_t *items;
    uint32_t count, one;
} gti_span;

static inline uint32_t gti_span_at(const gti_span *span, uint32_t index)
{
    return span->items != NULL ? span->items[index] : span->one;
}

/* Who belongs to which group as of a day, and which variables a group means on an issue: worked out once and remembered. One such memory
 * is written by one thread; a finished one may be the parent of many and is only read then. */
typedef struct gti_groups gti_groups;
struct gti_groups {
    const gti_groups *parent; /* asked first; NULL: none */
    const gtee_dossier *dossier;
    gtee_date day;
    gti_arena arena;
    gti_map found; /* (issue + 1) << 32 | group → span of variables; 0 << 32 | group → span of participants */
    gti_vec spans;
    uint64_t room; /* how many more numbers, stances, … it may hold */
};

typedef struct gti_variable {
    const gtee_issue *issue;        /* NULL: a whole proposal */
    const gtee_participant *choice; /* whose choice; NULL without `by` */
    const gtee_proposal *proposal;  /* NULL unless it is a whole proposal */
} gti_variable;

typedef struct gti_variables {
    gti_variable *items;
    uint32_t count; /* of choices; whole proposals follow: [count, total) */
    uint32_t total;
    uint32_t *first; /* by issue: its first variable; one more at the end */
} gti_variables;

void gti_groups_init(gti_groups *groups, const gti_groups *parent, const gtee_dossier *dossier, gtee_date day);
void gti_groups_free(gti_groups *groups);
/* Takes so much of the room that hostile input must not exceed. false: a limit is crossed. */
bool gti_groups_take(gti_groups *groups, uint64_t count);

/* The numbers of the participants that `who` stands for: its members as of the day, or itself. MEMORY, LIMIT. */
gtee_status gti_groups_members(gti_groups *groups, const gtee_participant *who, gti_span *span);

/* Lists the variables, in memory of the groups. MEMORY, LIMIT. */
gtee_status gti_variables_list(gti_variables *variables, gti_groups *groups);

/* The variables that a term on this issue and participant (NULL without `by`) means as of the day; maybe none. MEMORY, LIMIT. */
gtee_status gti_variables_of(const gti_variables *variables, gti_groups *groups, const gtee_issue *issue,
                             const gtee_participant *participant, gti_span *span);

/* All options, and the default as a bit (0: there is none). */
uint64_t gti_variable_all(const gti_variable *variable);
uint64_t gti_variable_default(const gti_variable *variable);
static inline bool gti_variable_derived(const gti_variable *variable)
{
    return variable->issue != NULL && variable->issue->derived != GTEE_DERIVED_NONE;
}

/* Records by number. */
size_t gti_record_count(const gtee_dossier *dossier, uint32_t kind);
gtee_record *gti_record_at(const gtee_dossier *dossier, uint32_t kind, size_t index);
/* Is it a record of this dossier? */
bool gti_record_belongs(const gtee_dossier *dossier, const gtee_record *record);

#endif
