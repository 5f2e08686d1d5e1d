/* deal.h: a view as a problem for the solver, and the way back: whose position, consent or weight each group is. Uses base, solve, record,
 * view.h, reading.h. docs/semantics.md, "Conflicts, concessions, packages", is what it does. */
#ifndef GTI_REASON_DEAL_H
#define GTI_REASON_DEAL_H

#include "reason/reading.h"
#include "solve/solve.h"

/* Which costs go where. */
#define GTI_DEAL_LEXICOGRAPHIC 0u /* red lines, consents, weights */
#define GTI_DEAL_WEIGHTED 1u      /* all on the first level, by the caller's weights; consents that weigh nothing break ties */
#define GTI_DEAL_NEAREST 2u       /* changes of the proposal, consents, weights; red lines may not be crossed */

#define GTI_LEVEL_RED_LINES 0u /* caps count what is here */
#define GTI_LEVEL_WEIGHED 0u
#define GTI_LEVEL_CHANGES 0u
#define GTI_LEVEL_CONSENTS 1u
#define GTI_LEVEL_WEIGHTS 2u

/* A choice that the caller fixed. */
typedef struct gti_fix {
    uint32_t variable;
    uint64_t options;
    const char *text; /* as it was written */
} gti_fix;

/* What is asked: all of it borrowed. */
typedef struct gti_deal_question {
    const gtee_view *view;
    uint32_t mode;              /* GTI_DEAL_… */
    const bool *counts;         /* by participant: do its positions count? NULL: everybody's */
    const bool *immovable;      /* by participant; NULL: nobody */
    const bool *immovable_positions; /* by position; NULL: none */
    const gtee_proposal *proposal;   /* whose obligors have to consent, its terms being among the fixes; or with GTI_DEAL_NEAREST the one to
                                      * stay near to; NULL: none */
    const gti_fix *fixes;
    size_t fix_count;
    const bool *constraints;    /* by constraint: does it hold? NULL: all do */
    const bool *positions;      /* by position: does it count? NULL: all do */
    const uint32_t *first_of;   /* by position: the first that says the same, which stands for it; NULL: each stands for itself */
    const uint32_t *stances;    /* the only ones to look at, by number, ascending by position; NULL: all in force */
    size_t stance_count;
    bool bare;                  /* only what is hard or a red line: no consents, no weights */
    bool without_consents;      /* weights, but no consents */
    uint32_t cap;               /* 0: none */
    double red_line_weight, consent_weight;
} gti_deal_question;

#define GTI_ORIGIN_HARD 0u
#define GTI_ORIGIN_RED_LINE 1u
#define GTI_ORIGIN_CONSENT 2u
#define GTI_ORIGIN_WEIGHT 3u
#define GTI_ORIGIN_CHANGE 4u

/* What a group of the problem stands for. */
typedef struct gti_origin {
    uint32_t kind;
    const gtee_position *position;       /* of red lines and weights */
    const gtee_participant *participant; /* whose position, or whose consent */
    uint32_t variable;                   /* of consents, weights and changes: the view's variable */
    double weight;                       /* of weights: as written */
} gti_origin;

typedef struct gti_deal {
    gti_deal_question question;
    gti_problem problem;
    gti_groups groups;     /* groups of participants that the view did not need */
    gti_reading reading;   /* of the proposal; valid if there is one */
    gti_vec origins;       /* of gti_origin, by group */
    gti_vec unknowns;      /* of uint32_t: the view's variable of each unknown; UINT32_MAX: an auxiliary one */
    uint32_t *unknown_of;  /* by variable of the view; UINT32_MAX: nothing bears on it */
    uint32_t *group_of;    /* by position: its red line's group; 0: it has none */
    uint64_t unit;         /* how many units of the solver's weight 1 is */
    gti_vec draft;         /* of gti_atom: the clause being made */
} gti_deal;

/* Makes the problem. It must be freed in any case. MEMORY, LIMIT (weights too large to add up). */
gtee_status gti_deal_make(gti_deal *deal, const gti_deal_question *question);
void gti_deal_free(gti_deal *deal);

/* The caller's weight in the solver's units, at least 1; 0: too large. */
uint64_t gti_deal_units(const gti_deal *deal, double weight);
/* The level on which weights of soft positions stand. */
static inline uint32_t gti_deal_weights(const gti_deal_question *question)
{
    return question->mode == GTI_DEAL_WEIGHTED ? GTI_LEVEL_WEIGHED : GTI_LEVEL_WEIGHTS;
}

/* deal_consents.c: the consents that packages need. */
gtee_status gti_deal_consents(gti_deal *deal);

/* For the parts of the room: the unknown of a variable, made when first needed; a group with its origin; atoms of the clause being made. */
bool gti_deal_unknown(gti_deal *deal, uint32_t variable, uint32_t *unknown);
bool gti_deal_group(gti_deal *deal, gti_group group, const gti_origin *origin, uint32_t *number);
bool gti_deal_atom(gti_deal *deal, uint32_t variable, uint64_t options);
bool gti_deal_clause(gti_deal *deal, uint32_t group); /* of the draft, which is emptied */
/* Is a stance or term on the variable left out? What is derived is not worked out under a proposal. */
static inline bool gti_deal_skips(const gti_deal *deal, const gti_variable *variable)
{
    return deal->question.proposal != NULL && gti_variable_derived(variable);
}
/* Adds to the draft that a condition does not hold. *never: it cannot hold, so that the clause is needless. */
bool gti_deal_unless(gti_deal *deal, uint32_t condition, bool *never);

/* The position that stands for this one: itself, or the first that says the same. */
static inline uint32_t gti_deal_stands(const gti_deal_question *question, uint32_t position)
{
    return question->first_of == NULL ? position : question->first_of[position];
}

static inline bool gti_deal_flag(const bool *flags, uint32_t index, bool otherwise)
{
    return flags == NULL ? otherwise : flags[index];
}

#endif
