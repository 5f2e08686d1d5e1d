/* bargain.h: the public bargain's insides. bargain.c makes and frees it, bargain_stakes.c turns preferences into whole numbers, bargain_costs.c red
 * lines and weights, bargain_solutions.c lists the points, bargain_accessors.c reads. Uses base, record, solve, inquiry.h. */
#ifndef GTI_REASON_BARGAIN_H
#define GTI_REASON_BARGAIN_H

#include "base/diagnostic.h"
#include "reason/inquiry.h"
#include "solve/frontier.h"

#define GTI_BARGAIN_LISTED 64u /* packages that tie */
#define GTI_SOLUTIONS 4u

struct gtee_player {
    const gtee_participant *participant;
    const gtee_preference *preference; /* NULL without utilities */
    int64_t base;        /* to be added to the sums: choices that it values, and that nobody has as of the day */
    int64_t reservation; /* in units, base included */
    int64_t ideal;       /* the same */
    double ideal_number; /* as a number */
};

struct gtee_stake {
    const gti_variable *variable;
    uint32_t unknown;
};

struct gtee_outcome {
    const gtee_bargain *bargain;
    uint32_t point;
    const uint64_t *options; /* by unknown; NULL: as the frontier has it */
};

struct gtee_solution {
    uint32_t kind;
    double value;
    uint64_t packages;
    gtee_outcome *outcomes;
    size_t outcome_count;
    bool all;
};

struct gtee_bargain {
    gti_refs refs;
    gtee_view *view;
    gti_inquiry inquiry; /* what was asked */
    gti_arena arena;
    uint32_t basis;
    bool exact;
    gti_frontier frontier;
    bool has_frontier;
    const char *packages_text;
    double packages;
    gtee_player *players;
    size_t player_count;
    gtee_stake *stakes;
    size_t stake_count;
    gtee_outcome *outcomes; /* of the frontier */
    size_t outcome_count;
    gtee_solution solutions[GTI_SOLUTIONS];
    size_t solution_count;
    int32_t scale;          /* a unit is 10^-scale */
    int64_t red_line;       /* without utilities: how many units one red line is worth */
};

/* While it is made. */
typedef struct gti_bargaining {
    gtee_bargain *bargain;
    const gtee_view *view;
    gti_vec fixes;        /* gti_fix: the inquiry's, and what makes the variables that somebody values known */
    gti_deal deal;
    gti_problem costs;    /* without utilities: the deal's problem with an unknown for each group that may be broken */
    gti_arena arena;
    int64_t **utility;    /* by unknown */
    size_t unknown_room;
    gti_stakes stakes;
    gti_report *report;
} gti_bargaining;

/* The table of an unknown, made when first needed. NULL: no memory. */
int64_t *gti_bargain_table(gti_bargaining *making, uint32_t unknown, uint32_t options);
/* bargain_stakes.c: who plays by utilities; if somebody does, the utilities in units. MEMORY, LIMIT. */
gtee_status gti_bargain_players(gti_bargaining *making);
gtee_status gti_bargain_bearing(gti_bargaining *making);
gtee_status gti_bargain_utilities(gti_bargaining *making);
/* bargain_costs.c: who plays by costs, and the problem with these. */
gtee_status gti_bargain_costs(gti_bargaining *making);
/* bargain_solutions.c: ideal and solutions of the finished frontier. */
gtee_status gti_bargain_solve(gti_bargaining *making);

/* Units as a number. */
double gti_bargain_double(const gtee_bargain *bargain, int64_t units);
/* A player's units at a point of the frontier, base included. */
static inline int64_t gti_bargain_units(const gtee_bargain *bargain, size_t point, size_t player)
{
    return bargain->frontier.values[point * bargain->player_count + player] + bargain->players[player].base;
}

#endif
