/* sat_state.h: the kernel's state, shared by sat.c (verbs), sat_search.c (search) and sat_order.c (which variable next). Nobody else's. */
#ifndef GTI_SOLVE_SAT_STATE_H
#define GTI_SOLVE_SAT_STATE_H

#include "solve/sat.h"

/* Inside, a literal is 2 * variable + sign, variables from 0; a clause is an offset into `memory`: a head of two words, then its literals. */
typedef uint32_t gti_lit;
#define GTI_NO_REASON UINT32_MAX
#define GTI_NO_VARIABLE UINT32_MAX
#define GTI_CLAUSE_HEAD 2u /* [0]: size << 1 | learnt, [1]: literal-block distance (learnt) */

typedef struct gti_watch {
    uint32_t clause;
    gti_lit blocker; /* another literal of the clause: if it is true, the clause need not be looked at */
} gti_watch;

typedef struct gti_watches {
    gti_watch *items;
    uint32_t count, capacity;
} gti_watches;

/* Where a level begins: the trail's length, and the first wish that might have been open. */
typedef struct gti_level {
    uint32_t trail, wish;
} gti_level;

/* A variable's place in the queue of decisions; stamps fall along it. */
typedef struct gti_queued {
    uint32_t before, after;
    int64_t stamp;
} gti_queued;

struct gti_sat {
    gti_allocator allocator;
    bool no_memory, inconsistent;
    uint32_t variables, capacity;
    /* by variable */
    uint32_t *level, *reason;
    gti_queued *queue;
    uint8_t *phase, *seen;
    /* by literal */
    int8_t *value; /* 1 true, -1 false, 0 open */
    gti_watches *watches;
    uint8_t *core; /* 1: failed assumption */
    int8_t *model; /* by variable */
    uint32_t queue_first, queue_last;
    uint32_t queue_next; /* all before it are decided */
    gti_vec bumped;      /* uint32_t: variables of the conflict */
    gti_lit *trail;
    uint32_t trail_count, propagated;
    gti_vec levels;      /* gti_level */
    gti_vec memory;      /* uint32_t: all clauses */
    gti_vec learnts;     /* uint32_t: offsets */
    gti_vec assumptions; /* gti_lit: of the next solve */
    gti_vec standing;    /* gti_lit: those that the trail's first levels decided */
    gti_vec wishes;      /* gti_lit: decided behind the assumptions, where they are open */
    uint32_t wish;       /* the first that may be open */
    bool probing;        /* assumptions only */
    bool wishes_only;    /* nothing behind the wishes */
    gti_vec adding, learning, stack; /* gti_lit: scratch */
    gti_vec stamps;      /* uint64_t by level: for literal-block distance */
    uint64_t stamp;
    uint64_t conflicts, budget, learnt_limit, wasted;
    void *terminate_user;
    bool (*terminate)(void *user);
};

static inline gti_lit gti_lit_of(int32_t literal)
{
    return literal > 0 ? 2u * ((uint32_t)literal - 1u) : 2u * ((uint32_t)-literal - 1u) + 1u;
}

static inline uint32_t *gti_sat_clause(gti_sat *sat, uint32_t clause)
{
    return GTI_VEC_AT(&sat->memory, uint32_t, clause);
}

static inline uint32_t gti_sat_level_count(const gti_sat *sat)
{
    return (uint32_t)sat->levels.count;
}

/* sat_order.c */
void gti_sat_order_add(gti_sat *sat, uint32_t variable);  /* the newest, behind all others */
uint32_t gti_sat_order_next(gti_sat *sat);                /* an open variable; GTI_NO_VARIABLE: all are decided */
void gti_sat_order_bump(gti_sat *sat, uint32_t *variables, size_t count);
static inline void gti_sat_order_open(gti_sat *sat, uint32_t variable) /* it is no longer decided */
{
    if (sat->queue[variable].stamp > sat->queue[sat->queue_next].stamp) {
        sat->queue_next = variable;
    }
}

/* sat_search.c */
void gti_sat_cancel(gti_sat *sat, uint32_t level);
void gti_sat_enqueue(gti_sat *sat, gti_lit literal, uint32_t reason);
bool gti_sat_attach(gti_sat *sat, const gti_lit *literals, uint32_t size, bool learnt, uint32_t distance, uint32_t *clause);
uint32_t gti_sat_propagate(gti_sat *sat); /* the clause that is falsified, or GTI_NO_REASON */
int gti_sat_search(gti_sat *sat);

#endif
