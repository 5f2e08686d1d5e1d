/* ranking.h: the state of a ranking. Private to ranking*.c. Uses bound_state.h, ranking_lists.h. */
#ifndef GTI_SOLVE_RANKING_H
#define GTI_SOLVE_RANKING_H

#include "solve/bound_state.h"
#include "solve/ranking_lists.h"

typedef struct gti_layer { /* a search for all assignments of a round */
    gti_state *state;
    gti_vec excesses;    /* gti_weight: what each that was gathered costs more than the least */
    gti_vec rows;        /* uint8_t: its values, by node */
    gti_vec order;       /* uint32_t: the items, cheapest first */
    size_t given;        /* so many of them */
    gti_weight flood;    /* of what costs so much, and more, there is too much to be kept; GTI_WEIGHT_TOP: all is kept */
    gti_vec decisions;   /* turn: of the search for one cost */
    bool gathered, begun;
    bool paused, consistent; /* out of budget, at a choice that was consistent or not */
} gti_layer;

struct gti_ranking {
    const gti_problem *problem;
    gti_search *search;
    gti_weight scale[GTI_SOLVE_LEVELS];
    gti_weight least;       /* what the best costs */
    gti_weight margin;      /* of the round: up to so much more */
    gti_weight given;       /* excesses below it were given in earlier rounds */
    gti_weight next_excess; /* the least known beyond the margin */
    bool begun, open, excluded; /* excluded: values were taken out for the margin's sake */
    gti_net net;            /* of the round */
    gti_elimination e;
    gti_lists *lists;       /* NULL: the network is too wide */
    gti_layer layer;
    uint32_t *values;       /* by node */
    size_t nodes;           /* room in it */
    uint64_t work;          /* the most entries that an elimination may make */
    uint64_t kept;          /* the most assignments that are gathered at a time */
    gti_weight base;        /* of the net, before its elimination */
};

/* ranking_search.c */
uint32_t gti_ranking_open_state(gti_ranking *ranking, gti_state *state, gti_meter *meter); /* of the whole net; to be freed in any case */
uint32_t gti_ranking_open_search(gti_ranking *ranking, gti_meter *meter);
uint32_t gti_ranking_search_next(gti_ranking *ranking, gti_meter *meter, gti_weight *excess);
void gti_ranking_close_search(gti_ranking *ranking);

#endif
