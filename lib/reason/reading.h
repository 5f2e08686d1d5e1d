/* reading.h: what a proposal says of each variable, and what a condition is under it. Uses base, record, view.h.
 * docs/semantics.md, "Assess", first paragraph. A reading belongs to one piece of work and is not shared. */
#ifndef GTI_REASON_READING_H
#define GTI_REASON_READING_H

#include "reason/view.h"

/* One clause's word on one variable. */
typedef struct gti_said {
    uint32_t variable, clause; /* GTI_NO_CLAUSE: it follows from no clause in particular */
    uint64_t options;
} gti_said;
#define GTI_NO_CLAUSE UINT32_MAX

/* What follows for a variable of a derived issue: one option. */
typedef struct gti_derived {
    uint32_t variable;
    uint64_t options;
} gti_derived;

/* A variable that a clause names. */
typedef struct gti_named {
    uint32_t variable;
    uint32_t first, count; /* of `said`: the clauses that name it, in the proposal's order */
    uint64_t options;      /* what all of them leave */
} gti_named;

typedef struct gti_reading {
    const gtee_view *view;
    const gtee_proposal *proposal;
    gti_groups groups;          /* groups that the view did not need */
    gti_vec said;               /* of gti_said, by variable and clause */
    gti_vec named;              /* of gti_named, by variable */
    gti_vec derived;            /* of gti_derived, by variable: those that could be worked out (derived.h) */
    unsigned char *truths;      /* by condition: 0 not read yet, or GTI_FAILS … */
    size_t truth_count;
} gti_reading;

/* Reads a proposal of the view's dossier; the reading must be freed in any case. What a clause fixes in vain is reported, unless
 * `report` is NULL. MEMORY, LIMIT. */
gtee_status gti_reading_make(gti_reading *reading, const gtee_view *view, const gtee_proposal *proposal, gti_report *report);
void gti_reading_free(gti_reading *reading);

/* The variable as a clause names it; NULL if none does. */
const gti_named *gti_reading_named(const gti_reading *reading, uint32_t variable);

typedef struct gti_cell {
    uint32_t kind;     /* GTEE_CELL_… */
    uint64_t options;  /* what is left; all where nothing is said and there is no default, or where it is derived */
    const gti_named *named; /* NULL: silent, or derived to be the default */
    bool derived;      /* and worked out */
} gti_cell;
gti_cell gti_reading_cell(const gti_reading *reading, uint32_t variable);
/* NULL: it follows from no clause in particular. */
const gtee_clause *gti_reading_first_clause(const gti_reading *reading, const gti_named *named);
/* The first clause that by itself keeps to no option of `fine`; else the first one that names the variable. NULL: silent. */
const gtee_clause *gti_reading_clause(const gti_reading *reading, const gti_named *named, uint64_t fine);

/* GTI_FAILS, GTI_OPEN or GTI_HOLDS. */
uint32_t gti_reading_truth(gti_reading *reading, uint32_t condition);

/* Does it fix every variable of the other proposal to within that one's terms? A proposal contains itself; one without terms is
 * contained in no other. MEMORY, LIMIT. */
gtee_status gti_reading_contains(const gti_reading *reading, const gtee_proposal *other, bool *contains);

#endif
