/* check.h: the checker: what a question asks of packages, item by item, evaluated by plain loops over all choices. It shares no code with the solver, nor
 * with the making of problems (deal*.c): only the view, its stances, the reading of options, and the shape and wording of a package (settlement.h).
 * Uses base, record, inquiry.h. docs/semantics.md, "Conflicts, concessions, packages". */
#ifndef GTI_REASON_CHECK_H
#define GTI_REASON_CHECK_H

#include "reason/settlement.h"

#define GTI_CHECK_STEPS UINT64_C(2000000) /* choices tried at most */

#define GTI_ITEM_POSITION 0u   /* a red line */
#define GTI_ITEM_WEIGHT 1u     /* of a position, on one variable */
#define GTI_ITEM_CONSENT 2u
#define GTI_ITEM_CONSTRAINT 3u
#define GTI_ITEM_FIX 4u
#define GTI_ITEM_CAP 5u
#define GTI_ITEM_CHANGE 6u     /* of what a proposal says of a variable */
#define GTI_ITEM_STAKE 7u      /* never broken: the variable counts, whatever it is */

#define GTI_NO_POSITION UINT32_MAX

/* One thing that a package breaks or not. */
typedef struct gti_item {
    uint32_t kind, number;       /* of the position, constraint or fix; the participant of a consent or cap */
    uint32_t variable;           /* of a consent, weight, change or stake */
    uint32_t first, count;       /* of `scope`: the variables that it looks at */
    bool hard;
    uint64_t options;            /* of a change: what the proposal says */
    double cost[3];
} gti_item;

typedef struct gti_trial {
    const gti_inquiry *inquiry;
    gti_groups groups;
    gti_vec items;     /* gti_item */
    gti_vec scope;     /* uint32_t: variables */
    gti_vec borne;     /* uint32_t: variables that something bears on, as they came */
    bool *bears;       /* by variable */
    uint32_t *option;  /* by variable: the choice that is tried */
    const bool *positions; /* by position: which red lines count; NULL: all that the question counts */
    const bool *constraints, *texts; /* by constraint, by text that fixes choices: which hold; NULL: all */
    struct gti_cached_reading *readings; /* by proposal: what it says, once it was asked for */
    uint32_t without;      /* a position that is left out, with the consent that it gives; GTI_NO_POSITION: none */
    uint64_t steps;
} gti_trial;

/* check_model.c: lists the items. `bare`: what is hard, and red lines, which are hard then. Must be freed in any case. MEMORY, LIMIT. */
gtee_status gti_trial_make(gti_trial *trial, const gti_inquiry *inquiry, bool bare, const bool *positions);
gtee_status gti_trial_make_tied(gti_trial *trial, const gti_inquiry *inquiry, const bool *positions, const bool *constraints, const bool *texts);
gtee_status gti_trial_make_without(gti_trial *trial, const gti_inquiry *inquiry, uint32_t position);
void gti_trial_free(gti_trial *trial);
/* Only what is hard stays, and red lines and weights too if `costs`; and each variable in `stakes` counts, whatever bears on it. MEMORY. */
gtee_status gti_trial_restrict(gti_trial *trial, bool costs, const gti_vec *stakes);
/* What a proposal says, read once. MEMORY, LIMIT. */
gtee_status gti_trial_reading(const gti_trial *trial, const gtee_proposal *proposal, const gti_reading **read);
static inline const gti_item *gti_trial_item(const gti_trial *trial, size_t index)
{
    return GTI_VEC_AT(&trial->items, gti_item, index);
}
bool gti_trial_looks(const gti_trial *trial, const gti_item *item, uint32_t variable);

/* check_broken.c: is the item broken by the choices in `option`? */
gtee_status gti_trial_broken(gti_trial *trial, const gti_item *item, bool *broken);
bool gti_trial_condition(const gti_trial *trial, uint32_t condition); /* does it hold? */

/* check_search.c: looks, part by part, for choices that are allowed and cost less than `limit` (NULL: for any that are allowed). Parts that share no item are
 * tried apart; `limit` holds for all of them together only if it is what `option` costs. MEMORY, LIMIT (too many to try). */
gtee_status gti_trial_cheaper(gti_trial *trial, bool *found);
gtee_status gti_trial_possible(gti_trial *trial, bool *possible);
/* What the cheapest choices cost; *possible: any are allowed. */
gtee_status gti_trial_least(gti_trial *trial, double *cost, bool *possible);

/* Called for the parts one after another: for a part's variables, for all choices of them that are allowed, and behind them. */
typedef struct gti_visitor {
    void *user;
    gtee_status (*begin)(void *user, const uint32_t *variables, size_t count, bool *wanted);
    gtee_status (*each)(void *user);
    gtee_status (*end)(void *user);
} gti_visitor;

/* *possible: nothing hard is broken whatever is chosen. */
gtee_status gti_trial_visit(gti_trial *trial, const gti_visitor *visitor, bool *possible);

/* ---- What was found */

struct gtee_check {
    gti_refs refs;
    gti_allocator allocator;
    gti_arena arena;
    gtee_view *view; /* what the account is of */
    bool confirmed, allowed, complete, in_all, in_none;
    uint32_t changes, red_lines, consents;
    double weight;
    const char *message;
    const char *wording;   /* of a conflict; NULL: of something else */
    gtee_package *account; /* of a package; NULL: of something else */
    /* of outcomes */
    uint32_t basis; /* GTEE_BASIS_… */
    uint32_t player_count;
    const gtee_participant **players;
    double *utility, *ideal, *lost; /* by player */
    uint32_t *crossed;
    double packages, ties, picked, value;
    size_t points;
};

/* What is at work. */
typedef struct gti_checking {
    gtee_check *check;
    gti_inquiry inquiry;
    gti_report *report;
    bool *kept; /* by position */
    size_t positions;
    gti_buffer words;
} gti_checking;

/* What is claimed. */
typedef struct gti_claim {
    uint32_t mode;                 /* GTI_DEAL_… */
    const gtee_proposal *near;
    const gtee_position *const *positions;
    size_t position_count;
    const char *const *choices;
    size_t choice_count;
    const gtee_constraint *const *constraints;
    size_t constraint_count;
    uint32_t point;
    gtee_status (*work)(gti_checking *checking, const struct gti_claim *claim);
} gti_claim;

/* check.c: the frame of each call. */
gtee_status gti_check_new(const gtee_view *view, const gtee_search_options *options, const gti_claim *claim, gtee_check **check,
                          gtee_diagnostics **diagnostics);
/* Can the positions that are kept, what is fixed and the constraints hold together? */
gtee_status gti_check_possible(gti_checking *checking, bool *answer);
/* Reads the choices claimed; puts them into the trial: the default, or else the first option, for all others. The inquiry must be freed in any case. */
gtee_status gti_check_read(const gti_checking *checking, const gti_claim *claim, gti_inquiry *given);
void gti_check_take(gti_trial *trial, const gti_inquiry *given);
gtee_status gti_check_flags(gti_checking *checking, bool value); /* `kept`, all of them so */

/* check_account.c: what the choices in `option` are, cost and bring. MEMORY, LIMIT. */
gtee_status gti_check_account(gti_checking *checking, gti_trial *trial);
/* The options of a variable that no item tells from the one in `option`; those that break and mend nothing, the rest being as it is. */
gtee_status gti_check_alike(gti_checking *checking, gti_trial *trial, uint32_t variable, uint64_t *alike, uint64_t *good);

#endif
