/* bound_state.h: the state of a branch-and-bound search over one connected network of small tables. Private to bound_state.c, bound_consistency.c,
 * bound_search.c and bound_local.c. Uses bound_net.h.
 *
 * Weights move between tables, unary weights and the lower bound without changing what an assignment costs in all (equivalence-preserving
 * transformations). What a table has given away, or been given (negative), is kept by node and value in `moved`: its weight at a combination
 * is the given one less those of the values. All that changes is written to a trail and undone from it. */
#ifndef GTI_SOLVE_BOUND_STATE_H
#define GTI_SOLVE_BOUND_STATE_H

#include "solve/bound_net.h"

#define GTI_STATE_ARITY 4u

typedef struct gti_cells {
    const gti_weight *weights;
    uint32_t arity;
    uint32_t scope[GTI_STATE_ARITY];
    uint32_t steps[GTI_STATE_ARITY];
    int64_t *moved[GTI_STATE_ARITY]; /* by value */
    uint64_t failures;               /* how often it proved a dead end */
} gti_cells;

typedef struct gti_seat { uint32_t table, position; } gti_seat;

typedef struct gti_saved {
    void *cell; /* an int64_t or uint64_t */
    uint64_t old;
} gti_saved;

typedef struct gti_set { uint64_t *words; uint32_t count; } gti_set; /* of nodes; count: of words */

typedef struct gti_state {
    gti_allocator allocator;
    gti_arena arena;
    uint32_t count, tables_count;
    uint32_t *net_node;    /* by node: its number in the net */
    uint32_t *size;        /* by node */
    int64_t **unary;       /* by node and value */
    const gti_weight **given; /* the same before anything moved */
    uint64_t *live;        /* by node */
    gti_cells *tables;
    uint32_t *first;       /* by node: its seats */
    gti_seat *seats;
    int64_t lower, upper;  /* upper: what must be undercut */
    uint32_t *support;     /* by node: a value that costs nothing, with support everywhere */
    gti_set removed, raised, unsure; /* nodes with: values lost; unary weights gone up; a support in doubt */
    uint64_t *spent, spending; /* by node: when its unary weights were last counted */
    gti_vec trail;         /* gti_saved */
    uint32_t *best;        /* by node: the best assignment found */
    bool found;
    bool (*take)(void *user, const struct gti_state *state); /* called for every assignment that undercuts `upper`, which stays; false: no memory. NULL: the best is looked for */
    void *take_user;
    bool no_memory;
    bool trailing;         /* are changes to be undone? */
    uint32_t culprit;      /* the table that proved the last dead end; UINT32_MAX: none */
} gti_state;

bool gti_state_init(gti_state *state, const gti_net *net, const gti_elimination *elimination, const uint32_t *nodes, uint32_t count,
                    const uint32_t *tables, uint32_t tables_count);
void gti_state_free(gti_state *state);
void gti_state_undo(gti_state *state, size_t mark);
bool gti_state_save(gti_state *state, void *cell); /* before it changes */

/* Makes the network consistent, up to existential directional arc consistency. false: nothing undercuts `upper` here (or no memory). */
bool gti_state_propagate(gti_state *state);
bool gti_state_keep_values(gti_state *state, uint32_t node, uint64_t values); /* false: none is left */

/* Raises the bound before a search, for so many sweeps over all nodes and back (bound_sweep.c). false: as gti_state_propagate. */
bool gti_state_sweep(gti_state *state, uint32_t sweeps, gti_meter *meter);
/* The parts of it (bound_consistency.c): least unary weights go into the bound; a table's least weights go to one of its nodes. */
bool gti_state_settle(gti_state *state, uint32_t node);
bool gti_state_project(gti_state *state, gti_cells *table, uint32_t position);

/* Improves `values` (all of the state's nodes) by exchanging one at a time, for so many rounds; false: no memory. */
bool gti_state_improve(gti_state *state, uint32_t *values, uint32_t rounds, gti_meter *meter);
gti_weight gti_state_weigh(const gti_state *state, const uint32_t *values);

/* Searches for what undercuts `upper`; the best is left in `best`, or all are given to `take`. GTI_SEARCH_…; `bound`: what nothing is below. */
uint32_t gti_state_search(gti_state *state, gti_meter *meter, int64_t *bound);

/* As gti_bound_best, with at most so many entries in tables made by elimination; 0: by search alone (bound.c). */
uint32_t gti_bound_within(const gti_problem *problem, gti_search *search, uint64_t work, gti_answer *answer);

static inline void gti_set_add(gti_set *set, uint32_t node)
{
    set->words[node / 64] |= UINT64_C(1) << node % 64;
}

static inline bool gti_state_settled(const gti_state *state, uint32_t node)
{
    return (state->live[node] & (state->live[node] - 1)) == 0;
}

#endif
